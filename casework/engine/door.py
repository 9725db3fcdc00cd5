"""The one door. Nothing else changes a state; a call outside it raises, in the shell and in tests too.

`perform` takes a step; `available` says which steps someone may take, or why not yet. An operation that is no step
writes through `writes.write_on`: under the same lock, with the same memory of a double click.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework.engine import closing
from casework.engine.anchor import Anchor
from casework.engine.errors import NotAllowed, NotNow, Overtaken, Reason, Repeated, no_term_is_a_refusal
from casework.engine.events import Event
from casework.engine.holding import hang_on, hold, locked_row
from casework.engine.machine import Around, Attempt, Permit, Step, steps_of, unmet
from casework.engine.mandates import covers, held_by
from casework.engine.registry import effects_of, needs_of, verb_of
from casework.engine.surroundings import looking_at, surroundings_of
from casework.engine.writes import (
    Entered,
    Write,
    as_sight,
    declared_step,
    enter,
    follow,
    refuse_another_state,
    take,
)
from roles.actions import Action
from roles.models import Reading, User
from roles.policy import Sight
from roles.policy import may as allowed


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it. `repeated` where the same form had been sent before: the first effect stands."""

    obj: Any
    event: Event | None
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
    looks: Sequence[Reading] = (),
    **details: Any,
) -> Result:
    """Take a step, in one transaction: anchor, row and what it locks besides, in that order.

    `by` None is the system. `expected` is the state the user saw. Raises Overtaken, NotAllowed, NotNow (all reasons; MovedAway where it hangs
    on another anchor by now).
    The same user's same `token` again gives the first result. `at` sets the moment (imports and histories);
    `routed_at` that of the people whose turn it is then, where they aren't those of the moment of the step. `looks` are
    written with it: of who sends a form.
    """
    declared = declared_step(obj, step)
    at = at or timezone.now()
    try:
        with no_term_is_a_refusal(), transaction.atomic():
            other = obj.other_of(step) if isinstance(obj, Anchor) else None
            here = _lock(obj, step, details, timezone.localtime(at).date(), by, token, other)
            row = here.row
            write = Write(here.anchor, here.held, here.sight, at, token, routed_at=routed_at, looks=looks)
            if (expected is not None and row.standing != expected) or _is_about_another(row, step, other):
                raise Overtaken(row.standing)
            _take(write, row, declared, details)
            event = write.events[0] if write.events else None
            if write.anchor is not None:
                write.finish()
    except Repeated as first:
        return Result(obj, None, first.url, declared.done, repeated=True)
    return Result(row, event, row.get_absolute_url(), declared.done)


def _is_about_another(row: Any, step: str, other: int | None) -> bool:
    """Whether the one beside which it is taken became a different one while we waited: that one isn't held."""
    column = row.names_other.get(step) if isinstance(row, Anchor) else None
    return column is not None and getattr(row, f"{column}_id") != other


def _lock(
    obj: Any,
    step: str,
    details: dict[str, Any],
    on: dt.date,
    by: User | Sight | None,
    token: uuid.UUID | None,
    other: int | None,
) -> Entered:
    """Lock the anchor, then the row, then what it locks besides, and see them as they stand in the database."""
    model = type(obj)
    if isinstance(obj, Anchor):
        if others := set(obj.held_with(step, details, other)):
            hold(model, {obj.pk, *others})
        here = enter(model, obj.pk, by=by, on=on, token=token)
        return replace(here, row=here.anchor)
    if obj.anchor_id is None:
        row = locked_row(model, obj.pk, model._default_manager.select_related(*model.alongside))
        here = Entered(None, None, as_sight(by, on), row)
    else:
        here = enter(type(obj.anchor), obj.anchor_id, by=by, on=on, token=token, child=(model, obj.pk))
        hang_on(here.row, here.anchor)
    here.row.bring_to(on)
    for name in model.locks:
        also = model._meta.get_field(name).related_model
        setattr(here.row, name, locked_row(also, getattr(here.row, f"{name}_id")))
    return here


