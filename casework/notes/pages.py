"""The page of a new note, and what the citizen reads of them."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from casework.cases.addresses import at_case
from casework.cases.finding import writable_case
from casework.engine.asking import ask
from casework.engine.finding import sight_of
from casework.engine.noun import Part
from casework.engine.parts import LINES_SHOWN
from casework.notes import operations as filing
from casework.notes.forms import NoteForm
from casework.notes.models import Note
from roles.policy import Sight


def new_note(request: HttpRequest, ref: str) -> HttpResponse:
    case = writable_case(request, ref, "notitie")

    def act(details: dict[str, Any], token: uuid.UUID | None) -> str:
        filing.add_note(case, by=sight_of(request), token=token, **details)
        return str(case.get_absolute_url())

    return ask(
        request,
        NoteForm,
        case,
        act,
        said="De notitie staat in het dossier.",
        part="notitie",
        title="Schrijf een notitie",
        submit="Bewaar de notitie",
        cancel=case.get_absolute_url(),
    )


def _for_citizen(case: Any, sight: Sight) -> dict[str, Any]:
    return {"notes": Note.objects.for_citizen(sight).filter(case=case)[:LINES_SHOWN]}


FOR_CITIZEN = (Part(template="notes/for_citizen.html", order=80, context=_for_citizen),)


URLS = (at_case("notities/nieuw/", new_note, "notitie"),)
