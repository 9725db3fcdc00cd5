"""A stored file, handed out by a page that checked and logged first."""

from pathlib import PurePath
from typing import Any

from django.http import FileResponse

TYPES = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".eml": "message/rfc822",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class FileGone(Exception):
    """The row names it, and it isn't there: its page says so, and what can be done."""


def private_file(file: Any, name: str) -> FileResponse:
    """A stored file, handed out by a page that checked and logged first; never kept by the browser. Raises FileGone."""
    ending = PurePath(file.name).suffix.lower()
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise FileGone from None
    response = FileResponse(
        content,
        as_attachment=True,
        filename=f"{name}{ending}",
        content_type=TYPES.get(ending, "application/octet-stream"),
    )
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"  # opened after all, it does nothing
    return response
