"""A krachtenveldanalyse: what each of its steps needs, and what is read where that is missing."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from casework.forcefields.models import ForceField
from tests.factories import World, today
from tests.rules.needs.taking import But, Take, changed

DAY: Final = dt.timedelta(days=1)
SOON: Final = today() + 14 * DAY
FAR: Final = today() + 200 * DAY
READY: Final = But("De maker leverde de analyse al op.", before=lambda world, one: changed(one, made_on=today()))
NOT_READY: Final = But("De maker leverde de analyse nog niet op.", before=lambda world, one: changed(one, made_on=None))
NOBODY: Final = "Zet er eerst bij wie er om de inwoner heen staat."
GONE: Final = "Wat u koos, is intussen weggehaald."


def at(state: str, **fields: Any) -> Callable[[World], ForceField]:
    return lambda world: world.force_field(world.case(), state, **fields)


def kept(world: World) -> ForceField:
    """Talked over, with one who is kept from the citizen."""
    one = world.force_field(world.case(), "besproken", review_on=SOON)
    one.parties.filter(name="Zus Anja").update(shielded=True, ground="Zij vroeg daarom")
    return one


def empty(world: World, one: Any) -> None:
    one.parties.all().delete()


def opened(world: World, one: Any) -> None:
    one.parties.update(shielded=False, ground="")


def anja_is_kept(world: World, one: Any) -> None:
    one.parties.filter(name="Zus Anja").update(shielded=True, ground="Zij vroeg daarom")


def sister(one: Any) -> Any:
    return one.parties.filter(name="Zus Anja").first()


def of_another(world: World, one: Any) -> Any:
    return world.force_field(world.case(), "in_de_maak").parties.first()


def tied(world: World, one: Any) -> dict[str, Any]:
    return {"one": sister(one), "other": None, "now": "steunend"}


def shielded(world: World, one: Any) -> dict[str, Any]:
    return {"party": sister(one), "ground": "Zij vroeg daarom", "review_on": SOON}


def again(world: World, one: Any) -> dict[str, Any]:
    return {"kept": list(one.parties.filter(shielded=True)), "review_on": SOON}


HANDED_IN: Final = at("in_de_maak", handed_in=True)
SAID: Final = {"discussed_on": today(), "said": "Zo is het."}
NAMED: Final = "In wat de inwoner leest, staat de naam van Zus Anja."
WHEN: Final = "Zeg op welke dag u opnieuw kijkt"

TAKES: Final = (
    Take("accept", at("gevraagd"), by="middenveld"),
    Take("add_party", at("in_de_maak"), {"name": "Kerk", "there": "nu"}, by="middenveld", but={"is_being_drawn": READY}),
    Take("tie", at("in_de_maak"), tied, by="middenveld", but={
        "is_being_drawn": READY,
        "somebody_is_there": But(NOBODY, GONE, before=empty, given=lambda world, one: {"one": of_another(world, one)}),
        "is_between_two": But("Kies twee verschillende", given=lambda world, one: {"other": sister(one)}),
        "says_how_it_is": But("Zeg hoe het nu is", now=""),
        "are_still_there": But(GONE, given=lambda world, one: {"one": of_another(world, one)}),
    }),
    Take("take_out", at("in_de_maak"), lambda world, one: {"row": sister(one)}, by="middenveld", but={
        "is_being_drawn": READY, "somebody_is_there": But(NOBODY, before=empty),
    }),
    Take("hand_in", at("in_de_maak"), {"change": "Rust", "regie_now": "niemand"}, by="middenveld", but={
        "is_being_drawn": READY,
        "somebody_is_there": But(NOBODY, before=empty),
        "says_what_should_change": But("Zeg wat er zou moeten veranderen.", change=" "),
        "are_still_there": But(GONE, given=lambda world, one: {"regie_now_party": of_another(world, one)}),
    }),
    Take("send_back", HANDED_IN, {"due_on": SOON, "why": "De kerk mist"}, but={
        "can_be_sent_back": NOT_READY,
        "due_on_can_be_true": But("Vul een dag in tot en met", due_on=FAR),
        "says_why": But("Zeg waarom.", why=" "),
    }),
    Take("extend", at("gevraagd"), {"due_on": SOON}, but={
        "is_being_drawn": READY, "due_on_can_be_true": But("Vul een dag in tot en met", due_on=FAR),
    }),
    Take("give_back", at("gevraagd"), {"why": "Te druk"}, by="middenveld", but={
        "is_being_drawn": READY, "says_why": But("Zeg waarom.", why=" "),
    }),
    Take("withdraw", at("terug"), {"why": "Hoeft niet meer"}, but={"says_why": But("Zeg waarom.", why=" ")}),
    Take("discuss", HANDED_IN, SAID, but={
        "was_handed_in": NOT_READY,
        "discussed_on_can_be_true": But("Vul een dag in tot en met", discussed_on=today() + DAY),
        "says_what_was_said": But("Zeg wat de inwoner ervan vond.", said=" "),
        "names_nobody_who_is_kept": But(NAMED, before=anja_is_kept, said="Anja vindt dat ook.", review_on=SOON),
        "says_when_it_is_looked_at": But(WHEN, before=anja_is_kept),
        "review_on_can_be_true": But("Vul een dag in tot en met", review_on=FAR),
    }),
    Take("shield", HANDED_IN, shielded, but={
        "was_handed_in": NOT_READY,
        "says_the_ground": But("Zeg waarom de inwoner dit niet mag lezen.", ground=" "),
        "says_when_it_is_looked_at": But(WHEN, review_on=None),
        "review_on_can_be_true": But("Vul een dag in tot en met", review_on=FAR),
        "names_nobody_who_is_kept": But(NAMED, before=lambda world, one: changed(one, change="Anja helpt minder.")),
        "are_still_there": But(GONE, given=lambda world, one: {"party": of_another(world, one)}),
    }),
    Take("look_again", kept, again, but={
        "something_is_kept": But("Er is niets afgeschermd.", before=opened, kept=[]),
        "is_kept_as_it_was_seen": But("Een collega schermde intussen iemand af", kept_seen="0"),
        "says_when_it_is_looked_at": But(WHEN, review_on=None),
        "review_on_can_be_true": But("Vul een dag in tot en met", review_on=FAR),
        "are_still_there": But(GONE, given=lambda world, one: {"kept": [of_another(world, one)]}),
    }),
)  # fmt: skip
