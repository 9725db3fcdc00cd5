"""What steps elsewhere do to pieces."""

from typing import Any

from casework.cases.models import Case
from casework.engine.writes import Write
from casework.pieces.states import SeenBy


def to_another(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """What was shown to who turned out to be the wrong one is for the team alone, until somebody has looked at it."""
    case.pieces.filter(seen_by=SeenBy.INWONER).update(seen_by=SeenBy.TEAM)
