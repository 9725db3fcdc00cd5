"""What paper brings along."""

import datetime as dt
from typing import Any

from django.db.models import Q

from casework.documents import conditions, effects, forms, pages, paper, read_first, readdressing, signs, terms, turns
from casework.documents.asking import LATER, LETTER
from casework.documents.closing import CLOSING
from casework.documents.kinds import letters
from casework.documents.models import Document
from casework.engine.noun import Keeps, Nothing, Noun, OnTimeline


def _queues(now: dt.datetime) -> tuple[tuple[str, Any], ...]:
    """Letters first: what somebody makes for themselves waits for them."""
    waiting, is_letter = Document.objects.waiting(now), Q(kind__in=letters())
    return (LETTER, waiting.filter(is_letter)), (LATER, waiting.exclude(is_letter))


NOUN = Noun(
    name="document",
    model="casework.Document",
    anchor="casework.Case",
    place="/documenten/",
    rows_name="documents",
    rank=60,
    open_rows=turns.OPEN_ROWS,
    turns=turns.turns,
    in_touch=("document.send",),
    needs={"case.undo": (conditions.nothing_was_sent_of_it,)},
    effects={
        "case.opened": effects.melding_confirmed,
        "case.convert": effects.melding_confirmed,
        "case.reopen": effects.confirmed_anew,
        "case.confirm_alive": effects.melding_confirmed,  # the death left no letter that could be sent
        "case.person_moved": effects.to_another,
        "case.undo": effects.what_it_asked_goes_no_more,
        "case.moved": effects.told_who_helps,
        "case.close": effects.told_of_the_end,
        "case.advise": effects.told_of_the_end,
        "case.end": effects.told_of_the_end,
        "representative.added": effects.somebody_speaks,
        "representative.changed": effects.who_speaks_changed,
        "representative.ended": effects.who_speaks_changed,
        "document.send": effects.sent,
        "document.retry": effects.asked_again,
        "document.reprint": effects.asked_again,
        "person.corrected": effects.who_speaks_changed,
        "wall.set": effects.post_opened_by_another,
        "wall.lifted": effects.post_opened_by_another,
        "document.remake": readdressing.made_again,
        "document.ready": effects.made,
        "document.fail": effects.made,
    },
    read_by_others=read_first.read_by_others,
    seen_first={
        "case.convert": "Bekijk eerst de brief",
        "case.reopen": "Bekijk eerst de brief",
        "case.confirm_alive": "Bekijk eerst de brief",
        "document.remake": "Bekijk eerst de brief",
        "case.close": "Bekijk eerst de brief",
        "case.advise": "Bekijk eerst de brief",
        "case.end": "Bekijk eerst de brief",
        "case.undo": "Bekijk eerst de brief",  # a decision that told of the end, and didn't go out yet
    },
    step_head="documents/step_head.html",
    closing=CLOSING,
    reached=effects.reached,
    queues=_queues,
    signs=(signs.waiting,),
    terms=terms.RULES,
    running_terms=terms.running,
    forms=forms,
    tabs=(pages.DOCUMENTS,),
    letters=paper.LETTERS,
    on_limited_page=pages.ON_LIMITED_PAGE,
    for_citizen=pages.FOR_CITIZEN,
    urls=pages.URLS,
    turn_name=pages.TURN_NAME,
    on_summary=Nothing(
        "a summary is of the file, not of the paper made from it; the term to object is among the terms"
    ),
    on_timeline=(
        OnTimeline("document.", "file-text"),
        OnTimeline("document.send", "mail"),
    ),
    keeps={"brief of samenvatting": Keeps(15, "het maken", "Wmo 2015, artikel 5.3.4 lid 1")},
)