def _take(write: Write, obj: Any, declared: Step, details: dict[str, Any]) -> None:
    """Edge, permit, conditions, the method itself, save, event, effects. Under the lock of the anchor."""
    before = obj.standing
    refuse_another_state(obj, declared)
    write.around = surroundings_of(obj, write.sight, write.on, write.held)
    attempt = Attempt(obj, write.sight, write.at, write.on, details, write.around)
    permit = _judge(declared, attempt) if write.sight is not None else None
    if declared.undoable:
        write.kept = []
        if obj is not write.anchor:
            write.keep(obj)
    mandate = details.pop("mandate", None) or _mandate(declared, permit.by_another(attempt) if permit else attempt)
    take(write, obj, declared, details, action=permit.action if permit else None, mandate=mandate)
    if obj is not write.anchor:
        write.save(obj, soon=bool(effects_of(verb_of(type(obj), declared.name)) or declared.closes))
    follow(write, obj, declared.name, before, details)
    if declared.closes:
        closing.carry_out(write, declared.closes, details)


def _judge(declared: Step, attempt: Attempt) -> Permit:
    """By what this person takes it. Raises NotAllowed, NotNow (all reasons)."""
    permit = _permit(declared, attempt)
    if permit is None:
        raise NotAllowed
    attempt = permit.by_another(attempt)
    reasons = [*_unmet(declared, attempt), *closing.in_the_way(declared, attempt)]
    if reasons:
        raise NotNow(reasons)
    return permit


def _unmet(declared: Step, attempt: Attempt, *, asked: bool = True) -> list[Reason]:
    """What doesn't hold. Without `asked`, what only the filled-in form can tell is left out."""
    needs = needs_of(type(attempt.obj), declared)
    return unmet([need for need in needs if asked or not need.asks], attempt)


def _permit(declared: Step, attempt: Attempt) -> Permit | None:
    """By what this person may take it, or None."""
    return next((permit for permit in declared.permits if allows(permit, attempt)), None)


def allows(permit: Permit, attempt: Attempt) -> bool:
    """Whether this person may by it: their role knows the action here, and what else must be true of them is."""
    attempt = permit.by_another(attempt)
    assert attempt.sight is not None
    return allowed(attempt.sight, permit.action, attempt.obj) and all(who.test(attempt) for who in permit.who)


def _mandate(declared: Step, attempt: Attempt) -> Any:
    """The smallest mandate of this person that reaches: the one the decision and its letter name."""
    if declared.under is None or attempt.sight is None or attempt.around is None:
        return None
    mine = held_by(attempt.sight, declared.under, attempt.anchor, attempt.around.mandates)
    reach = declared.reach(attempt) if declared.reach else {}
    return next((one for one in mine if covers(one, **reach)), mine[-1] if mine else None)


def permitted(obj: Any, declared: Step, who: Sight) -> bool:
    """Whether this person could ever take this step here, whatever else it still needs."""
    return _permit(declared, looking_at(obj, who)) is not None


# --- which steps, or why not yet -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Offer:
    """A step this person may take now, or the reasons why not yet."""

    step: Step
    url: str
    reasons: tuple[Reason, ...]
    label: str  # as its button says to this person

    @property
    def possible(self) -> bool:
        return not self.reasons


def called(declared: Step, obj: Any, who: Sight) -> str:
    """What the step is called to this person: to the citizen whose own it is without a word of office."""
    own = declared.own and obj.anchor is not None and allowed(who, Action.VIEW_OWN, obj.anchor)
    return declared.own if own else declared.label


def available(
    obj: Any, who: Sight, *, around: Around | None = None, at: dt.datetime | None = None, moot: bool = False
) -> list[Offer]:
    """The steps from this state that this person may take, in declared order, each possible or with its reasons.

    Without `moot`, those that have no point here ('Laat staan' where nothing looks alike) are left out.
    """
    at = at or timezone.now()
    on = timezone.localtime(at).date()
    attempt = Attempt(obj, who, at, on, {}, around or surroundings_of(obj, who, who.on))
    offers = []
    for declared in steps_of(type(obj)):
        if obj.standing not in declared.sources or (permit := _permit(declared, attempt)) is None:
            continue
        theirs = permit.by_another(attempt)
        if not moot and any(need.moot and need.unmet(theirs) for need in needs_of(type(obj), declared)):
            continue
        reasons = (*_unmet(declared, theirs, asked=False), *closing.in_the_way(declared, theirs))
        url = f"{obj.get_absolute_url()}stap/{declared.slug}/"
        offers.append(Offer(declared, url, reasons, called(declared, obj, who)))
    return offers
