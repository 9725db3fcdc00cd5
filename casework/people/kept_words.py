"""What somebody looked for: a name has no place in an address, and yet the page can be come back to.

The words stand in the visitor's own session under a random key, which is what the address holds (ADR 22).
"""

import secrets
import time
from typing import Final

from cryptography.fernet import InvalidToken
from django.http import HttpRequest

from casework.people.bsn import decrypted, encrypted

KEPT: Final = 20  # questions, and the last ones only
KEPT_FOR: Final = 24 * 60 * 60  # seconds: long enough to come back to within a working day
_IN_SESSION: Final = "gezocht"


def words_of(request: HttpRequest, key: str) -> str:
    """What was looked for under that key; empty where it is nobody's, or too long ago."""
    return _kept(request).get(key, ("", 0))[0] if key else ""


def keep(request: HttpRequest, words: str, now: str = "") -> str:
    """The key under which these words can be found again: who types on keeps the one they have (`now`)."""
    kept = _kept(request)
    key = now if now in kept else next((key for key, one in kept.items() if one[0] == words), secrets.token_urlsafe(9))
    kept.pop(key, None)
    kept[key] = (words, time.time())
    last = list(kept.items())[-KEPT:]
    request.session[_IN_SESSION] = {key: (encrypted(words), at) for key, (words, at) in last}
    return key


def _kept(request: HttpRequest) -> dict[str, tuple[str, float]]:
    """Words and moment, by key. They stand encrypted in the session: among them can be a citizen's number."""
    since = time.time() - KEPT_FOR
    return {
        key: (words, at)
        for key, (hidden, at) in request.session.get(_IN_SESSION, {}).items()
        if at > since and (words := _read_back(hidden))
    }


def _read_back(hidden: str) -> str:
    try:
        return decrypted(hidden)
    except InvalidToken:  # by a key that is no more, or from before they were encrypted
        return ""
