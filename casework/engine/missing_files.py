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

from casework.engine import outbox
from casework.engine.pieces import ALL_OF_IT, PIECE, TimeIsUp, Until

log = logging.getLogger(__name__)
CHECK: Final = "workers.tasks.check_files"
AT_A_TIME: Final = 1000  # rows of which the files are looked for, before the time is looked at
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


class FileCheck(models.Model):
    """One time round all files, in pieces: of which column it is looking, and after which row. Only the last is kept."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    column = models.CharField(max_length=120, blank=True)  # 'app.Model.column'
    after = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "ronde langs alle bestanden"
        verbose_name_plural = "rondes langs alle bestanden"

    def __str__(self) -> str:
        return str(self.pk)


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
    _look(_begin(), ALL_OF_IT)
    return MissingFile.objects.count()


def go_on(seconds: float = PIECE) -> None:
    """A piece of it: of the one that is going on, or of a new one; for what is left after that a worker is woken."""
    row = FileCheck.objects.order_by("-pk").first()
    try:
        _look(row if row is not None and row.ended_at is None else _begin(), Until(seconds))
    except TimeIsUp:
        outbox.wake(CHECK, 0)


def _begin() -> FileCheck:
    FileCheck.objects.all().delete()
    return FileCheck.objects.create(started_at=timezone.now())


def _look(row: FileCheck, until: Until) -> None:
    columns = {f"{model._meta.label}.{column}": (model, column, storage) for model, column, storage in _columns()}
    names = sorted(columns)
    for name in names[names.index(row.column) if row.column in columns else 0 :]:
        row.column, row.after = name, row.after if row.column == name else 0
        model, column, storage = columns[name]
        while rows := list(_named(model, column).filter(pk__gt=row.after)[:AT_A_TIME]):
            until.stop_in_time()
            _write_down(model, column, row.after, rows[-1][0], {key for key, file in rows if not storage.exists(file)})
            row.after = rows[-1][0]
            row.save(update_fields=["column", "after"])
        # beyond the last that names a file
        MissingFile.objects.filter(model=model._meta.label, column=column, row_id__gt=row.after).delete()
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    if gone := MissingFile.objects.count():
        log.error("Files: %s are missing; manage.py check_files tells which", gone)
    if lost := len(orphans()):
        log.warning("Files: %s are in no row; manage.py check_files tells which", lost)


def _named(model: type[models.Model], column: str) -> Any:
    return model._base_manager.exclude(**{column: ""}).order_by("pk").values_list("pk", column)


def _write_down(model: type[models.Model], column: str, after: int, through: int, gone: set[int]) -> None:
    """Of the rows after one key, through another, exactly these miss their file."""
    label, now = model._meta.label, timezone.now()
    there = MissingFile.objects.filter(model=label, column=column, row_id__gt=after, row_id__lte=through)
    there.exclude(row_id__in=gone).delete()
    new = [MissingFile(model=label, row_id=key, column=column, found_at=now) for key in sorted(gone)]
    MissingFile.objects.bulk_create(new, ignore_conflicts=True)


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
