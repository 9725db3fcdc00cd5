"""One write on a locked anchor: lock, tell, cascade, finish."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django_fsm.signals import pre_transition

from casework.engine import lists, notices, outbox, rerouting
from casework.engine.columns import CHANGED, change_of, columns_of, differences, plain
from casework.engine.errors import NotAllowed, NotNow, OutsideTheDoor, Reason, Repeated, no_term_is_a_refusal
from casework.engine.events import Event
from casework.engine.holding import Held, hold_soon, hold_token, locked_child_soon, locked_soon
from casework.engine.machine import Attempt, Step, step_named
from casework.engine.registry import effects_of, verb_of
from casework.engine.surroundings import surroundings_of
from casework.engine.together import write_together
from roles import fixed
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.models import Notice, Reading, User
from roles.policy import Sight, basis, sight, sight_soon
from roles.policy import may as allowed

_inside: ContextVar[bool] = ContextVar("inside_the_door", default=False)


def _guard(sender: Any, **kwargs: Any) -> None:
    if not _inside.get():
        raise OutsideTheDoor("Neem een stap met door.perform(); een directe aanroep wordt niet bewaard of bewaakt.")


pre_transition.connect(_guard, dispatch_uid="casework.engine.writes.guard")


@dataclass(slots=True)
class Write:
    """One write on a locked anchor: by whom, at which moment, and the events it leaves.

    What it does to the anchor, and what it tells, is written once, by `finish`: however much followed from it.
    """

    anchor: Any  # None for a step on what hangs on nothing: it leaves no event
    held: Held | None
    sight: Sight | None
    at: dt.datetime
    token: uuid.UUID | None = None
    around: Any = None  # what surrounds the anchor, where a step has asked for it
    reroute: bool = True
    routed_at: dt.datetime | None = None  # whose turn it is then: for a step that was due on an earlier day
    looks: Sequence[Reading] = ()  # of who sent the form: written with what came of it
    events: list[Event] = field(default_factory=list)
    elsewhere: set[int] = field(default_factory=set)  # other anchors of this kind whose turns follow from this one
    notices: list[Notice] = field(default_factory=list)  # who hears of it
    # of a step that can be undone: each row that it changes besides the anchor, with what it held before
    kept: list[tuple[Any, dict[str, Any]]] | None = None
    on: dt.date = field(init=False)  # the day of `at`
    _before: dict[str, Any] = field(default_factory=dict)
    _rows: list[Any] = field(default_factory=list)  # to be written with the anchor
    _new: list[Any] = field(default_factory=list)  # the same, of rows that weren't there

    def __post_init__(self) -> None:
        self.on = timezone.localtime(self.at).date()
        self._before = columns_of(self.anchor) if self.anchor is not None else {}

    @property
    def by(self) -> User | None:
        return self.sight.user if self.sight else None

    @property
    def began(self) -> int | None:
        """Whoever began it: what follows from their step is told as the system's."""
        return self.events[0].by_id if self.events else getattr(self.by, "pk", None)

    @property
    def by_name(self) -> str:
        return self.by.name if self.by else "Het systeem"

    def tell(
        self,
        verb: str,
        label: str,
        *,
        obj: Any = None,
        details: dict[str, Any] | None = None,
        **columns: Any,
    ) -> Event:
        """Leave one event, and do what follows from it. `columns`: see `remember`.

        The first of a write carries the form's token: that is what a second click finds.
        """
        event = self.remember(verb, label, obj=obj, details=details, **columns)
        for effect in effects_of(verb):
            effect(self, obj if obj is not None else self.anchor, "", details or {})
        return event

    def remember(
        self,
        verb: str,
        label: str,
        *,
        obj: Any = None,
        url: str = "",
        action: Action | None = None,
        details: dict[str, Any] | None = None,
        **columns: Any,
    ) -> Event:
        """Leave one event, and no more. `columns` are further ones of the event (text, citizen, …)."""
        about = obj if obj is not None else self.anchor
        ground = basis(self.sight, action, about) if self.sight and action else None
        model = apps.get_model(self.anchor.event_model)
        if getattr(about, "for_one", False):  # what is told to the citizen, all read who read along
            columns["citizen"] = ""
        if apart := getattr(about, "kept_apart", ""):
            columns["apart"] = apart
        event: Event = model(
            **{model.anchor_field: self.anchor},
            at=self.at,
            by=self.by,
            by_name=self.by_name,
            by_role=ground.role.label if ground else "",
            verb=verb,
            label=label[:120],
            object_id=getattr(obj, "public_id", ""),
            details=plain(details or {}),
            token=self.token,
            url=url or getattr(about, "get_absolute_url", str)(),
            **columns,
        )
        self.token = None
        self.events.append(event)
        self.notices += notices.told(self, verb, about)
        return event

    def cascade(self, objs: Iterable[Any], name: str, **details: Any) -> None:
        """A step the system takes on each of these because of this one: one write for all, in the same transaction."""
        self.cascade_all([(objs, name, details)])

    def cascade_all(self, steps: Iterable[tuple[Iterable[Any], str, dict[str, Any]]], also: Any = ()) -> None:
        """Several of those at once, and other updates (queryset, columns): all written in one statement."""
        system = Write(
            self.anchor,
            self.held,
            None,
            self.at,
            events=self.events,
            elsewhere=self.elsewhere,
            notices=self.notices,
            kept=self.kept,
        )
        done, updates = [], []
        for objs, name, details in steps:
            group = list(objs)
            before = [columns_of(obj) for obj in group]
            self.keep(*group)
            for obj in group:
                obj.anchor = self.anchor
                declared = declared_step(obj, name)
                refuse_another_state(obj, declared)
                done.append((obj, name, obj.standing, details))
                take(system, obj, declared, details)
            changed = {name for obj, columns in zip(group, before, strict=True) for name in differences(obj, columns)}
            updates.append((group, sorted(changed)))
        write_together(updates, also)
        for obj, name, stood, details in done:
            follow(system, obj, name, stood, details)

    def save(self, obj: Any, *, soon: bool) -> None:
        """A row that was changed. `soon`: something follows from it that looks at it; otherwise it is written with the
        anchor."""
        if soon or self.anchor is None:
            _save(obj)
        else:
            self._rows.append(obj)

    def add(self, row: Any) -> None:
        """A new row, written with the anchor: nothing looks at it before, but whose turn it makes it."""
        self._new.append(row)

    def keep(self, *rows: Any) -> None:
        """Before these are changed: where this can be undone, it is known afterwards what they held."""
        if self.kept is not None:
            self.kept += [(row, columns_of(row)) for row in rows]

    def was(self, column: str) -> Any:
        """What this column of the anchor held when the write began."""
        return self._before[column]

    def attempt(self) -> Attempt:
        """Whoever writes, at the anchor as it stands: for the conditions of an operation."""
        return Attempt(self.anchor, self.sight, self.at, self.on, {}, surroundings_of(self.anchor, self.sight, self.on))

    def last_event_of(self, obj: Any) -> Event | None:
        """The step of this write that a letter about `obj` follows from."""
        return next((one for one in reversed(self.events) if one.object_id == obj.public_id), None)

    def finish(self) -> None:
        """Write the anchor and the events, and bring the lists in line. The last thing under the lock."""
        changed = differences(self.anchor, self._before)
        if self.kept is not None:
            rows = [(self.anchor, self._before), *self.kept]
            self.events[0].details[CHANGED] = [one for row, before in rows if (one := change_of(row, before))]
        at, asked = self.routed_at or self.at, None
        with fixed.together():
            for row in self._rows:
                _save(row)
            for row in self._new:
                fixed.insert([row])
            if changed:
                fixed.update([self.anchor], [*changed, "updated_at"])
            fixed.insert(self.events)
            fixed.insert(self.looks)
            fixed.insert(self.notices)
            if self.reroute:
                assert self.held is not None
                asked = lists.ask(self.held, at)
        if self.reroute:
            assert self.held is not None
            lists.bring_in_line(self.held, at, asked=asked, heard=self._given)
        if self.notices:  # one asks a broker that may be away; the sweep finds the others
            outbox.wake(outbox.NOTICE, self.notices[0].pk)
        if set(changed) & set(type(self.anchor).read_elsewhere):
            self.elsewhere.update(self.anchor.read_by())
        rerouting.ask(type(self.anchor), self.elsewhere)

    def _given(self, turns: Iterable[Any]) -> list[Notice]:
        """Who hears that it is their turn now."""
        new = notices.given(self, turns)
        self.notices += new
        return new


