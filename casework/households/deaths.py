"""A death is told once, and heard by all whom it concerns: every open case, and who has the regie over the household."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework.engine import rerouting
from casework.engine.door import perform, permitted
from casework.engine.errors import NotAllowed, NotNow, Reason, refuse
from casework.engine.holding import hold, hold_roster, locked_row
from casework.engine.possible_days import EARLIEST, Days
from casework.engine.writes import Write, as_sight, declared_step, write_on
from casework.households import operations
from casework.households.models import Member
from casework.households.querysets import cases
from casework.households.states import Ended
from casework.people.models import Person
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, may

DIED = "overleden"  # why a case ended: of a room that comes later


def has_died(
    member: Member,
    *,
    by: User | Sight,
    deceased_on: dt.date,
    closing_words: str,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Member:
    """One act: what this colleague may end of their open cases ends by it, and the rest hears of it.

    Raises NotAllowed, NotNow. A second click finds that it was told.
    """
    at = at or timezone.now()
    who = as_sight(by, timezone.localtime(at).date())
    if who is None or not may(who, Action.EDIT_FILE, member.household):
        raise NotAllowed
    with transaction.atomic():
        hold_roster()
        open_ = _open_cases(member.person_id)
        hold(cases().model, open_.values_list("pk", flat=True))
        person = Person.objects.get(pk=member.person_id)
        refuse(Days(person.birth_date or EARLIEST, who.on).refusal(deceased_on))
        if person.deceased_on is not None:
            raise NotNow([Reason("Dit is al vastgelegd. Een collega was u voor.")])
        theirs = [one for one in open_ if permitted(one, declared_step(one, "end"), who)]
        for case in theirs:
            end: dict[str, Any] = {"ended_reason": DIED, "closing_words": closing_words, "deceased_on": deceased_on}
            perform(case, "end", by=who, at=at, **end)
        if not theirs:
            _written_down(member.person_id, deceased_on)
            transaction.on_commit(lambda: heard(member.person_id), robust=True)
    return member


def _open_cases(person: int) -> Any:
    model = cases().model
    return model._default_manager.filter(**{f"{model.state_field}__in": model.open_states}, person=person).order_by(
        "pk"
    )


def _written_down(person: int, deceased_on: dt.date) -> None:
    row = locked_row(Person, person)
    row.deceased_on = deceased_on
    row.save(update_fields=["deceased_on"])


def ended(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """A case ended by a death: the rest hears of it once it is written."""
    if details.get("ended_reason") == DIED:
        lives(write, case, before, details)


def lives(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """Or that was a mistake."""
    if case.person_id is not None:
        transaction.on_commit(lambda: heard(case.person_id), robust=True)


def heard(person: int) -> None:
    """Their other open cases and their household, each for itself: what is left undone the night finds."""
    at = timezone.now()
    row = Person.objects.filter(pk=person).first()
    if row is None:
        return
    if row.deceased_on is None:
        for member in Member.objects.filter(person=person, ended_why=Ended.OVERLEDEN):
            operations.lives(member, at)
        return
    for case in _open_cases(person).exclude(events__verb="case.died"):
        with write_on(case, by=None, at=at) as write:
            write.tell("case.died", "De inwoner is overleden")
    for member in Member.objects.here().filter(person=person).select_related("household"):
        operations.died(member, at)
    rerouting.ask(cases().model, _open_cases(person).values_list("pk", flat=True))
