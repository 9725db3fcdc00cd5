"""What must still be brought in line: anchors whose turns may be others' now by what changed elsewhere.

A change of the roster is written down by the database (`roles.roster`), a write on another anchor by that write
(`Write.elsewhere`). After the commit they are brought in line, a few at a time; a sweep finishes what is left.
"""

import datetime as dt
import logging
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import Any, Final

from celery.exceptions import SoftTimeLimitExceeded
from django.apps import apps
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from casework.engine import lists, outbox
from casework.engine.alone import alone
from casework.engine.holding import Held, hold
from casework.engine.nights import Tally
from casework.engine.pieces import ALL_OF_IT, PIECE, TimeIsUp, Until
from casework.engine.registry import anchors, hanging_on, model_of
from roles.models import Absence, Membership, RosterChange, Team, TeamKind

log = logging.getLogger(__name__)
REROUTE: Final = "workers.tasks.reroute"
AT_A_TIME: Final = 25  # anchors held together: nobody waits long for one of them
AT_ONCE: Final = 100  # anchors brought in line by who made the change; a worker does the rest
MANY: Final = 1_000  # of so many it is told how far it is, and a worker leaves room for who is at their work meanwhile
KEPT: Final = dt.timedelta(days=90)


class Reorganisation(models.Model):
    """A change that concerns many: how many they were, so that it can be told how far it is."""

    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField()  # when somebody was at it last
    ended_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField()

    class Meta:
        verbose_name = "grote wijziging"
        verbose_name_plural = "grote wijzigingen"

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def done(self) -> int:
        return self.total - self.waiting.count()


class ToReroute(models.Model):
    """An anchor to be brought in line. More than one row of the same is no harm: each was asked for."""

    anchor = models.CharField(max_length=60)  # 'app.Model'
    anchor_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    of = models.ForeignKey(Reorganisation, on_delete=models.SET_NULL, null=True, related_name="waiting")

    class Meta:
        verbose_name = "nog op orde te brengen"
        verbose_name_plural = "nog op orde te brengen"
        indexes = (models.Index(fields=("anchor", "anchor_id"), name="to_reroute_by_anchor"),)

    def __str__(self) -> str:
        return f"{self.anchor} {self.anchor_id}"


def ask(model: type[Any], ids: Iterable[int]) -> None:
    """Have these brought in line once this transaction is committed."""
    if write_down(model, ids):
        transaction.on_commit(soon, robust=True)


def write_down(model: type[Any], ids: Iterable[int]) -> int:
    """That these are to be brought in line, for whoever comes by. How many they are."""
    now, wanted = timezone.now(), sorted(set(ids))
    if not wanted:
        return 0
    of = Reorganisation.objects.create(asked_at=now, seen_at=now, total=len(wanted)) if len(wanted) >= MANY else None
    rows = (ToReroute(anchor=model._meta.label, anchor_id=one, asked_at=now, of=of) for one in wanted)
    ToReroute.objects.bulk_create(rows, batch_size=5000)
    return len(wanted)


def soon() -> None:
    """Do some of it here and now, and have a worker do what is left. Never in the way of who made the change."""
    try:
        if not _concerns_many():
            work_off(most=AT_ONCE, waits=False)
        if waiting():
            outbox.wake(REROUTE, 0)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # the change itself stands; the sweep comes back to this
        log.warning("To bring in line: %s", type(error).__name__)


def _concerns_many() -> bool:
    """Only to write down whom it is about would take seconds, in which who made the change waits for their page."""
    teams, everywhere = set(), False
    for team, organisation, user in RosterChange.objects.values_list("team_id", "organisation_id", "user_id"):
        everywhere = everywhere or not (team or organisation or user)
        teams |= {team} if team else set()
    everywhere = everywhere or Team.objects.filter(pk__in=teams, kind=TeamKind.GEMEENTE).exists()
    for model in anchors() if teams or everywhere else ():
        open_: Any = model._default_manager.filter(**{f"{model.state_field}__in": model.open_states}).order_by()
        if (open_ if everywhere else open_.filter(team__in=teams))[:MANY].count() >= MANY:
            return True
    return False


