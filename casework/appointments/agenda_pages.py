"""The page under one's name with the address for a phone, and that address itself."""

from typing import Final

from allauth.core.internal import ratelimit
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from casework.appointments import agenda
from casework.engine.asking import see_other
from casework.engine.finding import sight_of
from casework.people.bsn import decrypted, encrypted
from roles.actions import Action

LIMITS: Final = "allauth.account"  # whose ACCOUNT_RATE_LIMITS are meant
_SHOWN_ONCE: Final = "agenda_adres"  # in the session, until it was read


def _read_back(hidden: str) -> str:
    try:
        return decrypted(hidden)
    except InvalidToken:  # by a key that is no more: another address is made with one press
        return ""


@require_http_methods(["GET", "HEAD", "POST"])
def link_page(request: HttpRequest) -> HttpResponse:
    """Make the address, make another, or stop. It is shown once: of it no more than a print is kept."""
    sight = sight_of(request)
    if not sight.has(Action.EDIT_FILE):
        raise PermissionDenied
    if request.method == "POST":
        if request.POST.get("doe") == "stop":
            agenda.close_link(sight.user)
            messages.success(request, "Uw agenda-adres werkt niet meer. Haal de agenda ook van uw telefoon.")
        else:
            request.session[_SHOWN_ONCE] = encrypted(agenda.open_link(sight.user))
            messages.success(request, "Uw agenda-adres is gemaakt.")
        return see_other(reverse("agenda"))
    link = agenda.AgendaLink.objects.filter(user=sight.user).first()
    hidden = request.session.pop(_SHOWN_ONCE, "") if request.method == "GET" else ""
    secret = _read_back(hidden) if hidden else ""
    address = f"{settings.ADDRESS}{reverse('agenda-bestand', args=[secret])}" if secret and link else ""
    response = render(request, "appointments/agenda.html", {"link": link, "address": address})
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_not_required
@require_safe
def file(request: HttpRequest, secret: str) -> HttpResponse:
    """For a calendar, which can't log in. Whoever guesses is stopped by how many guesses there are, and by us."""
    if not ratelimit.consume(request, app=LIMITS, action="agenda", key=agenda.print_of(secret), limit_get=True):
        return render(request, "429.html", status=429)
    link = agenda.link_of(secret)
    if link is None:
        raise Http404
    response = HttpResponse(agenda.fetched(link), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="wijkteam.ics"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


URLS = (
    path("agenda/", link_page, name="agenda"),
    path("agenda/<slug:secret>.ics", file, name="agenda-bestand"),
)
