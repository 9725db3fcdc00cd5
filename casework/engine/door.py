"""The one door. Nothing else changes a state; a call outside it raises, in the shell and in tests too.

`perform` takes a step; `visit` lets an operation write on a case under the same lock, with the same memory of a
double click, its event, and routing behind it; `available` says which steps someone may take, or why not yet.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.engine import effects
from casework.engine.errors import NotAllowed, NotNow, Overtaken, Reason, Repeated, no_term_is_a_refusal
from casework.engine.machine import Attempt, Office, Step, steps_of
from casework.engine.mandates import covers, held_by
from casework.engine.surroundings import looking_at, office_for
from casework.engine.writes import Visit, _change, _declared, _refuse_another_state, as_sight, refuse_repeated
from casework.indicaties.conditions import weeks_more
from casework.indicaties.models import VoorlopigeIndicatie
from casework.vangnet.models import VangnetBudget, VangnetRequest
from roles.actions import Action
from roles.models import MandateKind, User
from roles.policy import Sight
from roles.policy import may as allowed


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it. `repeated` where the same form had been sent before: the first effect stands."""

    obj: Any
    event: CaseEvent | None
    url: str
    said: str
    repeated: bool = False


def perform(
    obj: Any,
    step: str,
    *,
    by: User | Sight | None,
    expected: str | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    routed_at: dt.datetime | None = None,
    **details: Any,
) -> Result:
    """Take a step, in one transaction: case, child and budget locked in that order.

    `by` None is the system. `expected` is the state the user saw. Raises Overtaken, NotAllowed, NotNow (all reasons).
    The same user's same `token` again gives the first result. `at` sets the moment (imports and histories);
    `routed_at` that of the people whose turn it is then, where they aren't those of the moment of the step.
    """
    declared = _declared(obj, step)
    at = at or timezone.now()
    try:
        with no_term_is_a_refusal(), transaction.atomic():
            here = _enter(obj, by, token, at)
            here.routed_at = routed_at
            refuse_repeated(here.by, here.token)
            if expected is not None and here.obj.standing != expected:
                raise Overtaken(here.obj.standing)
            event = _take(here, here.obj, declared, details)
            if here.case is not None:
                here.finish()
    except Repeated as first:
        return Result(obj, None, first.url, declared.done, repeated=True)
    return Result(here.obj, event, here.obj.get_absolute_url(), declared.done)


@dataclass(slots=True)
class _Entry(Visit):
    obj: Any = None


def _enter(obj: Any, by: User | Sight | None, token: uuid.UUID | None, at: dt.datetime) -> _Entry:
    """Lock the case, then the child, then the budget, and see them as they stand in the database."""
    who = as_sight(by, timezone.localtime(at).date())
    if isinstance(obj, Case):
        case = Case.objects.for_page().select_for_update(of=("self",)).get(pk=obj.pk)
        return _Entry(case, who, at, token, obj=case)
    case = (
        Case.objects.for_page().select_for_update(of=("self",)).get(pk=obj.case_id) if obj.case_id is not None else None
    )
    rows = type(obj)._default_manager.select_related(*type(obj).alongside)
    child = rows.select_for_update(of=("self",)).get(pk=obj.pk)
    if case is not None:
        child.case = case
    if isinstance(child, VangnetRequest):
        child.budget = VangnetBudget.objects.select_for_update().get(pk=child.budget_id)
    return _Entry(case, who, at, token, obj=child)


def _take(here: Visit, obj: Any, declared: Step, details: dict[str, Any]) -> CaseEvent | None:
    """Edge, permit, conditions, the method itself, save, event, effects. Under the lock of the case."""
    before = obj.standing
    _refuse_another_state(obj, declared)
    if obj.case is not None:
        here.office = office_for(obj, here.sight, here.on)
    attempt = Attempt(obj, here.sight, here.at, here.on, details, here.office)
    action = _judge(declared, attempt) if here.sight is not None else None
    mandate = details.pop("mandate", None) or _mandate(declared, attempt)
    event = _change(here, obj, declared, details, action=action, mandate=mandate)
    if obj is not here.case:
        obj.save()
    effects.after(here, obj, declared.name, before, details)
    return event


def _judge(declared: Step, attempt: Attempt) -> Action:
    """The action under which this person takes it. Raises NotAllowed, NotNow (all reasons)."""
    action = _permit(declared, attempt)
    if action is None:
        raise NotAllowed
    reasons = [reason for need in declared.needs if (reason := need.unmet(attempt))]
    if reasons:
        raise NotNow(reasons)
    return action


def _permit(declared: Step, attempt: Attempt) -> Action | None:
    """The action under which this person may take it, or None."""
    assert attempt.sight is not None
    for permit in declared.permits:
        if allowed(attempt.sight, permit.action, attempt.obj) and all(who.test(attempt) for who in permit.who):
            return permit.action
    return None


def _mandate(declared: Step, attempt: Attempt) -> Any:
    """The smallest mandate of this person that reaches: the one the decision and its letter name."""
    if declared.under is None or attempt.sight is None or attempt.office is None:
        return None
    mine = held_by(attempt.sight, declared.under, attempt.case, attempt.office.mandates)
    reach = _reach(declared, attempt)
    return next((one for one in mine if covers(one, **reach)), mine[-1] if mine else None)


def _reach(declared: Step, attempt: Attempt) -> dict[str, Any]:
    """How far this decision goes: euros, and for help in weeks how many."""
    obj, until = attempt.obj, attempt.details.get("until")
    if declared.under is MandateKind.VANGNET:
        return {"amount": obj.amount}
    if not isinstance(obj, VoorlopigeIndicatie):
        return {}
    weeks = {"issue": obj.weeks, "extend": weeks_more(obj, until) if until else None}
    return {"amount": obj.amount_per_week, "weeks": weeks.get(declared.name)}


def permitted(obj: Any, declared: Step, who: Sight) -> bool:
    """Whether this person could ever take this step here, whatever else it still needs."""
    return _permit(declared, looking_at(obj, who)) is not None


@dataclass(frozen=True, slots=True)
class Offer:
    """A step this person may take now, or the reasons why not yet."""

    step: Step
    url: str
    reasons: tuple[Reason, ...]

    @property
    def possible(self) -> bool:
        return not self.reasons


def available(
    obj: Any, who: Sight, *, office: Office | None = None, at: dt.datetime | None = None, moot: bool = False
) -> list[Offer]:
    """The steps from this state that this person may take, in declared order, each possible or with its reasons.

    Without `moot`, those that have no point here ('Laat staan' where nothing looks alike) are left out.
    """
    at = at or timezone.now()
    attempt = Attempt(
        obj,
        who,
        at,
        timezone.localtime(at).date(),
        {},
        office or office_for(obj, who, who.on) if obj.case is not None else None,
    )
    offers = []
    for declared in steps_of(type(obj)):
        if obj.standing not in declared.sources or _permit(declared, attempt) is None:
            continue
        if not moot and any(need.moot and need.unmet(attempt) for need in declared.needs):
            continue
        reasons = tuple(
            reason for need in declared.needs if not need.asks and (reason := need.unmet(attempt)) is not None
        )
        offers.append(Offer(declared, f"{obj.get_absolute_url()}stap/{declared.slug}/", reasons))
    return offers
