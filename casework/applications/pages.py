"""The pages of a case's children: hand-over, indicatie, application, vangnet request, goal, document, appointment.

Each is found through its own `visible_to`, so whoever lacks the file can still do their part; what isn't theirs to
know (a name, the file, an address) isn't on their page.
"""

import uuid
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import PurePath
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, Max, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe

from casework.conditions import is_regisseur_or_reported_it, is_regisseur_or_reporter, left_to_recover
from casework.errors import NotNow, Reason
from casework.forms import (
    ApplicationForm,
    GoalForm,
    HandoverForm,
    IndicatieForm,
    ReportForm,
    StepForm,
    SummaryForm,
    VangnetForm,
)
from casework.machine import Condition
from casework.models import (
    Application,
    Appointment,
    Case,
    Document,
    Goal,
    Handover,
    VangnetRequest,
    VoorlopigeIndicatie,
)
from casework.models.law import clock
from casework.operations import deciding, handing, money, paper, plan
from casework.states import (
    ApplicationState,
    DocumentState,
    GoalState,
    HandoverState,
    IndicatieState,
    PartyKind,
    VangnetState,
)
from casework.steps import available
from casework.views.asking import ask, see_other
from casework.views.door import refuse, sight_of, visible_case
from casework.views.lookup import (
    is_over,
    is_own,
    knows_the_name,
    landing,
    surroundings,
    visible_child,
    where_to,
)
from casework.views.paging import page_of
from roles import reading_log
from roles.actions import Action
from roles.matrix import GrantKind
from roles.policy import Sight, may

PER_PAGE: Final = 25
BY_INDICATIE: Final = "door de voorlopige indicatie"  # as effects writes it down

reading = require_safe
writing = require_http_methods(["GET", "HEAD", "POST"])


def _show(request: HttpRequest, template: str, obj: Any, **context: Any) -> HttpResponse:
    """An object's own page, with the steps this person may take on it.

    Why a step isn't possible yet is told to those of the case: nobody else can put it right.
    """
    sight = sight_of(request)
    about = surroundings(sight, obj)
    offers = [offer for offer in available(obj, sight) if offer.possible or about["sees_case"]]
    return render(request, template, about | {"offers": offers} | context)


# --- writing ---------------------------------------------------------------------------------------------------


def _fill_in(
    request: HttpRequest,
    make: type[StepForm],
    obj: Any,
    write: Callable[..., Any],
    *,
    title: str,
    submit: str,
    done: str,
    back: str,
    to: Callable[[Any], str] | None = None,
    template: str = "child/new.html",
    **extra: Any,
) -> HttpResponse:
    """A page with a form that writes: one call into an operation, and on to what came of it."""
    sight = sight_of(request)

    def act(details: dict[str, Any], token: uuid.UUID | None) -> str:
        try:
            made = write(by=sight, token=token, **details)
        except ValidationError as trouble:  # what the model itself refuses
            raise NotNow([Reason(words) for words in trouble.messages]) from trouble
        return to(made) if to else str(made.get_absolute_url())

    page = surroundings(sight, obj) | {"heading": title, "submit": submit, "back": back} | extra
    page.pop("obj")
    return ask(request, make, obj, act, said=done, part=title[:60], template=template, **page)


def _only(request: HttpRequest, case: Case, who: Condition, part: str) -> None:
    """Told before anyone types a page full: 403 for a colleague who isn't the one this is for."""
    probe = StepForm(obj=case, sight=sight_of(request)).attempt()
    if not who.test(probe):
        refuse(request, case, part=part)
        raise PermissionDenied


@writing
def new_handover(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.OFFER_HANDOVER, part="nieuwe overdracht")
    _only(request, case, is_regisseur_or_reporter, "nieuwe overdracht")
    return _fill_in(
        request,
        HandoverForm,
        case,
        partial(handing.offer_handover, case),
        title="Bied de vraag aan",
        submit="Bied aan",
        done="De vraag is aangeboden. Tot de ander haar overneemt, blijft ze waar ze is.",
        back=case.get_absolute_url(),
        template="child/new_handover.html",
    )


