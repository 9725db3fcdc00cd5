"""The file of an objection as one document: what the decision rests on and what happened since, in order, with its pages.

It is made of letters as they went out, which the person can read, and of what was written on the objection. So what is
shielded isn't in it, and whoever it is about may read it whole (Awb 7:4).
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree as ET

from django.template.loader import render_to_string
from django.utils import timezone

from casework.applications.paper import COMPLETE, DELAY, RUNS_AGAIN, STILL
from casework.applications.paper import RECEIVED as APPLIED
from casework.cases.paper import CONFIRMATION
from casework.cases.querysets import in_this_name
from casework.documents.content import letterhead
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.noun import Letter
from casework.engine.words import Json, day_in_words
from casework.objections import bound
from casework.objections.models import Objection
from casework.objections.paper import ADJOURNED, INVITED, RECEIVED, REPAIR
from casework.objections.paper import DECISION as DECIDED
from casework.pieces.models import Piece
from casework.pieces.states import PieceState, SeenBy
from casework.research.paper import REPORT

FILE: Final = "bezwaardossier"
# what a decision rests on; the decision itself is the letter that the objection names
_BEFORE: Final = (CONFIRMATION, REPORT, APPLIED, COMPLETE, STILL, RUNS_AGAIN, DELAY)
_SINCE: Final = (RECEIVED, REPAIR, INVITED, ADJOURNED, DECIDED)


def content(case: Any, objection: Objection, on: dt.date) -> Json:
    """Letters as they were frozen, and between them what was written on the objection."""
    before, since = _letters(objection)
    words = [_part(title, on, text=text) for title, on, text in _written(objection)]
    came_in = [_upload(one) for one in _came_in(objection)]
    parts = [_letter(one) for one in [*before, objection.against]] + came_in + words + [_letter(one) for one in since]
    return letterhead(kind_of(FILE), case, on) | {
        "against": objection.against.get_kind_display(),
        "received": day_in_words(objection.received_on),
        "person": str(case.subject),
        "parts": parts,
    }


def _letters(objection: Objection) -> tuple[list[Document], list[Document]]:
    rows = Document.objects.filter(in_this_name("asked_at"), case=objection.case_id, shielded=False, copy_of=None)
    sent = rows.filter(state=DocumentState.VERSTUURD).order_by("asked_at", "pk")
    before = [one for one in sent.filter(kind__in=_BEFORE) if one.asked_at <= objection.against.asked_at]
    return before, list(sent.filter(kind__in=_SINCE, about=objection.public_id))


def _came_in(objection: Objection) -> Any:
    """Papers that whose file it is may see, the oldest first."""
    rows = Piece.objects.filter(in_this_name("added_at"), case=objection.case_id, seen_by=SeenBy.INWONER)
    return rows.filter(state=PieceState.OPGENOMEN).exclude(file="").order_by("received_on", "pk")


def _upload(one: Piece) -> Json:
    return _part(one.said, one.dated_on or one.received_on, upload={"name": one.file.name, "sha256": one.sha256})


def _letter(one: Document) -> Json:
    return _part(one.get_kind_display(), one.sent_on or timezone.localdate(one.asked_at), letter=one.snapshot)


def _part(title: str, on: dt.date | None, **what: Any) -> Json:
    return {"title": title, "on": day_in_words(on), **what}


def _written(one: Objection) -> Iterator[tuple[str, dt.date | None, str]]:
    by = f"Geschreven door {one.by_whom}.\n\n" if one.by_whom else ""
    late = f"\n\nWaarom het te laat is: {one.late_why}" if one.late_why else ""
    yield "Het bezwaar", one.received_on, f"{by}{one.text or 'Nog zonder reden.'}{late}"
    if one.called_words:
        yield "Gesprekken", one.called_on, one.called_words
    if one.heard_on:
        yield "Verslag van het horen", one.heard_on, f"{one.heard_by}\n\n{one.heard_words}"
    if one.measure_on:
        said = f"{one.get_measure_display()}. {one.measure_words}".strip()
        yield "Voorlopige voorziening bij de rechtbank", one.measure_on, said


def pages(content: Json) -> Iterator[tuple[str, int]]:
    """One document, so that its pages count on; each letter without its address."""
    parts = [
        one
        | {
            "html": _inside(one["letter"]) if "letter" in one else "",
            "more": range(one["taken"].pages - 1) if "taken" in one else (),
        }
        for one in content["parts"]
    ]
    yield render_to_string("objections/pdf/dossier.html", {"s": content, "parts": parts}), 0


def _inside(letter: Json) -> str:
    """The body of a letter, as it went out."""
    kind, inside = kind_of(letter["kind"]), letter | {"inside": True}
    html = (
        "".join(part for part, _ in kind.pages(inside))
        if kind.pages
        else render_to_string(kind.template, {"s": inside})
    )
    body = ET.fromstring(html.replace("<br>", "<br/>")).find("body")  # noqa: S314  our own templates
    assert body is not None
    return "".join(ET.tostring(one, encoding="unicode") for one in body)


FILE_OF_IT: Final = Letter(
    kind=FILE,
    label="Dossier van uw bezwaar",
    template="objections/pdf/dossier.html",
    content=content,
    letter=False,
    pages=pages,
    reads=bound.read,
    bound=bound.bound,
)
