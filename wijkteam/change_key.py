"""Encrypts everything anew with the first of FIELD_KEYS, beside people who work. May be broken off and begun again.

A row is read once more under its lock, so what somebody wrote meanwhile stays. A row that somebody holds isn't waited
for: it comes in the next round, and nobody waits for more than one batch.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final, NamedTuple

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.utils import timezone

from casework.people.bsn import can_be_read, decrypted, digest, encrypted
from casework.people.field_key import FieldKey, as_stored, encrypted_fields
from casework.people.fingerprint import fingerprint
from wijkteam.middleware import TYPED_BEFORE

BATCH: Final = 500
ROUNDS: Final = 20
PAUSE: Final = 0.5  # between rounds: whoever holds a row is soon done

Progress = Callable[[Iterable[Any], str], Iterable[Any]]


class Stale(NamedTuple):
    """What isn't encrypted with the first key: by key of its row."""

    rows: list[Any]
    unreadable: int  # with none of the keys


class Outcome(NamedTuple):
    renewed: int
    left: int
    unreadable: int

    @property
    def is_done(self) -> bool:
        return not self.left and not self.unreadable


def change_key(progress: Progress) -> Outcome:
    """All that is stored encrypted. When nothing of a former key is left, that key is no longer asked for at a start."""
    renewed = 0
    for number in range(ROUNDS):
        found = [(model, names, stale_rows(model, names)) for model, names in encrypted_fields()]
        sessions = stale_sessions()
        left = sum(len(stale.rows) for _, _, stale in found) + len(sessions.rows)
        if not left:
            break
        if number:
            time.sleep(PAUSE)
        for model, names, stale in found:
            label = str(model._meta.verbose_name_plural)
            for pks in progress(list(batches(stale.rows)), label):
                renewed += renew_rows(model, names, pks)
        for pk in sessions.rows:
            renewed += renew_session(pk)
    outcome = Outcome(renewed, left, sum(stale.unreadable for _, _, stale in found))
    if outcome.is_done:
        FieldKey.objects.exclude(fingerprint=fingerprint(settings.FIELD_KEYS[0])).delete()
    return outcome


def stale_rows(model: type[models.Model], names: list[str]) -> Stale:
    rows: set[Any] = set()
    unreadable = 0
    for name in names:
        for pk, text in as_stored(model, name).iterator():
            if not is_fresh(text):
                if can_be_read(text):
                    rows.add(pk)
                else:
                    unreadable += 1
    return Stale(sorted(rows), unreadable)


def batches(rows: list[Any]) -> Iterator[list[Any]]:
    rest = iter(rows)
    while batch := list(islice(rest, BATCH)):
        yield batch


def renew_rows(model: type[models.Model], names: list[str], pks: list[Any]) -> int:
    """Those of them that nobody holds: read under their locks, and written with the first key."""
    besides = [(name, f"{name}_digest") for name in names if has_field(model, f"{name}_digest")]
    with transaction.atomic():
        # Never waits while it holds others, so nobody can be waiting for it in a circle.
        free = model._base_manager.select_for_update(skip_locked=True, no_key=True)
        rows = list(free.filter(pk__in=pks).only("pk", *names))
        for row in rows:
            for name, beside in besides:
                setattr(row, beside, digest(getattr(row, name)))
        model._base_manager.bulk_update(rows, [*names, *(beside for _, beside in besides)])
    return len(rows)


def has_field(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.fields)


def stale_sessions() -> Stale:
    """What was typed before a session ended waits in it, encrypted; what can't be read is nobody's already."""
    sessions = Session.objects.filter(expire_date__gt=timezone.now())
    rows = [
        one.pk
        for one in sessions.iterator()
        if (typed := one.get_decoded().get(TYPED_BEFORE)) and not is_fresh(typed) and can_be_read(typed)
    ]
    return Stale(rows, 0)


def renew_session(pk: str) -> int:
    """Unless it changed meanwhile."""
    session = Session.objects.filter(pk=pk).first()
    held = session.get_decoded() if session else {}
    if session is None or TYPED_BEFORE not in held:
        return 0
    held[TYPED_BEFORE] = encrypted(decrypted(held[TYPED_BEFORE]))
    anew = SessionStore().encode(held)
    return Session.objects.filter(pk=pk, session_data=session.session_data).update(session_data=anew)


def is_fresh(text: str) -> bool:
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(text)
    except InvalidToken:
        return False
    return True
