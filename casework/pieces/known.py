"""What came in, for who researches."""

from collections.abc import Iterator
from typing import Any, Final

from casework.engine.noun import Known
from casework.engine.words import day_in_words
from casework.pieces.models import Piece
from casework.pieces.states import PieceState, SeenBy
from roles.policy import Sight

LATEST: Final = 5


def known(case: Any, sight: Sight) -> Iterator[Known]:
    """The latest by title, without what is kept from the citizen, who reads the report."""
    rows = Piece.objects.visible_to(sight).filter(case=case, state=PieceState.OPGENOMEN)
    for one in rows.exclude(seen_by=SeenBy.AFGESCHERMD).order_by("-received_on", "-pk")[:LATEST]:
        whose = f" van {one.from_whom}" if one.from_whom else ""
        yield Known(
            one.public_id, one.title, f"{one.get_kind_display().lower()}{whose}, {day_in_words(one.received_on)}"
        )
