"""The page on which one writes, the same at hand on the case's page, and what the citizen reads of it."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from casework.cases.addresses import at_case
from casework.cases.finding import writable_case
from casework.cases.put_right_page import put_right_page
from casework.engine.finding import sight_of
from casework.engine.form_page import form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.paging import FirstPage
from casework.notes.forms import NoteForm, PutNoteRightForm, QuickForm
from casework.notes.models import Note
from casework.notes.operations import add_note
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
    rows = Note.objects.visible_to(sight_of(request)).select_related("contact_moment__contact")
    note = get_object_or_404(rows, pk=pk, case=case)
    note.case = case
    return note


put_note_right = put_right_page(_note, PutNoteRightForm, Note, to="")


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
