"""Two who waited for each other's rows: the database let one of them go, and nothing of it is stored.

That one is tried once more by itself. If that fails too, or a row stayed taken too long, the page says so, with what was
typed in it and a button to send it again: the form's token sees to it that it has one effect.
"""

from collections.abc import Callable
from typing import Any, Final

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from roles.form_writer import NEVER_GIVEN_BACK

DEADLOCK: Final = "40P01"
TAKEN: Final = "55P03"  # a lock that wasn't to be had in time
SECONDS: Final = 2  # before a program should try again


class OnceMoreMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        trouble = trouble_of(error)
        if trouble not in (DEADLOCK, TAKEN):
            return None
        if trouble == DEADLOCK and not connection.in_atomic_block and _can_be_read_again(request):
            try:
                return _again(request)
            except DatabaseError as second:
                if trouble_of(second) not in (DEADLOCK, TAKEN):
                    raise
        return try_again(request)


def trouble_of(error: BaseException) -> str:
    """What the database calls it; empty where it isn't the database's."""
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    return str(getattr(cause, "sqlstate", "") or "")


def _can_be_read_again(request: HttpRequest) -> bool:
    """A large file is moved to where it is kept, and can't be sent on a second time by us."""
    return not any(hasattr(one, "temporary_file_path") for one in request.FILES.values())


def _again(request: HttpRequest) -> HttpResponse:
    """The page itself once more, by the rights of now."""
    for one in request.FILES.values():
        one.seek(0)  # type: ignore[union-attr]
    match: Any = request.resolver_match
    response: HttpResponse = match.func(request, *match.args, **match.kwargs)
    return response


def try_again(request: HttpRequest) -> HttpResponse:
    """What was typed, as it was sent, and a button."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(word in name for word in NEVER_GIVEN_BACK)
    ]
    response = render(request, "503.html", {"typed": typed, "again": request.get_full_path()}, status=503)
    response["Retry-After"] = str(SECONDS)
    return response
