"""Waiting: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Final

from casework.waits.models import Wait
from tests.factories import World, today
from tests.rules.needs.taking import But, Take, changed


def waiting(world: World) -> Wait:
    return world.wait(world.case())


def for_an_advice(world: World, wait: Wait) -> None:
    changed(wait, advice=world.advice(wait.case))


TAKES: Final = (
    Take(
        "extend",
        waiting,
        {"until": today() + dt.timedelta(days=14)},
        but={
            "until_can_be_true": But("Vul een dag in vanaf", until=today()),
            "tells_by_itself": But("De zaak wacht op een advies", before=for_an_advice),
        },
    ),
    Take("come", waiting, but={"tells_by_itself": But("De zaak wacht op een advies", before=for_an_advice)}),
)
