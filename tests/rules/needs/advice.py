"""An advice: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from typing import Final

from casework.advice.models import Advice
from tests.factories import World, today
from tests.rules.needs.taking import But, Take

TOMORROW: Final = today() + dt.timedelta(days=1)


def asked(world: World) -> Advice:
    return world.advice(world.case())


TAKES: Final = (
    Take(
        "receive",
        asked,
        {"received_on": today(), "answer": "Dit blijft zo."},
        but={
            "received_on_can_be_true": But("Vul een dag in tot en met", received_on=TOMORROW),
            "says_what_it_is": But("Zeg wat het advies is", answer=" "),
        },
    ),
    Take("extend", asked, {"until": TOMORROW}, but={"until_can_be_true": But("Vul een dag in vanaf", until=today())}),
    Take("miss", asked, {"why": "Wachtlijst"}, but={"says_why": But("Zeg waarom.", why=" ")}),
    Take("call_off", asked, {"why": "Hoeft niet meer"}, but={"says_why": But("Zeg waarom.", why=" ")}),
)
