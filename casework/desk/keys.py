"""The keys that spare a hand the mouse, and whether somebody wants those that are a single letter."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from casework.engine.asking import see_other
from casework.engine.finding import sight_of
from roles.actions import Action
from roles.models import User

ALWAYS: Final = (
    ("Ctrl + K", "naar het zoekveld"),
    ("Enter in het zoekveld", "zoeken; nog een keer: de eerste zaak openen"),
)
SINGLE: Final = (
    ("/", "naar het zoekveld"),
    ("j", "naar de volgende regel van de lijst"),
    ("k", "naar de vorige regel"),
    ("Enter", "de gekozen regel openen"),
    ("n", "een nieuwe melding maken"),
    ("v", "na een stap: naar wat op de lijst volgde"),
    ("w", "na een stap: terug naar de lijst"),
    ("?", "deze lijst laten zien"),
)


@require_http_methods(["GET", "HEAD", "POST"])
def keys(request: HttpRequest) -> HttpResponse:
    """The list of keys. A single letter can be pressed by a voice or a tremor: so those can be switched off (WCAG 2.1.4),
    for whoever it is and wherever they log in."""
    sight = sight_of(request)
    if not sight.has(Action.VIEW_CASE):
        raise PermissionDenied
    if request.method == "POST":
        wanted = request.POST.get("aan") == "ja"
        User.objects.filter(pk=sight.user_id).update(single_keys=wanted)
        messages.success(request, f"Losse toetsen staan {'aan' if wanted else 'uit'}.")
        return see_other(reverse("toetsen"))
    return render(request, "desk/keys.html", {"always": ALWAYS, "single": SINGLE, "on": request.user.single_keys})  # type: ignore[union-attr]
