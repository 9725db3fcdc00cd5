"""Reporting a care question, and what its page shows beside it."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from casework.cases import draft_pages, drafts
from casework.cases.addresses import at_case
from casework.cases.draft_pages import Started, keep_typed, seen_in, window_in
from casework.cases.drafts import NotKept, ReportDraft
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.reach_pages import ask_reach, reach
from casework.cases.report_form import ReportForm
from casework.cases.reporting import open_case
from casework.cases.states import PartyKind
from casework.cases.work import who_takes_it_up
from casework.engine.asking import see_other, to_the_first, typed, warn
from casework.engine.errors import NotAllowed, NotNow, Reason, Repeated
from casework.engine.finding import sight_of, token_of
from casework.engine.noun import Part
from casework.engine.paging import FirstPage
from casework.engine.step_page import step_page
from casework.law.days import sentence
from roles.actions import Action
from roles.policy import Sight, may


def new(request: HttpRequest) -> HttpResponse:
    """Report a care question: one page, one minute. Nothing typed here tells who is known already."""
    sight = sight_of(request)
    if not sight.has(Action.REPORT_CASE):
        raise PermissionDenied
    data = typed(request)
    started = None
    if request.method != "POST":
        started = Started(sight, str(data.get("token", "")) if data else request.GET.get("concept", ""))
    form = ReportForm(data, obj=None, sight=sight, initial=started.typed if started else None)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            case = _report(sight, token_of(request), form)
        except Repeated as first:
            drafts.forget(sight.user, token_of(request), window=window_in(request.POST))
            return to_the_first(request, first)
        except NotNow as later:
            reasons = later.reasons
        except NotAllowed as error:
            raise PermissionDenied from error
        else:
            messages.success(request, _reported(case))
            warn(request, form)
            return see_other(case.get_absolute_url() if may(sight, Action.VIEW_CASE, case) else "/")
    draft = started.current if started else _kept_of(request, sight, form)
    if draft is not None:
        form.token = draft.key
    seen = draft.version if draft else seen_in(data or {})
    window = window_in(data or {}) or uuid.uuid4()
    shown = {"form": form, "reasons": reasons, "started": started, "draft": draft, "seen": seen, "window": window}
    return render(request, "cases/new.html", shown, status=409 if reasons else 200)


def _report(sight: Sight, token: uuid.UUID | None, form: ReportForm) -> Any:
    """The case; what was kept of it while it was typed is gone with it."""
    with transaction.atomic():
        case = open_case(by=sight, token=token, **form.details())
        drafts.forget(sight.user, token, window=window_in(form.data))
    return case


def _kept_of(request: HttpRequest, sight: Sight, form: ReportForm) -> ReportDraft | None:
    """What couldn't be reported yet is kept as a draft; where that can't be, it stands on the page all the same."""
    try:
        return keep_typed(form, sight.user, token_of(request))
    except NotKept:
        return None


def _reported(case: Any) -> str:
    """Where it lies now, who takes it up and by when."""
    holder = "de inwoner zelf" if case.holder_kind == PartyKind.INWONER else case.holder_name
    told = f"Gemeld. Het zaaknummer is {case.ref}. De vraag ligt nu bij {holder}."
    turn = who_takes_it_up(case)
    return f"{told} {turn.doer} kijkt ernaar, uiterlijk {sentence(turn.due_on)}." if turn else told


ON_PAGE = (
    Part(template="cases/who_does_what.html", order=10, context=lambda case, sight: {}),
    Part(template="cases/person_card.html", order=60, context=reach, ask=ask_reach),
)


def _reception(case: Any, sight: Sight) -> dict[str, Any]:
    """Name, phone and address, for who picks up the phone for this team."""
    return {"reached": case.person if may(sight, Action.VIEW_RECEPTION, case) else None}


ON_LIMITED_PAGE = (Part(template="cases/reception.html", order=5, context=_reception),)


def _told(sight: Sight, case: int) -> Any:
    return CaseEvent.objects.for_citizen(sight).filter(case=case)


_TOLD = FirstPage("what happened, for the citizen", _told)
FOR_CITIZEN = (
    Part(
        template="cases/for_citizen.html",
        order=70,
        ask=lambda case, sight: _TOLD.of(sight, case.pk),
        context=lambda case, sight, events: {"events": events},
    ),
)


URLS = (
    path("zaken/nieuw/", new, name="nieuw"),
    *draft_pages.URLS,
    at_case("stap/<slug:slug>/", step_page(Case), "zaak-stap", key="key"),
)
