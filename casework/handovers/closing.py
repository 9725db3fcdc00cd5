"""What closing a case does to its hand-overs: an open offer stands in the way, and nobody outside sees it any more."""

from collections.abc import Iterable
from typing import Any

from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write
from casework.handovers.states import HandoverState


def at_close(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    held = [one for one in rows if one.state == HandoverState.AANVAARD]
    yield Ending(held, columns={"shared_until": write.on})


def at_end(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    offered = [one for one in rows if one.state == HandoverState.AANGEBODEN]
    yield Ending(offered, "withdraw", {"why": "De zaak is beëindigd."})
    yield from at_close(write, rows, details)


def warns(case: Any, rows: list[Any]) -> str:
    offered = any(one.state == HandoverState.AANGEBODEN for one in rows)
    return "Het aanbod dat nog openstaat, wordt ingetrokken." if offered else ""


CLOSING = Closing(
    blocks=(HandoverState.AANGEBODEN,),
    reason="Er staat een overdracht open.",
    where="plan#overdrachten",
    ends=(HandoverState.AANVAARD,),
    outlives=(HandoverState.GEWEIGERD,),
    at_close=at_close,
    at_end=at_end,
    warns=warns,
)
