"""The letters of a notice of default, and what the summary says of it."""

import datetime as dt
from typing import Any

from casework.cases.models import Case
from casework.defaults.counting import last_day
from casework.defaults.models import DefaultNotice
from casework.defaults.states import DefaultState
from casework.engine.noun import Letter, OnSummary, Paragraph, Readers
from casework.engine.words import Json, day_in_words, euros
from casework.law.days import sentence


def _about(notice: DefaultNotice) -> Json:
    return {
        "received": day_in_words(notice.received_on),
        "how": notice.get_how_display().lower(),
        "of": notice.what,
        "what": notice.application.what if notice.application else notice.about_which,
        "applied": day_in_words(notice.application.received_on if notice.application else notice.about_on),
        "due": {"on": sentence(notice.due_on), "why": notice.due_why} if notice.due_on else {},
    }


def _received(case: Case, notice: DefaultNotice, on: dt.date) -> Json:
    may_apply = case.report_sent_on is None and not notice.what
    return _about(notice) | {"may_apply": may_apply}


def _dwangsom(case: Case, notice: DefaultNotice, on: dt.date) -> Json:
    found = notice.counted(on)
    assert notice.due_on is not None
    nothing_owed, place = notice.why_nothing
    return _about(notice) | {
        "number": notice.number,
        "amount": euros(notice.amount),
        "owed": bool(notice.amount),
        "nothing_owed": nothing_owed,
        "nothing_owed_place": place,
        "why": notice.motivation,
        "parts": [
            {
                "from": day_in_words(part.first),
                "to": day_in_words(part.last),
                "days": part.days,
                "per_day": euros(part.per_day),
                "amount": euros(part.amount),
            }
            for part in found.parts
        ],
        "days": found.days,
        "sent": "" if notice.is_withdrawn else day_in_words(notice.stopped_on),
        "withdrawn": day_in_words(notice.stopped_on) if notice.is_withdrawn else "",
        "most": day_in_words(last_day(notice.due_on)),
    }


RECEIVED, DWANGSOM = "ingebrekestelling", "dwangsom"
LETTERS = (
    Letter(
        kind=RECEIVED,
        label="Wij hebben uw ingebrekestelling ontvangen",
        template="defaults/pdf/ontvangen.html",
        content=_received,
        paragraphs=(Paragraph("bellen", "Onderaan", "Bel ons gerust: wij bespreken met u hoe het verder gaat."),),
    ),
    Letter(
        kind=DWANGSOM,
        label="Besluit: de dwangsom",
        template="defaults/pdf/dwangsom.html",
        content=_dwangsom,
        clause=True,
        announces=True,
        paragraphs=(Paragraph("rekening", "Wanneer krijgt u het geld?", ""),),
    ),
)


def _on_summary(case: Case, readers: Readers, on: dt.date) -> Json:
    return {"default_notices": [_told(one) for one in case.default_notices.all()]}


def _told(one: DefaultNotice) -> Json:
    return {
        "received": day_in_words(one.received_on),
        "state": one.get_state_display(),
        "due": day_in_words(one.due_on),
        "amount": euros(one.amount) if one.state == DefaultState.VASTGESTELD else "",
    }


def _prefetch() -> tuple[Any, ...]:
    return ("default_notices",)


ON_SUMMARY = (
    OnSummary(chapter="Besluiten", template="defaults/pdf/on_summary.html", content=_on_summary, prefetch=_prefetch),
)
