"""The pages of an object: shown with its steps, made and changed by a form each."""

import uuid
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from casework.engine.asking import ask, see_other
from casework.engine.door import available
from casework.engine.errors import NotNow, Reason
from casework.engine.finding import refuse, sight_of
from casework.engine.forms import StepForm
from casework.engine.lookup import is_own, page_of_object
from casework.engine.machine import Condition
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight, may

PER_PAGE: Final = 25
reading = require_safe
writing = require_http_methods(["GET", "HEAD", "POST"])


def show(request: HttpRequest, template: str, obj: Any, **context: Any) -> HttpResponse:
    """An object's own page, with the steps this person may take on it.

    Why a step isn't possible yet is told to those of its own team: nobody else can put it right.
    """
    sight = sight_of(request)
    about = page_of_object(sight, obj)
    offers = [offer for offer in available(obj, sight) if offer.possible or about["sees_case"]]
    return render(request, template, about | {"offers": offers} | context)


def fill_in(
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
        except ValidationError as error:  # what the model itself refuses
            raise NotNow([Reason(words) for words in error.messages]) from error
        return to(made) if to else str(made.get_absolute_url())

    page = page_of_object(sight, obj) | {"heading": title, "submit": submit, "back": back} | extra
    page.pop("obj")
    return ask(request, make, obj, act, said=done, part=title[:60], template=template, **page)


def only(request: HttpRequest, anchor: Any, who: Condition, part: str) -> None:
    """Told before anyone types a page full: 403 for a colleague who isn't the one this is for."""
    probe = StepForm(obj=anchor, sight=sight_of(request)).attempt()
    if not who.test(probe):
        refuse(request, anchor, part=part)
        raise PermissionDenied


def remember(sight: Sight, page: Iterable[Any], *, part: str, action: Action) -> None:
    """What a list tells somebody outside the team is a look at the file, like the page behind it."""
    outside = [row for row in page if not may(sight, Action.VIEW_FILE, row.anchor) and not is_own(sight, row.anchor)]
    reading_log.looked_over(sight, outside, part=part, action=action)


def gone(request: HttpRequest) -> HttpResponse:
    """What the link in an old mail led to is over: said without a word of whom it was about."""
    return render(request, "child/gone.html", status=410)


def change_draft(
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
        refuse(request, obj.anchor, part=title)
        raise PermissionDenied
    if request.method != "POST" and obj.standing != draft:
        messages.warning(request, "Dit is geen concept meer. U kunt het niet meer wijzigen.")
        return see_other(obj.get_absolute_url())
    return fill_in(
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
