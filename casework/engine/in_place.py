"""A step that asks little opens where its button stands. Without script, and where it asks more, it has its own page."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.engine.forms import StepForm, form_for
from casework.engine.machine import Step

FEW: Final = 2  # fields that fit between two lines


def is_short(model: type[Any], declared: Step) -> bool:
    """Whether a button may try. The form itself has the last word: it can ask more of one object than of another."""
    return bool(declared.form) and len(form_for(model, declared).base_fields) <= FEW


def asked_in_place(request: HttpRequest) -> bool:
    return request.method == "GET" and bool(request.headers.get("HX-Request"))


def in_place(request: HttpRequest, declared: Step, form: StepForm, *, possible: bool, **context: Any) -> HttpResponse:
    """The form alone; or, where it isn't short or there is something to be told first, on to its own page.

    It is sent as any other form: what is wrong with it is told on its own page, with what was typed.
    """
    if not possible or len(form.visible_fields()) > FEW or form.is_multipart():
        return HttpResponse(headers={"HX-Redirect": request.path})
    form.auto_id = f"stap-{declared.slug}-%s"  # beside the other forms of that page
    return render(request, "engine/step_in_place.html", context | {"step": declared, "form": form})
