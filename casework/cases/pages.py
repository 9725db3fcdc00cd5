"""Reporting a care question."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.cases.report_form import ReportForm
from casework.cases.reporting import open_case
from casework.cases.states import PartyKind
from casework.desk import case_parts as parts
from casework.engine.asking import see_other, to_the_first, typed
from casework.engine.errors import NotAllowed, NotNow, Reason, Repeated
from casework.engine.finding import sight_of, token_of
from casework.law.terms import sentence
from roles.actions import Action
from roles.policy import may


def new(request: HttpRequest) -> HttpResponse:
    """Report a care question: one page, one minute. Nothing typed here tells who is known already."""
    sight = sight_of(request)
    if not sight.has(Action.REPORT_CASE):
        raise PermissionDenied
    form = ReportForm(typed(request), obj=None, sight=sight)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            case = open_case(by=sight, token=token_of(request), **form.details())
        except Repeated as first:
            return to_the_first(request, first)
        except NotNow as later:
            reasons = later.reasons
        except NotAllowed as error:
            raise PermissionDenied from error
        else:
            messages.success(request, _reported(case))
            return see_other(case.get_absolute_url() if may(sight, Action.VIEW_CASE, case) else "/")
    return render(request, "case/new.html", {"form": form, "reasons": reasons}, status=409 if reasons else 200)


def _reported(case: Any) -> str:
    """Where it lies now, who takes it up and by when."""
    holder = "de inwoner zelf" if case.holder_kind == PartyKind.INWONER else case.holder_name
    told = f"Gemeld. Het zaaknummer is {case.ref}. De vraag ligt nu bij {holder}."
    turn = parts.who_takes_it_up(case)
    return f"{told} {turn.doer} kijkt ernaar, uiterlijk {sentence(turn.due_on)}." if turn else told
