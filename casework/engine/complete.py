"""What a noun can't leave out. What is forgotten is refused by name when the product starts, not found years later."""

import pickle
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db import models

from casework.engine.anchor import Anchor
from casework.engine.forms import form_named
from casework.engine.holding import only_while_held
from casework.engine.machine import Machine, Step, steps_of
from casework.engine.noun import ByDate, Nothing, Noun
from roles.models import Team, User
from wijkweb.models import Organisation


class Incomplete(Exception):
    """A noun forgot something. The text names each omission on a line of its own."""


def refuse_incomplete(nouns: Sequence[Noun]) -> None:
    """Called by web, worker and tests before anything is served. Raises Incomplete."""
    if missing := omissions(nouns):
        raise Incomplete("\n".join(["The nouns are incomplete:", *missing]))


def omissions(nouns: Sequence[Noun]) -> list[str]:
    """All that is forgotten, in one sentence each."""
    found = [*_between(nouns)]
    for noun in nouns:
        model: Any = apps.get_model(noun.model) if noun.model else None
        if model is None:
            continue
        found += _of_every_model(noun, model)
        if issubclass(model, Machine):
            found += _of_a_machine(noun, model)
        if issubclass(model, Anchor):
            found += _of_an_anchor(noun, model)
        elif noun.anchor:
            found += _of_what_hangs(noun, model)
    return found


def _between(nouns: Sequence[Noun]) -> Iterable[str]:
    """What nouns say of each other, and of the law."""
    names: list[str] = [name for noun in nouns for name in (noun.name, *noun.formerly)]
    codes = [rule.code for noun in nouns for rule in noun.terms]
    kinds = [letter.kind for noun in nouns for letter in noun.letters]
    for what, given in (("noun", names), ("term", codes), ("letter", kinds)):
        yield from (f"{what} {one}: there are two of that name" for one in sorted({*given}) if given.count(one) > 1)
    told = {mark.verb.partition(".")[0] for noun in nouns for mark in noun.on_timeline}
    for noun in nouns:
        for rule in noun.terms:
            if not (rule.article or rule.source):
                yield f"{noun.name}: the term {rule.code} has no source"
        for verb in (*noun.needs, *noun.effects, *noun.asks, *noun.ways):
            if verb.partition(".")[0] not in {*names, *told}:
                yield f"{noun.name}: {verb} is of no noun"
        steps = _steps_before(nouns, noun)
        yield from (
            f"{noun.name}: {verb} has no form to ask something in (asks)"
            for verb in noun.asks
            if verb in steps and not steps[verb].form
        )
        yield from (
            f"{noun.name}: {verb} is no step of a noun before it"
            for verb in (*noun.needs, *noun.asks)
            if verb not in steps
        )


def _steps_before(nouns: Sequence[Noun], noun: Noun) -> dict[str, Step]:
    steps: dict[str, Step] = {}
    for one in nouns[: nouns.index(noun)]:
        model: Any = apps.get_model(one.model) if one.model else None
        if model is not None and issubclass(model, Machine):
            steps |= {f"{one.name}.{step.name}": step for step in steps_of(model)}
    return steps


def _of_every_model(noun: Noun, model: type[models.Model]) -> Iterable[str]:
    if not noun.keeps:
        yield f"{noun.name}: it doesn't say how long its pieces are kept (keeps)"
    yield from (f"{noun.name}: {one.name}: {why}" for one in noun.by_date if (why := _not_found(one)))
    yield from _other_by_day(noun)


def _not_found(rule: ByDate) -> str:
    """What is due is found by an index, or the night grows with all there is."""
    label, column = rule.found_by
    if not label:
        return "it doesn't say by which day the database finds what is due (found_by)"
    model = apps.get_model(label)
    indexed = {name.removeprefix("-") for index in model._meta.indexes for name in index.fields}
    return "" if column in indexed else f"{label} has no index on {column}, by which it says it is found (found_by)"


class _DayUsed(Exception):
    """Somebody looked at the day they were given."""


