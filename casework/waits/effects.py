"""What an advice that is asked does to a case that waits for it, and what its coming or not coming does."""

from typing import Any

from casework.advice.models import Advice
from casework.engine.words import day_in_words
from casework.engine.writes import Write
from casework.waits.models import Wait
from casework.waits.states import WaitsFor, WaitState


def advice_asked(write: Write, advice: Advice, before: str, details: dict[str, Any]) -> None:
    """Where its regisseur says so. A case waits for one thing: what it waited for before goes first."""
    if not details.get("waits") or Wait.objects.filter(case=write.anchor, state=WaitState.LOOPT).exists():
        return
    wait = Wait(
        case=write.anchor,
        waits_for=WaitsFor.ADVIES,
        what=advice.sharing.receiver_name[:160],
        advice=advice,
        until=advice.expected_by,
        since=write.on,
        made_by=write.by,
        state_since=write.on,
    )
    write.add(wait)
    text = f"Op {wait.on_what}, tot {day_in_words(wait.until)}"
    write.remember("wait.set", "Zaak wacht", text=text, obj=wait)


def advice_later(write: Write, advice: Advice, before: str, details: dict[str, Any]) -> None:
    write.cascade(_of(advice), "extend", until=advice.expected_by)


def advice_came(write: Write, advice: Advice, before: str, details: dict[str, Any]) -> None:
    write.cascade(_of(advice), "come")


def advice_comes_no_more(write: Write, advice: Advice, before: str, details: dict[str, Any]) -> None:
    write.cascade(_of(advice), "stop", why="Het advies komt niet.")


def _of(advice: Advice) -> Any:
    return Wait.objects.filter(advice=advice, state=WaitState.LOOPT)
