"""The pages of documents."""

from typing import Any

from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from casework.cases.addresses import at_case
from casework.cases.tabs import case_with_head, head_of, moved
from casework.documents import post_pages
from casework.documents.kinds import POST, label_of, letters
from casework.documents.models import Document
from casework.documents.states import MADE, DocumentState
from casework.engine import missing_files
from casework.engine.asking import see_other
from casework.engine.files import private_file
from casework.engine.finding import sight_of, visible
from casework.engine.next_here import TurnsOf
from casework.engine.noun import Part, Tab, TurnName
from casework.engine.object_page import PER_PAGE, show
from casework.engine.paging import FirstPage, page_of
from casework.engine.step_page import step_page
from roles import reading_log
from roles.policy import Sight

DOCUMENTS = Tab(key="stukken", place="stukken/", label="Stukken", order=50, formerly=("documenten/",))


def documents(request: HttpRequest, ref: str) -> HttpResponse:
    """Give me that on paper. While something is being made, the list asks for itself again."""
    sight, polls = sight_of(request), bool(getattr(request, "htmx", False))
    case = case_with_head(request, ref, part=DOCUMENTS.key, polls=polls)
    page = page_of(request, Document.objects.visible_to(sight).filter(case=case), PER_PAGE)
    busy = any(one.state == DocumentState.GEVRAAGD or one.to_reprint for one in page.object_list)
    if polls:
        return render(request, "documents/list.html", {"case": case, "page": page, "busy": busy})
    context = head_of(case, sight, DOCUMENTS.key) | {"page": page, "busy": busy}
    return render(request, "documents/documents.html", context)


@require_safe
def document(request: HttpRequest, key: str) -> HttpResponse:
    """How far it is; while it is being made a small part asks again every two seconds (without script: a reload)."""
    polling = bool(getattr(request, "htmx", False))
    turns = TurnsOf(sight_of(request))
    obj = visible(request, Document, key, part="document", polls=polling, ask=turns.ask)
    gone = obj.file_is_gone and not obj.to_reprint
    if gone:
        missing_files.tell(obj, "file")
    return show(
        request,
        "documents/state.html" if polling else "documents/document.html",
        obj,
        turns,
        waiting=obj.state == DocumentState.GEVRAAGD or obj.to_reprint,
        failed=obj.state == DocumentState.MISLUKT,
        gone=gone,
    )


@require_safe
def download(request: HttpRequest, key: str) -> FileResponse | HttpResponse:
    obj = visible(request, Document, key, part="document gedownload")
    if not obj.file or obj.state not in MADE:
        raise Http404
    if obj.file_is_gone:
        return see_other(obj.get_absolute_url())  # where it is told, with what can be done
    if obj.case is None:
        part = "post" if obj.kind == POST else "zaken voor het weekoverleg"
        reading_log.exported(sight_of(request), part=part, why=str(obj.team), rows=obj.total)
    about = obj.case.ref if obj.case else slugify(obj.team.name)
    return private_file(obj.file, f"{about}-{slugify(obj.get_kind_display())}")


def _on_limited_page(case: Any, sight: Sight) -> dict[str, Any]:
    return {"letters": Document.objects.visible_to(sight).filter(case=case, kind__in=letters())}


ON_LIMITED_PAGE = (Part(template="documents/on_limited_page.html", order=20, context=_on_limited_page),)
TURN_NAME = TurnName(column="kind", words=label_of, only=lambda: Q(kind__in=letters()))  # which letter it is


def _papers(sight: Sight, case: int) -> Any:
    return Document.objects.visible_to(sight).filter(case=case)


_PAPERS = FirstPage("papers of the citizen", _papers)
FOR_CITIZEN = (
    Part(
        template="documents/for_citizen.html",
        order=50,
        ask=lambda case, sight: _PAPERS.of(sight, case.pk),
        context=lambda case, sight, papers: {"papers": papers},
    ),
)


URLS = (
    at_case("stukken/", documents, "zaak-stukken"),
    moved(DOCUMENTS, "documenten/", "zaak-documenten"),
    *post_pages.URLS,
    path("documenten/<slug:key>/", document, name="document"),
    path("documenten/<slug:key>/bestand/", download, name="document-bestand"),
    path("documenten/<slug:key>/stap/<slug:slug>/", step_page(Document), name="document-stap"),
)
