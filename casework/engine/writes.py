"""One write on a locked case: lock, tell, cascade, finish."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.db import models, transaction
from django.utils import timezone
from django_fsm.signals import pre_transition

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.engine import effects
from casework.engine import lists as routing
from casework.engine.errors import NotAllowed, NotNow, OutsideTheDoor, Reason, Repeated, no_term_is_a_refusal
from casework.engine.machine import Machine, Step, step_named
from casework.engine.surroundings import CaseOffice
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, basis, sight
from roles.policy import may as allowed

_inside: ContextVar[bool] = ContextVar("inside_the_door", default=False)


def _guard(sender: Any, **kwargs: Any) -> None:
    if not _inside.get():
        raise OutsideTheDoor("Neem een stap met steps.perform(); een directe aanroep wordt niet bewaard of bewaakt.")


pre_transition.connect(_guard, dispatch_uid="casework.steps.guard")


@dataclass(slots=True)
class Visit:
    """One write on a locked case: by whom, at which moment, and the events it leaves.

    What it does to the case, and what it tells, is written once, by `finish`: however much followed from it.
    """

    case: Any
    sight: Sight | None
    at: dt.datetime
    token: uuid.UUID | None = None
    office: CaseOffice | None = None
    reroute: bool = True
    routed_at: dt.datetime | None = None  # whose turn it is then: for a step that was due on an earlier day
    told: list[CaseEvent] = field(default_factory=list)
    _found: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._found = _columns(self.case) if self.case is not None else {}

    @property
    def on(self) -> dt.date:
        return timezone.localtime(self.at).date()

    @property
    def by(self) -> User | None:
        return self.sight.user if self.sight else None

    def tell(
        self,
        verb: str,
        label: str,
        *,
        text: str = "",
        citizen: str = "",
        obj: Any = None,
        url: str = "",
        action: Action | None = None,
        before: str = "",
        after: str = "",
        details: dict[str, Any] | None = None,
        mandate: Any = None,
        layer: str = "",
        holder: str = "",
    ) -> CaseEvent:
        """Leave one event. The first of a visit carries the form's token: that is what a second click finds."""
        ground = basis(self.sight, action, obj if obj is not None else self.case) if self.sight and action else None
        event = CaseEvent(
            case=self.case,
            at=self.at,
            by=self.by,
            by_name=self.by.name if self.by else "Het systeem",
            by_role=ground.role.label if ground else "",
            verb=verb,
            label=label[:120],
            text=text,
            citizen=citizen,
            object_id=getattr(obj, "public_id", ""),
            before=before,
            after=after,
            details=plain(details or {}),
            mandate=mandate,
            token=self.token,
            url=url or getattr(obj or self.case, "get_absolute_url", str)(),
            layer=layer,
            holder=holder[:160],
        )
        self.token = None
        self.told.append(event)
        return event

    def cascade(self, objs: Iterable[Any], name: str, **details: Any) -> None:
        """A step the system takes on each of these because of this one: one write for all, in the same transaction."""
        system, group, stood = Visit(self.case, None, self.at, told=self.told), list(objs), []
        found = [_columns(obj) for obj in group]
        for obj in group:
            obj.case = self.case
            declared = _declared(obj, name)
            _refuse_another_state(obj, declared)
            stood.append(obj.standing)
            _change(system, obj, declared, details)
        changed = {name for obj, columns in zip(group, found, strict=True) for name in _differences(obj, columns)}
        if changed:
            type(group[0])._default_manager.bulk_update(group, sorted(changed))
        for obj, before in zip(group, stood, strict=True):
            effects.after(system, obj, name, before, details)

    def was(self, column: str) -> Any:
        """What this column of the case held when the visit began."""
        return self._found[column]

    def last_told_of(self, obj: Any) -> CaseEvent | None:
        """The step of this visit that a letter about `obj` follows from."""
        return next((one for one in reversed(self.told) if one.object_id == obj.public_id), None)

    def finish(self) -> None:
        """Write the case and the events, and bring the lists in line. The last thing under the lock."""
        changed = _differences(self.case, self._found)
        if changed:
            self.case.save(update_fields=[*changed, "updated_at"])
        CaseEvent.objects.bulk_create(self.told)
        if self.reroute:
            routing.bring_in_line([self.case.pk], self.routed_at or self.at, mandates=self._mandates())

    def _mandates(self) -> tuple[Any, ...] | None:
        """Those the conditions asked for, where they are still the ones that count."""
        moved = self.routed_at is not None or "team_id" in _differences(self.case, self._found)
        return self.office.mandates_if_read if self.office and not moved else None


