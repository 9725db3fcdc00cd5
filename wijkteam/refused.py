"""What the web server itself refuses: the same pages as ours, without asking the database for anything."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkteam.once_more import try_again
from wijkteam.serving import REFUSED

TEMPLATES: Final = {413: "413.html", 500: "500.html"}
WORDS: Final = {
    414: "Dit adres is te lang. Ga terug en probeer het opnieuw.",
    431: "Uw browser stuurt te veel mee. Wis de cookies van deze website en probeer het opnieuw.",
}
BUSY: Final = "Het is nu te druk. Wacht even en probeer het dan nog eens."
NOT_YET: Final = "Het is nu te druk. Er is nog niets bewaard. Wacht even en probeer het dan nog eens."
GO_BACK: Final = "Het is nu te druk. Er is niets bewaard. Ga terug, wacht even en verstuur het dan nog eens."
READ_AT_MOST: Final = 100_000  # bytes of a form that is given back: this may cost next to nothing
SECONDS: Final = 10  # until when there is place again
FORM: Final = "application/x-www-form-urlencoded"


class RefusedMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        status = request.META.get(REFUSED)
        if not status:
            return self.get_response(request)
        if status == HTTPStatus.SERVICE_UNAVAILABLE:
            response = too_busy(request)
        else:
            why = {"why": WORDS.get(status, ""), "largest": settings.UPLOAD_MAX_MB}
            response = render(request, TEMPLATES.get(status, "400.html"), why, status=status)
        response._has_been_logged = True  # type: ignore[attr-defined]  # Django's line for each; the server counts them
        return response


def too_busy(request: HttpRequest) -> HttpResponse:
    """A form comes back with a button, if it is no larger than most; what is larger the browser still has."""
    if request.method in ("GET", "HEAD"):
        response = try_again(request, BUSY)
    elif _is_small_form(request):
        try:
            response = try_again(request, NOT_YET)
        except (BadRequest, SuspiciousOperation):  # what was sent can't be read as a form
            response = _go_back(request)
    else:
        response = _go_back(request)
    response["Retry-After"] = str(SECONDS)
    return response


def _is_small_form(request: HttpRequest) -> bool:
    size = request.META.get("CONTENT_LENGTH") or "0"
    return request.content_type == FORM and size.isdecimal() and int(size) <= READ_AT_MOST


def _go_back(request: HttpRequest) -> HttpResponse:
    response = render(request, "503.html", {"why": GO_BACK, "back": True}, status=503)
    response["Cache-Control"] = "private, no-store"
    return response
