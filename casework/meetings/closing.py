"""What it does to a meeting that nobody lives there any more: what was agreed stands; what wasn't written down lapses."""

from collections.abc import Iterable
from typing import Any

from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write
from casework.meetings.states import MeetingState


def at_close(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    yield Ending(rows, "cancel", {"why": "Het huishouden is opgeheven."})


CLOSING = Closing(ends=(MeetingState.CONCEPT,), outlives=(MeetingState.VASTGELEGD,), at_close=at_close, at_end=at_close)