def waiting() -> bool:
    return RosterChange.objects.exists() or ToReroute.objects.exists()


def piece() -> None:
    """Some of what waits; for what is left after that a worker is woken. One is at it: the schedule wakes another each
    minute, however long the first one takes."""
    with alone("reroute", 0) as mine:
        left = mine and not _done_in_time()
    if left:  # told when the place is free for who hears it
        outbox.wake(REROUTE, 0)


def _done_in_time() -> bool:
    try:
        work_off(until=Until(PIECE))
    except TimeIsUp:
        return False
    return True


def work_off(
    *,
    most: int | None = None,
    waits: bool = True,
    at: dt.datetime | None = None,
    until: Until = ALL_OF_IT,
    tally: Tally | None = None,
) -> int:
    """Bring in line what waits, `most` anchors of it. Returns how many failed; each is tried again by the next sweep.

    What somebody holds at the moment is left for last; without `waits`, for somebody else. Raises TimeIsUp.
    """
    _spread(at or timezone.now())
    tally = tally or Tally()
    before, done = tally.failed, 0
    try:
        for model in anchors():
            for wait in (False, True) if waits else (False,):
                for ids in _next(model, most):
                    until.stop_in_time()
                    bring = partial(_bring, model, ids, tally, wait=wait, at=at)
                    bring() if most is not None else _politely(bring)
                    done += len(ids)
                    if most is not None and done >= most:
                        return tally.failed - before
    finally:
        if most is None:
            _say_how_far()
    return tally.failed - before


def _politely(do: Callable[[], None]) -> None:
    """While many wait it takes turns with who is at their work: twice as long at rest as at it."""
    begun = time.monotonic()
    do()
    if Reorganisation.objects.filter(ended_at=None).exists():
        time.sleep(min(2 * (time.monotonic() - begun), 1))


def _say_how_far() -> None:
    now, open_ = timezone.now(), Reorganisation.objects.filter(ended_at=None)
    open_.update(seen_at=now)
    open_.exclude(Exists(ToReroute.objects.filter(of=OuterRef("pk")))).update(ended_at=now)
    Reorganisation.objects.filter(ended_at__lt=now - KEPT).delete()


def _next(model: type[Any], most: int | None) -> Iterator[list[int]]:
    """What waits, in the order of their keys, each once."""
    rows = ToReroute.objects.filter(anchor=model._meta.label)
    ids = list(rows.order_by("anchor_id").values_list("anchor_id", flat=True).distinct()[:most])
    chunks = [ids[start : start + AT_A_TIME] for start in range(0, len(ids), AT_A_TIME)]
    begin = secrets.randbelow(len(chunks)) if chunks else 0  # two who are at it begin at different places
    yield from (*chunks[begin:], *chunks[:begin])


def _bring(model: type[Any], ids: list[int], tally: Tally, *, wait: bool, at: dt.datetime | None) -> None:
    try:
        tally.anchors += _bring_together(model, ids, wait=wait, at=at)
    except SoftTimeLimitExceeded:
        raise  # the sweep goes on
    except Exception as error:  # of one of them; which, the next lines tell
        if len(ids) > 1:
            for one in ids:
                _bring(model, [one], tally, wait=wait, at=at)
        elif (row := model._default_manager.filter(pk=ids[0]).first()) is not None and not tally.left_alone(row):
            tally.failed_on(row, error)


