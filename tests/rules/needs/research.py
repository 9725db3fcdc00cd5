"""The research: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from casework.research.models import Asked, Need, Research
from tests.factories import World, today
from tests.rules.needs.taking import But, Take


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
        "revise",
        settled,
        {"why": "De dochter belde"},
        but={
            "says_why": But("Zeg waarom.", why=" "),
            "no_application_rests_on_it": But(
                "Op dit verslag rust een aanvraag", before=lambda world, research: world.application(research.case)
            ),
        },
    ),
)
