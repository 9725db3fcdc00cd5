"""Whose turn a krachtenveldanalyse makes it: of who was asked; late, or with nobody there, of who leads the case, then a leader."""

from typing import Any, Final

from casework.forcefields.models import ForceField
from tests.factories import World
from tests.rules.turns.waiting import LEADERS, LEADING, MONDAY, Waits, case, march


def at(state: str, **fields: Any) -> Any:
    def make(world: World) -> ForceField:
        about = {"asked_on": MONDAY, "state_since": MONDAY, "due_on": march(12), "shared_until": march(31)}
        return world.force_field(case(world), state, **about | fields)

    return make


def elsewhere(world: World) -> ForceField:
    """Who was asked doesn't answer at that organisation any more."""
    return at("gevraagd", maker_organisation=world.church)(world)


TURNS: Final = (
    Waits("force_field:answer", at("gevraagd"), "force_field.accept", ("middenveld",), march(9)),
    Waits("force_field:nobody", elsewhere, "force_field.withdraw", LEADING, march(9)),
    Waits("force_field:nobody", at("in_de_maak", shared_until=march(6)), "force_field.withdraw", LEADING, march(12),
          on=march(6), not_on=march(5)),
    Waits("force_field:make", at("in_de_maak"), "force_field.hand_in", ("middenveld",), march(12)),
    Waits("force_field:late", at("in_de_maak"), "force_field.extend", LEADING, march(19), on=march(13), not_on=march(12)),
    Waits("force_field:leader", at("in_de_maak"), "force_field.withdraw", LEADERS, march(19), on=march(20),
          not_on=march(19)),
    Waits("force_field:talk", at("in_de_maak", handed_in=True, made_on=MONDAY), "force_field.discuss", LEADING, march(16)),
    Waits("force_field:back", at("terug"), "force_field.withdraw", LEADING, march(9)),
    Waits("force_field:review", at("besproken", review_on=march(20)), "force_field.look_again", LEADING, march(20),
          on=march(20), not_on=march(19)),
)  # fmt: skip
