"""Giving what a colleague has to others: their cases with the appointments on them, and what they do on others' cases.

Each case goes as a whole or not at all, under its own lock: one that a colleague just changed keeps nobody else's back.
What follows from being regisseur follows by routing.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentState
from casework.cases.models import Case
from casework.desk.handing_out import hand_out
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, Overtaken, Reason, Repeated
from casework.engine.holding import hold
from casework.engine.work import OpenWork
from casework.notes.operations import add_note
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

GONE = "Deze zaak is niet meer van u om te geven."


@dataclass(frozen=True, slots=True)
class Given:
    """What came of one row: to whom it went, or why it didn't."""

    what: Any
    to: User
    why_not: str = ""


def _token_for(token: uuid.UUID | None, row: str) -> uuid.UUID | None:
    """Of the form, for this row: each is written by itself, and a second click finds each."""
    return uuid.uuid5(token, row) if token else None


def give_case(
    case: Case,
    *,
    of: User,
    to: User,
    note: str = "",
    by: Sight,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Given:
    """The case, the appointments that `of` has on it, and a word for who takes it over: all of it or nothing."""
    try:
        with transaction.atomic():
            now = _as_it_stands(case, by)
            if now.regisseur_id == to.pk:
                return Given(case, to)  # a second click, or somebody did the same
            if now.regisseur_id != of.pk:
                raise NotNow([Reason(f"Een collega was u voor: {of.name} is hier geen casusregisseur meer.")])
            perform(now, "assign", by=by, token=_token_for(token, now.ref), at=at, regisseur=to)
            for one in Appointment.objects.filter(case=now, person=of, state=AppointmentState.GEPLAND).order_by("pk"):
                perform(one, "pass_on", by=by, at=at, person=to)
            if note:
                _write_down(now, note, by, at)
    except NotNow as later:
        return Given(case, to, " ".join(one.text for one in later.reasons))
    except (NotAllowed, Overtaken):
        return Given(case, to, GONE)
    return Given(case, to)


def _write_down(case: Any, note: str, by: Sight, at: dt.datetime | None) -> None:
    """Where the same words were written just now they stand there already."""
    with suppress(Repeated), transaction.atomic():
        add_note(case, by=by, text=note, at=at)


def _as_it_stands(case: Case, by: Sight) -> Any:
    """Under its lock, where it is still theirs to give. Raises NotAllowed."""
    hold(Case, [case.pk])
    now = Case.objects.visible_to(by, Action.ASSIGN_CASE).filter(pk=case.pk).first()
    if now is None:
        raise NotAllowed
    return now


def give_appointment(one: Appointment, *, of: User, to: User, by: Sight, at: dt.datetime | None = None) -> Given:
    """An appointment on somebody else's case."""
    try:
        with transaction.atomic():
            hold(Case, [one.case_id])
            now = Appointment.objects.visible_to(by).filter(pk=one.pk).first()
            if now is None or now.state != AppointmentState.GEPLAND or now.person_id not in (of.pk, to.pk):
                raise NotNow([Reason("Deze afspraak is intussen veranderd.")])
            if now.person_id == of.pk:
                perform(now, "pass_on", by=by, at=at, person=to)
    except NotNow as later:
        return Given(one, to, " ".join(reason.text for reason in later.reasons))
    except (NotAllowed, Overtaken):
        return Given(one, to, GONE)
    return Given(one, to)


def give_work(items: Iterable[OpenWork], *, to: User, by: Sight, at: dt.datetime | None = None) -> list[Given]:
    """What a leader had handed out to them, handed to somebody else."""
    items = list(items)
    try:
        left = {item.pk: why for item, why in hand_out(items, to=to, by=by, at=at)}
    except NotAllowed:
        left = {item.pk: GONE for item in items}
    return [Given(item, to, left.get(item.pk, "")) for item in items]
