"""What the system does by date. May run twice, late, or after a week's outage, with the same result.

Each thing is judged by the day it was due, not by the day the machine got round to it, and done under the same lock
and through the same door as what people do. What is due is found by an index: a round costs what time does, not what
there is. It is done in pieces; what is left stands in the database, so any worker goes on with it.
"""

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any, Final

from celery.exceptions import SoftTimeLimitExceeded
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from casework.engine import lists, look_again, nights, outbox, passing_days, rerouting
from casework.engine.alone import alone
from casework.engine.holding import hold
from casework.engine.nights import Tally
from casework.engine.noun import ByDate
from casework.engine.pieces import ALL_OF_IT, PIECE, TimeIsUp, Until
from casework.engine.registry import anchors, nouns
from casework.engine.reminders import remind

log = logging.getLogger(__name__)
CHUNK: Final = 200  # anchors held together in the night: short enough for who wants one of them
GO_ON: Final = "workers.tasks.nightly"


def run(at: dt.datetime | None = None) -> int:
    """Everything of the day: what each noun does by date, whose turn it is, reminders. It leaves a row of itself.

    What fails is told of and waits for the next run; it stops nobody else's. Returns how many failed.
    """
    moment = at or timezone.now()
    return _round(Tally(nights.begin(moment)), moment, ALL_OF_IT, ended=at).failed


def go_on(seconds: float = PIECE) -> bool:
    """A piece of it: of the round that is going on, or of a new one. Whether something is left, for the next piece."""
    moment = timezone.now()
    try:
        _round(Tally(nights.going_on(moment) or nights.begin(moment)), moment, Until(seconds))
    except TimeIsUp:
        return True
    return False


def go_on_and_wake() -> None:
    """A piece, and a worker for the next one. Where a second one is free it helps: two share what is left, and no more
    than two, however often it is asked for."""
    with alone("night", 0) as first, nullcontext(True) if first else alone("night", 1) as second:
        begins = nights.going_on(timezone.now()) is None
        left = (first or second) and go_on()
    if left:  # told when the place is free for who hears it
        for _ in range(2 if begins else 1):
            outbox.wake(GO_ON, 0)


def _round(tally: Tally, moment: dt.datetime, until: Until, *, ended: dt.datetime | None = None) -> Tally:
    assert tally.of is not None
    on = timezone.localtime(moment).date()
    try:
        for noun in nouns():
            for rule in noun.by_date:
                _do_what_is_due(rule, on, moment, tally, until)
        _of_the_roster(on, moment, tally, until)
        _look_again(on, moment, tally, until)
        remind(on, moment, tally, until)
        nights.end(tally.of, ended or timezone.now())
    finally:
        tally.save()
    if tally.failed:
        log.error("By date: %s failed, see above; each is tried again by the next run", tally.failed)
    return tally


def _of_the_roster(on: dt.date, at: dt.datetime, tally: Tally, until: Until) -> None:
    """Whom the day makes others of, and what was asked for before: the sweep comes back to what is left of it. As of each
    act, what fails is tried once more, and told of then: somebody may hold the roster longer than is waited for."""
    for last in (False, True):
        try:
            passing_days.write_down(on)
            rerouting.work_off(at=at, until=until, tally=tally)
            break
        except (SoftTimeLimitExceeded, TimeIsUp):
            raise
        except Exception as error:
            if last:
                tally.failed_at("rooster van de dag", error)


# --- what is due -----------------------------------------------------------------------------------------------------


def _do_what_is_due(rule: ByDate, on: dt.date, at: dt.datetime, tally: Tally, until: Until) -> None:
    """Each on its own, judged again under its lock: somebody may have settled it a moment ago.

    What somebody holds at the moment is left for last.
    """
    rows = _from_somewhere([row for row in rule.due(on) if not tally.left_alone(row)])
    held = []
    for row in rows:
        until.stop_in_time()
        if not _try_to(partial(_do_if_still_due, rule, on, at, tally, wait=False), row):
            held.append(row)
    each(held, partial(_do_if_still_due, rule, on, at, tally, wait=True), tally, until)


def _from_somewhere(rows: Sequence[Any]) -> Sequence[Any]:
    """Two who are at it begin at different places. What hangs on one anchor stays in its order."""
    of_anchor: dict[Any, list[Any]] = {}
    for row in rows:
        of_anchor.setdefault(row.anchor.pk, []).append(row)
    groups = list(of_anchor.values())
    begin = secrets.randbelow(len(groups)) if groups else 0
    return [row for group in (*groups[begin:], *groups[:begin]) for row in group]