def _save(row: models.Model) -> None:
    fixed.update([row], [one.name for one in row._meta.concrete_fields if not one.primary_key])


def as_sight(by: User | Sight | None, on: dt.date) -> Sight | None:
    """The actor with what they may draw on that day; None is the system itself.

    Read anew under the lock: what a page knew of them is older than the wait for it.
    """
    if isinstance(by, Sight):
        return sight(by.user, by.on)
    return sight(by, on) if by is not None else None


@contextmanager
def write_on(
    anchor: Any,
    *,
    by: User | Sight | None,
    action: Action | None = None,
    obj: Any = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Iterator[Write]:
    """Write on an anchor: lock it, check the action, and afterwards bring the work in line.

    Raises Repeated (the form was sent before), NotAllowed. `obj` is what the action is about, if not the anchor.
    """
    at = at or timezone.now()
    with no_term_is_a_refusal(), transaction.atomic():
        here = enter(type(anchor), anchor.pk, by=by, on=timezone.localtime(at).date(), token=token)
        row = here.anchor
        write = Write(row, here.held, here.sight, at, token)
        if write.sight and action and not allowed(write.sight, action, obj if obj is not None else row):
            raise NotAllowed
        yield write
        write.finish()


def refuse_repeated(by: User | None, token: uuid.UUID | None, anchor: Any) -> None:
    """The same person's same form a second time: not again, but there where the first led. Raises Repeated.

    `anchor`: the row, or its model where there is no row yet.
    """
    if by is None or token is None or anchor is None:
        return
    first = next(_first(anchor.event_model).rows(by=by.pk, token=token), None)
    if first:
        raise Repeated(first.url, first.label)


def only_once(by: User | None, token: uuid.UUID | None, anchor: type[Any]) -> None:
    """Before there is one to lock: the second click waits, and finds the first. Raises Repeated."""
    if token is not None:
        hold_token(token)
    refuse_repeated(by, token, anchor)


@cache
def _first(event_model: str) -> Select:
    """What came of a form before."""
    events = apps.get_model(event_model)._default_manager
    return Select(
        lambda by, token: events.filter(by=by, token=token).values_list("url", "label", named=True)[:1],
        by=Slot.ID,
        token=Slot.UUID,
    )


@dataclass(frozen=True, slots=True)
class Entered:
    """What is known once the anchor is held: the anchor as it stands, and what the actor may draw on."""

    held: Held | None
    anchor: Any
    sight: Sight | None
    row: Any = None


def enter(
    model: type[Any],
    pk: int,
    *,
    by: User | Sight | None,
    on: dt.date,
    token: uuid.UUID | None,
    child: tuple[type[Any], int] | None = None,
) -> Entered:
    """Lock an anchor, and perhaps a row that hangs on it, and read all of it after that: in one round trip.

    Raises Repeated (the form was sent before), DoesNotExist.
    """
    actor = by.user if isinstance(by, Sight) else by
    with fixed.together():
        held = hold_soon(model, [pk])
        anchor = locked_soon(model, pk)
        row = locked_child_soon(*child) if child else None
        # rights are read anew under the lock: what a page knew of them is older than the wait for it
        may_draw_on = sight_soon(actor, by.on if isinstance(by, Sight) else on) if actor is not None else None
        first = _first(model.event_model).send(by=actor.pk, token=token) if actor is not None and token else None
    found = Entered(held(), anchor(), may_draw_on() if may_draw_on else None, row() if row else None)
    if first and (before := next(first.rows(), None)):
        raise Repeated(before.url, before.label)
    return found


# --- a step on a locked row ------------------------------------------------------------------------------------


def declared_step(obj: Any, name: str) -> Step:
    declared = step_named(type(obj), name)
    if declared is None:
        raise LookupError(f"{type(obj).__name__} has no step {name}")
    return declared


def refuse_another_state(obj: Any, declared: Step) -> None:
    if obj.standing not in declared.sources:
        raise NotNow([Reason(f"Dit kan niet meer: de stand is nu ‘{obj.state_label}’.")])


def take(
    write: Write,
    obj: Any,
    declared: Step,
    details: dict[str, Any],
    *,
    action: Action | None = None,
    mandate: Any = None,
) -> None:
    """The method itself, and its event; nothing is saved yet."""
    before = obj.standing
    beside = {"beside_id": getattr(obj, f"{declared.beside}_id")} if declared.beside else {}
    given = {**details, **({"mandate": mandate} if declared.under else {})}
    opened = _inside.set(True)
    try:
        getattr(obj, declared.name)(by=write.by, at=write.at, on=write.on, **given)
    finally:
        _inside.reset(opened)
    if obj.standing != before:
        obj.state_since = write.on
    if write.anchor is None:
        return
    write.remember(
        verb_of(type(obj), declared.name),
        declared.label,
        text=words_of(declared, details) or getattr(obj, "caption", ""),
        citizen=declared.citizen,
        obj=obj,
        action=action,
        before=before,
        after=obj.standing,
        details=details,
        mandate=mandate,
        **beside,
    )


def words_of(declared: Step, details: dict[str, Any]) -> str:
    """What was said with it, for the timeline."""
    if callable(declared.tells):
        return declared.tells(details)
    return str(details.get(declared.tells) or "")


def follow(write: Write, obj: Any, name: str, before: str, details: dict[str, Any]) -> None:
    """What a step does to other rows: after the save, in the same transaction, under the same lock."""
    for effect in effects_of(verb_of(type(obj), name)):
        effect(write, obj, before, details)
