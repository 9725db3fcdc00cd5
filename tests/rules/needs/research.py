"""The research: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from casework.research.models import Asked, Need, Research
from tests.factories import World, today
from tests.rules.needs.taking import But, Take, changed


def running(world: World) -> Research:
    return world.research(world.case())


def settled(world: World) -> Research:
    return world.research(world.case(), "vastgesteld")


def _without_rows(world: World, research: Any) -> None:
    Need.objects.filter(research=research).delete()


def _not_asked(world: World, research: Any) -> None:
    Asked.objects.filter(research=research).delete()


def _being_printed(world: World, research: Any) -> None:
    world.document(research.case, "onderzoeksverslag", "gevraagd", about=research.public_id)


def signed(world: World, research: Any) -> None:
    changed(research, signed_on=today())


def a_question(world: World, research: Any) -> None:
    changed(research.case, kind="vraag", clock_from=None)


def applied(world: World, research: Any) -> None:
    world.application(research.case)


def rests_on_it(world: World, research: Any) -> None:
    world.application(research.case, report_signed=True)


TAKES: Final = (
    Take(
        "settle",
        running,
        but={"research_is_complete": But("Nog nodig voor het verslag: wat nodig is", before=_without_rows)},
    ),
    Take(
        "settle",
        running,
        but={
            "research_is_complete": But(
                "Nog nodig voor het verslag: identiteit gezien?; cliëntondersteuning genoemd?.", before=_not_asked
            )
        },
    ),
    Take(
        "send",
        settled,
        {"sent_on": today(), "sent_how": "post"},
        but={
            "sent_on_can_be_true": But("Vul een dag in tot en met", sent_on=today() + dt.timedelta(days=1)),
            "letter_can_go": But("De brief met het verslag wordt nog gemaakt", before=_being_printed),
        },
    ),
    Take(
        "sign",
        running,
        {"signed_on": today()},
        but={
            "signed_on_can_be_true": But("Vul een dag in tot en met", signed_on=today() + dt.timedelta(days=1)),
            "not_signed_yet": But("Er is al getekend", before=signed),
            "on_an_open_melding": But("Een aanvraag kan alleen van een inwoner", before=a_question),
            "none_waits": But("Er staat al een aanvraag open", before=applied),
        },
    ),
    Take(
        "sign_at_table",
        running,
        but={
            "research_is_complete": But("Nog nodig voor het verslag: wat nodig is", before=_without_rows),
            "on_an_open_melding": But("Een aanvraag kan alleen van een inwoner", before=a_question),
            "none_waits": But("Er staat al een aanvraag open", before=applied),
        },
    ),
    Take(
        "revise",
        settled,
        {"why": "De dochter belde"},
        but={"nothing_rests_on_it": But("Op dit verslag rust een aanvraag", before=rests_on_it)},
    ),
    Take("revise", settled, {"why": "De dochter belde"}, but={"says_why": But("Zeg waarom.", why=" ")}),
)