def _do_if_still_due(rule: ByDate, on: dt.date, at: dt.datetime, tally: Tally, row: Any, *, wait: bool) -> bool:
    """Whether it is done with: False where somebody holds it."""
    anchor = row.anchor
    if not hold(type(anchor), [anchor.pk], wait=wait).ids:
        return wait  # gone by now
    if (again := rule.due(on).filter(pk=row.pk).first()) is not None:
        rule.do(again, on, at)
        tally.acts += 1
    return True


def _try_to(do: Callable[[Any], bool], row: Any) -> bool:
    """Whether it was done; what fails is tried once more, and told of then."""
    try:
        with transaction.atomic():
            return do(row)
    except SoftTimeLimitExceeded:
        raise
    except Exception:
        return False


def each(rows: Iterable[Any], do: Callable[[Any], object], tally: Tally, until: Until = ALL_OF_IT) -> None:
    """One after another, each on its own."""
    for row in rows:
        until.stop_in_time()
        try:
            with transaction.atomic():
                do(row)
        except SoftTimeLimitExceeded:
            raise  # the time of the task is over: what is left waits for the next
        except Exception as error:  # whatever it is: the next one isn't to blame
            tally.failed_on(row, error)


def first_moment(day: dt.date) -> dt.datetime:
    """The first moment of a day, so that a late run writes the day on which it was due.

    Whose turn it is then is a question for the people of today: nobody of that day need still be there.
    """
    return timezone.make_aware(dt.datetime.combine(day, dt.time(0, 1)))


# --- whose turn it is ------------------------------------------------------------------------------------------------


def _look_again(on: dt.date, at: dt.datetime, tally: Tally, until: Until) -> None:
    """Bring in line where the day has come by which it was said to look again."""
    for model in anchors():
        due = look_again.due(model, on)
        ids = list(due.order_by("anchor_id").values_list("anchor_id", flat=True))
        ids = [one for one in ids if not tally.left_alone_by_key(model, one)]
        _in_chunks(model, ids, at, tally, until, still=partial(_among, due))
        _forget_those_gone(model, due)


def _among(due: Any, ids: Sequence[int]) -> set[int]:
    return set(due.filter(anchor_id__in=ids).values_list("anchor_id", flat=True))


def _forget_those_gone(model: type[Any], due: Any) -> None:
    """An anchor that was deleted takes no row of others along."""
    there = model._default_manager.order_by().values("pk")
    due.exclude(anchor_id__in=there).delete()


def reroute(at: dt.datetime, tally: Tally | None = None) -> int:
    """Bring every list in line with the day: what is open, and what is closed and still has a turn. How many failed."""
    tally = tally or Tally()
    for model in anchors():
        _in_chunks(model, with_work(model), at, tally, ALL_OF_IT)
    return tally.failed


def with_work(model: type[Any]) -> list[int]:
    """Open anchors, and those with open work."""
    kind: Any = apps.get_model(model.work_model)
    there = model._default_manager.filter(**{f"{model.state_field}__in": model.open_states}).values_list(
        "pk", flat=True
    )
    waiting = kind.objects.open().values_list(f"{kind.anchor_field}_id", flat=True)
    return sorted({*there, *waiting})


def _in_chunks(
    model: type[Any],
    ids: Sequence[int],
    at: dt.datetime,
    tally: Tally,
    until: Until,
    still: Callable[[Sequence[int]], set[int]] = set,
) -> None:
    """What somebody holds at the moment is left for last, each on its own; so are those of a chunk that fails, so that
    the others in it don't wait for the one. `still`: which of some weren't done meanwhile by another worker."""
    for_last: list[int] = []
    for start in range(0, len(ids), CHUNK):
        until.stop_in_time()
        for_last += _bring(model, sorted(still(ids[start : start + CHUNK])), at, tally)
    left = model._default_manager.filter(pk__in=still(for_last)).order_by("pk")
    each(left, partial(_bring_one, model, at, tally), tally, until)


def _bring(model: type[Any], ids: Sequence[int], at: dt.datetime, tally: Tally) -> list[int]:
    """Those of a chunk that weren't brought in line."""
    try:
        with transaction.atomic():
            held = hold(model, ids, wait=False)
            changed = lists.bring_in_line(held, at)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # of one of them; which, the next lines tell
        log.warning("A chunk of %s again, one by one: %s", len(ids), type(error).__name__)
        return list(ids)
    tally.put_right += changed
    tally.anchors += len(held.ids)
    return sorted(set(ids) - held.ids)


def _bring_one(model: type[Any], at: dt.datetime, tally: Tally, row: Any) -> None:
    tally.put_right += lists.bring_in_line(hold(model, [row.pk]), at)
    tally.anchors += 1
