"""Asking for a letter that a step makes."""

from typing import Any

from casework.cases.states import EndReason
from casework.documents.asking import ask
from casework.documents.content import letter_content
from casework.documents.kinds import kind_of
from casework.engine.writes import Write


def letter(write: Write, kind: str, obj: Any = None) -> None:
    """Ask for a letter about this; nothing is made for someone who died."""
    case = write.anchor
    if case.person is None or case.person.deceased_on or case.ended_reason == EndReason.OVERLEDEN:
        return
    step = write.last_event_of(obj) if obj else None
    ask(
        kind,
        case=case,
        snapshot=letter_content(kind_of(kind), case, obj, on=write.on, step=step),
        by=write.by,
        at=write.at,
        about=getattr(obj, "public_id", ""),
    )
