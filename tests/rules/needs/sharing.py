"""What is shared: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Any, Final

from casework.sharing.models import Sharing
from tests.factories import World, today
from tests.rules.needs.taking import Before, But, Take, changed

LATER: Final = today() + dt.timedelta(days=90)


def for_a_while(world: World) -> Sharing:
    return world.sharing(world.case(), until=today() + dt.timedelta(days=10))


def now(**columns: Any) -> Before:
    return lambda world, sharing: changed(sharing, **columns)


TAKES: Final = (
    Take(
        "extend",
        for_a_while,
        {"until": LATER, "how": "gebeld", "given_by": "zij"},
        but={
            "ends_by_itself": But("Dit loopt niet vanzelf af", before=now(until=None)),
            "until_can_be_true": But("Vul een dag in vanaf", until=today()),
            "says_how": But("Zeg hoe de inwoner opnieuw toestemming gaf", how=""),
        },
    ),
    Take(
        "let_end",
        for_a_while,
        but={
            "ends_by_itself": But("Dit loopt niet vanzelf af", before=now(until=None)),
            "is_not_left_to_end": But("Dit loopt al af", before=now(left_to_end=True)),
        },
    ),
)
