"""What the system does by date. May run twice, late, or after a week's outage, with the same result.

Each thing is judged by the day it was due, not by the day the machine got round to it, and done under the same lock
and through the same door as what people do.
"""

import datetime as dt
import logging
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from casework.engine import lists, outbox
from casework.engine.anchor import Anchor
from casework.engine.registry import hanging_on, machines, model_of, nouns
from roles.models import Membership, User, running

log = logging.getLogger(__name__)


def run(at: dt.datetime | None = None) -> int:
    """Everything of the day: what each noun does by date, whose turn it is, reminders.

    What fails is told of and waits for the next run; it stops nobody else's. Returns how many failed.
    """
    at = at or timezone.now()
    on = timezone.localtime(at).date()
    failed = 0
    for noun in nouns():
        for rule in noun.by_date:
            failed += each(rule.due(on), lambda row, rule=rule: rule.do(row, on, at))  # type: ignore[misc]
    failed += reroute(at)
    failed += remind(on, at)
    if failed:
        log.error("By date: %s failed, see above; each is tried again by the next run", failed)
    return failed


def each(rows: Iterable[Any], do: Callable[[Any], object]) -> int:
    """One after another, each on its own. Told of without a word that may hold personal data. How many failed."""
    failed = 0
    for row in rows:
        try:
            with transaction.atomic():
                do(row)
        except Exception as error:  # whatever it is: the next one isn't to blame
            about = getattr(row, "anchor", row)
            log.error("By date, %s of %s: %s", row._meta.model_name, about, type(error).__name__)
            failed += 1
    return failed


def first_moment(day: dt.date) -> dt.datetime:
    """The first moment of a day, so that a late run writes the day on which it was due.

    Whose turn it is then is a question for the people of today: nobody of that day need still be there.
    """
    return timezone.make_aware(dt.datetime.combine(day, dt.time(0, 1)))


def anchors() -> list[type[Anchor]]:
    return [model for model in machines() if issubclass(model, Anchor)]


def reroute(at: dt.datetime) -> int:
    """Bring every list in line with the day: what is open, and what is closed and still has a turn. How many failed.

    A chunk that fails is done again one by one, so that the others in it don't wait for the one.
    """
    failed = 0
    for model in anchors():
        open_ = Q(**{f"{model.state_field}__in": model.open_states})
        failed += _bring(model, _ids(model, open_, Q()), at)
    return failed


def _ids(model: type[Any], rows: Q, work: Q) -> list[int]:
    """Anchors that are so, and those with open work that is so."""
    kind: Any = apps.get_model(model.work_model)
    there = model._default_manager.filter(rows).values_list("pk", flat=True)
    waiting = kind.objects.open().filter(work).values_list(f"{kind.anchor_field}_id", flat=True)
    return sorted({*there, *waiting})


def _bring(model: type[Any], ids: Sequence[int], at: dt.datetime) -> int:
    failed = 0
    for start in range(0, len(ids), lists.CHUNK):
        chunk = ids[start : start + lists.CHUNK]
        try:
            lists.bring_in_line(model, chunk, at)
        except Exception as error:  # of one of them; which, the next lines tell
            log.warning("A chunk of %s again, one by one: %s", len(chunk), type(error).__name__)
            alone = partial(_bring_one, model, at)
            failed += each(model._default_manager.filter(pk__in=chunk), alone)
    return failed


def _bring_one(model: type[Any], at: dt.datetime, row: Any) -> None:
    lists.bring_in_line(model, [row.pk], at)


def reroute_teams(team_ids: Iterable[int], at: dt.datetime) -> int:
    """After a change of a membership, absence or mandate: what is of these teams, or has a turn there."""
    ids, changed = list(team_ids), 0
    for model in anchors():
        ours = Q(team_id__in=ids, **{f"{model.state_field}__in": model.open_states})
        there = _ids(model, ours, Q(for_team_id__in=ids) | Q(team_id__in=ids))
        changed += lists.bring_in_line(model, there, at)
    return changed


def reroute_organisation(organisation_id: int, at: dt.datetime) -> int:
    """After a change of who works at an organisation: whatever names it, or somebody who works there."""
    changed = 0
    for model in anchors():
        named = Q(pk__in=[])
        for noun in hanging_on(model):
            reads = noun.open_rows
            if reads is None:
                continue
            path = "" if model_of(noun) is model else f"{noun.rows_name}__"
            for column in reads.organisations:
                named |= Q(**{f"{path}{column}": organisation_id})
            if not path:
                for column in reads.people:
                    name = column.removesuffix("_id")
                    named |= Q(**{f"{name}__memberships__organisation_id": organisation_id})
        open_ = Q(**{f"{model.state_field}__in": model.open_states})
        ids = model._default_manager.filter(open_ & named).values_list("pk", flat=True)
        changed += lists.bring_in_line(model, sorted(set(ids)), at)
    return changed


def remind(on: dt.date, at: dt.datetime) -> int:
    """A mail for what became due this week and is a person's, or waits at an organisation: one per person and due day."""
    failed = 0
    for model in anchors():
        kind: Any = apps.get_model(model.work_model)
        due = kind.objects.open().filter(due_on__lte=on, due_on__gt=on - dt.timedelta(days=7))
        due = due.select_related(kind.anchor_field)
        named = due.filter(Q(for_user__isnull=False) | Q(handed_to__isnull=False))
        failed += each(named.select_related("for_user", "handed_to"), partial(_remind_person, at))
        failed += each(due.filter(for_organisation__isnull=False), partial(_remind_organisation, on, at))
    return failed


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
