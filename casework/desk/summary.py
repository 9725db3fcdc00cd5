"""The whole of a case on paper, frozen: for the citizen or for professionals. Each noun gives its part."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.finding import case_for
from casework.cases.models import Case
from casework.cases.states import Layer
from casework.desk.chapters import parts
from casework.desk.paper import FOR_CITIZEN, FOR_PROFESSIONALS
from casework.documents.asking import ask
from casework.documents.content import letterhead
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.engine.form_page import OF_OBJECT, form_page
from casework.engine.forms import StepForm, radio
from casework.engine.machine import Permit
from casework.engine.noun import Make, OnSummary, Readers
from casework.engine.running_terms import running_terms
from casework.engine.words import Json, day_in_words, term_in_words
from casework.engine.writes import write_on
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, may


class SummaryForm(StepForm):
    for_whom = radio(
        "Voor wie is de samenvatting?",
        (("inwoner", "Voor de inwoner"), ("professional", "Voor professionals")),
        initial="inwoner",
    )

    def details(self) -> dict[str, Any]:
        return {"for_citizen": self.cleaned_data["for_whom"] == "inwoner"}


def ask_summary(
    case: Case, *, by: User | Sight, for_citizen: bool, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> Document:
    """Put a summary in the queue; what is shielded only for professionals, and only if the asker may see it.

    One that waits to be made already is theirs too: whoever may ask sees what a colleague asked for. Raises NotAllowed,
    Repeated.
    """
    kind = FOR_CITIZEN if for_citizen else FOR_PROFESSIONALS
    with write_on(case, by=by, action=Action.MAKE_DOCUMENT, token=token, at=at) as write:
        write.reroute = False  # paper for oneself is nobody's turn
        shielded = not for_citizen and _holds_shielded(write.anchor, write.sight)
        new = Document(case=write.anchor, kind=kind, shielded=shielded)
        first: Document | None = Document.objects.like(new).first()
        if first is not None:
            return first
        document = ask(
            kind,
            case=write.anchor,
            by=write.by,
            at=write.at,
            shielded=shielded,
            snapshot=summary(write.anchor, for_citizen=for_citizen, shielded=shielded, on=write.on),
        )
        write.tell("document.asked", kind_of(kind).label, obj=document, action=Action.MAKE_DOCUMENT)
    return document


def _holds_shielded(case: Case, sight: Sight | None) -> bool:
    if sight is None or not may(sight, Action.VIEW_SHIELDED, case):
        return False
    kept = (case.notes.standing(), case.contacts.filter(removed_at=None))
    return case.reporter_shielded or any(rows.filter(shielded=True).exists() for rows in kept)


MAKE = Make(
    label="Maak een samenvatting",
    url="nieuw-document",
    order=90,
    by=Permit(Action.MAKE_DOCUMENT),
    tab="documenten",
    beside_steps=False,
)
new_summary = form_page(
    case_for(MAKE.by),
    SummaryForm,
    ask_summary,
    part="nieuw document",
    heading="Samenvatting maken",
    submit="Maak de samenvatting",
    done="De samenvatting wordt gemaakt.",
    to=None,
    back="stukken/",
    template=OF_OBJECT,
)


def summary(case: Case, *, for_citizen: bool, shielded: bool, on: dt.date) -> Json:
    """The whole of a case on paper, for the citizen or for professionals: what each noun says of it.

    `shielded` adds what is kept from the citizen; whether the asker may see that was judged before. It is never in
    the citizen's. The number of queries doesn't grow with the case.
    """
    readers = Readers(citizen=for_citizen, shielded=shielded and not for_citizen)
    kind = kind_of(FOR_CITIZEN if for_citizen else FOR_PROFESSIONALS)
    prefetch_related_objects([case], *(lookup for part in parts() for lookup in part.prefetch()))
    content = letterhead(kind, case, on) | {"for_citizen": readers.citizen, "shielded": readers.shielded}
    for part in parts():
        content |= part.content(case, readers, on)
    return content


def _way(case: Case, readers: Readers, on: dt.date) -> Json:
    """The way through the triangle: each party that held the question, from the day it did."""
    events: Iterable[CaseEvent] = case.events.exclude(layer="").order_by("at", "pk")
    labels = dict(Layer.choices)
    points = [_point(one.layer, labels[one.layer], one.holder, timezone.localdate(one.at)) for one in events]
    return {"way": points or [_point(case.layer, case.get_layer_display(), case.holder_name, case.held_since)]}


def _point(layer: str, label: str, holder: str, since: dt.date) -> Json:
    return {"layer": layer, "label": label, "holder": holder, "on": f"{since:%d-%m-%Y}", "day": day_in_words(since)}


def _running_terms(case: Case, readers: Readers, on: dt.date) -> Json:
    """The terms that run, each with how it was counted and how long it still is."""
    return {
        "terms": [
            {"what": one.name, "told": list(one.told), "left": _left(one.term.on, on), **term_in_words(one.term)}
            for one in running_terms(case, on, printed=True)
        ]
    }


def _left(until: dt.date, on: dt.date) -> str:
    days = (until - on).days
    if days == 0:
        return "vandaag"
    count = "1 dag" if abs(days) == 1 else f"{abs(days)} dagen"
    return f"nog {count}" if days > 0 else f"{count} te laat"


# what is no noun's own
ON_SUMMARY = (
    OnSummary(chapter="De weg door de driehoek", template="desk/pdf/on_summary_way.html", content=_way),
    OnSummary(chapter="Termijnen die nu lopen", template="desk/pdf/on_summary_terms.html", content=_running_terms),
)