def _bring_together(model: type[Any], ids: list[int], *, wait: bool, at: dt.datetime | None) -> int:
    with transaction.atomic():
        held = hold(model, ids, wait=wait)
        gone = set() if not wait else set(ids) - held.ids  # waited for, and not there any more
        # what is asked for from here on is asked for anew: its row comes later than these
        asked = ToReroute.objects.filter(anchor=model._meta.label, anchor_id__in=held.ids | gone)
        keys = dict(asked.values_list("pk", "anchor_id"))
        still = held.ids & set(keys.values())  # not done by another worker meanwhile
        lists.bring_in_line(Held(model, still), at or timezone.now())
        ToReroute.objects.filter(pk__in=keys).delete()
    return len(still)


def _spread(at: dt.datetime) -> None:
    """From whom a change was about to the anchors on which it may be somebody else's turn."""
    with transaction.atomic():
        rows = list(RosterChange.objects.select_for_update(skip_locked=True).order_by("pk"))
        if not rows:
            return
        for model in anchors():
            write_down(model, touched(model, rows, timezone.localtime(at).date()))
        RosterChange.objects.filter(pk__in=[one.pk for one in rows]).delete()


def touched(model: type[Any], changes: Iterable[RosterChange], on: dt.date) -> set[int]:
    """The anchors where it may be somebody else's turn after these changes: open ones, and those with open work."""
    teams = {one.team_id for one in changes if one.team_id}
    organisations = {one.organisation_id for one in changes if one.organisation_id}
    people = {one.user_id for one in changes if one.user_id}
    work: Any = apps.get_model(model.work_model)
    open_ = model._default_manager.filter(**{f"{model.state_field}__in": model.open_states})
    waiting_ = work.objects.open().values_list(f"{work.anchor_field}_id", flat=True)
    municipal = Team.objects.filter(pk__in=teams, kind=TeamKind.GEMEENTE).exists()
    if municipal or any(not (one.team_id or one.organisation_id or one.user_id) for one in changes):
        return {*open_.values_list("pk", flat=True), *waiting_}
    for place in Membership.objects.filter(Q(user__in=people) | Q(pk__in=_covered_by(people))):
        teams |= {place.team_id} if place.team_id else set()
        organisations |= {place.organisation_id} if place.organisation_id else set()
    people |= set(Membership.objects.filter(organisation__in=organisations).values_list("user_id", flat=True))
    named = Q(team__in=teams) | Q(for_team__in=teams) | Q(for_organisation__in=organisations)
    found = {*open_.filter(team__in=teams).values_list("pk", flat=True), *waiting_.filter(named)}
    found |= set(waiting_.filter(Q(for_user__in=people) | Q(handed_to__in=people) | Q(not_user__in=people)))
    return found | _naming(model, on, teams=teams, organisations=organisations, people=people)


def refuse_if_nobody_is_left() -> None:
    """Where work is closed to some, the ones who are left may be gone by this change. Raises NobodyThere.

    Nobody else changes it meanwhile: who makes the change holds the roster alone.
    """
    for model in anchors():
        lists.derive(model, list(model.closed_to_some().values_list("pk", flat=True)), timezone.now())


def _covered_by(people: Collection[int]) -> Any:
    return Absence.objects.filter(cover__in=people).values("membership_id")


def _naming(
    model: type[Any], on: dt.date, *, teams: Collection[int], organisations: Collection[int], people: Collection[int]
) -> set[int]:
    """Those of which an open row names one of them; a query per noun, each by its own indexes."""
    found: set[int] = set()
    for noun in hanging_on(model):
        reads = noun.open_rows
        if reads is None:
            continue
        named = reads.names(people) if reads.names else Q(pk__in=[])
        for columns, ids in ((reads.teams, teams), (reads.organisations, organisations), (reads.people, people)):
            for column in columns:
                named |= Q(**{f"{column}__in": ids})
        own = model_of(noun) is model
        rows = reads.rows(on).filter(named)
        if own:
            rows = rows.filter(**{f"{model.state_field}__in": model.open_states})
        found.update(rows.values_list("pk" if own else f"{model.anchor_field}_id", flat=True))
    return found - {None}
