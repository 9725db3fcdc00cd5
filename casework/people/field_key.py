"""The keys that something in this database may be encrypted with, and the refusal to start with others.

Whoever starts with a wrong key can read no number, and writes some that nobody with the right key can read. So each
process asks `refuse_wrong_key` before it serves or writes anything.
"""

import time
from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, models
from django.db.models.functions import Cast
from django.utils import timezone

from casework.people.bsn import EncryptedTextField, can_be_read
from casework.people.fingerprint import fingerprint

SHOWN: Final = 8  # characters of a fingerprint: enough to tell keys apart
_SEE: Final = "Er is niets gewijzigd; zie docs/running.md, ‘Sleutels’."


class FieldKey(models.Model):
    """A key that may be needed to read what is stored. Of the key itself only its fingerprint is here."""

    fingerprint = models.CharField(max_length=64, unique=True)
    since = models.DateTimeField()

    class Meta:
        verbose_name = "sleutel in gebruik"
        verbose_name_plural = "sleutels in gebruik"

    def __str__(self) -> str:
        return f"sleutel {self.fingerprint[:SHOWN]}"


class CannotStart(SystemExit):
    """Ends the process, unless caught; the text says why in one sentence."""


def encrypted_fields() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model that stores something encrypted, with the names of those fields: all there are, histories too."""
    for model in apps.get_models(include_auto_created=True):
        names = [field.name for field in model._meta.local_fields if isinstance(field, EncryptedTextField)]
        if names and not model._meta.proxy:
            yield model, names


def as_stored(model: type[models.Model], name: str) -> Any:
    """The rows that have something in that field: `pk`, and it as it stands in the database."""
    rows = model._base_manager.exclude(**{name: ""}).exclude(**{f"{name}__isnull": True})
    return rows.values_list("pk", Cast(name, models.TextField()))


def refuse_wrong_key(*, patience: float = 0, remember: bool = True) -> None:
    """What each process calls at its start, before it serves or writes. Raises CannotStart.

    `patience`: how many seconds it may wait for a database that isn't there yet. With `remember`, a key that is new here
    is written down, before anything is written with it. `migrate` doesn't: it writes nothing of the kind.
    """
    _wait_for_database(patience)
    ours = [fingerprint(key) for key in settings.FIELD_KEYS]
    is_there = FieldKey._meta.db_table in connection.introspection.table_names()
    known = set(FieldKey.objects.values_list("fingerprint", flat=True)) if is_there else set()
    if missing := sorted(known - set(ours)):
        raise CannotStart(_words(missing, ours, none_fits=not known & set(ours)))
    if not known and not _reads_what_is_there():
        raise CannotStart(
            f"FIELD_KEY is niet de sleutel waarmee deze database is versleuteld: zet de juiste terug. {_SEE}"
        )
    if remember and is_there and ours[0] not in known:
        # Where none was written down yet, what is stored may be of any of them.
        new = ours[:1] if known else ours
        rows = [FieldKey(fingerprint=one, since=timezone.now()) for one in new]
        FieldKey.objects.bulk_create(rows, ignore_conflicts=True)


def _words(missing: list[str], ours: list[str], *, none_fits: bool) -> str:
    needed, given = (", ".join(one[:SHOWN] for one in some) for some in (missing, ours))
    if none_fits:
        return (
            f"FIELD_KEY is niet de sleutel waarmee deze database is versleuteld (nodig: {needed}; gegeven: {given}):"
            f" zet de juiste terug. {_SEE}"
        )
    return (
        f"In FIELD_KEY ontbreekt een sleutel die nog nodig is (nodig: {needed}; gegeven: {given}): zet hem erbij, tot"
        f" ‘manage.py change_key’ zegt dat hij weg mag. {_SEE}"
    )


def _wait_for_database(patience: float) -> None:
    until = time.monotonic() + patience
    while True:
        try:
            connection.ensure_connection()
        except OperationalError:
            if time.monotonic() >= until:
                raise CannotStart("De database is niet bereikbaar; zie DATABASE_URL.") from None
            time.sleep(0.5)
        else:
            return


def _reads_what_is_there() -> bool:
    """Where no key was written down yet: the newest of each field is read. True where there is nothing."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model, names in encrypted_fields():
            table = model._meta.db_table
            if table not in tables:
                continue
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            for name in names:
                if name not in columns:  # it comes with this migration
                    continue
                newest = as_stored(model, name).order_by("-pk").first()
                if newest is not None and not can_be_read(newest[1]):
                    return False
    return True
