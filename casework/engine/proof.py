"""Once a day every list is looked at, in pieces: the proof that nobody was passed over by what finds what is due.

A turn that stands otherwise than it should is put right, counted, and told of: it shouldn't happen.
"""

import logging
from collections.abc import Iterator
from typing import Any, Final

from celery.exceptions import SoftTimeLimitExceeded
from django.apps import apps
from django.db import models, transaction
from django.utils import timezone

from casework.engine import lists, look_again, nights, outbox, passing_days
from casework.engine.alone import alone
from casework.engine.holding import hold
from casework.engine.nights import KEPT
from casework.engine.pieces import PIECE, TimeIsUp, Until
from casework.engine.registry import anchors
from casework.engine.rerouting import Reorganisation, ToReroute
from roles.models import RosterChange

log = logging.getLogger(__name__)
PROVE: Final = "workers.tasks.prove"
CHUNK: Final = 200  # anchors held together
PIECES: Final = 80  # in which a day's proof is done; the schedule has some more, for what couldn't be done then


class Proof(models.Model):
    """One time round all of it. It goes on where it was: anchors of which kind, and after which key."""

    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # when the last piece of it was done
    ended_at = models.DateTimeField(null=True)
    asked = models.BooleanField(default=False)  # somebody waits for it: without a pause between its pieces
    anchor = models.CharField(max_length=63, blank=True)  # the table of the anchors where it is
    after = models.BigIntegerField(default=0)
    anchors = models.PositiveIntegerField(default=0)
    lost = models.PositiveIntegerField(default=0)  # turns that stood otherwise than they should
    failed = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "ronde langs alle lijsten"
        verbose_name_plural = "rondes langs alle lijsten"
        indexes = (models.Index(fields=("-started_at",), name="proofs_by_start"),)

    def __str__(self) -> str:
        return str(self.pk)


class ProofFinding(models.Model):
    """Of what it stood otherwise, or couldn't be looked at: by its reference."""

    of = models.ForeignKey(Proof, on_delete=models.CASCADE, related_name="findings")
    ref = models.CharField(max_length=60)
    error = models.CharField(max_length=100, blank=True)  # the kind; empty where it stood otherwise

    class Meta:
        verbose_name = "gevonden op een lijst"
        verbose_name_plural = "gevonden op lijsten"

    def __str__(self) -> str:
        return self.ref


def ask() -> None:
    """Have all of it looked at as soon as a worker is free."""
    row = going_on() or _begin()
    Proof.objects.filter(pk=row.pk).update(asked=True)
    outbox.wake(PROVE, 0)


def prove(seconds: float = PIECE / 2) -> None:
    """A piece of it: of the one that is going on, or of today's. Nothing, where it was done today, or where something
    is known to wait: what isn't in line then is so with a reason."""
    with alone("proof", 0) as mine:
        row = (going_on() or _todays()) if mine and not _something_waits() else None
        if row is not None:
            _piece(row, Until(seconds))
    if row is not None and row.asked and row.ended_at is None:
        outbox.wake(PROVE, 0)  # when the place is free for who hears it


def going_on() -> Proof | None:
    row = last()
    return row if row is not None and row.ended_at is None else None


def last() -> Proof | None:
    return Proof.objects.order_by("-started_at", "-pk").first()


def _todays() -> Proof | None:
    row = last()
    done = row is not None and timezone.localtime(row.started_at).date() >= timezone.localdate()
    return None if done else _begin()


def _begin() -> Proof:
    now = timezone.now()
    return Proof.objects.create(started_at=now, seen_at=now)


def _something_waits() -> bool:
    """What concerns many. One that can't be brought in line keeps nobody from looking at the others."""
    return (
        passing_days.through() != timezone.localdate()
        or nights.going_on(timezone.now()) is not None
        or RosterChange.objects.exists()
        or Reorganisation.objects.filter(ended_at=None).exists()
    )


def _is_waited_for(one: Any) -> bool:
    """It is known that this isn't in line yet."""
    asked = ToReroute.objects.filter(anchor=one._meta.label, anchor_id=one.pk)
    due = look_again.due(type(one), timezone.localdate()).filter(anchor_id=one.pk)
    return asked.exists() or due.exists() or RosterChange.objects.exists()


def _piece(row: Proof, until: Until) -> None:
    try:
        for looked, (model, ids) in enumerate(_from_where_it_was(row)):
            if not row.asked and looked * CHUNK >= _share(row):
                break
            until.stop_in_time()
            _look_at(row, model, ids)
            row.anchor, row.after = model._meta.db_table, ids[-1]
            row.anchors += len(ids)
            _save(row)
        else:
            row.ended_at = timezone.now()
            Proof.objects.filter(started_at__lt=row.ended_at - KEPT).delete()
    except TimeIsUp:
        pass
    _save(row)


def _save(row: Proof) -> None:
    row.seen_at = timezone.now()
    row.save(update_fields=["seen_at", "ended_at", "anchor", "after", "anchors", "lost", "failed"])


def _share(row: Proof) -> float:
    """How many a piece looks at for the whole to be done in a day; the first time as many as it can."""
    before = Proof.objects.filter(ended_at__isnull=False).exclude(pk=row.pk).order_by("-started_at").first()
    return float("inf") if before is None else max(before.anchors / PIECES, CHUNK)


def _from_where_it_was(row: Proof) -> Iterator[tuple[type[Any], list[int]]]:
    """The anchors that are left, some at a time: open ones, and those with open work."""
    kinds = list(anchors())
    tables = [model._meta.db_table for model in kinds]
    begin = tables.index(row.anchor) if row.anchor in tables else 0
    for model in kinds[begin:]:
        after = row.after if model._meta.db_table == row.anchor else 0
        while ids := _some_after(model, after):
            yield model, ids
            after = ids[-1]


def _some_after(model: type[Any], after: int) -> list[int]:
    work: Any = apps.get_model(model.work_model)
    column = f"{work.anchor_field}_id"
    open_ = model._default_manager.filter(pk__gt=after, **{f"{model.state_field}__in": model.open_states})
    waiting = work.objects.open().filter(**{f"{column}__gt": after}).order_by(column)
    found = {*open_.order_by("pk").values_list("pk", flat=True)[:CHUNK]}
    found |= {*waiting.values_list(column, flat=True).distinct()[:CHUNK]}
    return sorted(found)[:CHUNK]


def _look_at(row: Proof, model: type[Any], ids: list[int]) -> None:
    """What somebody holds at the moment they bring in line themselves."""
    try:
        with transaction.atomic():
            wrong = lists.differences(hold(model, ids, wait=False), timezone.now())
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        wrong = 1  # one of them can't be looked at; which, the next lines tell
    if wrong:
        for one in model._default_manager.filter(pk__in=ids).order_by("pk"):
            _look_at_one(row, one)


def _look_at_one(row: Proof, one: Any) -> None:
    try:
        with transaction.atomic():
            held = hold(type(one), [one.pk])
            wrong = lists.differences(held, timezone.now())
            lost = wrong > 0 and not _is_waited_for(one)
            if wrong:
                lists.bring_in_line(held, timezone.now())
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # whatever it is: the next one isn't to blame
        log.error("Proof, %s: %s", one, type(error).__name__)
        row.failed += 1
        row.findings.create(ref=str(one)[:60], error=type(error).__name__)
        return
    if lost:
        log.error("Proof, %s: %s turns stood otherwise", one, wrong)
        row.lost += wrong
        row.findings.create(ref=str(one)[:60])
