"""A step that asks little opens where its button stands. Without script, and where it asks more, it has its own page."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.engine.forms import StepForm, form_for
from casework.engine.lookup import sees_anchor
from casework.engine.machine import Step
from roles.policy import Sight

FEW: Final = 2  # fields that fit between two lines
_BACK: Final = "terug"  # in the address of a form that was opened on the page of its anchor
_HERE: Final = "hier"  # in the address by which it is opened on the page of the object itself


def is_short(model: type[Any], declared: Step) -> bool:
    """Whether a button may try. The form itself has the last word: it can ask more of one object than of another."""
    return declared.asks and len(form_for(model, declared).base_fields) <= FEW


def asks_first(model: type[Any], declared: Step) -> bool:
    """Whether a form opens before it is taken."""
    return declared.asks and not form_for(model, declared).may_stay_empty


def asked_in_place(request: HttpRequest) -> bool:
    return request.method == "GET" and bool(request.headers.get("HX-Request"))


def in_place(request: HttpRequest, declared: Step, form: StepForm, *, possible: bool, **context: Any) -> HttpResponse:
    """The form alone; or, where it isn't short or there is something to be told first, on to its own page.

    It is sent as any other form: what is wrong with it is told on its own page, with what was typed.
    """
    if not possible or len(form.visible_fields()) > FEW or form.is_multipart():
        return HttpResponse(headers={"HX-Redirect": request.path})
    form.auto_id = f"stap-{declared.slug}-%s"  # beside the other forms of that page
    shown = {"step": declared, "form": form, "action": and_back(request)}
    return render(request, "engine/step_in_place.html", context | shown)


def and_back(request: HttpRequest) -> str:
    """Where a form is sent that is opened so: from the page of the object itself, one stays with the object."""
    return request.path if _HERE in request.GET else f"{request.path}?{_BACK}"


def back_to(request: HttpRequest, sight: Sight, obj: Any) -> str:
    """Where it leads that was opened on the page of its anchor: there again, while they see it; else ''."""
    return str(obj.anchor.get_absolute_url()) if _BACK in request.GET and sees_anchor(sight, obj.anchor) else ""
