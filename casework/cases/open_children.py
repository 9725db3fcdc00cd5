"""The open children of a locked case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from casework.engine.surroundings import OPEN

if TYPE_CHECKING:
    from casework.engine.writes import Visit


def _open(here: Visit, children: str) -> QuerySet[Any]:
    """The open children of this kind; where there are none the database isn't asked a second time."""
    assert here.office is not None
    rows = OPEN[children].filter(case=here.case)
    return rows if children in here.office.open else rows.none()
