"""A code for each request, which stands in its log lines and on the page that says something went wrong.

By the code on somebody's screen the lines in the log are found, and nobody has to write down who it was.
"""

import secrets
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

LETTERS: Final = "bcdfghjkmnpqrstvwxz23456789"  # to be read out by phone: no vowels, nothing that looks like another
HEADER: Final = "X-Request-ID"
_now: Final[ContextVar[str]] = ContextVar("request_code", default="")


def new_code() -> str:
    """'bkt4-9wzq'. Never one that came with the request: that may say anything."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"


def current() -> str:
    """Of the request that this thread answers; empty outside of one."""
    return _now.get()


class RequestCodeMiddleware:
    """The outermost: whatever goes wrong, the page that tells it has a code."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told: Any = request
        told.code = new_code()
        before = _now.set(told.code)
        try:
            response = self.get_response(request)
        finally:
            _now.reset(before)
        response.headers[HEADER] = told.code
        return response
