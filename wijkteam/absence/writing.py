"""Putting down, changing and ending an absence, as beheer does: judged under the roster alone, by the same rules.

A cover who gets more by it than they have waits for a second person (ADR 14). Nobody arranges their own covering.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from casework.engine import rerouting
from casework.engine.turns import NobodyThere
from roles import roster
from roles.covering import extends
from roles.models import Absence, Membership, Proposal, User
from roles.periods import not_ended
from roles.policy import Sight
from roles.sent_forms import counts, first_of
from wijkteam.second_person.absences import without_cover
from wijkteam.second_person.changes import Values, values_of
from wijkteam.second_person.proposing import hold_back, judge, propose

OWN_COVER: Final = "U neemt hier zelf waar. Laat een collega dit wijzigen."
CHANGED: Final = "Een collega heeft deze afwezigheid net gewijzigd. Er is nog niets bewaard. Kijk hoe het nu is."
NOBODY: Final = "U werkt daar dan niet meer."


class SentBefore(Exception):
    """This same form had its effect already."""


@contextmanager
def _alone(by: Sight, token: uuid.UUID | None, url: str) -> Iterator[None]:
    """Under the roster alone; afterwards the lists are brought in line. Raises SentBefore, ValidationError."""
    try:
        with transaction.atomic():
            roster.change()
            if first_of(by.user, token):
                raise SentBefore
            yield
            rerouting.refuse_if_nobody_is_left()
            counts(by.user, token, url)
    except NobodyThere as error:
        raise ValidationError(str(error)) from error
    except IntegrityError as error:  # the same at the same moment, judged by the database
        raise SentBefore from error
    rerouting.soon()


def put_down(
    places: Iterable[int],
    *,
    since: dt.date,
    until: dt.date | None,
    cover: User | None,
    by: Sight,
    url: str,
    token: uuid.UUID | None = None,
) -> Proposal | None:
    """Somebody is away from these memberships. Gives what waits for a second person, None where nothing does.

    Raises ValidationError (in words; nothing is written then), SentBefore.
    """
    waits: list[Values] = []
    with _alone(by, token, url):
        _refuse_own_cover(by, cover)
        rows = list(
            Membership.objects.filter(not_ended(by.on), pk__in=list(places)).select_related("user").order_by("pk")
        )
        if not rows:
            raise ValidationError(NOBODY)
        for place in rows:
            row = Absence(membership=place, since=since, until=until, cover=cover)
            judge(row)
            if cover is None or not extends(place, cover, since, until):
                row.save()
            elif (later := without_cover(row)) is not None:
                waits.append(later)
        return propose(waits, by) if waits else None


def standing(row: Absence) -> str:
    """What a form that changes it was opened with."""
    return f"{row.since.isoformat()} {row.until.isoformat() if row.until else ''} {row.cover_id or ''}"


def change(
    row: Absence,
    *,
    since: dt.date,
    until: dt.date | None,
    cover: User | None,
    by: Sight,
    url: str,
    opened: str | None = None,
    token: uuid.UUID | None = None,
) -> Proposal | None:
    """Other days, or another cover. Gives what waits. Raises ValidationError, SentBefore; DoesNotExist."""
    with _alone(by, token, url):
        now = _locked(row)
        _refuse_own_cover(by, cover, now.cover)
        if opened is not None and opened != standing(now):
            raise ValidationError(CHANGED)
        before = values_of(now)
        now.since, now.until, now.cover = since, until, cover
        judge(now)
        waits = None
        if cover is not None and extends(now.membership, cover, since, until):
            waits, _ = hold_back(now, before)
        now.save()
        return propose([waits], by) if waits else None


def end(row: Absence, *, by: Sight, url: str, token: uuid.UUID | None = None) -> None:
    """Back from today; what hadn't begun yet isn't there any more. Raises ValidationError, SentBefore; DoesNotExist."""
    with _alone(by, token, url):
        now = _locked(row)
        _refuse_own_cover(by, now.cover)
        if now.since >= by.on:
            now.delete()
        elif now.until is None or now.until > by.on:
            now.until = by.on
            judge(now)
            now.save()


def _locked(row: Absence) -> Absence:
    rows = Absence.objects.select_for_update(of=("self",), no_key=True).select_related("membership__user", "cover")
    return rows.get(pk=row.pk)


def _refuse_own_cover(by: Sight, *covers: User | None) -> None:
    if any(one is not None and one.pk == by.user_id for one in covers):
        raise ValidationError(OWN_COVER)
