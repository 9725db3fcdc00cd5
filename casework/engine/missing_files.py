"""Files that rows tell of and that aren't there, for functioneel beheer; and files that no row tells of.

Each night everything is looked at; a page that comes upon a missing one tells at once.
"""

import logging
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone

log = logging.getLogger(__name__)
YOUNG: Final = 24 * 60 * 60  # seconds in which a file may still be on its way into a row


class MissingFile(models.Model):
    """A row names a file that wasn't found. Gone again once it is."""

    model = models.CharField(max_length=60)  # 'app.Model'
    row_id = models.BigIntegerField()
    column = models.CharField(max_length=40)
    found_at = models.DateTimeField()

    class Meta:
        verbose_name = "zoekgeraakt bestand"
        verbose_name_plural = "zoekgeraakte bestanden"
        constraints = (models.UniqueConstraint(fields=("model", "row_id", "column"), name="a_file_is_missing_once"),)

    def __str__(self) -> str:
        return f"{self.model} {self.row_id}"


class Missing(NamedTuple):
    """For who looks after the product: what it is and where, never about whom."""

    what: str
    where: str  # the reference of what it belongs to, or what it is of
    key: str
    since: Any


def is_there(file: Any) -> bool:
    return bool(file.storage.exists(file.name))


def tell(row: models.Model, column: str) -> None:
    """A page came upon it."""
    MissingFile.objects.get_or_create(
        model=row._meta.label, row_id=row.pk, column=column, defaults={"found_at": timezone.now()}
    )


def missing() -> list[Missing]:
    """Those that are missing still; who was found meanwhile isn't told of."""
    result = []
    for one in MissingFile.objects.order_by("found_at", "pk"):
        row = apps.get_model(one.model)._base_manager.filter(pk=one.row_id).first()
        file = getattr(row, one.column) if row is not None else None
        if row is not None and file and not is_there(file):
            anchor = getattr(row, "anchor", None)
            where = str(getattr(anchor, "ref", "") or getattr(row, "team", "") or "")
            result.append(Missing(str(row._meta.verbose_name), where, str(row.public_id), one.found_at))
    return result


def check() -> int:
    """Look at every file that a row names, and write down which aren't there. How many."""
    gone = {(model._meta.label, key, column) for model, key, column in _gone()}
    known = set(MissingFile.objects.values_list("model", "row_id", "column"))
    for label, key, column in known - gone:
        MissingFile.objects.filter(model=label, row_id=key, column=column).delete()
    now = timezone.now()
    new = [MissingFile(model=m, row_id=k, column=c, found_at=now) for m, k, c in sorted(gone - known)]
    MissingFile.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)
    if gone:
        log.error("Files: %s are missing; manage.py check_files tells which", len(gone))
    if lost := len(orphans()):
        log.warning("Files: %s are in no row; manage.py check_files tells which", lost)
    return len(gone)


def _gone() -> Iterator[tuple[type[models.Model], int, str]]:
    for model, column, storage in _columns():
        rows = model._base_manager.exclude(**{column: ""}).values_list("pk", column).order_by("pk")
        for key, name in rows.iterator(chunk_size=2000):
            if not storage.exists(name):
                yield model, key, column


def _columns() -> Iterator[tuple[type[models.Model], str, Any]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                yield model, field.name, field.storage


def orphans() -> list[Path]:
    """Files that no row names, of more than a day old: a younger one may be on its way into a row."""
    root, before = Path(settings.MEDIA_ROOT), time.time() - YOUNG
    named = {
        name for model, column, _ in _columns() for name in model._base_manager.values_list(column, flat=True) if name
    }
    files = (one for one in root.rglob("*") if one.is_file() and one.stat().st_mtime < before)
    return sorted(one for one in files if str(one.relative_to(root)) not in named)
