"""The call-back: what each of its steps needs, and what is read where that is missing."""

from typing import Final

from casework.callbacks.effects import Said
from casework.callbacks.models import CallBack
from tests.factories import World
from tests.rules.needs.taking import But, Take


def asked(world: World) -> CallBack:
    return world.call_back(world.case())


TAKES: Final = (
    Take(
        "call",
        asked,
        {"said": Said("De hulp komt dinsdag.")},
        but={"says_what": But("Zeg wat er is gezegd.", said=Said(" "))},
    ),
    Take("miss", asked),
    Take("drop", asked, {"why": "Zij belde zelf"}, but={"says_why": But("Zeg waarom.", why=" ")}),
)