@writing
def new_indicatie(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.ISSUE_INDICATIE, part="nieuwe indicatie")
    return _fill_in(
        request,
        IndicatieForm,
        case,
        partial(deciding.draft_indicatie, case),
        title="Nieuwe voorlopige indicatie",
        submit="Maak het concept",
        done="Het concept is gemaakt. Geef de indicatie nu af, of leg haar voor.",
        back=case.get_absolute_url(),
    )


@writing
def new_application(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.EDIT_FILE, part="nieuwe aanvraag")
    return _fill_in(
        request,
        ApplicationForm,
        case,
        partial(deciding.receive_application, case),
        title="Aanvraag ontvangen",
        submit="Leg de aanvraag vast",
        done="De aanvraag is vastgelegd. De beslistermijn loopt.",
        back=f"{case.get_absolute_url()}besluiten/",
    )


@writing
def new_request(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.REQUEST_VANGNET, part="nieuwe vangnetaanvraag")
    _only(request, case, is_regisseur_or_reported_it, "nieuwe vangnetaanvraag")
    return _fill_in(
        request,
        VangnetForm,
        case,
        partial(money.draft_request, case),
        title="Geld uit het vangnet",
        submit="Maak het concept",
        done="Het concept is gemaakt. Vraag het nu aan.",
        back=case.get_absolute_url(),
    )


@writing
def new_goal(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.EDIT_FILE, part="nieuw doel")
    plan_page = f"{case.get_absolute_url()}plan/"
    return _fill_in(
        request,
        GoalForm,
        case,
        partial(plan.add_goal, case),
        title="Nieuw doel",
        submit="Voeg het doel toe",
        done="Het doel staat in het plan.",
        back=plan_page,
        to=lambda goal: plan_page,
        template="child/new_goal.html",
    )


@writing
def new_document(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.MAKE_DOCUMENT, part="nieuw document")
    return _fill_in(
        request,
        SummaryForm,
        case,
        partial(paper.ask_summary, case),
        title="Samenvatting maken",
        submit="Maak de samenvatting",
        done="De samenvatting wordt gemaakt.",
        back=f"{case.get_absolute_url()}documenten/",
    )


# --- hand-over -------------------------------------------------------------------------------------------------


@reading
def my_handovers(request: HttpRequest) -> HttpResponse:
    """Offered to, or held by, myself, my organisation or my team."""
    sight = sight_of(request)
    rows = (
        Handover.objects.visible_to(sight)
        .filter(_offered_to(sight), state__in=HandoverState.LIVE)
        # an indicatie brings the question to the team by itself: nobody offered it, and it stands on the case
        .exclude(state=HandoverState.AANVAARD, accepted_how=BY_INDICATIE)
        .select_related("case__person", "case__kern", "to_organisation", "to_team", "to_contact")
        .order_by("-state", "offered_on", "pk")
    )
    page = page_of(request, rows, PER_PAGE)
    _remember(sight, page, part="overdrachten", action=Action.VIEW_HANDOVER)
    return render(request, "child/my_handovers.html", {"page": page})


def _remember(sight: Sight, page: Iterable[Any], *, part: str, action: Action) -> None:
    """What a list tells somebody outside the team is a look at the file, like the page behind it."""
    outside = [row for row in page if not may(sight, Action.VIEW_FILE, row.case) and not is_own(sight, row.case)]
    reading_log.looked_over(sight, outside, part=part, action=action)


def _offered_to(sight: Sight) -> Q:
    organisations = {holding.organisation_id for holding in sight.holdings} - {None}
    own = [case for case, kind in sight.grants.items() if kind is not GrantKind.READ_ALONG]
    return (
        Q(to_organisation_id__in=sorted(organisations))
        | Q(to_team_id__in=sorted(sight.team_ids()))
        | Q(to_kind=PartyKind.INWONER, case_id__in=own)
    )


@reading
def handover(request: HttpRequest, key: str) -> HttpResponse:
    """The receiver sees need and kern, and with consent the name and the goals chosen for them. Never the file."""
    if is_over(request, Handover, key):
        return _gone(request)
    obj = visible_child(request, Handover, key, part="overdracht")
    named = knows_the_name(sight_of(request), obj)
    return _show(request, "child/handover.html", obj, goals=obj.goals.all() if named else [])


