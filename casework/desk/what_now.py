"""*Wat nu?* on the page of a case, as one list: what is asked of who looks, what waits for another, and what else can be
done. A task and its button are one line, so that nobody looks for what they read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from casework.cases.states import Phase
from casework.engine.door import Offer
from casework.engine.in_place import asks_first, is_short
from casework.engine.machine import Step
from casework.engine.makes import MakeLink
from casework.engine.registry import model_of, noun_named, noun_of, step_of, ways_of

LINES: Final = 3  # more than these at once is a list, not a next step
OTHERS: Final = 2  # what waits for another is for knowing
ENDS: Final = "end"  # the step that always stands last: it is seldom meant


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done: its words, and where. `short`: its form opens on this page; without `asks` none
    does, and it is taken at once."""

    label: str
    url: str
    short: bool = False
    asks: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is asked: `turn` says what, why and by when, `way` how. With `choices`, one of those."""

    turn: Any
    way: Way | None
    choices: tuple[Way, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatNow:
    lines: list[Line]
    later: list[Line]  # of who looks too, beyond the first few
    resting: list[Any]  # of who looks, and not now: the case waits for something
    waiting: list[Any]  # turns of others
    waiting_more: list[Any]
    beside: list[
        Way
    ]  # not looked for under 'Meer': meant often, or a way in which what waits for a role can be settled
    more: list[Way]
    at_once: list[MakeLink]  # while nothing runs yet, what can't wait: a question, and where it is answered
    not_yet: list[Offer]
    whose: Any  # the first turn there is: told after a step, with whose it is

    @property
    def is_empty(self) -> bool:
        return not (
            self.lines or self.resting or self.waiting or self.beside or self.more or self.at_once or self.not_yet
        )


def what_now(case: Any, turns: Sequence[Any], offers: Sequence[Offer], makes: Sequence[MakeLink]) -> WhatNow:
    """Of the open turns that this person sees, the steps that are theirs here, and what they may make."""
    own = noun_of(type(case)).name
    steps = {f"{own}.{offer.step.name}": _of_step(type(case), offer) for offer in offers if offer.possible}
    at_once = [make for make in makes if make.prompt and case.phase in Phase.PRESSING]
    made = {make.url: Way(make.label, make.url, make.in_place) for make in makes if make not in at_once}
    often = [made[make.url] for make in makes if make.in_place]
    lines = [_line(case, turn, steps | made) for turn in turns if turn.mine]
    waiting = [turn for turn in turns if not turn.theirs]
    shown = {way for line in lines[:LINES] for way in (line.way, *line.choices)}
    last = steps.pop(f"{own}.{ENDS}", None)
    often = [*_for_anybody(waiting, steps), *often]
    more = [way for way in (*steps.values(), *made.values()) if way not in shown and way not in often]
    return WhatNow(
        lines=lines[:LINES],
        later=lines[LINES:],
        resting=[turn for turn in turns if turn.theirs and not turn.mine],
        waiting=waiting[:OTHERS],
        waiting_more=waiting[OTHERS:],
        beside=[way for way in often if way not in shown],
        more=[*more, last] if last else more,
        at_once=at_once,
        not_yet=[offer for offer in offers if not offer.possible],
        whose=turns[0] if turns else None,
    )


def _for_anybody(waiting: Sequence[Any], steps: dict[str, Way]) -> list[Way]:
    """What waits for a role and for nobody by name, whoever else may settle it does so as easily: 'wijs toe of pak op'."""
    of_a_role = [turn for turn in waiting if not (turn.object_id or turn.for_user_id or turn.handed_to_id)]
    found = [steps[name] for turn in of_a_role for name in ways_of(turn.step) if name in steps]
    return list(dict.fromkeys(found))


def _of_step(model: type[Any], offer: Offer) -> Way:
    return Way(offer.step.label, offer.url, is_short(model, offer.step), asks_first(model, offer.step))


def _line(case: Any, turn: Any, here: dict[str, Way]) -> Line:
    """`here`: what can be done on the case itself, by 'noun.step' or by its address."""
    ways = ways_of(turn.step)
    if turn.object_id:
        return Line(turn, _elsewhere(turn, ways))
    found = [here[name] for name in (_key(case, way) for way in ways) if name in here]
    if len(found) > 1:
        return Line(turn, None, tuple(found))
    # where nothing can be done yet, the page of the step tells what is missing, and where that is done
    return Line(turn, found[0] if found else Way(turn.what, _page_of(case.get_absolute_url(), step_of(turn.step))))


def _key(case: Any, way: str) -> str:
    return way if "." in way else reverse(way, args=[case.ref])


def _elsewhere(turn: Any, ways: tuple[str, ...]) -> Way:
    """For a turn on what hangs on the case: the form that settles it, or that page itself where there is a choice."""
    declared, noun = step_of(turn.step), noun_named(turn.step.partition(".")[0])
    model = model_of(noun) if noun is not None else None
    if len(ways) > 1 or declared is None or model is None:
        return Way(turn.what, turn.url)
    return Way(turn.what, _page_of(turn.url, declared), is_short(model, declared))


def _page_of(url: str, declared: Step | None) -> str:
    return f"{url}stap/{declared.slug}/" if declared is not None and not declared.system else url
