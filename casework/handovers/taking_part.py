"""With whom the question lies, for who must decide whether it stays there; and an offer that can't stand any more."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from casework.engine.noun import Is, TakesPart
from casework.engine.writes import Write
from casework.handovers.states import HandoverState
from casework.households.walls import is_called, is_reached_at

STOPPED: Final = "Het wijkteam heeft het aanbod gestopt."


def takes_part(case: Any, is_them: Is) -> Iterable[TakesPart]:
    holder, party = case.holder_contact, case.holder_organisation
    near = holder is not None and is_them(name=holder.name, phone=holder.phone)
    if near or is_them(organisation=case.holder_organisation_id):
        what = f"De vraag ligt bij {holder.name if near else party.name}"
        yield TakesPart(what, f"{case.get_absolute_url()}nieuwe-overdracht/", "Bied de vraag aan een ander aan")


def behind_a_wall(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """`others`: people who may learn nothing of this case any more. What is offered to one of them is taken back."""
    others: Collection[Any] = details["others"]
    offered = (
        case.handovers.filter(state=HandoverState.AANGEBODEN).exclude(to_contact=None).select_related("to_contact")
    )
    theirs = [
        row.pk
        for row in offered
        if any(is_called(one, row.to_contact.name) or is_reached_at(one, row.to_contact.phone) for one in others)
    ]
    if theirs:
        write.cascade(case.handovers.filter(pk__in=theirs), "withdraw", why=STOPPED)
