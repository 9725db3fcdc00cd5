"""The letter in which an advice is asked: to the adviser, with what is shared for it and no more."""

import datetime as dt
from typing import Any, Final

from django.db.models import DateField, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce

from casework.advice.models import Advice
from casework.advice.states import AdviceState
from casework.cases.models import Case
from casework.engine.noun import Letter, OnSummary, Paragraph, Readers
from casework.engine.possible_days import EARLIEST
from casework.engine.words import Json, day_in_words
from casework.law.days import sentence
from casework.people.window import lines_in
from casework.sharing.read_first import BY_HAND, told
from casework.sharing.states import FilePart

ASKED: Final = "advies_gevraagd"


def _asked(case: Case, advice: Advice, on: dt.date) -> Json:
    """Of the file only the parts that are shared; of what is needed only the row that it is about."""
    sharing = advice.sharing
    parts = [[label, lines] for label, lines in told(sharing) if label != FilePart.VRAAG.label]
    return {
        "to": _to(advice),
        "about": case.subject,
        "need": advice.about,
        "extent": advice.need.extent if advice.need else "",
        "question": advice.question,
        "parts": [[label, [one for one in lines if one != BY_HAND]] for label, lines in parts],
        "by": sharing.by,
        "given": day_in_words(sharing.given_on),
        "article": sharing.article,
        "expected": sentence(advice.expected_by),
    }


def _to(advice: Advice) -> Json:
    """Not the citizen: it is addressed as it was written down, and follows nobody who moves."""
    return {
        "name": advice.sharing.receiver_name,
        "greeting": "Geachte adviseur",
        "person": "",
        "stands_in": "",
        "lines": lines_in(advice.address) if advice.address else [],
        "outside": True,
    }


LETTERS: Final[tuple[Letter, ...]] = (
    Letter(
        kind=ASKED,
        label="Vraag om advies",
        template="advice/pdf/vraag.html",
        content=_asked,
        paragraphs=(Paragraph("antwoord", "Wat willen wij van u weten?", ""),),
    ),
)


def on_decision(case: Any, on: dt.date) -> list[Json]:
    """Those that came since the last decision, for the one that is taken that day (Awb 3:8: it names who advised)."""
    last = case.applications.filter(decided_on__lt=on).order_by("-decided_on").values("decided_on")[:1]
    since = Coalesce(Subquery(last), Value(EARLIEST), output_field=DateField())
    rows = case.advices.filter(state=AdviceState.ONTVANGEN, received_on__lte=on, received_on__gt=since)
    return [
        {"of": one.of_whom, "on": day_in_words(one.received_on), "about": one.about, "answer": one.answer}
        for one in rows.select_related(*Advice.alongside).order_by("received_on", "pk")
    ]


def _on_summary(case: Case, readers: Readers, on: dt.date) -> Json:
    return {"advices": [_told(one) for one in case.advices.all()]}


def _told(one: Advice) -> Json:
    return {
        "of": one.of_whom,
        "about": one.about,
        "asked": day_in_words(one.asked_on),
        "state": one.get_state_display(),
        "received": day_in_words(one.received_on),
        "answer": one.answer,
    }


_WHOM: Final = ("sharing__with_organisation", "sharing__with_team", "sharing__with_contact")


def _prefetch() -> tuple[Any, ...]:
    return (Prefetch("advices", Advice.objects.select_related(*_WHOM)),)


ON_SUMMARY: Final = (
    OnSummary(
        chapter="Over wie en wat", template="advice/pdf/on_summary.html", content=_on_summary, prefetch=_prefetch
    ),
)
