"""When the database lets somebody go, keeps them waiting too long, or is away: 503 in words, and nothing typed is lost.

Of two who wait for each other's rows it lets one go, and nothing of that is stored: that one is tried once more by
itself. If that fails too, or the wait was for something else, the page says so, with what was typed in it and a button to
send it again: pages aren't kept by the browser, and kept forms live in the database. A form with a token has one effect.
"""

import sys
from collections.abc import Callable
from typing import Any, Final

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults
from django.views.csrf import csrf_failure

from roles.form_writer import COMPLETE, NEVER_GIVEN_BACK

DEADLOCK: Final = "40P01"
BUSY: Final = frozenset({DEADLOCK, "55P03", "57014"})  # a lock, or an answer, that wasn't to be had in time
AWAY: Final = frozenset({"25P03", "53300", "57P01", "57P02", "57P03"})  # ended by the database, or not started yet
WORDS: Final = {
    True: "Iemand anders was net met hetzelfde bezig. Er is nog niets bewaard. Probeer het nog eens.",
    False: "Het systeem is even niet bereikbaar. Dat ligt aan ons, niet aan u. Probeer het zo nog eens.",
}
PROOF: Final = "csrfmiddlewaretoken"  # that the form came from a page of ours
SECONDS: Final = 2  # before a program should try again


class OnceMoreMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # read here: what can't be read is refused whatever it was sent to
        request.to_complete = request.method == "POST" and COMPLETE in request.POST  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: Any, *view: Any) -> None:
        """The form itself, filled in, to be completed. After it is known to come from a page of ours: another site puts
        no words into a form of ours, one click from being sent."""
        if request.to_complete:
            request.typed_before, request.method = request.POST, "GET"

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Of the page itself. What the middleware around it meets comes to `server_error`."""
        if trouble_of(error) == DEADLOCK and not connection.in_atomic_block:
            try:
                return _again(request)
            except DatabaseError as second:
                if not passes(second):
                    raise
                error = second
        elif not passes(error):
            return None
        return try_again(request, WORDS[trouble_of(error) in BUSY])


def not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that didn't come from a page of ours, or from one that was open too long. What was typed is on it: the next
    person at a shared computer can't leaf back to that."""
    response = csrf_failure(request, reason=reason)
    response["Cache-Control"] = "private, no-store"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's 500, unless it will pass by itself."""
    error = sys.exc_info()[1]
    if error is not None and passes(error):
        return try_again(request, WORDS[trouble_of(error) in BUSY])
    return defaults.server_error(request)


def passes(error: BaseException) -> bool:
    """Whether it is the database's, and not for long. What has no code of the database is a connection that is gone."""
    trouble = trouble_of(error)
    if trouble:
        return trouble in BUSY or trouble in AWAY or trouble.startswith("08")
    return isinstance(error, OperationalError | InterfaceError)


def trouble_of(error: BaseException) -> str:
    """What the database calls it; empty where it isn't the database's."""
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    return str(getattr(cause, "sqlstate", "") or "")


def _files(request: HttpRequest) -> list[Any]:
    return [one for _, files in request.FILES.lists() for one in files]


def _again(request: HttpRequest) -> HttpResponse:
    """The page itself once more, by the rights of now."""
    for one in _files(request):
        one.seek(0)
    match: Any = request.resolver_match
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


def try_again(request: HttpRequest, why: str) -> HttpResponse:
    """What was typed, as it was sent, and a button. Nothing of this page asks the database.

    The token against forged forms too: with one of ours, a forged form would be one click from being real.
    """
    sent = [(name, value) for name, values in request.POST.lists() for value in values if name != COMPLETE]
    typed = [(name, value) for name, value in sent if not any(word in name for word in NEVER_GIVEN_BACK)]
    left_out = any(value for name, value in set(sent) - set(typed) if name != PROOF)
    complete = COMPLETE if left_out or request.FILES else ""
    page = {
        "typed": typed,
        "complete": complete,
        "again": request.get_full_path(),
        "why": why,
        "csrf_token": request.POST.get(PROOF, ""),
    }
    response = HttpResponse(render_to_string("503.html", page), status=503)
    response["Retry-After"] = str(SECONDS)
    response["Cache-Control"] = "private, no-store"
    return response
