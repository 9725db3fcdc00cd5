"""A municipality's own look: a folder with its theme and its logo, served from this address like our own style sheets."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]  # says nothing of its types

OURS: Final = "wijkteam-theme"
PLACE: Final = "gemeente/"


@cache
def look(folder: str, theme: str) -> dict[str, str | bool]:
    """The classes of the page, and the addresses of the municipality's files that are there.

    Our theme stays below theirs: a theme says what differs, and each token has a value. Ours knows the dark; of another
    we don't know.
    """
    return {
        "theme": f"{OURS} {theme}" if theme else OURS,
        "knows_dark": not theme,
        "own_theme": _address(folder, "theme.css"),
        "logo": _address(folder, "logo.svg"),
    }


def _address(folder: str, name: str) -> str:
    """Where it is served, under a name that changes with what is in it; empty where there is none."""
    file = Path(folder) / name
    if not folder or not file.is_file():
        return ""
    return f"{settings.STATIC_URL}{PLACE}{name}?v={hashlib.sha256(file.read_bytes()).hexdigest()[:12]}"


class StyleMiddleware(WhiteNoiseMiddleware):  # type: ignore[misc]
    """The product's own files, and those of the municipality beside them: both without a database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase], **options: Any) -> None:
        super().__init__(get_response, **options)
        if settings.WIJKTEAM_LOOK:
            self.add_files(settings.WIJKTEAM_LOOK, prefix=f"{settings.STATIC_URL}{PLACE}")
