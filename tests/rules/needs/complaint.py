"""The complaint: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from casework.complaints.models import Complaint
from tests.factories import World, today
from tests.rules.needs.taking import But, Take, changed


def received(world: World) -> Complaint:
    """About the regisseur, who doesn't know of it."""
    return world.complaint(world.case())


def in_hand(world: World) -> Complaint:
    """They know, and both were heard."""
    return world.complaint(world.case(), "in_behandeling", told_on=today(), heard_on=today(), heard="Het ging mis.")


def about_the_team(world: World, one: Complaint) -> None:
    changed(one, about="team", person=None)


def taken(world: World, one: Complaint) -> dict[str, Any]:
    return {"about": "medewerker", "person": world.consulent}


SETTLED: Final = {
    "finding": "gegrond",
    "found": "U werd niet teruggebeld.",
    "done": "Wij bellen voortaan dezelfde dag.",
}
OVER: Final = today() - dt.timedelta(weeks=7)

TAKES: Final = (
    Take(
        "take_up",
        received,
        taken,
        by="teamleider",
        but={
            "says_whom": But("Kies wie het is", about="medewerker", person=None),
            "is_about_another": But(
                "Deze klacht gaat over uzelf.", given=lambda world, one: {"person": world.teamleider}
            ),
        },
    ),
    Take(
        "tell",
        received,
        by="teamleider",
        but={
            "is_about_somebody": But("Deze klacht gaat niet over iemand van ons.", before=about_the_team),
            "not_told_yet": But(
                "Degene over wie de klacht gaat, weet het al.", before=lambda world, one: changed(one, told_on=today())
            ),
        },
    ),
    Take(
        "hear",
        in_hand,
        {"heard_on": today(), "waived": "", "heard": "Zij vertelde hoe het ging."},
        by="teamleider",
        but={"says_when_or_why_not": But("Zeg op welke dag", heard_on=None)},
    ),
    Take(
        "adjourn",
        received,
        {"why": "De afdeling is dicht"},
        by="teamleider",
        but={
            "not_adjourned_yet": But(
                "De behandeling is al een keer verdaagd.", before=lambda world, one: changed(one, adjourned_on=today())
            ),
            "term_runs": But("De termijn liep tot en met", before=lambda world, one: changed(one, received_on=OVER)),
            "says_why": But("Zeg waarom.", why=" "),
        },
    ),
    Take(
        "agree",
        received,
        {"agreed_until": today() + dt.timedelta(weeks=20), "how": "Per e-mail, vandaag"},
        by="teamleider",
        but={
            "agreed_until_can_be_true": But("Vul een dag in vanaf", agreed_until=today() + dt.timedelta(days=1)),
            "says_how_they_agreed": But("Zeg hoe en wanneer", how=" "),
        },
    ),
    Take(
        "correct",
        in_hand,
        {"about": "team", "person": None, "name": ""},
        by="teamleider",
        but={
            "says_whom": But("Kies wie het is", about="medewerker", person=None),
            "differs": But("Dit staat er al zo.", before=about_the_team),
        },
    ),
    Take(
        "leave_out",
        received,
        {"left_out": "klein", "done": "Het belang is te klein."},
        by="teamleider",
        but={
            "can_still_be_left": But("Dat kon tot en met", before=lambda world, one: changed(one, received_on=OVER)),
            "says_why_left_out": But("Kies waarom u", done=" "),
        },
    ),
    Take(
        "settle",
        in_hand,
        SETTLED,
        by="teamleider",
        but={
            "who_it_is_about_knows": But(
                "Vertel het eerst aan degene over wie", before=lambda world, one: changed(one, told_on=None)
            ),
            "was_heard": But(
                "Leg eerst vast dat de inwoner is gehoord", before=lambda world, one: changed(one, heard_on=None)
            ),
            "says_what_comes_of_it": But("Zeg wat u vond en wat wij doen.", done=" "),
        },
    ),
    Take(
        "resolve",
        received,
        {"done": "Wij belden haar, zij is tevreden."},
        by="teamleider",
        but={"says_how_it_was_put_right": But("Zeg hoe u weet dat", done=" ")},
    ),
    Take(
        "withdraw",
        received,
        {"why": "Zij wil niet verder"},
        by="teamleider",
        but={"says_why": But("Zeg waarom.", why=" ")},
    ),
)
