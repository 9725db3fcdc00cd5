"""Browsers in which somebody logged in before: there, wrong passwords from elsewhere don't lock them out.

The cookie opens nothing. It holds a number drawn at random and, unreadable, which names logged in there.
"""

from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac

COOKIE: Final = "wt_bekend"
KEPT: Final = 90 * 24 * 60 * 60  # seconds since the last log-in there
NAMES: Final = 20  # at a desk that is shared
_SALT: Final = "wijkteam.known_browsers"


def number_of(request: HttpRequest, username: str) -> str:
    """The number of this browser, if this name logged in there before; else nothing."""
    known = _read(request)
    return str(known["number"]) if _mark(username) in known["names"] else ""


def remember(request: HttpRequest, response: HttpResponse, username: str) -> None:
    known = _read(request)
    names = [_mark(username), *(one for one in known["names"] if one != _mark(username))]
    value = signing.dumps({"number": known["number"] or get_random_string(22), "names": names[:NAMES]}, salt=_SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=KEPT,
        path="/inloggen/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> dict[str, Any]:
    try:
        known: dict[str, Any] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=KEPT)
    except signing.BadSignature:
        return {"number": "", "names": []}
    return known


def _mark(username: str) -> str:
    return salted_hmac(_SALT, username.lower()).hexdigest()[:16]
