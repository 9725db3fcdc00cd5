"""A page with one form: shown, filled in, written, and left by a redirect. Whatever was typed stays."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from casework.errors import NotAllowed, NotNow, Reason, Repeated
from casework.forms import StepForm
from casework.views.door import refuse, sight_of, token_of

Act = Callable[[dict[str, Any], uuid.UUID | None], str]  # details and token → the address to go to


def typed(request: HttpRequest) -> QueryDict | None:
    """What was typed: now, or just before the person was logged out (see InactivityMiddleware)."""
    if request.method == "POST":
        return request.POST
    kept: QueryDict | None = getattr(request, "kept", None)
    return kept or None


def see_other(url: str) -> HttpResponse:
    return HttpResponseRedirect(url, status=303)


def ask(
    request: HttpRequest,
    kind: type[StepForm],
    obj: Any,
    act: Act,
    *,
    said: str,
    part: str,
    template: str = "file/form.html",
    initial: dict[str, Any] | None = None,
    **page: Any,
) -> HttpResponse:
    """The form, or after a POST: 303 where `act` led, 409 with all reasons, 403 remembered as `part`.

    `obj` is what the form is about (a case or its child). The same form twice leads where the first did.
    """
    form = kind(typed(request), obj=obj, sight=sight_of(request), initial=initial)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            url = act(form.details(), token_of(request))
        except Repeated as first:
            return see_other(first.url)
        except NotNow as later:
            reasons = later.reasons
        except NotAllowed as error:
            refuse(request, getattr(obj, "case", obj), part=part)
            raise PermissionDenied from error
        else:
            messages.success(request, said)
            return see_other(url)
    case = getattr(obj, "case", obj)
    found = {"form": form, "reasons": reasons, "case": case, "tabs": case.get_absolute_url()} | page
    return render(request, template, found, status=409 if reasons else 200)
