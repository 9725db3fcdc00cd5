"""How much may be sent, and the end of a session without losing what was typed."""

import json
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from casework.people.bsn import decrypted, encrypted
from roles.form_writer import NEVER_GIVEN_BACK, writer_of
from wijkteam.health import PATHS as HEALTH_PATHS
from wijkteam.still_there import FRESH_SECONDS, is_there, only_looks, still_there

LOGGED_IN_AT = "logged_in_at"
LAST_SEEN = "last_seen"
TYPED_BEFORE = "kept_form"  # so named in the sessions that are open while a new version comes
TYPED_LONGEST = 100_000  # characters
TYPED_SECONDS = 30 * 60
IDLE = "U bent uitgelogd omdat u een tijd niets hebt gedaan. Log opnieuw in; u gaat verder waar u was."
THERE_AGAIN = "U was niet meer ingelogd. Log opnieuw in: wat u typte staat er dan weer."
ONCE_MORE = "U was niet meer ingelogd. Log opnieuw in en doe het dan nog een keer."
DAY_OVER = "U bent uitgelogd omdat u al een hele werkdag was ingelogd. Log opnieuw in; u gaat verder waar u was."


class BodySizeMiddleware:
    """Refuses a request that is larger than any page asks for, before a byte of it is read.

    Files that somebody sends stand on the disk while the request lasts, also of
    somebody who isn't logged in. A body that doesn't tell its size (chunked)
    comes from no browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "Transfer-Encoding" in request.headers or body_size(request) > settings.BODY_MAX_SIZE:
            return render(request, "413.html", {"largest": settings.UPLOAD_MAX_MB}, status=413)
        return self.get_response(request)


def body_size(request: HttpRequest) -> int:
    """What the request says of itself; the server hands over no more than that."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0  # as Django reads it: no body


class NeverNakedMiddleware:
    """An answer without a page gets one: to a method that an address doesn't know, to a part that a file doesn't have."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.streaming and not response.content:
            response.content = render_to_string("405.html")
            response["Content-Length"] = str(len(response.content))  # it was counted when there was none
        if response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            return HttpResponse(render_to_string("400.html"), status=response.status_code)
        return response


class InactivityMiddleware:
    """Logs out after `SESSION_IDLE_SECONDS` without a request, and `SESSION_COOKIE_AGE` after logging in.

    The moment is written at most once a minute, so most requests write no
    session. A form that arrives too late waits in the (now anonymous)
    session: after logging in as the same person the page finds it, once, as
    `request.typed_before` (a QueryDict or None) and can fill itself with it.

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
        request.typed_before = SimpleLazyObject(lambda: take_typed_before(request))  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            response = self.get_response(request)
            store_if_logged_out(request, response)
            return response
        now = int(time.time())
        since = int(request.session.setdefault(LOGGED_IN_AT, now))
        last = int(request.session.setdefault(LAST_SEEN, now))
        if now - since > settings.SESSION_COOKIE_AGE:
            return end_session(request, DAY_OVER)
        if now - last > settings.SESSION_IDLE_SECONDS:
            return end_session(request, IDLE)
        if is_there(request) or (now - last >= FRESH_SECONDS and not only_looks(request)):
            request.session[LAST_SEEN] = last = now
        request.still_there = still_there(since, last, now)  # type: ignore[attr-defined]
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def start_clocks(request: HttpRequest) -> None:
    """Somebody logged in just now."""
    request.session[LOGGED_IN_AT] = request.session[LAST_SEEN] = int(time.time())


def end_session(request: HttpRequest, why: str) -> HttpResponse:
    """Logs out and leads to the login page and from there back to the page itself."""
    typed = typed_form(request, str(request.user.pk))
    logout(request)
    store_typed(request, typed)
    messages.info(request, why)
    back = request.get_full_path() if request.method == "GET" else form_page(request)
    address = f"{reverse('account_login')}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})  # a redirect would land inside the fragment
    return HttpResponseRedirect(address)


def store_if_logged_out(request: HttpRequest, response: HttpResponse) -> None:
    """Where a form was answered with the login page: say why one is there, and store what was typed for its writer."""
    login = f"{reverse(settings.LOGIN_URL)}?"
    if request.method != "POST" or not response.headers.get("Location", "").startswith(login):
        return
    if request.user.is_authenticated:
        return
    writer = writer_of(request)
    typed = typed_form(request, writer) if writer else None
    store_typed(request, typed)
    messages.info(request, ONCE_MORE if typed is None else THERE_AGAIN)


def store_typed(request: HttpRequest, typed: dict[str, Any] | None) -> None:
    if typed is not None:
        request.session[TYPED_BEFORE] = encrypted(json.dumps(typed))
        request.session.set_expiry(TYPED_SECONDS)


def form_page(request: HttpRequest) -> str:
    """The page the form was on: a step's address may only know POST."""
    referer = request.headers.get("Referer", "")
    ours = f"{request.scheme}://{request.get_host()}/"
    return "/" + referer.removeprefix(ours) if referer.startswith(ours) else request.path


def typed_form(request: HttpRequest, writer: str) -> dict[str, Any] | None:
    """Whose it is, where it was typed and what: no password, and no BSN: nine digits are soon typed again."""
    if request.method != "POST" or request.path == reverse("account_logout"):
        return None
    fields = {
        name: values for name, values in request.POST.lists() if not any(word in name for word in NEVER_GIVEN_BACK)
    }
    if not fields or sum(len(value) for values in fields.values() for value in values) > TYPED_LONGEST:
        return None
    return {"user": writer, "paths": [request.path, form_page(request)], "fields": fields}


def take_typed_before(request: HttpRequest) -> QueryDict | None:
    """What was typed on this page before the session ended, for its writer only, and only once."""
    if TYPED_BEFORE not in request.session or not request.user.is_authenticated:
        return None
    typed = read_typed(request.session[TYPED_BEFORE])
    if typed["user"] != str(request.user.pk):
        del request.session[TYPED_BEFORE]  # somebody else logged in here
        return None
    if request.path not in typed["paths"] and request.get_full_path() not in typed["paths"]:
        return None
    del request.session[TYPED_BEFORE]
    fields = QueryDict(mutable=True)
    for name, values in typed["fields"].items():
        fields.setlist(name, values)
    return fields


def read_typed(text: str) -> dict[str, Any]:
    """What `store_typed` stored. Nobody's, where it can't be read: the key was changed meanwhile."""
    try:
        typed: dict[str, Any] = json.loads(decrypted(text))
    except (AttributeError, InvalidToken):
        return {"user": None}
    return typed
