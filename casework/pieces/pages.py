"""The pages of pieces."""

import re
from typing import Any, Final

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from casework.cases.addresses import at_case
from casework.cases.finding import case_for, visible_case
from casework.cases.put_right_page import put_right_page
from casework.cases.tabs import head_of
from casework.documents.pages import DOCUMENTS
from casework.engine import missing_files, scanner
from casework.engine.asking import see_other
from casework.engine.files import private_file
from casework.engine.finding import sight_of, visible
from casework.engine.form_page import OF_OBJECT, Elsewhere, form_page, of
from casework.engine.lookup import landing
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part
from casework.engine.object_page import object_page
from casework.engine.paging import FirstPage
from casework.engine.step_page import step_page
from casework.pieces.forms import ChangePieceForm, MovePieceForm, PieceForm
from casework.pieces.models import Piece
from casework.pieces.operations import CHANGEABLE, add_pieces, change_piece
from roles.actions import Action
from roles.policy import Sight, may

ADDED: Final = "Het staat bij de stukken."
MOST_FOUND: Final = 50
LONGEST_SEARCH: Final = 100
_KEEPS: Final = Permit(Action.KEEP_PIECE)

MAKE = Make(label="Voeg een foto of bestand toe", url="nieuw-stuk", order=65, by=_KEEPS)
new_piece = form_page(
    case_for(_KEEPS),
    PieceForm,
    add_pieces,
    part="stuk toevoegen",
    heading="Voeg een foto of bestand toe",
    submit="Voeg toe",
    done=ADDED,
    template="pieces/new.html",
)


def _piece(obj: Any, sight: Sight) -> dict[str, Any]:
    if gone := obj.opens and obj.file_is_gone:
        missing_files.tell(obj, "file")
    return {
        "gone": gone,
        "keeps": may(sight, Action.KEEP_PIECE, obj),
        "may_change": obj.state in CHANGEABLE and may(sight, Action.KEEP_PIECE, obj),
        "scanned": scanner.is_configured(),
    }


piece = object_page(Piece, "pieces/piece.html", part="stuk", content=_piece)


@require_safe
def download(request: HttpRequest, key: str) -> FileResponse | HttpResponse:
    """The file as it came in, to be kept or opened elsewhere: never shown as a page of ours."""
    obj = visible(request, Piece, key, part="stuk gedownload")
    if not obj.opens:
        raise Http404
    if obj.file_is_gone:
        return see_other(obj.get_absolute_url())  # where it is told
    return private_file(obj.file, f"{obj.case.ref}-{slugify(obj.title)[:60] or 'stuk'}")


@require_safe
def small(request: HttpRequest, key: str) -> FileResponse:
    """As it stands in a list: looked at together with its neighbours, and remembered once."""
    obj = visible(request, Piece, key, part="stukken, verkleind", polls=True)
    if not obj.opens or not obj.small or not obj.small.storage.exists(obj.small.name):
        raise Http404
    return private_file(obj.small, f"{obj.public_id}-klein")


def _to_change(request: HttpRequest, key: str, part: str) -> Any:
    obj = of(Piece, Action.KEEP_PIECE)(request, key=key, part=part)
    if request.method != "POST" and obj.state not in CHANGEABLE:
        messages.warning(request, "Dit stuk staat niet meer in het dossier. U kunt het niet wijzigen.")
        raise Elsewhere(obj.get_absolute_url())
    return obj


def _own_page(obj: Any, sight: Sight) -> str:
    return str(obj.get_absolute_url())


change = form_page(
    _to_change,
    ChangePieceForm,
    change_piece,
    part="stuk wijzigen",
    heading="Wijzig de gegevens van dit stuk",
    submit="Bewaar",
    done="De wijziging is bewaard.",
    to=_own_page,
    edits=True,
    template=OF_OBJECT,
    seen_as="stuk-wijzigen",
)


move = put_right_page(
    of(Piece, Action.KEEP_PIECE),
    MovePieceForm,
    Piece,
    to=lambda row, sight: landing(sight, row.case),
)


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest, ref: str) -> HttpResponse:
    """Pieces of this case by words of their title. What is looked for is posted: a title may hold a name."""
    case = visible_case(request, ref, Action.VIEW_FILE, part="stukken zoeken")
    words = re.sub(r"[\x00-\x1f]", " ", request.POST.get("titel", ""))[:LONGEST_SEARCH].split()
    sight = sight_of(request)
    rows = Piece.objects.visible_to(sight).filter(case=case)
    for word in words:
        rows = rows.filter(title__unaccent__icontains=word)
    found = list(rows[: MOST_FOUND + 1]) if words else []
    context = {"found": found[:MOST_FOUND], "more": len(found) > MOST_FOUND, "words": " ".join(words)}
    return render(request, "pieces/found.html", head_of(case, sight, DOCUMENTS.key) | context | {"on_tab": ()})


def _of_case(sight: Sight, case: int) -> Any:
    return Piece.objects.visible_to(sight).filter(case=case)


_PIECES = FirstPage("pieces of a case", _of_case)


def _listed(case: Any, sight: Sight, pieces: Any) -> dict[str, Any]:
    return {"case": case, "pieces": pieces, "keeps": may(sight, Action.KEEP_PIECE, case)}


ON_TABS = (
    Part(
        template="pieces/on_tab.html",
        order=10,
        ask=lambda case, sight: _PIECES.of(sight, case.pk),
        context=_listed,
        tab=DOCUMENTS.key,
    ),
)
FOR_CITIZEN = (
    Part(
        template="pieces/for_citizen.html",
        order=55,
        ask=lambda case, sight: _PIECES.of(sight, case.pk),
        context=lambda case, sight, pieces: {"pieces": pieces},
    ),
)


def _at_hand(case: Any, sight: Sight) -> dict[str, Any]:
    """The form itself, folded: its names are told apart from those of other forms on the page."""
    form = PieceForm(obj=case, sight=sight, auto_id="stuk_%s") if may(sight, Action.KEEP_PIECE, case) else None
    return {"form": form, "case": case}


ON_LIMITED_PAGE = (
    Part(
        template="pieces/on_limited_page.html",
        order=14,
        ask=lambda case, sight: _PIECES.of(sight, case.pk),
        context=_listed,
    ),
)
AT_HAND = (Part(template="pieces/at_hand.html", order=20, context=_at_hand),)

URLS = (
    at_case("stukken/nieuw/", new_piece, "nieuw-stuk"),
    at_case("stukken/zoeken/", search, "stukken-zoeken"),
    path("stukken/<slug:key>/", piece, name="stuk"),
    path("stukken/<slug:key>/bestand/", download, name="stuk-bestand"),
    path("stukken/<slug:key>/klein/", small, name="stuk-klein"),
    path("stukken/<slug:key>/wijzigen/", change, name="stuk-wijzigen"),
    path("stukken/<slug:key>/verplaatsen/", move, name="stuk-verplaatsen"),
    path("stukken/<slug:key>/stap/<slug:slug>/", step_page(Piece), name="stuk-stap"),
)
