"""The meldcode: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from casework.meldcode.models import Meldcode
from tests.factories import World, today
from tests.rules.needs.taking import But, Take, changed

SOON: Final = today() + dt.timedelta(days=14)


def at(state: str) -> Callable[[World], Meldcode]:
    return lambda world: world.meldcode(world.case(), state)


def opened(world: World, one: Meldcode) -> None:
    changed(one, opened_on=today())


def acute(world: World, one: Meldcode) -> None:
    changed(one, weighed="acuut")


def colleague(world: World, one: Any) -> dict[str, Any]:
    return {"person": world.consulent2}


READS: Final = "De inwoner leest deze meldcode al."
HELPED: Final = {"helped": "De wijkverpleegkundige komt elke dag."}

TAKES: Final = (
    Take(
        "note_signals",
        at("signalen"),
        {"signals": "Een blauwe plek, gezien op maandag."},
        but={"says_what_was_seen": But("Beschrijf wat u zag en hoorde.", signals=" ")},
    ),
    Take(
        "note_advice",
        at("advies"),
        {"advised_by": "veilig_thuis", "advised_on": today(), "advice": "Praat eerst met haar alleen."},
        but={"says_whose_advice": But("Zeg met wie u overlegde", advice=" ")},
    ),
    Take(
        "note_talk",
        at("gesprek"),
        {"talked_on": today(), "talked": "Zij zegt dat zij viel."},
        but={"says_whether_they_talked": But("Zeg op welke dag u sprak", talked_on=None)},
    ),
    Take(
        "weigh",
        at("wegen"),
        {"weighed": "onveilig", "weighing": "Het is één keer gezien."},
        but={"says_why_so_weighed": But("Zeg waarom u dit zo weegt.", weighing=" ")},
    ),
    Take(
        "decide",
        at("beslissen"),
        HELPED,
        but={
            "reports_or_says_why_not": But("De onveiligheid is acuut of structureel", before=acute),
            "says_what_was_reported": But("Zeg wat u aan Veilig Thuis vertelde.", reported_on=today(), reported=" "),
            "says_which_help": But("Zeg welke hulp u inzet", helped=" "),
        },
    ),
    Take(
        "join",
        at("advies"),
        colleague,
        but={
            "is_another_of_the_team": But(
                "Kies een collega van dit team", given=lambda world, one: {"person": world.consulent}
            )
        },
    ),
    Take(
        "keep",
        at("advies"),
        {"kept_why": "Hij leest haar telefoon.", "review_on": SOON},
        but={
            "is_kept_from_the_citizen": But(READS, before=opened),
            "says_why_it_is_kept": But("Zeg waarom de inwoner dit nog niet mag lezen.", kept_why=" "),
            "review_on_can_be_true": But("Vul een dag in tot en met", review_on=today() + dt.timedelta(days=200)),
        },
    ),
    Take(
        "open_up",
        at("afgerond"),
        but={
            "is_kept_from_the_citizen": But(READS, before=opened),
            "is_kept_as_it_was_read": But("Een collega schermde dit net opnieuw af", kept_seen="anders"),
        },
    ),
)
