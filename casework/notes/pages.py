"""The page on which one writes, the same at hand on the case's page, and what the citizen reads of it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from casework.cases.addresses import at_case
from casework.cases.finding import writable_case
from casework.engine.finding import sight_of
from casework.engine.form_page import form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.paging import FirstPage
from casework.notes.forms import NoteForm, PutRightForm, QuickForm
from casework.notes.models import Note
from casework.notes.operations import add_note
from casework.notes.put_right import put_right
from roles.actions import Action
from roles.policy import Sight

MAKE = Make(label="Schrijf een notitie of contactmoment", url="notitie", order=60, by=Permit(Action.EDIT_FILE))
new_note = form_page(
    writable_case,
    NoteForm,
    add_note,
    part="notitie",
    heading="Schrijf een notitie of contactmoment",
    submit="Bewaar",
    done="De notitie staat in het dossier.",
    template="notes/new.html",
)


AT_HAND = (
    Part(
        template="notes/at_hand.html",
        order=10,
        context=lambda case, sight: {"quick": QuickForm(obj=case, sight=sight, auto_id="snel_%s")},
    ),
)


def _note(request: HttpRequest, ref: str, pk: int, part: str) -> Any:
    case = writable_case(request, ref, part)
    note = get_object_or_404(Note.objects.visible_to(sight_of(request)), pk=pk, case=case)
    note.case = case
    return note


put_note_right = form_page(
    _note,
    PutRightForm,
    put_right,
    part="notitie rechtzetten",
    heading="Zet de notitie recht",
    submit="Bewaar",
    done="De notitie is rechtgezet.",
    template="notes/put_right.html",
    shows=lambda note: {
        "note": note,
        "earlier": note.before.filter(case=note.case_id),  # what stood in another file isn't told here
    },
    lead="Wat er stond, blijft bewaard met wie het rechtzette, wanneer en waarom.",
)


def _told(sight: Sight, case: int) -> Any:
    return Note.objects.for_citizen(sight).filter(case=case).select_related("contact_moment")


_TOLD = FirstPage("notes for the citizen", _told)
FOR_CITIZEN = (
    Part(
        template="notes/for_citizen.html",
        order=80,
        ask=lambda case, sight: _TOLD.of(sight, case.pk),
        context=lambda case, sight, notes: {"notes": notes},
    ),
)


URLS = (
    at_case("notities/nieuw/", new_note, "notitie"),
    at_case("notities/<int:pk>/rechtzetten/", put_note_right, "notitie-rechtzetten"),
)
