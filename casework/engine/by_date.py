"""What the system does by date. May run twice, late, or after a week's outage, with the same result.

Each thing is judged by the day it was due, not by the day the machine got round to it, and done under the same lock
and through the same door as what people do.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Final

from celery.exceptions import SoftTimeLimitExceeded
from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework.engine import lists, nights, outbox, rerouting
from casework.engine.holding import hold
from casework.engine.nights import NightlyRound
from casework.engine.noun import ByDate
from casework.engine.registry import anchors, nouns
from roles.models import Membership, User, running

log = logging.getLogger(__name__)
CHUNK: Final = 200  # anchors held together in the night: short enough for who wants one of them


def run(at: dt.datetime | None = None) -> int:
    """Everything of the day: what each noun does by date, whose turn it is, reminders. It leaves a row of itself.

    What fails is told of and waits for the next run; it stops nobody else's. Returns how many failed.
    """
    moment = at or timezone.now()
    on = timezone.localtime(moment).date()
    tally = nights.begin(moment)
    try:
        for noun in nouns():
            for rule in noun.by_date:
                _do_what_is_due(rule, on, moment, tally)
        _work_off()
        reroute(moment, tally)
        remind(on, moment, tally)
        nights.end(tally, at or timezone.now())
    finally:
        tally.save()
    if tally.failed:
        log.error("By date: %s failed, see above; each is tried again by the next run", tally.failed)
    return tally.failed


def _work_off() -> None:
    """What was asked for first: what then still stands otherwise than it should, stands so without a reason."""
    try:
        rerouting.work_off()
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # the sweep comes back to it
        log.warning("To bring in line: %s", type(error).__name__)


def _do_what_is_due(rule: ByDate, on: dt.date, at: dt.datetime, tally: NightlyRound) -> None:
    """Each on its own, judged again under its lock: somebody may have settled it a moment ago.

    What somebody holds at the moment is left for last.
    """
    rows, failed = list(rule.due(on)), tally.failed
    held = [row for row in rows if not _try_to(partial(_do_if_still_due, rule, on, at, wait=False), row)]
    each(held, partial(_do_if_still_due, rule, on, at, wait=True), tally)
    tally.acts += len(rows) - (tally.failed - failed)


def _do_if_still_due(rule: ByDate, on: dt.date, at: dt.datetime, row: Any, *, wait: bool) -> bool:
    """Whether it is done with: False where somebody holds it."""
    anchor = row.anchor
    if not hold(type(anchor), [anchor.pk], wait=wait).ids:
        return wait  # gone by now
    if (again := rule.due(on).filter(pk=row.pk).first()) is not None:
        rule.do(again, on, at)
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


def each(rows: Iterable[Any], do: Callable[[Any], object], tally: NightlyRound) -> None:
    """One after another, each on its own."""
    for row in rows:
        try:
            with transaction.atomic():
                do(row)
        except SoftTimeLimitExceeded:
            raise  # the time of the whole run is over: what is left waits for the next
        except Exception as error:  # whatever it is: the next one isn't to blame
            tally.failed_on(row, error)


def first_moment(day: dt.date) -> dt.datetime:
    """The first moment of a day, so that a late run writes the day on which it was due.

    Whose turn it is then is a question for the people of today: nobody of that day need still be there.
    """
    return timezone.make_aware(dt.datetime.combine(day, dt.time(0, 1)))


def reroute(at: dt.datetime, tally: NightlyRound | None = None) -> int:
    """Bring every list in line with the day: what is open, and what is closed and still has a turn. How many failed.

    What somebody holds at the moment is left for last, each on its own; so are those of a chunk that fails, so that
    the others in it don't wait for the one.
    """
    tally = tally or NightlyRound()
    for model in anchors():
        for_last: list[int] = []
        ids = with_work(model)
        for start in range(0, len(ids), CHUNK):
            for_last += _bring(model, ids[start : start + CHUNK], at, tally)
        left = model._default_manager.filter(pk__in=for_last).order_by("pk")
        each(left, partial(_bring_one, model, at, tally), tally)
        tally.anchors += len(ids)
    return tally.failed


def with_work(model: type[Any]) -> list[int]:
    """Open anchors, and those with open work."""
    kind: Any = apps.get_model(model.work_model)
    there = model._default_manager.filter(**{f"{model.state_field}__in": model.open_states}).values_list(
        "pk", flat=True
    )
    waiting = kind.objects.open().values_list(f"{kind.anchor_field}_id", flat=True)
    return sorted({*there, *waiting})


def _bring(model: type[Any], ids: Sequence[int], at: dt.datetime, tally: NightlyRound) -> list[int]:
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
    return sorted(set(ids) - held.ids)


def _bring_one(model: type[Any], at: dt.datetime, tally: NightlyRound, row: Any) -> None:
    tally.put_right += lists.bring_in_line(hold(model, [row.pk]), at)


def remind(on: dt.date, at: dt.datetime, tally: NightlyRound) -> None:
    """A mail for what became due this week and is a person's, or waits at an organisation: one per person and due day."""
    for model in anchors():
        kind: Any = apps.get_model(model.work_model)
        due = kind.objects.open().filter(due_on__lte=on, due_on__gt=on - dt.timedelta(days=7))
        due = due.select_related(kind.anchor_field)
        named = due.filter(Q(for_user__isnull=False) | Q(handed_to__isnull=False))
        each(named.select_related("for_user", "handed_to"), partial(_remind_person, at), tally)
        each(due.filter(for_organisation__isnull=False), partial(_remind_organisation, on, at), tally)


def _remind_person(at: dt.datetime, item: Any) -> None:
    _mail(item.handed_to or item.for_user, item.due_on, at)


def _remind_organisation(on: dt.date, at: dt.datetime, item: Any) -> None:
    there = Membership.objects.filter(running(on), organisation_id=item.for_organisation_id, role=item.for_role)
    for row in there.select_related("user"):
        _mail(row.user, item.due_on, at)


def _mail(person: User, due_on: dt.date, at: dt.datetime) -> None:
    outbox.notify(
        person, subject="Er wacht werk op u in Wijkteam", url="/", key=f"due:{due_on:%Y%m%d}:{person.pk}", at=at
    )