class _Unseen:
    """Stands for a day, and can't be looked at in any way without that being known."""

    def _seen(self, *args: Any) -> Any:
        raise _DayUsed

    __getattribute__ = __add__ = __radd__ = __sub__ = __rsub__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__ = _seen
    __hash__ = _seen


def _other_by_day(noun: Noun) -> Iterable[str]:
    """What is another by the day alone is looked at again on that day, or somebody is forgotten."""
    reads = noun.open_rows
    if reads is None or reads.other_by_day is not None:
        return
    makes: dict[str, Any] = {"rows": lambda on: reads.rows(on).query, **reads.nested}
    for name, make in makes.items():
        try:
            pickle.dumps(make(_Unseen()))  # also where it is only kept, to be looked at by the database
        except _DayUsed:
            yield f"{noun.name}: {name} depends on the day, and it doesn't say when it changes (other_by_day)"


def _of_a_machine(noun: Noun, model: type[Any]) -> Iterable[str]:
    for step in steps_of(model):
        if not step.happened:
            yield f"{noun.name}.{step.name}: the timeline has no words for it (happened)"
        try:
            form_named(step.form, noun.forms)
        except LookupError:
            yield f"{noun.name}.{step.name}: there is no {step.form} among its forms (forms)"
    for name in ("view", "titles", "anchor_field"):
        if not hasattr(model, name):
            yield f"{noun.name}: its model says no {name}"
    if noun.anchor:
        yield from _people_it_names(noun, model)


def _people_it_names(noun: Noun, model: type[Any]) -> Iterable[str]:
    """Whose memberships decide whether somebody is there: each column with one says so, or says why not."""
    reads = noun.open_rows
    if reads is None:
        yield f"{noun.name}: it doesn't say which of its rows are open (open_rows)"
        return
    asked = {*reads.people, *reads.organisations, *reads.teams}
    for field in model._meta.concrete_fields:
        names_somebody = field.related_model in (User, Organisation, Team)
        if names_somebody and field.attname not in {*asked, *reads.not_asked, "team_id"}:
            yield f"{noun.name}: {field.attname} names somebody, and is in neither open_rows nor its not_asked"
    yield from (f"{noun.name}: {one} isn't read (columns)" for one in sorted(asked - {*reads.columns}))


def _of_an_anchor(noun: Noun, model: type[Any]) -> Iterable[str]:
    for name in ("event_model", "work_model"):
        if not hasattr(model, name):
            yield f"{noun.name}: its model says no {name}"
    if not model.open_states:
        yield f"{noun.name}: in no state its turns count (open_states)"
    if hasattr(model, "work_model"):
        work: Any = apps.get_model(model.work_model)
        there = {one.name for one in getattr(work._meta, "triggers", ())}
        yield from (
            f"{noun.name}: its open work can be written by who doesn't hold it (trigger {one.name})"
            for one in only_while_held(model._meta.db_table, f"{work.anchor_field}_id")
            if one.name not in there
        )


def _of_what_hangs(noun: Noun, model: type[Any]) -> Iterable[str]:
    if noun.turns is None:
        yield f"{noun.name}: it doesn't say whose turn it makes it (turns)"
    if not noun.place:
        yield f"{noun.name}: it doesn't say where its pages are (place)"
    rule = noun.closing
    covered = {*rule.blocks, *rule.ends, *rule.outlives} if rule else set()
    for state in dict.fromkeys(source for step in steps_of(model) for source in step.sources):
        if state not in covered:
            yield f"{noun.name}: in state {state} it neither blocks closing, nor ends, nor outlives it (closing)"
    if isinstance(noun.on_summary, Nothing):
        if not noun.on_summary.why:
            yield f"{noun.name}: its Nothing on the summary doesn't say why (on_summary)"
    elif not noun.on_summary:
        yield f"{noun.name}: it has no part of the summary, nor a written Nothing (on_summary)"
    if not hasattr(apps.get_model(noun.anchor), noun.rows_name or " "):
        yield f"{noun.name}: its anchor has no rows of that name (rows_name)"
