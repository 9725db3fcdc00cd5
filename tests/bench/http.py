"""Requests through the real WSGI handler, in this process: middleware, session, view, template.

The floor is the same handler without middleware, and a view that only sends the page's own statements again.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings

from roles.models import User
from tests.bench.watch import Statement

CSRF = "b" * 32

_replayed: list[Statement] = []


def floor(request: HttpRequest) -> HttpResponse:
    """Only the SQL of a page: no session, no objects, no template."""
    for statement in _replayed:
        statement.send_prepared()
    return HttpResponse("")


class Server:
    """The product's handler and the bare one."""

    def __init__(self) -> None:
        self.product = WSGIHandler()
        with override_settings(MIDDLEWARE=[]):
            self.bare = WSGIHandler()

    def floor_of(self, statements: list[Statement]) -> Callable[[], None]:
        def ask() -> None:
            _replayed[:] = statements
            status, _ = _call(self.bare, "GET", "/vloer/")
            assert status == 200

        return ask


class Visitor:
    """Someone who is logged in."""

    def __init__(self, server: Server, username: str) -> None:
        self.server = server
        user = User.objects.get(username=username)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        self.cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={CSRF}"

    def get(self, address: str, *, status: int = 200) -> str:
        answer, body = _call(self.server.product, "GET", address, cookie=self.cookie)
        assert answer == status, f"{address}: {answer}"
        return body

    def parts(self, address: str) -> Iterator[bytes]:
        """A long answer, as it comes."""
        result = self.server.product(_environ("GET", address, self.cookie, b""), lambda status, headers: None)
        yield from result
        result.close()

    def post(self, address: str, **fields: str) -> str:
        """Where the answer leads to."""
        form = urlencode({"csrfmiddlewaretoken": CSRF, **fields}).encode()
        answer, leads_to = _call(self.server.product, "POST", address, cookie=self.cookie, form=form)
        assert answer == 303, f"{address}: {answer}\n{leads_to[:2000]}"
        return leads_to


def _call(handler: WSGIHandler, method: str, address: str, *, cookie: str = "", form: bytes = b"") -> tuple[int, str]:
    """The status, and what was answered: the page, or where it leads to."""
    answer: list[Any] = []
    environ = _environ(method, address, cookie, form)
    result = handler(environ, lambda status, headers: answer.extend((status, dict(headers))))
    body = b"".join(result)
    result.close()
    status, headers = answer
    return int(status.split()[0]), headers.get("Location") or body.decode()


def _environ(method: str, address: str, cookie: str, form: bytes) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000", "HTTP_COOKIE": cookie, "CONTENT_LENGTH": str(len(form)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded" if form else "",
        "wsgi.input": BytesIO(form), "wsgi.url_scheme": "http", "wsgi.errors": BytesIO(), "wsgi.version": (1, 0),
        "wsgi.multithread": False, "wsgi.multiprocess": True, "wsgi.run_once": False,
    }  # fmt: skip
