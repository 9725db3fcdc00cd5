"""The end of a session that nobody uses, without losing what was typed."""

import time
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from wijkteam.health import PATHS as HEALTH_PATHS

LAST_SEEN = "last_seen"
KEPT = "kept_form"
FRESH_SECONDS = 60
KEPT_LONGEST = 100_000  # characters
KEPT_SECONDS = 30 * 60
NEVER_KEPT = ("csrfmiddlewaretoken", "password")
ENDED = "U bent uitgelogd omdat u een tijd niets hebt gedaan. Log opnieuw in; u gaat verder waar u was."


class InactivityMiddleware:
    """Logs out after `SESSION_IDLE_SECONDS` without a request.

    The moment is written at most once a minute, so most requests write no
    session. A form that arrives too late is kept in the (now anonymous)
    session: after logging in as the same person the page finds it, once, as
    `request.kept` (a QueryDict or None) and can fill itself with it.

    Pages for someone who logged in are not stored by the browser: the next
    person at a shared computer can't leaf back to them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in HEALTH_PATHS:
            # Asked when the database, and so the session, may be away.
            request.user = AnonymousUser()
            return self.get_response(request)
        request.kept = SimpleLazyObject(lambda: take_kept(request))  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = int(time.time())
        last = int(request.session.get(LAST_SEEN, now))
        if now - last > settings.SESSION_IDLE_SECONDS:
            return end_session(request)
        if now - last >= FRESH_SECONDS or LAST_SEEN not in request.session:
            request.session[LAST_SEEN] = now
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def end_session(request: HttpRequest) -> HttpResponse:
    """Logs out and leads to the login page and from there back to the page itself."""
    typed = typed_form(request)
    logout(request)
    if typed is not None:
        request.session[KEPT] = typed
        request.session.set_expiry(KEPT_SECONDS)
    messages.info(request, ENDED)
    back = request.get_full_path() if request.method == "GET" else form_page(request)
    address = f"{reverse('account_login')}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})  # a redirect would land inside the fragment
    return HttpResponseRedirect(address)


def form_page(request: HttpRequest) -> str:
    """The page the form was on: a step's address may only know POST."""
    referer = request.headers.get("Referer", "")
    ours = f"{request.scheme}://{request.get_host()}/"
    return "/" + referer.removeprefix(ours) if referer.startswith(ours) else request.path


def typed_form(request: HttpRequest) -> dict[str, object] | None:
    if request.method != "POST" or request.path == reverse("account_logout"):
        return None
    fields = {name: values for name, values in request.POST.lists() if not any(word in name for word in NEVER_KEPT)}
    if not fields or sum(len(value) for values in fields.values() for value in values) > KEPT_LONGEST:
        return None
    return {"user": str(request.user.pk), "paths": [request.path, form_page(request)], "fields": fields}


def take_kept(request: HttpRequest) -> QueryDict | None:
    """What was typed on this page before the session ended, for its writer only, and only once."""
    kept = request.session.get(KEPT)
    if not kept or not request.user.is_authenticated:
        return None
    if kept["user"] != str(request.user.pk):
        del request.session[KEPT]  # somebody else logged in here
        return None
    if request.path not in kept["paths"] and request.get_full_path() not in kept["paths"]:
        return None
    del request.session[KEPT]
    fields = QueryDict(mutable=True)
    for name, values in kept["fields"].items():
        fields.setlist(name, values)
    return fields