def _columns(obj: models.Model) -> dict[str, Any]:
    return {one.attname: getattr(obj, one.attname) for one in obj._meta.concrete_fields}


def _differences(obj: models.Model, found: dict[str, Any]) -> list[str]:
    return [name for name, value in _columns(obj).items() if found[name] != value]


def plain(value: Any) -> Any:
    """Details as JSON: dates and amounts as text, objects by their public name."""
    match value:
        case None | bool() | int() | str():
            return value
        case dict():
            return {str(key): plain(one) for key, one in value.items()}
        case list() | tuple() | set() | models.QuerySet():
            return [plain(one) for one in value]
        case dt.datetime() | dt.date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case models.Model():
            return str(getattr(value, "public_id", "") or getattr(value, "ref", "") or value.pk)
    return str(value)


def as_sight(by: User | Sight | None, on: dt.date) -> Sight | None:
    """The actor with what they may draw on that day; None is the system itself."""
    return sight(by, on) if isinstance(by, User) else by


@contextmanager
def visit(
    case: Case,
    *,
    by: User | Sight | None,
    action: Action | None = None,
    obj: Any = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Iterator[Visit]:
    """Write on a case: lock it, check the action, and afterwards bring the work in line.

    Raises Repeated (the form was sent before), NotAllowed. `obj` is what the action is about, if not the case.
    """
    at = at or timezone.now()
    with no_term_is_a_refusal(), transaction.atomic():
        locked = Case.objects.for_page().select_for_update(of=("self",)).get(pk=case.pk)
        here = Visit(locked, as_sight(by, timezone.localtime(at).date()), at, token)
        refuse_repeated(here.by, here.token)
        if here.sight and action and not allowed(here.sight, action, obj if obj is not None else locked):
            raise NotAllowed
        yield here
        here.finish()


def refuse_repeated(by: User | None, token: uuid.UUID | None) -> None:
    """The same person's same form a second time: not again, but there where the first led. Raises Repeated."""
    first = CaseEvent.objects.filter(by=by, token=token).first() if by and token else None
    if first:
        raise Repeated(first.url, first.label)


def _declared(obj: Any, name: str) -> Step:
    declared = step_named(type(obj), name)
    if declared is None:
        raise LookupError(f"{type(obj).__name__} has no step {name}")
    return declared


def _refuse_another_state(obj: Any, declared: Step) -> None:
    if obj.standing not in declared.sources:
        raise NotNow([Reason(f"Dit kan niet meer: de stand is nu ‘{_state_label(obj)}’.")])


def _change(
    here: Visit,
    obj: Any,
    declared: Step,
    details: dict[str, Any],
    *,
    action: Action | None = None,
    mandate: Any = None,
) -> CaseEvent | None:
    """The method itself, and its event; nothing is saved yet."""
    before = obj.standing
    given = {**details, **({"mandate": mandate} if declared.under else {})}
    opened = _inside.set(True)
    try:
        getattr(obj, declared.name)(by=here.by, at=here.at, on=here.on, **given)
    finally:
        _inside.reset(opened)
    if obj.standing != before:
        obj.state_since = here.on
    if here.case is None:
        return None
    return here.tell(
        f"{type(obj).__name__.lower()}.{declared.name}",
        declared.label,
        text=_words(details) or getattr(obj, "caption", ""),
        citizen=declared.citizen,
        obj=obj,
        action=action,
        before=before,
        after=obj.standing,
        details=details,
        mandate=mandate,
    )


_TELLING: Final = (
    "why",
    "advice",
    "closing_words",
    "review_why",
    "motivation",
    "result",
    "found",
    "text",
    "agreed_how",
    "how",
    "accepted_how",
)


def _words(details: dict[str, Any]) -> str:
    """What was said with it, for the timeline; of a review first the verdict."""
    verdict = ("Akkoord" if details["ok"] else "Niet akkoord") if "ok" in details else ""
    words = next((str(details[name]) for name in _TELLING if details.get(name)), "")
    return ": ".join(filter(None, (verdict, words)))


def _state_label(obj: Machine) -> str:
    return str(getattr(obj, f"get_{obj.state_field}_display")())
