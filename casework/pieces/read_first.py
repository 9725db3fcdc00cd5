"""A piece as the citizen will see it, before it is shown to them."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string

from casework.engine.noun import ReadByOther
from casework.engine.speaks_about import speaks_about
from casework.pieces.models import Piece
from casework.pieces.states import SeenBy
from roles.policy import Sight


def read_by_others(made: Any, sight: Sight, since: dt.datetime) -> Iterator[ReadByOther]:
    """What they can open, with what a colleague wrote of it; nothing where it stays with the team."""
    if isinstance(made, Piece) and made.seen_by == SeenBy.INWONER and made.opens:
        html = render_to_string("pieces/read_by_citizen.html", {"obj": made})
        about = tuple(speaks_about(made.title, made.case.subject))
        yield ReadByOther("Dit ziet de inwoner op Mijn zaak", html, about)
