"""Who draws a krachtenveld, for who must decide whether they go on doing so; and one that can't be drawn by them any more."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from casework.engine.noun import Is, TakesPart
from casework.engine.writes import Write
from casework.forcefields.models import ForceField
from casework.forcefields.states import ForceFieldState
from casework.households.walls import accounts_of, is_called

STOPPED: Final = "Het wijkteam heeft de vraag teruggenomen."


def _at_the_maker(case: Any) -> Any:
    rows = ForceField.objects.filter(case=case, state__in=ForceFieldState.AT_THE_MAKER)
    return rows.select_related("maker", "maker_organisation")


def takes_part(case: Any, is_them: Is) -> Iterable[TakesPart]:
    for one in _at_the_maker(case):
        if is_them(name=f"{one.maker.first_name} {one.maker.last_name}") or is_them(
            organisation=one.maker_organisation_id
        ):
            what = f"{one.of_whom} maakt de krachtenveldanalyse"
            yield TakesPart(what, f"{one.get_absolute_url()}stap/trek-de-vraag-in/", "Trek de vraag in")


def behind_a_wall(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """`others`: people who may learn nothing of this case any more. Who is one of them draws nothing here."""
    others: Collection[Any] = details["others"]
    rows = list(_at_the_maker(case))
    if not rows:
        return
    accounts = accounts_of(others)
    theirs = [one.pk for one in rows if one.maker_id in accounts or _is_one(one.maker, others)]
    if theirs:
        write.cascade(ForceField.objects.filter(pk__in=theirs), "withdraw", why=STOPPED)


def _is_one(maker: Any, others: Collection[Any]) -> bool:
    return any(is_called(one, f"{maker.first_name} {maker.last_name}") for one in others)
