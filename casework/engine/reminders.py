"""A mail for what became due this week and is a person's, or waits at an organisation: one per person and due day.

Who was told already is left out in the question itself, so that it costs what is new.
"""

import datetime as dt
from functools import partial
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.apps import apps
from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.db.models.functions import Coalesce

from casework.engine import outbox
from casework.engine.nights import Tally
from casework.engine.notifications import Notification
from casework.engine.pieces import Until
from casework.engine.registry import anchors
from roles.models import ByMail, Membership, NoticeKind, User, running
from roles.notices import chosen_by

_Found = dict[tuple[int, dt.date], int]  # person and due day → one of the turns that it is about


def remind(on: dt.date, at: dt.datetime, tally: Tally, until: Until) -> None:
    """Mail who wasn't told yet."""
    for model in anchors():
        kind: Any = apps.get_model(model.work_model)
        due = kind.objects.open().filter(due_on__lte=on, due_on__gt=on - dt.timedelta(days=7))
        found = _not_told({**_of_organisations(due, on), **_of_persons(due)})
        people = User.objects.in_bulk({person for person, _ in found})
        for (person, day), key in found.items():
            until.stop_in_time()
            if chosen_by(people[person])[NoticeKind.DUE] == ByMail.NEVER:
                continue
            if not tally.left_alone_by_key(kind, key):
                _each(partial(_mail, people[person], day, at), kind, key, tally)


def _of_persons(due: QuerySet[Any]) -> _Found:
    named = due.filter(Q(for_user__isnull=False) | Q(handed_to__isnull=False)).order_by()
    rows = named.annotate(who=Coalesce("handed_to", "for_user")).values("who", "due_on").annotate(turn=Min("pk"))
    return {(row["who"], row["due_on"]): row["turn"] for row in rows}


def _of_organisations(due: QuerySet[Any], on: dt.date) -> _Found:
    """Whoever works there in the role that it is for."""
    rows = due.filter(for_organisation__isnull=False).order_by().values("for_organisation", "for_role", "due_on")
    waiting = list(rows.annotate(turn=Min("pk")))
    places = {row["for_organisation"] for row in waiting}
    there: dict[tuple[int | None, str], list[int]] = {}
    for one in Membership.objects.filter(running(on), organisation__in=places):
        there.setdefault((one.organisation_id, one.role), []).append(one.user_id)
    return {
        (person, row["due_on"]): row["turn"]
        for row in waiting
        for person in there.get((row["for_organisation"], row["for_role"]), ())
    }


def _key(person: int, day: dt.date) -> str:
    return f"due:{day:%Y%m%d}:{person}"


def _not_told(found: _Found) -> _Found:
    keys = [_key(*one) for one in found]
    told = set(Notification.objects.filter(key__in=keys).values_list("key", flat=True))
    return {one: turn for one, turn in sorted(found.items()) if _key(*one) not in told}


def _each(mail: Any, kind: Any, turn: int, tally: Tally) -> None:
    try:
        with transaction.atomic():
            mail()
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # whatever it is: the next one isn't to blame
        row = kind.objects.filter(pk=turn).select_related(kind.anchor_field).first()
        if row is not None:
            tally.failed_on(row, error)


def _mail(person: User, due_on: dt.date, at: dt.datetime) -> None:
    key = _key(person.pk, due_on)
    outbox.notify(person, subject="Er wacht werk op u in Wijkteam", url="/", key=key, at=at)
