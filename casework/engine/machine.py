"""How a step is declared: django-fsm supplies the edge, `@step` all that buttons, checks and docs need.

Declared once, on the model; `door.perform` is the only one that takes it.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, ClassVar, Final, Protocol, cast

from django.db import models
from django.db.models import prefetch_related_objects
from django.utils.text import slugify
from django_fsm import RETURN_VALUE, FSMField, transition

from casework.engine.errors import Reason
from casework.law.terms import Clock
from roles.actions import Action
from roles.models import MandateKind
from roles.policy import Post, Sight


@dataclass(slots=True)
class Attempt:
    """Someone at the door: the object, who, on which day, with what they filled in.

    `sight` is None for the system itself. `details` is empty while a button is being drawn. `around` is what
    surrounds the anchor that day; None where nothing of it can matter.
    """

    obj: Any
    sight: Sight | None
    at: dt.datetime
    on: dt.date
    details: dict[str, Any] = field(default_factory=dict)
    around: "Around | None" = None

    @property
    def anchor(self) -> Any:
        return self.obj.anchor

    def related(self, name: str, *alongside: str) -> list[Any]:
        """The anchor's rows of this kind, read once for all conditions of a step or a page."""
        rows = getattr(self.anchor, name)
        prefetch_related_objects(
            [self.anchor], models.Prefetch(name, rows.model._default_manager.select_related(*alongside))
        )
        return list(rows.all())

    @property
    def user_id(self) -> int | None:
        return self.sight.user_id if self.sight else None

    @property
    def surroundings(self) -> "Around":
        assert self.around is not None
        return self.around

    @property
    def staff(self) -> tuple[Post, ...]:
        """Who is at their post today, read once per attempt or page."""
        return self.surroundings.staff


class Around(Protocol):
    """What surrounds an anchor today, each read when first asked for: see `surroundings`."""

    @property
    def staff(self) -> tuple[Post, ...]: ...

    @property
    def mandates(self) -> tuple[Any, ...]: ...

    @property
    def closing(self) -> dict[str, list[Any]]: ...

    @property
    def closed_to(self) -> frozenset[int]: ...

    @property
    def clock(self) -> Clock: ...


@dataclass(frozen=True, eq=False)
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
    eyes: Callable[[Any], Set[int]] | None = None  # of a row: whoever did their part of it already

    def unmet(self, attempt: Attempt) -> Reason | None:
        if self.test(attempt):
            return None
        text = self.reason(attempt) if callable(self.reason) else self.reason
        return Reason(text, self.where)


def unmet(needs: Iterable[Condition], attempt: Attempt) -> list[Reason]:
    """What doesn't hold, all of it."""
    return [reason for need in needs if (reason := need.unmet(attempt))]


def condition(
    reason: str | Callable[[Attempt], str], *, where: str = "", asks: bool = False, moot: bool = False
) -> Callable[[Callable[[Attempt], bool]], Condition]:
    """Give a predicate its reason: `@condition('Zeg waarom.', asks=True)`."""

    def name(test: Callable[[Attempt], bool]) -> Condition:
        return Condition(test.__name__, test, reason, where, asks, moot)

    return name


def another(reason: str, eyes: Callable[[Any], Set[int]]) -> Condition:
    """Four eyes: none of these people takes it, and nobody takes it in their place or under their mandate."""
    return Condition("another", lambda attempt: attempt.user_id not in eyes(attempt.obj), reason, eyes=eyes)


# stands among the needs of a step where those that later nouns contribute come; without it they come last
CONTRIBUTED: Final = Condition("contributed", lambda attempt: True, "")


@dataclass(frozen=True)
class Permit:
    """One way to be allowed: the action of the role, and whatever else must be true of this person here."""

    action: Action
    who: tuple[Condition, ...] = ()

    def by_another(self, attempt: Attempt) -> Attempt:
        """The attempt without what this person brings along in the place of somebody who did their part already."""
        did = {user for one in self.who if one.eyes for user in one.eyes(attempt.obj)}
        if attempt.sight is None or not did:
            return attempt
        return replace(attempt, sight=attempt.sight.apart_from(did))


def may(action: Action, *who: Condition) -> Permit:
    return Permit(action, who)


Tells = str | Callable[[dict[str, Any]], str]