def _gone(request: HttpRequest) -> HttpResponse:
    """What the link in an old mail led to is over: said without a word of whom it was about."""
    return render(request, "child/gone.html", status=410)


# --- voorlopige indicatie and application ----------------------------------------------------------------------


@reading
def indicatie(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible_child(request, VoorlopigeIndicatie, key, part="voorlopige indicatie")
    return _show(
        request,
        "child/indicatie.html",
        obj,
        letters=_letters(request, obj),
        is_draft=obj.state == IndicatieState.CONCEPT and may(sight_of(request), Action.ISSUE_INDICATIE, obj),
    )


def _letters(request: HttpRequest, obj: Any) -> Any:
    return Document.objects.visible_to(sight_of(request)).filter(case_id=obj.case_id, about=obj.public_id)


@writing
def change_indicatie(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible_child(request, VoorlopigeIndicatie, key, part="indicatie wijzigen")
    return _change(
        request,
        obj,
        IndicatieForm,
        deciding.change_indicatie,
        Action.ISSUE_INDICATIE,
        IndicatieState.CONCEPT,
        "Wijzig de indicatie",
    )


def _change(
    request: HttpRequest,
    obj: Any,
    make: type[StepForm],
    write: Callable[..., Any],
    action: Action,
    draft: str,
    title: str,
    **extra: Any,
) -> HttpResponse:
    """Change what is still a draft; anything later is told where it stands."""
    if not may(sight_of(request), action, obj):
        refuse(request, obj.case, part=title)
        raise PermissionDenied
    if request.method != "POST" and obj.standing != draft:
        messages.warning(request, "Dit is geen concept meer. U kunt het niet meer wijzigen.")
        return see_other(obj.get_absolute_url())
    return _fill_in(
        request,
        make,
        obj,
        partial(write, obj),
        title=title,
        submit="Bewaar",
        done="De wijziging is bewaard.",
        back=obj.get_absolute_url(),
        edits=True,
        **extra,
    )


@reading
def application(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible_child(request, Application, key, part="aanvraag")
    term = None
    if obj.state == ApplicationState.ONTVANGEN:
        term = clock().decision(
            obj.received_on, suspensions=obj.intervals, delayed_until=obj.delayed_until, on=sight_of(request).on
        )
    return _show(request, "child/application.html", obj, term=term, suspensions=obj.suspensions.all())


# --- vangnet ---------------------------------------------------------------------------------------------------


@reading
def request(request: HttpRequest, key: str) -> HttpResponse:
    """Those who pay see amounts, payee and references; the purpose and the file are for those of the case."""
    obj = visible_child(request, VangnetRequest, key, part="vangnetaanvraag")
    return _show(
        request,
        "child/request.html",
        obj,
        sees_why=_sees_why(sight_of(request), obj),
        bookings=obj.entries.order_by("pk"),
        balance=obj.budget.entries.balance() if may(sight_of(request), Action.VIEW_BUDGET, obj) else None,
        left=left_to_recover(obj) if obj.paid_amount else None,
        is_draft=obj.state == VangnetState.CONCEPT and money.may_change(obj, sight_of(request)),
    )


def _sees_why(sight: Sight, obj: VangnetRequest) -> bool:
    """Whoever may see the case, or made the request themselves."""
    return may(sight, Action.VIEW_CASE, obj.case) or obj.requested_by_id in sight.acts_for


@writing
def change_request(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible_child(request, VangnetRequest, key, part="vangnetaanvraag wijzigen")
    return _change(
        request,
        obj,
        VangnetForm,
        money.change_request,
        Action.REQUEST_VANGNET,
        VangnetState.CONCEPT,
        "Wijzig de aanvraag",
    )


@reading
def receipt(request: HttpRequest, key: str) -> FileResponse:
    """A receipt may hold a name: it is for those of the case."""
    obj = visible_child(request, VangnetRequest, key, part="bon of factuur")
    if not obj.receipt or not _sees_why(sight_of(request), obj):
        raise Http404
    return private_file(obj.receipt, f"bon-{obj.case.ref}-{obj.public_id}")


TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png"}


def private_file(file: Any, name: str) -> FileResponse:
    """A stored file, handed out by a view that checked and logged first; never kept by the browser."""
    ending = PurePath(file.name).suffix.lower()
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=True,
        filename=f"{name}{ending}",
        content_type=TYPES.get(ending, "application/octet-stream"),
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


# --- goals -----------------------------------------------------------------------------------------------------


@reading
def my_goals(request: HttpRequest) -> HttpResponse:
    """Running goals carried by myself, by my organisation, or (for a citizen) their own."""
    sight = sight_of(request)
    organisations = sorted(holding.organisation_id for holding in sight.holdings if holding.organisation_id)
    own = [case for case, kind in sight.grants.items() if kind is not GrantKind.READ_ALONG]
    rows = (
        Goal.objects.visible_to(sight)
        .filter(
            Q(carrier_organisation_id__in=organisations)
            | Q(carrier_user_id__in=sorted(sight.acts_for))
            | Q(carrier_kind="inwoner", case_id__in=own),
            state=GoalState.LOOPT,
        )
        .select_related("case__person", "case__kern")
        .annotate(told_on=Max("reports__on"))
        .order_by(F("told_on").asc(nulls_first=True), "pk")
    )
    page = page_of(request, rows, PER_PAGE)
    _remember(sight, page, part="doelen", action=Action.VIEW_GOAL)
    return render(request, "child/my_goals.html", {"page": page})


@reading
def goal(request: HttpRequest, key: str) -> HttpResponse:
    if is_over(request, Goal, key):
        return _gone(request)
    obj = visible_child(request, Goal, key, part="doel")
    sight = sight_of(request)
    may_change = obj.state == GoalState.VOORGESTELD and may(sight, Action.EDIT_FILE, obj)
    may_tell = obj.state == GoalState.LOOPT and may(sight, Action.REPORT_GOAL, obj)
    return _show(
        request,
        "child/goal.html",
        obj,
        reports=list(obj.reports.order_by("-on", "-pk")[:50]),
        may_change=may_change,
        may_tell=may_tell,
    )


@writing
def change_goal(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible_child(request, Goal, key, part="doel wijzigen")
    return _change(
        request,
        obj,
        GoalForm,
        plan.change_goal,
        Action.EDIT_FILE,
        GoalState.VOORGESTELD,
        "Wijzig het doel",
        template="child/new_goal.html",
    )


@writing
def report(request: HttpRequest, key: str) -> HttpResponse:
    """'Vertel hoe het gaat': a sentence, and for professionals a number."""
    obj, sight = visible_child(request, Goal, key, part="bericht over een doel"), sight_of(request)
    if not may(sight, Action.REPORT_GOAL, obj):
        refuse(request, obj.case, part="bericht over een doel")
        raise PermissionDenied
    return _fill_in(
        request,
        ReportForm,
        obj,
        partial(plan.report_progress, obj),
        title="Vertel hoe het gaat",
        submit="Verstuur",
        done="Dank u wel. Uw bericht staat erbij.",
        back=where_to(sight, obj),
        to=lambda made: landing(sight, obj),
        about=obj.wording,
        named=True,
    )


# --- paper -----------------------------------------------------------------------------------------------------


@reading
def document(request: HttpRequest, key: str) -> HttpResponse:
    """How far it is; while it is being made a small part asks again every two seconds (without script: a reload)."""
    polling = bool(getattr(request, "htmx", False))
    obj = visible_child(request, Document, key, part="document", polls=polling)
    return _show(
        request,
        "child/document_state.html" if polling else "child/document.html",
        obj,
        waiting=obj.state == DocumentState.GEVRAAGD,
        failed=obj.state == DocumentState.MISLUKT,
    )


@reading
def download(request: HttpRequest, key: str) -> FileResponse:
    obj = visible_child(request, Document, key, part="document gedownload")
    if not obj.file or obj.state not in (DocumentState.KLAAR, DocumentState.VERSTUURD, DocumentState.VERVALLEN):
        raise Http404
    if obj.case is None:
        reading_log.exported(sight_of(request), part="zaken voor het weekoverleg", why=str(obj.team), rows=obj.total)
    about = obj.case.ref if obj.case else slugify(obj.team.name)
    return private_file(obj.file, f"{about}-{slugify(obj.get_kind_display())}")


@reading
def appointment(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible_child(request, Appointment, key, part="afspraak")
    return _show(request, "child/appointment.html", obj)
