"""How a step is declared: django-fsm supplies the edge, `@step` all that buttons, checks and docs need.

Declared once, on the model; `steps.perform` is the only one that takes it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final, Protocol

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.text import slugify
from django_fsm import FSMField, transition

from casework.engine.errors import Reason
from casework.law.terms import Clock
from roles.actions import Action
from roles.models import MandateKind
from roles.policy import Post, Sight


@dataclass(slots=True)
class Attempt:
    """Someone at the door: the object, who, on which day, with what they filled in.

    `sight` is None for the system itself. `details` is empty while a button is being drawn.
    """

    obj: Any
    sight: Sight | None
    at: dt.datetime
    on: dt.date
    details: dict[str, Any] = field(default_factory=dict)
    office: "Office | None" = None

    @property
    def case(self) -> Any:
        return getattr(self.obj, "case", self.obj)

    def children(self, name: str, *alongside: str) -> list[Any]:
        """The case's children of this kind, read once for all conditions of a step or a page."""
        related = getattr(self.case, name)
        prefetch_related_objects(
            [self.case], models.Prefetch(name, related.model._default_manager.select_related(*alongside))
        )
        return list(related.all())

    @property
    def user_id(self) -> int | None:
        return self.sight.user_id if self.sight else None

    @property
    def staff(self) -> tuple[Post, ...]:
        """Who is at their post today, read once per attempt or page."""
        assert self.office is not None
        return self.office.staff


class Office(Protocol):
    """What surrounds a case today, each read when first asked for: see `casework.office`."""

    @property
    def staff(self) -> tuple[Post, ...]: ...

    @property
    def mandates(self) -> tuple[Any, ...]: ...

    @property
    def open(self) -> frozenset[str]: ...

    @property
    def recused(self) -> frozenset[int]: ...

    @property
    def clock(self) -> Clock: ...


@dataclass(frozen=True)
class Condition:
    """A named predicate with its reason.

    With `asks` it judges what was filled in, so a button can't know it yet. With `moot`, unmet means that the step
    has no point here rather than that something is missing: it isn't shown as 'not yet'.
    """

    name: str
    test: Callable[[Attempt], bool]
    reason: str | Callable[[Attempt], str]
    where: str = ""
    asks: bool = False
    moot: bool = False

    def unmet(self, attempt: Attempt) -> Reason | None:
        if self.test(attempt):
            return None
        text = self.reason(attempt) if callable(self.reason) else self.reason
        return Reason(text, self.where)


def condition(
    reason: str | Callable[[Attempt], str], *, where: str = "", asks: bool = False, moot: bool = False
) -> Callable[[Callable[[Attempt], bool]], Condition]:
    """Give a predicate its reason: `@condition('er is nog geen doel', where='plan')`."""

    def name(test: Callable[[Attempt], bool]) -> Condition:
        return Condition(test.__name__, test, reason, where, asks, moot)

    return name


@dataclass(frozen=True)
class Permit:
    """One way to be allowed: the action of the role, and whatever else must be true of this person here."""

    action: Action
    who: tuple[Condition, ...] = ()


def may(action: Action, *who: Condition) -> Permit:
    return Permit(action, who)


@dataclass(frozen=True)
class Step:
    """A declared step. `target` None keeps the state."""

    name: str
    label: str
    done: str
    sources: tuple[str, ...]
    target: str | None
    permits: tuple[Permit, ...]
    needs: tuple[Condition, ...]
    form: str
    primary: bool
    citizen: str
    under: MandateKind | None
    order: int

    @property
    def slug(self) -> str:
        return slugify(self.label)

    @property
    def system(self) -> bool:
        """Only the system takes it: there is no permit for anyone."""
        return not self.permits


_declared: Final[list[int]] = [0]


def step(
    state: FSMField,
    source: Iterable[str],
    to: str | None,
    label: str,
    *,
    done: str,
    by: Sequence[Permit] = (),
    needs: Sequence[Condition] = (),
    form: str = "",
    primary: bool = False,
    citizen: str = "",
    under: MandateKind | None = None,
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare a step on a model method with an almost empty body (own fields only, never a save).

    `done` is told afterwards; `citizen` is the same in the citizen's words, empty where it isn't theirs to know;
    `form` names the form in `casework.forms` that asks what the step needs; `under` is the kind of mandate it is
    taken under, which the door finds and passes on. Steps keep their order of declaration.
    """
    sources = [str(one) for one in source]

    def declare(method: Callable[..., None]) -> Callable[..., None]:
        _declared[0] += 1
        declared = Step(
            name=method.__name__,
            label=label,
            done=done,
            sources=tuple(sources),
            target=str(to) if to is not None else None,
            permits=tuple(by),
            needs=tuple(needs),
            form=form,
            primary=primary,
            citizen=citizen,
            under=under,
            order=_declared[0],
        )
        wrapped: Callable[..., None] = transition(field=state, source=sources, target=to, custom={"step": declared})(
            method
        )
        return wrapped

    return declare


class Machine(models.Model):
    """A model with one protected state and the day since which it is in it."""

    state_field = "state"
    alongside: ClassVar[tuple[str, ...]] = ()  # what its page, its steps and its letters read with it
    state_since = models.DateField("sinds", editable=False)

    class Meta:
        abstract = True

    @property
    def standing(self) -> str:
        """The state, whatever the field is called."""
        return str(getattr(self, self.state_field))

    def clean_fields(self, exclude: Any = None) -> None:
        """The protected state is not for validation to write back."""
        super().clean_fields(exclude={*(exclude or ()), self.state_field})

    def refresh_from_db(self, using: str | None = None, fields: Any = None, from_queryset: Any = None) -> None:
        """Reload in spite of the protected state, without lifting the protection for anybody else.

        django-fsm's own mixin flips a flag on the class, and leaves it flipped after an error.
        """
        if fields is None:
            # name them all: a popped value would count as deferred, and be left out
            deferred = self.get_deferred_fields()
            fields = [one.attname for one in self._meta.concrete_fields if one.attname not in deferred]
            self.__dict__.pop("_prefetched_objects_cache", None)
        kept = self.__dict__.pop(self.state_field, None) if self.state_field in fields else None
        try:
            super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        finally:
            if kept is not None:
                self.__dict__.setdefault(self.state_field, kept)


def machine_state(name: str, choices: type[models.TextChoices], start: str) -> FSMField:
    """The protected state of a machine: in no form, changed by steps alone."""
    field: FSMField = FSMField(
        name, max_length=20, choices=choices.choices, default=str(start), protected=True, editable=False
    )
    return field


def steps_of(model: type[models.Model]) -> tuple[Step, ...]:
    """Every step of a model, in order of declaration."""
    found = []
    for attribute in vars(model).values():
        meta = getattr(attribute, "_django_fsm", None)
        if meta:
            declared: Step = next(iter(meta.transitions.values())).custom["step"]
            found.append(declared)
    return tuple(sorted(found, key=lambda one: one.order))


def step_named(model: type[models.Model], name: str) -> Step | None:
    return next((one for one in steps_of(model) if one.name == name), None)


def step_at(model: type[models.Model], slug: str) -> Step | None:
    """The step with that place in a URL; None where there is no such step (404)."""
    return next((one for one in steps_of(model) if one.slug == slug and not one.system), None)
