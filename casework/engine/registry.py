"""The nouns in force: put there once at the start by `install`, and asked for by whoever needs what they bring along."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, Final, TypeVar, cast

from django.apps import apps
from django.db import models
from django.db.models import Q

from casework.engine.anchor import Anchor
from casework.engine.machine import CONTRIBUTED, Condition, Machine, Step, step_once_named
from casework.engine.noun import Asks, Effect, Letter, Noun, OnTimeline, Told
from casework.law.terms import Rule
from roles.shape import Shaped

F = TypeVar("F", bound=Callable[..., Any])
_installed: Final[list[Noun]] = []
_answers: Final[list[Any]] = []  # of questions that are answered once per list of nouns


def once(function: F) -> F:
    """Answer once per argument, until other nouns are in force."""
    remembered = cache(function)
    _answers.append(remembered)
    return cast(F, remembered)


def install(nouns: Iterable[Noun]) -> None:
    """Put these nouns in force, in this order."""
    _installed[:] = nouns
    for one in _answers:
        one.cache_clear()
    Shaped.forget()


@contextmanager
def installed(*more: Noun) -> Iterator[None]:
    """These besides what is in force, for as long as a test lasts."""
    before = list(_installed)
    install((*before, *more))
    try:
        yield
    finally:
        install(before)


def nouns() -> tuple[Noun, ...]:
    """In the order in which they count: effects, operations, imports."""
    return tuple(_installed)


@once
def ranked() -> tuple[Noun, ...]:
    """In the order in which people read them: turns, what blocks closing, docs/steps.md."""
    return tuple(sorted(_installed, key=lambda one: one.rank))


@once
def model_of(noun: Noun) -> type[Any] | None:
    return apps.get_model(noun.model) if noun.model else None


@once
def noun_of(model: type[models.Model]) -> Noun:
    """The noun of this machine. Raises LookupError for a model that is none."""
    for one in _installed:
        if model_of(one) is model:
            return one
    raise LookupError(f"{model.__name__} is no noun")


@once
def noun_named(name: str) -> Noun | None:
    """By the name that stands in events and open work, today's or a former one."""
    return next((one for one in _installed if name == one.name or name in one.formerly), None)


def machines() -> tuple[type[Machine], ...]:
    """The model of every noun that is a machine, in the order in which people read them."""
    result = [model_of(one) for one in ranked()]
    return tuple(model for model in result if model is not None and issubclass(model, Machine))


def anchors() -> tuple[type[Anchor], ...]:
    """The models on which something can hang, in the order in which people read them."""
    return tuple(one for one in machines() if issubclass(one, Anchor))


@once
def hanging_on(anchor: type[models.Model]) -> tuple[Noun, ...]:
    """The nouns of this anchor, the anchor itself included, in the order in which people read them."""
    return tuple(one for one in ranked() if one.anchor == anchor._meta.label)


def verb_of(model: type[models.Model], step: str) -> str:
    """'noun.step', as it stands in events and open work."""
    return f"{noun_of(model).name}.{step}"


def step_of(verb: str) -> Step | None:
    """The step that an event or a turn names; None where it names something else."""
    name, _, step = verb.partition(".")
    noun = noun_named(name)
    model = model_of(noun) if noun else None
    return step_once_named(model, step) if model is not None and issubclass(model, Machine) else None


def happened(verb: str, label: str) -> str:
    """What an event says that happened: of a step that is no more, what it said then; of no step its own label."""
    step = step_of(verb)
    if step is not None:
        return step.happened
    return next((one.told_before[verb] for one in _installed if verb in one.told_before), label)


@once
def needs_of(model: type[models.Model], declared: Step) -> tuple[Condition, ...]:
    """What must hold before a step: its own conditions, and in their place those that other nouns contribute."""
    verb = verb_of(model, declared.name)
    given = tuple(need for one in _installed for need in one.needs.get(verb, ()))
    if CONTRIBUTED not in declared.needs:
        return (*declared.needs, *given)
    place = declared.needs.index(CONTRIBUTED)
    return (*declared.needs[:place], *given, *declared.needs[place + 1 :])


@once
def asked_with(model: type[models.Model], declared: Step) -> tuple[type[Asks], ...]:
    """What later nouns ask with this step."""
    verb = verb_of(model, declared.name)
    return tuple(one.asks[verb] for one in _installed if verb in one.asks)


@once
def effects_of(verb: str) -> tuple[Effect, ...]:
    """What follows from a step, or from something told: the noun's own first, then of those after it."""
    return tuple(one.effects[verb] for one in _installed if verb in one.effects)


@once
def told_of(verb: str) -> tuple[Told, ...]:
    """Who hears of it, as each noun says."""
    return tuple(one for noun in _installed for one in noun.notices if one.verb == verb)


def open_to(sight: Any, key: str) -> Q:
    """Rows that aren't kept apart, and those that are and whose noun shows them to this person. `key`: the column with
    the key of what is."""
    rows = Q(**{key: ""})
    for one in _installed:
        if one.kept_apart is not None:
            rows |= Q(**{f"{key}__in": one.kept_apart(sight)})
    return rows


@once
def on_timeline(verb: str) -> OnTimeline | None:
    """How a timeline shows events of that verb; None where no noun says."""
    told = [one for noun in _installed for one in noun.on_timeline if verb.startswith(one.verb)]
    return max(told, key=lambda one: len(one.verb), default=None)


@once
def seen_first() -> dict[str, str]:
    """What can be seen before it is done, each with the words on its button."""
    return {verb: words for noun in _installed for verb, words in noun.seen_first.items()}


@once
def ways_of(verb: str) -> tuple[str, ...]:
    """The ways to settle a turn that names this step; that step alone where no noun says otherwise."""
    return next((noun.ways[verb] for noun in _installed if verb in noun.ways), (verb,))


def rules() -> tuple[Rule, ...]:
    """Every term that a noun brings along, with its source."""
    return tuple(rule for noun in _installed for rule in noun.terms)


@once
def letters() -> dict[str, Letter]:
    """Every kind of paper by its stored name."""
    return {one.kind: one for noun in _installed for one in noun.letters}
