"""The page of a new note."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse

from casework.cases.finding import writable_case
from casework.engine.asking import ask
from casework.engine.finding import sight_of
from casework.notes import operations as filing
from casework.notes.forms import NoteForm


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
