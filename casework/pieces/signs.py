"""How it goes with looking at what came in."""

import datetime as dt
from typing import Final

from django.db.models import Count, Min

from casework.engine import scanner
from casework.engine.signs import Sign, when
from casework.pieces.models import Piece
from casework.pieces.states import PieceState

WAITS: Final = dt.timedelta(minutes=15)  # some tries: it isn't one hiccup of the scanner


def unchecked(now: dt.datetime) -> Sign:
    rows = Piece.objects.filter(state=PieceState.WACHT)
    first, count = rows.aggregate(at=Min("added_at"), count=Count("pk")).values()
    words = f"Aantal dat wacht: {count}, het langste sinds {when(first)}." if first else "Er wacht geen stuk."
    if not scanner.is_configured():
        words += " Er is geen viruscontrole ingesteld (CLAMAV_URL)."
    return Sign(
        name="pieces",
        label="Viruscontrole van stukken",
        well=first is None or now - first <= WAITS,
        words=words,
        figures={"waiting": count, "oldest": first},
    )
