"""`/mijn/`: for the citizen, and whoever represents them. Plain words: where it stands, who does what, who looked.

Never a shielded note, never who reported behind a shield, never what is somebody else's.
"""

from typing import Any, Final, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.cases.events import CaseEvent
from casework.cases.finding import visible_case
from casework.cases.models import Case
from casework.cases.states import CaseKind, PartyKind, Phase
from casework.documents.models import Document
from casework.engine.asking import see_other
from casework.engine.door import available
from casework.engine.errors import NotAllowed, NotNow, Reason, Repeated
from casework.engine.finding import refuse, sight_of, token_of
from casework.engine.paging import page_of
from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.handovers import consents as parts
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.law.models import clock
from casework.network.withdrawing import withdraw_consent as take_back
from casework.notes.models import Note
from roles.actions import Action
from roles.matrix import Relation
from roles.models import Reading
from roles.policy import WORDS

WHERE_IT_STANDS: Final = {
    Phase.AANMELDING: "Uw vraag is bij ons binnen. Iemand van het wijkteam gaat ernaar kijken.",
    Phase.ONDERZOEK: "Wij zoeken samen met u uit wat u nodig hebt, en wie daarbij kan helpen.",
    Phase.PLAN: "Uw plan ligt er. Wij spreken met u af wanneer het begint.",
    Phase.UITVOERING: "Uw plan loopt.",
    Phase.EVALUATIE: "Wij kijken samen met u hoe het gaat.",
    Phase.AFGESLOTEN: "Uw zaak is afgesloten. Hebt u weer hulp nodig? Bel het wijkteam.",
}
LINES_SHOWN: Final = 50


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One's own case at once; a choice where there are more."""
    sight = sight_of(request)
    cases = list(Case.objects.visible_to(sight, Action.VIEW_OWN).for_page()[:LINES_SHOWN])
    if len(cases) == 1:
        return see_other(f"/mijn/{cases[0].ref}/")
    return render(request, "own/home.html", {"cases": [(case, WHERE_IT_STANDS[Phase(case.phase)]) for case in cases]})


@require_safe
def case(request: HttpRequest, ref: str) -> HttpResponse:
    result, sight = _own(request, ref, "mijn zaak"), sight_of(request)
    events = CaseEvent.objects.for_citizen(sight).filter(case=result)[:LINES_SHOWN]
    notes = Note.objects.for_citizen(sight).filter(case=result)[:LINES_SHOWN]
    context = {
        "case": result,
        "standing": WHERE_IT_STANDS[Phase(result.phase)],
        "term": _term(result),
        "help": VoorlopigeIndicatie.objects.visible_to(sight)
        .filter(case=result, state=IndicatieState.AFGEGEVEN)
        .select_related("provider")
        .first(),
        "granted": Application.objects.visible_to(sight).filter(case=result, state=ApplicationState.TOEGEKEND),
        "goals": _goals(request, result),
        "offered": _offered(request, result),
        "papers": Document.objects.visible_to(sight).filter(case=result)[:LINES_SHOWN],
        "consents": parts.consents_of(result).filter(parts.in_use(), withdrawn_at=None).distinct(),
        "events": events,
        "notes": notes,
        "today": sight.on,
    }
    return render(request, "own/case.html", context)


def _own(request: HttpRequest, ref: str, part: str) -> Any:
    if "\x00" in ref:
        raise Http404
    return visible_case(request, ref, Action.VIEW_OWN, part=part)


def _term(found: Case) -> Any:
    """By when the research is done, as long as it isn't."""
    if found.kind != CaseKind.MELDING or found.phase not in (Phase.AANMELDING, Phase.ONDERZOEK) or not found.clock_from:
        return None
    if found.report_sent_on:
        return None
    return clock().research(found.clock_from, agreed_until=found.research_until)


def _goals(request: HttpRequest, found: Case) -> list[Any]:
    """The plan as it stands: what runs, what was reached, and what comes; not what was replaced or dropped."""
    shown = (GoalState.VOORGESTELD, GoalState.LOOPT, GoalState.BEHAALD)
    goals = Goal.objects.visible_to(sight_of(request)).filter(case=found, state__in=shown)
    rows = list(
        goals.select_related("carrier_contact", "carrier_organisation", "carrier_user").prefetch_related("reports")
    )
    for one in rows:
        one.case = found
        one.last_report = max(one.reports.all(), key=lambda report: (report.on, report.pk), default=None)
    return rows


def _offered(request: HttpRequest, found: Case) -> list[tuple[Any, Any]]:
    """What is offered to the citizen, or lies with them, each with the answers they can give."""
    sight = sight_of(request)
    rows = Handover.objects.visible_to(sight).filter(
        case=found, to_kind=PartyKind.INWONER, state__in=HandoverState.LIVE
    )
    answers = []
    for one in rows:
        one.case = found
        answers.append((one, [offer for offer in available(one, sight) if offer.possible]))
    return answers


@require_safe
def insight(request: HttpRequest, ref: str) -> HttpResponse:
    """Who looked at the file: when, in which role, at what and why they could (AVG art. 15)."""
    result = _own(request, ref, "wie keek er")
    others = Reading.objects.filter(case_id=result.pk, refused=False).exclude(by=sight_of(request).user)
    page = page_of(request, others, LINES_SHOWN)
    for row in page:
        # who worried about somebody in confidence must not be found by looking at who looked
        if result.reporter_shielded and (
            row.by_id == result.reported_by_id or row.why.startswith(WORDS[Relation.REPORTED])
        ):
            row.who, row.role, row.why = "Een medewerker", "", ""
        else:
            row.who = row.by_name
    return render(request, "own/insight.html", {"case": result, "page": page})


def _what_follows(found: Case, consent: Any) -> list[str]:
    """What taking it back brings about: that depends on what rests on it."""
    told = []
    for one in consent.handovers.filter(state__in=HandoverState.LIVE, goal=None):
        one.case = found
        if one.state == HandoverState.AANVAARD:
            told.append(f"{one.receiver_name} ziet uw gegevens niet meer. Uw vraag ligt weer bij {found.team.name}.")
        else:
            told.append(f"{one.receiver_name} ziet uw gegevens niet meer. Uw vraag blijft liggen waar zij nu ligt.")
    told += [
        f"{goal.carrier_name} ziet uw doel ‘{goal.wording}’ niet meer en helpt daar niet meer bij."
        for goal in consent.goals.filter(state__in=GoalState.ACTIVE)
    ]
    return told or ["Niemand gebruikt deze toestemming nu. Er verandert verder niets."]


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_consent(request: HttpRequest, ref: str, pk: int) -> HttpResponse:
    """'Trek in': that sight ends at once. First what it means, then the button."""
    result = _own(request, ref, "toestemming intrekken")
    consent = get_object_or_404(result.consents, pk=pk) if pk < 2**63 else None
    if consent is None:
        raise Http404
    reasons: tuple[Reason, ...] = ()
    follows = _what_follows(result, consent)
    if request.method == "POST":
        try:
            take_back(consent, by=sight_of(request), token=token_of(request))
        except Repeated:
            pass  # the first click did it
        except NotNow as error:
            reasons = error.reasons
        except NotAllowed:
            refuse(request, result, part="toestemming intrekken")
            raise PermissionDenied from None
    if request.method == "POST" and not reasons:
        messages.success(request, " ".join(("U hebt uw toestemming ingetrokken.", *follows)))
        return see_other(f"/mijn/{result.ref}/")
    context = {"case": result, "consent": cast(Any, consent), "reasons": reasons, "follows": follows}
    return render(request, "own/withdraw_consent.html", context, status=409 if reasons else 200)
