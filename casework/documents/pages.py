"""The pages of documents."""

from functools import partial

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.text import slugify

from casework.cases.finding import visible_case
from casework.desk import asking_summary as paper
from casework.documents.forms import SummaryForm
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.files import private_file
from casework.engine.finding import sight_of, visible
from casework.engine.object_page import fill_in, reading, show, writing
from roles import reading_log
from roles.actions import Action


@writing
def new_document(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.MAKE_DOCUMENT, part="nieuw document")
    return fill_in(
        request,
        SummaryForm,
        case,
        partial(paper.ask_summary, case),
        title="Samenvatting maken",
        submit="Maak de samenvatting",
        done="De samenvatting wordt gemaakt.",
        back=f"{case.get_absolute_url()}documenten/",
    )


@reading
def document(request: HttpRequest, key: str) -> HttpResponse:
    """How far it is; while it is being made a small part asks again every two seconds (without script: a reload)."""
    polling = bool(getattr(request, "htmx", False))
    obj = visible(request, Document, key, part="document", polls=polling)
    return show(
        request,
        "child/document_state.html" if polling else "child/document.html",
        obj,
        waiting=obj.state == DocumentState.GEVRAAGD,
        failed=obj.state == DocumentState.MISLUKT,
    )


@reading
def download(request: HttpRequest, key: str) -> FileResponse:
    obj = visible(request, Document, key, part="document gedownload")
    if not obj.file or obj.state not in (DocumentState.KLAAR, DocumentState.VERSTUURD, DocumentState.VERVALLEN):
        raise Http404
    if obj.case is None:
        reading_log.exported(sight_of(request), part="zaken voor het weekoverleg", why=str(obj.team), rows=obj.total)
    about = obj.case.ref if obj.case else slugify(obj.team.name)
    return private_file(obj.file, f"{about}-{slugify(obj.get_kind_display())}")
