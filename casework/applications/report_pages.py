"""What the citizen does with the report of the research: read it, say something to the whole, and apply with one button.

Where the research takes longer than six weeks, the page to apply without it.
"""

from typing import Any, Final

from django.http import HttpRequest
from django.urls import path

from casework.applications.forms import LateForm, ReactionForm
from casework.applications.models import Application
from casework.applications.signing import apply_late, react, sign_online
from casework.applications.states import ApplicationState
from casework.cases.finding import visible_case
from casework.cases.states import CaseKind
from casework.cases.terms import may_apply_without_report
from casework.documents.models import Document
from casework.documents.on_screen import on_screen
from casework.documents.states import DocumentState
from casework.engine.finding import sight_of
from casework.engine.form_page import Elsewhere, form_page
from casework.engine.noun import Part
from casework.research.models import Research
from casework.research.paper import REPORT
from casework.research.states import ResearchState
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.policy import Sight

PART: Final = "mijn verslag"


def _report_of(case: Any) -> Research | None:
    """The newest research, if its report was handed over."""
    newest = Research.objects.filter(case=case).first()
    return newest if newest is not None and newest.state == ResearchState.VERSTUURD else None


def _research(request: HttpRequest, ref: str, part: str) -> Research:
    """That of one's own case, to be read and signed. Raises Http404, Elsewhere."""
    case = visible_case(request, ref, Action.VIEW_OWN, part=part)
    research = _report_of(case)
    if research is None:
        raise Elsewhere(case.citizen_url)
    research.case = case
    return research


def _letter(research: Research) -> dict[str, Any]:
    """The report as it was sent."""
    sent = Document.objects.filter(case=research.case_id, about=research.public_id, kind=REPORT)
    letter = sent.filter(state=DocumentState.VERSTUURD).order_by("-pk").first()
    case = research.case
    waits = Application.objects.filter(case=case, state__in=ApplicationState.OPEN).exists()
    return {
        "letter": on_screen(letter.snapshot) if letter is not None else "",
        "research": research,
        "can_apply": case.is_open and case.kind == CaseKind.MELDING and not waits,
    }


def _own_page(research: Research, sight: Sight) -> str:
    return str(research.case.citizen_url)


_PAGE: Final[dict[str, Any]] = {
    "template": "applications/own_report.html",
    "to": _own_page,
    "shows": _letter,
    "heading": "Verslag van het onderzoek",
    "submit": "Doe mijn aanvraag",
}
own_report = form_page(
    _research,
    ReactionForm,
    sign_online,
    part=PART,
    done="Uw aanvraag is binnen. U krijgt een brief met de dag waarop wij besluiten.",
    **_PAGE,
)
own_reaction = form_page(
    _research,
    ReactionForm,
    react,
    part="mijn reactie",
    done="Uw reactie is binnen. Uw vaste contact leest haar.",
    **_PAGE,
)


def _late_case(request: HttpRequest, ref: str, part: str) -> Any:
    case = visible_case(request, ref, Action.VIEW_OWN, part=part)
    if not may_apply_without_report(case, sight_of(request).on):
        raise Elsewhere(case.citizen_url)
    return case


own_application = form_page(
    _late_case,
    LateForm,
    apply_late,
    part="mijn aanvraag",
    heading="Doe een aanvraag",
    submit="Doe mijn aanvraag",
    done="Uw aanvraag is binnen. U krijgt een brief met de dag waarop wij besluiten.",
    to=lambda case, sight: str(case.citizen_url),
    template="applications/own_application.html",
)

# --- on Mijn zaak --------------------------------------------------------------------------------------------------

_NEWEST = Select(lambda case: Research.objects.filter(case=case)[:1], case=Slot.ID)
_OPEN = Select(
    lambda case: Application.objects.filter(case=case, state__in=ApplicationState.OPEN).values_list("pk", named=True),
    case=Slot.ID,
)


def _ask(case: Any, sight: Sight) -> Any:
    return _NEWEST.send(case=case.pk), _OPEN.send(case=case.pk)


def _own(case: Any, sight: Sight, asked: Any) -> dict[str, Any]:
    """Whether there is a report to read, one signed before it came, or a right to apply without it."""
    newest, waiting = asked
    research = next(newest.objects(), None)
    return {
        "case": case,
        "research": research,
        "reported": research is not None and research.state == ResearchState.VERSTUURD,
        "late": may_apply_without_report(case, sight.on),
        "applied": any(True for _ in waiting.rows()),
    }


FOR_CITIZEN = Part(
    template="applications/own_report_link.html",
    order=5,
    ask=_ask,
    context=_own,
)

URLS = (
    path("mijn/<ref:ref>/verslag/", own_report, name="mijn-verslag"),
    path("mijn/<ref:ref>/verslag/reactie/", own_reaction, name="mijn-reactie"),
    path("mijn/<ref:ref>/aanvraag/", own_application, name="mijn-aanvraag"),
)
