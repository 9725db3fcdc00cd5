"""A piece that somebody sent or is named in, for who must decide who may see it."""

from typing import Any

from casework.engine.noun import Is, TakesPart
from casework.pieces.states import SeenBy


def takes_part(case: Any, is_them: Is) -> list[TakesPart]:
    """One that the citizen reads."""
    rows = case.pieces.filter(seen_by=SeenBy.INWONER, struck_at=None)
    return [
        TakesPart(f"Het stuk ‘{one.title}’", one.get_absolute_url(), "Kies wie het mag zien")
        for one in rows
        if is_them(name=f"{one.title} {one.from_whom}")
    ]
