"""*Hoe gaat het?*: what happens behind the screen, in words, for who keeps it running. Cases by their reference only."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from casework.engine import nights
from casework.engine.signs import Sign, signs
from wijkteam.health import broker_state

TITLE = "Hoe gaat het?"
NAME = "how_it_goes"
ASKED = "Er is om een ronde gevraagd. Zij begint zodra een werker vrij is."
ASKED_BEFORE = "Er was al om een ronde gevraagd. Zij begint zodra een werker vrij is."


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: Any, site: Any) -> Any:
    """Pressing the button asks for one round, however often it is pressed."""
    if request.method == "POST":
        messages.success(request, ASKED if nights.ask(request.user) else ASKED_BEFORE)
        return redirect(f"{site.name}:{NAME}")
    rows = [broker(), *signs()]
    context = {
        **site.each_context(request),
        "title": TITLE,
        "rows": rows,
        "unwell": [one.label for one in rows if not one.well],
        "asked": nights.asked_for().select_related("asked_by").first(),
    }
    return TemplateResponse(request, "admin/how_it_goes.html", context)


def unwell() -> list[str]:
    """What the first page of beheer opens with."""
    return [one.label for one in signs() if not one.well]


def broker() -> Sign:
    well = broker_state() == "ok"
    words = "Brengt berichten van de website naar de werkers."
    sign = Sign(name="broker", label="Doorgeven van werk (Redis)", well=well, words=words)
    return (
        sign if well else replace(sign, words=f"{words} Is weg. Wat moet gebeuren, blijft bewaard tot dit er weer is.")
    )
