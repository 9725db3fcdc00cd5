"""What a piece brings along."""

import datetime as dt
from typing import Any

from casework.documents.pages import DOCUMENTS
from casework.engine import forms as engine_forms
from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline, TabCount
from casework.pieces import effects, pages, read_first, signs, turns
from casework.pieces.closing import CLOSING
from casework.pieces.counted import ask_how_many
from casework.pieces.known import known
from casework.pieces.models import Piece
from casework.pieces.operations import CHECK
from casework.pieces.taking_part import takes_part


def _queues(now: dt.datetime) -> tuple[tuple[str, Any], ...]:
    return ((CHECK, Piece.objects.waiting(now)),)


NOUN = Noun(
    name="piece",
    model="casework.Piece",
    anchor="casework.Case",
    takes_part=takes_part,
    place="/stukken/",
    rows_name="pieces",
    rank=65,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    effects={"case.person_moved": effects.to_another},
    closing=CLOSING,
    makes=(pages.MAKE,),
    known=known,
    queues=_queues,
    signs=(signs.unchecked,),
    forms=engine_forms,
    tab_counts=(TabCount(tab=DOCUMENTS.key, words="stukken", ask=ask_how_many),),
    on_tabs=pages.ON_TABS,
    at_hand=pages.AT_HAND,
    read_by_others=read_first.read_by_others,
    seen_first={"stuk-wijzigen": "Bekijk eerst wat de inwoner ziet"},
    on_limited_page=pages.ON_LIMITED_PAGE,
    for_citizen=pages.FOR_CITIZEN,
    on_summary=Nothing(
        "a summary says what was agreed and decided; what came in lies in the file, each with who may see it"
    ),
    urls=pages.URLS,
    on_timeline=(OnTimeline("piece.", "paperclip"),),
    keeps={"stuk dat binnenkwam": Keeps(15, "de ontvangst", "Wmo 2015, artikel 5.3.4 lid 1")},
)