@dataclass(frozen=True, eq=False)
class Step:
    """A declared step. `target` None keeps the state."""

    name: str
    label: str
    done: str
    happened: str
    formerly: str
    sources: tuple[str, ...]
    target: str | None
    permits: tuple[Permit, ...]
    needs: tuple[Condition, ...]
    form: str
    unasked: bool
    primary: bool
    own: str
    citizen: str
    tells: Tells
    under: MandateKind | None
    reach: Callable[[Attempt], dict[str, Any]] | None
    closes: str
    beside: str
    undoable: bool
    back_to: tuple[str, ...]
    order: int

    @property
    def slug(self) -> str:
        return slugify(self.label)

    @property
    def asks(self) -> bool:
        """Whether there is something to fill in; else its button takes it at once."""
        return bool(self.form) and not self.unasked

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
    happened: str = "",
    formerly: str = "",
    by: Sequence[Permit] = (),
    needs: Sequence[Condition] = (),
    form: str = "",
    unasked: bool = False,
    primary: bool = False,
    own: str = "",
    citizen: str = "",
    tells: Tells = "why",
    under: MandateKind | None = None,
    reach: Callable[[Attempt], dict[str, Any]] | None = None,
    closes: str = "",
    beside: str = "",
    undoable: bool = False,
    back_to: Iterable[str] = (),
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare a step on a model method with an almost empty body (own fields only, never a save).

    `done` is told afterwards to who took it; `happened` is the timeline's line ('Plan vastgelegd'), `tells` the detail
    with the words under it (events of before may know it by the name it had `formerly`), and `citizen` the same in the citizen's words, empty where it isn't theirs to know;
    `own` is what its button says to the citizen whose own it is, where the label is a word of office;
    `form` names the form in the room's `forms.py` that asks what the step needs, `unasked` where that only sends along
    what the page showed and nobody fills anything in; `under` is the kind of mandate it is
    taken under, which the door finds and passes on, and `reach` how far that must go (`amount`, `weeks`);
    `closes` says whether an anchor is closed by it ('close') or ended ('end'), with all that is open on it;
    `beside` names the column with another anchor: who may not see that one doesn't read that this step was taken.
    `undoable`: what it changes is kept, so that it can be put back (see `undo`); `back_to` says to which states a step
    may return that puts back: its method gives the one. Steps keep their order of declaration.
    """
    sources = [str(one) for one in source]
    returns = tuple(str(one) for one in back_to)

    def declare(method: Callable[..., Any]) -> Callable[..., Any]:
        _declared[0] += 1
        declared = Step(
            name=method.__name__,
            label=label,
            done=done,
            happened=happened,
            formerly=formerly,
            sources=tuple(sources),
            target=str(to) if to is not None else None,
            permits=tuple(by),
            needs=tuple(needs),
            form=form,
            unasked=unasked,
            primary=primary,
            own=own,
            citizen=citizen,
            tells=tells,
            under=under,
            reach=reach,
            closes=closes,
            beside=beside,
            undoable=undoable,
            back_to=returns,
            order=_declared[0],
        )
        target = RETURN_VALUE(*returns) if returns else to
        wrapped: Callable[..., Any] = transition(field=state, source=sources, target=target, custom={"step": declared})(
            method
        )
        return wrapped

    return declare


@dataclass(frozen=True, slots=True)
class Titles:
    """What the page of an object is called: without a name, before a name, and to the citizen whose own it is."""

    alone: str
    about: str
    own: str = ""


class Machine(models.Model):
    """A model with one protected state and the day since which it is in it.

    It hangs on an `anchor` (see `casework.engine.anchor`), which may be itself, or None for what hangs on nothing.
    """

    state_field = "state"
    key_field: ClassVar[str] = "public_id"  # by which its address names it
    anchor_field: ClassVar[str]  # the foreign key to what it hangs on; of an anchor, what its pages call it
    alongside: ClassVar[tuple[str, ...]] = ()  # what its page, its steps and its letters read with it
    locks: ClassVar[tuple[str, ...]] = ()  # rows that a step on it locks too, after the row itself
    view: ClassVar[Action]  # the action that opens its page
    titles: ClassVar[Titles]
    logged_as: ClassVar[str] = ""  # how a look at it is logged, where its own name would tell of what is kept apart
    asked_of: ClassVar[tuple[str, ...]] = ()  # paths to the organisations that may have had a link to its page
    # columns with organisations outside the team whose people matter to its steps
    outside_organisations: ClassVar[tuple[str, ...]] = ()
    for_one: Any = False  # whether it is for one alone of those who read the anchor as the citizen, or for them
    undo_has_no_end: Any = False  # whether its last step can be undone for ever
    state_since = models.DateField("sinds", editable=False)

    class Meta:
        abstract = True

    @property
    def standing(self) -> str:
        """The state, whatever the field is called."""
        return str(getattr(self, self.state_field))

    @property
    def anchor(self) -> Any:
        raise NotImplementedError

    @property
    def anchor_id(self) -> Any:
        raise NotImplementedError

    @property
    def state_label(self) -> str:
        return str(getattr(self, f"get_{self.state_field}_display")())

    @property
    def is_shared_by_name(self) -> bool:
        """Whether whoever it is shared with, and lacks the file, may read the citizen's name on its page."""
        return False

    @property
    def kept_apart(self) -> str:
        """By which key its noun knows who reads of it (`Noun.kept_apart`), where that isn't everyone who reads of its
        anchor: what happened to it is read by nobody else. Empty where there is no such thing."""
        return ""

    def bring_to(self, on: dt.date) -> None:
        """Before a step locks and judges it: what the day itself decides is made that of the day."""

    def titled(self, *, named: bool) -> str:
        """What its page is called, with or without the name of whom it is about."""
        return f"{self.titles.about} {self.anchor.subject}" if named else self.titles.alone

    @classmethod
    def asked_of_any(cls, organisations: Sequence[int]) -> models.Q:
        """Those of which one of these organisations may have had a link."""
        asked = models.Q(pk__in=[])
        for path in cls.asked_of:
            asked |= models.Q(**{f"{path}__in": organisations})
        return asked

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
    return _steps_of(cast(Any, model))


@cache
def _steps_of(model: Any) -> tuple[Step, ...]:
    declared: list[Step] = []
    for attribute in vars(model).values():
        meta = getattr(attribute, "_django_fsm", None)
        if meta:
            declared.append(next(iter(meta.transitions.values())).custom["step"])
    return tuple(sorted(declared, key=lambda one: one.order))


def step_named(model: type[models.Model], name: str) -> Step | None:
    return next((one for one in steps_of(model) if one.name == name), None)


def step_once_named(model: type[models.Model], name: str) -> Step | None:
    """By the name it has, or had when something was written down."""
    return next((one for one in steps_of(model) if name in (one.name, one.formerly)), None)


def step_at(model: type[models.Model], slug: str) -> Step | None:
    """The step with that place in a URL; None where there is no such step (404)."""
    return next((one for one in steps_of(model) if one.slug == slug and not one.system), None)
