"""Files beside the database: on the disk before the transaction that names them, and gone again where none does."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, models

log = logging.getLogger(__name__)


@contextmanager
def stored(row: models.Model, column: str, name: str, content: File[Any]) -> Iterator[str]:
    """Under which name it is kept. Enter this outside the transaction that puts that name in this column of the row."""
    storage = row._meta.get_field(column).storage  # type: ignore[union-attr]
    kept = storage.save(name, content)
    try:
        yield kept
    finally:
        _remove_unless_named(storage, row, column, kept)


@contextmanager
def uploads_stored(row: models.Model, details: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """What was filled in, with for each file the name under which it is kept: its field is called as its column."""
    with ExitStack() as stack:
        names = {
            column: stack.enter_context(stored(row, column, _new_name(row, column, upload), upload))
            for column, upload in details.items()
            if isinstance(upload, UploadedFile)
        }
        yield details | names


def _new_name(row: models.Model, column: str, upload: "UploadedFile[Any]") -> str:
    field = row._meta.get_field(column)
    return str(field.generate_filename(row, upload.name))  # type: ignore[union-attr]


def _remove_unless_named(storage: Any, row: models.Model, column: str, name: str) -> None:
    """By what the database says, not by how the transaction ended: a connection lost at COMMIT leaves that open.

    What can't be judged or removed now stays; the night finds it.
    """
    try:
        if not type(row)._base_manager.filter(pk=row.pk, **{column: name}).exists():
            storage.delete(name)
    except (DatabaseError, OSError) as error:
        log.warning("A file was left behind: %s", type(error).__name__)
