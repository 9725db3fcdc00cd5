"""The rounds of what goes by date, each a row: when, how much was done, and what failed. Beheer reads them, and may ask
for one. A round is done in pieces, by one worker or by several at once."""

import datetime as dt
import logging
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from casework.engine import outbox
from roles.models import User

log = logging.getLogger(__name__)
ASKED: Final = "workers.tasks.asked_round"
# Long enough to see since when something fails, no longer: a reference is personal data too (AVG, artikel 5
# lid 1 onder e).
KEPT: Final = dt.timedelta(days=90)
BROKEN_OFF: Final = dt.timedelta(minutes=5)  # nobody was at it for so long: a piece takes less than half a minute


class NightlyRound(models.Model):
    """One round of everything that goes by date: by the schedule, or because somebody of beheer asked for it.

    A round that was broken off has no end.
    """

    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # when the last piece of it was done
    ended_at = models.DateTimeField(null=True)
    acts = models.PositiveIntegerField(default=0)  # what changed by itself on this day
    anchors = models.PositiveIntegerField(default=0)  # of which the lists were looked at
    put_right = models.PositiveIntegerField(default=0)  # turns that are others because of the day
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "ronde"
        verbose_name_plural = "rondes"
        constraints = (
            models.UniqueConstraint(  # however often it is asked for
                name="one_round_is_waited_for",
                fields=("started_at",),
                condition=Q(started_at__isnull=True),
                nulls_distinct=False,
            ),
        )
        indexes = (models.Index(fields=("-started_at",), name="rounds_by_start"),)

    def __str__(self) -> str:
        return str(self.pk)


class RoundFailure(models.Model):
    """What failed in a round: of what, by its reference, at which thing, and the kind of error. Never the error's text."""

    of = models.ForeignKey(NightlyRound, on_delete=models.CASCADE, related_name="failures")
    ref = models.CharField(max_length=60)
    what = models.CharField(max_length=60)
    error = models.CharField(max_length=100)
    row_id = models.BigIntegerField(null=True)  # the next piece of this round leaves it alone

    class Meta:
        verbose_name = "mislukking in een ronde"
        verbose_name_plural = "mislukkingen in een ronde"

    def __str__(self) -> str:
        return self.ref


@dataclass
class Tally:
    """What one piece of a round did; added to its row at the end, so that two who are at it both count."""

    of: NightlyRound | None = None
    acts: int = 0
    anchors: int = 0
    put_right: int = 0
    failed: int = 0
    given_up: set[tuple[str, int]] = field(default_factory=set)  # by this round, also in pieces before

    def __post_init__(self) -> None:
        if self.of is not None:
            self.given_up.update((one.what, one.row_id) for one in self.of.failures.all() if one.row_id is not None)

    def failed_on(self, row: Any, error: Exception) -> None:
        """Told of without a word that may hold personal data."""
        about, kind = getattr(row, "anchor", row), type(error).__name__
        log.error("By date, %s of %s: %s", row._meta.model_name, about, kind)
        self._told(str(about)[:60], row._meta.verbose_name, kind, row.pk)

    def failed_at(self, what: str, error: Exception) -> None:
        """A whole part of it couldn't be done."""
        log.error("By date, %s: %s", what, type(error).__name__)
        self._told("alle zaken", what, type(error).__name__, None)

    def _told(self, ref: str, what: str, error: str, key: int | None) -> None:
        self.failed += 1
        if key is not None:
            self.given_up.add((what, key))
        if self.of is not None:
            self.of.failures.create(ref=ref, what=what, error=error, row_id=key)

    def left_alone(self, row: Any) -> bool:
        """It failed in this round: the next one tries again."""
        return self.left_alone_by_key(type(row), row.pk)

    def left_alone_by_key(self, model: type[models.Model], key: int) -> bool:
        return (str(model._meta.verbose_name), key) in self.given_up

    def save(self) -> None:
        """Add it to the row."""
        assert self.of is not None
        counted = {name: F(name) + getattr(self, name) for name in ("acts", "anchors", "put_right", "failed")}
        NightlyRound.objects.filter(pk=self.of.pk).update(**counted, seen_at=timezone.now())


def begin(at: dt.datetime) -> NightlyRound:
    """The one that somebody asked for, or one of the schedule."""
    with transaction.atomic():
        waiting = NightlyRound.objects.select_for_update(skip_locked=True, of=("self",))
        row = waiting.filter(started_at__isnull=True).first() or NightlyRound(asked_at=at)
        row.started_at = row.seen_at = at
        row.save()
    return row


def going_on(at: dt.datetime) -> NightlyRound | None:
    """The one that somebody is at, or was until a moment ago."""
    row = last()
    if row is None or row.ended_at is not None or row.seen_at is None or at - row.seen_at > BROKEN_OFF:
        return None
    return row


def end(row: NightlyRound, at: dt.datetime) -> None:
    """Whoever finds nothing left to do in it says so."""
    NightlyRound.objects.filter(pk=row.pk, ended_at=None).update(ended_at=at)
    NightlyRound.objects.filter(started_at__lt=at - KEPT).delete()


def ask(by: User) -> bool:
    """Have a worker do a round, as soon as it can. Asked for twice it is one round; False where it was asked before."""
    with transaction.atomic():
        row, new = NightlyRound.objects.get_or_create(
            started_at=None, defaults={"asked_at": timezone.now(), "asked_by": by}
        )
        outbox.wake(ASKED, row.pk)
    return new


def sweep() -> None:
    """Wake a worker for the one that was asked for, where nobody heard it."""
    for key in asked_for().values_list("pk", flat=True):
        outbox.wake(ASKED, key)


def asked_for() -> models.QuerySet[NightlyRound]:
    return NightlyRound.objects.filter(started_at__isnull=True)


def last() -> NightlyRound | None:
    """The last one that was begun."""
    return NightlyRound.objects.filter(started_at__isnull=False).order_by(F("started_at").desc(), "-pk").first()
