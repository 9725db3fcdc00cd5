"""Which cases are meant: what was asked, all of it together narrowing down; exact before near.

Who may see that a case exists finds it by what lists show of it: name, birth date, reference, kern, who leads it and where
it lies. What stands in the file (address, phone, BSN, the question) finds it only for whoever may see that file. A secret
address isn't among what is compared at all (`people/searched.py`).

Where to begin decides what it costs. Who sees the cases of their teams has these read, and nothing beside them. Of a whole
municipality it begins with the rarest of what was asked, found by its indexes; where all of it is everywhere, with the
newest cases, until there are as many as are counted.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, lru_cache, reduce
from math import prod
from operator import add, and_, or_
from typing import Any, Final, NamedTuple

from django.db import models
from django.db.models import Q, Value, When

from casework.cases.models import Case
from casework.desk.asked import Asked, Kind, Meaning, Term
from casework.desk.named import COLUMNS, PART, Named, is_name
from casework.desk.ways import EXACT, QUESTION, READ, Ways, named_in_full
from casework.engine.paging import COUNTED_TO
from casework.people.searched import pattern_with_one_letter_wrong, with_one_letter_wrong
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.lookups import among
from roles.models import User
from roles.policy import Sight
from roles.shape import Seen

FEW: Final = 10  # with fewer than this it is looked whether a letter was wrong
RARE: Final = 1_000  # of the cases of something that is asked for: it needn't be looked what is rarer
MANY: Final = 10_000  # of people of that name: of more it costs less to read the newest than to find all
NEWEST: Final = (4_000, 6_000, 8_000, 12_000, 16_000, 24_000, 32_000)  # how far these are read, each time further
_ALSO: Final = 2  # things by which people are found besides, before their cases are read


class Hit(NamedTuple):
    """A case that is meant, and what the filters beside the list count."""

    pk: int
    phase: str
    layer: str
    kern: int


_OF_HIT: Final = ("pk", "phase", "layer", "kern_id")


class Stage(StrEnum):
    """What is nearest first: the name with all its small words, the name, all of it in whatever way. What is in one is in
    the next."""

    FULL = "naam met alle kleine woorden"
    NAME = "naam"
    ALL = "alles"


class Begin(StrEnum):
    """Where it is looked first: among what somebody sees; by the rarest of what was asked, which is rare or needs a second
    thing beside it; by the words of the name; among the newest; by what is like the name."""

    SEEN = "gezien"
    RARE = "zeldzaam"
    RAREST = "zeldzaamste"
    NAME = "naam"
    NEWEST = "nieuwste"
    NEAR = "lijkt erop"


@dataclass(frozen=True)
class Plan:
    """`part`: which of the newest, counted from the last."""

    begin: Begin
    stage: Stage = Stage.ALL
    part: tuple[int, int] = (0, 0)


Shape = tuple[tuple[Kind, ...], ...]  # of each term what it can mean


@dataclass(frozen=True)
class Search:
    """What was asked by whom, ready to be looked for. `chosen`: the filters beside the list."""

    sight: Sight
    asked: Asked
    named: Named
    chosen: Q = field(default_factory=Q)

    def hits(self) -> list[Hit]:
        """The nearest first, of these the newest; one more than are counted, at most."""
        if not self.sight.everywhere(Action.VIEW_CASE):
            return self.ask(Plan(Begin.SEEN))
        search, numbers = self.rarest_first()
        if numbers[0] <= RARE:
            return search.ask(Plan(Begin.RARE))
        return search.from_newest() if _newest_are_fewer(numbers) else search.ask(Plan(Begin.RAREST))

    def near(self) -> list[Hit]:
        """By all of it, but one letter in one word of the name."""
        rows = self._ask(Plan(Begin.NEAR), self._guesses) if self._guesses else []
        return [Hit(*row[:-1]) for row in sorted(rows, key=lambda row: (row[-1], row[0]), reverse=True)]

    @property
    def _guesses(self) -> dict[str, str]:
        """Of each word that can be another with one letter wrong: its pattern, and its keys in the index of names."""
        found: dict[str, str] = {}
        for n, term in enumerate(self.asked.terms):
            if is_name(term) and (pattern := pattern_with_one_letter_wrong(term.has(Kind.WORD))):
                found |= {f"near_{n}": pattern, f"keys_{n}": " ".join(with_one_letter_wrong(term.has(Kind.WORD)))}
        return found

    def _near_rows(self, guesses: Mapping[str, str]) -> Any:
        ways = [self._ways(term) for term in self.asked.terms]
        if self.sight.everywhere(Action.VIEW_CASE):
            besides = [one.of_person() for one in ways]
            people = [
                one.near_by_index(keys, [*besides[:n], *besides[n + 1 :]][:_ALSO])
                for n, one in enumerate(ways)
                if (keys := guesses.get(f"keys_{n}"))
            ]
            rows = self._visible.filter(reduce(or_, people)).alias(**READ)
        else:
            rows = self._among(self._visible)
        found = [one.exactness(guesses.get(f"near_{n}", "")) for n, one in enumerate(ways)]
        return rows.alias(exactness=reduce(add, found)).filter(exactness=EXACT * len(found) - 1)

    def from_newest(self) -> list[Hit]:
        """All of it is everywhere: the newest are read until there are enough, where it looks as if that is soon. A whole name can be rare."""
        found: dict[int, Hit] = {}
        for stage in self.stages:
            if stage is not Stage.ALL and self._called_in_full() <= MANY:
                found |= _not_in(found, self.ask(Plan(Begin.NAME, stage)))
                continue
            read, further = 0, NEWEST[0]
            while further and len(found) <= COUNTED_TO:
                found |= _not_in(found, self.ask(Plan(Begin.NEWEST, stage, (read, further))))
                read, further = further, _further(further, len(found))
            if len(found) <= COUNTED_TO:
                found |= _not_in(found, self.ask(Plan(Begin.RAREST, stage)))
        return list(found.values())[: COUNTED_TO + 1]

    @property
    def stages(self) -> list[Stage]:
        if not self._words:
            return [Stage.ALL]
        return [*([Stage.FULL] if self.asked.beside else []), Stage.NAME, Stage.ALL]

    def ask(self, plan: Plan) -> list[Hit]:
        return [Hit(*row) for row in self._ask(plan, {})]

    def _ask(self, plan: Plan, guesses: Mapping[str, str]) -> Iterable[Any]:
        """Of a fixed shape where nothing of it is worked out from what was typed."""
        if self.chosen or not all(map(_is_plain, self.asked.terms)):
            return self.rows(plan, **guesses)  # type: ignore[no-any-return]
        found = _fixed(plan, self._shape, len(self.asked.beside), tuple(guesses))
        return found.rows(self.sight, **self._filled, **guesses)

    def rows(self, plan: Plan, **guesses: str) -> Any:
        """Each as a `Hit`; of what is near so many as are counted, in no order, and when they were reported."""
        if plan.begin is Begin.NEAR:
            return self._near_rows(guesses).values_list(*_OF_HIT, "reported_at")[: COUNTED_TO + 1]
        rows = self._exact_rows(plan).order_by(*self._nearest, "-reported_at", "-pk")
        return rows.values_list(*_OF_HIT)[: COUNTED_TO + 1]

    def _exact_rows(self, plan: Plan) -> Any:
        first, *others = tested = list(self.asked.terms)
        match plan.begin:
            case Begin.RARE | Begin.RAREST:
                besides = others[:_ALSO] if plan.begin is Begin.RAREST else ()
                also = [self._ways(term).of_person() for term in besides]
                rows = self._visible.alias(said=QUESTION).filter(self._ways(first).by_index(also)).alias(**READ)
                tested = others
            case Begin.NAME:
                named = among(named_in_full(self._words).values("pk"), "person_id")
                rows = self._visible.filter(named).alias(**READ)
            case Begin.NEWEST:
                rows = self._among(self._visible.order_by("-reported_at", "-pk")[slice(*plan.part)])
            case _:
                rows = self._among(self._visible)
        rows = rows.filter(*(self._ways(term).test() for term in tested))
        return rows if plan.stage is Stage.ALL else rows.filter(_in_full(self._words_of(plan.stage)))

    @property
    def _nearest(self) -> list[Any]:
        """All stages at once, in order."""
        whens = [When(_in_full(self._words_of(one)), then=Value(n)) for n, one in enumerate(self.stages[:-1])]
        return [models.Case(*whens, default=Value(len(whens)))] if whens else []

    def _words_of(self, stage: Stage) -> list[str]:
        return [*self._words, *(self.asked.beside if stage is Stage.FULL else ())]

    @property
    def _words(self) -> list[str]:
        return [term.has(Kind.WORD) for term in self.asked.terms if is_name(term)]

    @property
    def _visible(self) -> Any:
        return Case.objects.visible_to(self.sight).filter(self.chosen).order_by()

    @staticmethod
    def _among(seen: Any) -> Any:
        """These are found first: with what is asked beside it, the planner may leave them for last."""
        return Case.objects.filter(among(seen.values("pk"))).order_by().alias(**READ)

    def _ways(self, term: Term) -> Ways:
        return Ways(self.sight, self.named, term)

    def rarest_first(self) -> tuple["Search", list[int]]:
        """And how many there are of each that was looked at. As the database estimates it: a bad guess costs time and
        changes nothing of what is found."""
        estimates: dict[Term, int] = {}
        for term in sorted(self.asked.terms, key=_can_be_many):
            estimates[term] = self._estimate(term) if _can_be_many(term) else 0
            if estimates[term] <= RARE:
                break
        rarest = min(estimates, key=estimates.__getitem__)
        terms = (rarest, *(term for term in self.asked.terms if term is not rarest))
        return replace(self, asked=replace(self.asked, terms=terms)), sorted(estimates.values())

    def _called_in_full(self) -> int:
        words = self._words
        return _in_full_of(len(words)).estimate(**{f"word_{n}": word for n, word in enumerate(words)})

    def _estimate(self, term: Term) -> int:
        if _is_plain(term):
            return _apart(_kinds(term)).estimate(**self._filled_by(term, 0))
        return int(json.loads(self._ways(term).all_apart().explain(format="json"))[0]["Plan"]["Plan Rows"])

    def in_one_order(self) -> "Search":
        """The same words in another order are the same statement."""
        return replace(self, asked=replace(self.asked, terms=tuple(sorted(self.asked.terms, key=_place))))

    @property
    def _shape(self) -> Shape:
        return tuple(map(_kinds, self.asked.terms))

    @property
    def _filled(self) -> dict[str, Any]:
        """What fills the slots of `_fixed`."""
        filled: dict[str, Any] = {f"beside_{n}": word for n, word in enumerate(self.asked.beside)}
        for n, term in enumerate(self.asked.terms):
            filled |= self._filled_by(term, n)
        return filled

    def _filled_by(self, term: Term, n: int) -> dict[str, Any]:
        filled: dict[str, Any] = {f"means_{n}_{m}": one.value for m, one in enumerate(_meanings(term))}
        called = {f"called_{name}_{n}": self.named.ids(name, term.has(Kind.WORD)) for name in COLUMNS}
        return filled | called | {f"plain_{n}": term.plain}


def _not_in(found: Mapping[int, Hit], hits: Iterable[Hit]) -> dict[int, Hit]:
    return {hit.pk: hit for hit in hits if hit.pk not in found}


def _further(read: int, found: int) -> int:
    """How far to read the newest, where so many of these were found; 0: it isn't worth it."""
    wanted = read * 1.1 * (COUNTED_TO + 1) / found if found else NEWEST[-1] + 1
    return next((one for one in NEWEST if one > read and one >= wanted), 0)


def _in_full(words: Iterable[str]) -> Q:
    """In whose name each of the words stands as it was written."""
    return reduce(and_, (Q(words_read__contains=f" {word} ") for word in words))


def _newest_are_fewer(numbers: Iterable[int]) -> bool:
    """Whether among all cases one meets enough that have all of it, before one has read as many as have the rarest: if what
    is asked for stands in them by chance, of one word with the other."""
    rarest, *others = numbers
    cases = _CASES.estimate()
    together = rarest * prod(min(1, number / cases) for number in others)
    return rarest * together > COUNTED_TO * cases


_CASES: Final = Select(lambda: Case.objects.order_by().values("pk"), anew=True)  # to be estimated, and never read
_NOBODY: Final = Sight(User(), dt.date.min)  # how many there are is the same for whoever asks
_FEW: Final = frozenset({Kind.REF, Kind.TAIL, Kind.BSN, Kind.PHONE, Kind.BORN, Kind.POSTCODE, Kind.HOUSE})
# in which what was typed stands as it is
_PLAIN: Final = frozenset(
    {Kind.WORD, Kind.NUMBER, Kind.POSTCODE, Kind.FIGURES, Kind.REF, Kind.TAIL, Kind.YEAR, Kind.BORN, Kind.PHONE}
)


def _can_be_many(term: Term) -> bool:
    return any(meaning.kind not in _FEW for meaning in term.meanings)


def _is_plain(term: Term) -> bool:
    """A short word begins a name or an address, and is looked for otherwise."""
    whole = not is_name(term) or min(len(term.has(Kind.WORD)), len(term.plain)) >= PART
    return whole and all(meaning.kind in _PLAIN for meaning in term.meanings)


def _meanings(term: Term) -> tuple[Meaning, ...]:
    """A word is always the end of a reference too, though mostly of none: so words of any length are of one shape."""
    only_word = [one.kind for one in term.meanings] == [Kind.WORD]
    return (Meaning(Kind.TAIL, ""), *term.meanings) if only_word else term.meanings


def _kinds(term: Term) -> tuple[Kind, ...]:
    return tuple(one.kind for one in _meanings(term))


def _place(term: Term) -> tuple[Any, ...]:
    """In the order of a statement: what is looked for in one way stands together."""
    return _kinds(term), is_name(term) and bool(with_one_letter_wrong(term.has(Kind.WORD)))


@lru_cache(maxsize=200)
def _fixed(plan: Plan, shape: Shape, beside: int, guesses: tuple[str, ...]) -> Seen:
    """The statement of that plan for what can mean as much, with as many small words. What is best depends on how rare a
    word is, so it is planned each time."""
    slots = {f"beside_{n}": Slot.TEXT for n in range(beside)} | dict.fromkeys(guesses, Slot.TEXT) | _slots(shape)

    def build(sight: Sight, **given: Any) -> Any:
        asked, named = _made_of(shape, given, beside)
        return Search(sight, asked, named).rows(plan, **{name: given[name] for name in guesses})

    return Seen(f"{plan} {shape} {beside} {guesses}", build, anew=True, **slots)


@cache
def _apart(kinds: tuple[Kind, ...]) -> Select:
    """All that is found by one thing that can mean this: to be estimated, and never read."""

    def build(**given: Any) -> Any:
        asked, named = _made_of((kinds,), given)
        return Ways(_NOBODY, named, asked.terms[0]).all_apart()

    return Select(build, anew=True, **_slots((kinds,)))


@cache
def _in_full_of(number: int) -> Select:
    """People in whose name so many words stand as they were written."""
    slots = {f"word_{n}": Slot.TEXT for n in range(number)}
    return Select(lambda **words: named_in_full(words.values()).values("pk"), anew=True, **slots)


def _slots(shape: Shape) -> dict[str, Slot]:
    """Whatever there is few of and may be called so: mostly nothing is, and that is looked up at once."""
    slots: dict[str, Slot] = {}
    for n, kinds in enumerate(shape):
        slots |= {f"means_{n}_{m}": Slot.TEXT for m in range(len(kinds))} | {f"plain_{n}": Slot.TEXT}
        slots |= {f"called_{name}_{n}": Slot.IDS for name in COLUMNS}
    return slots


def _made_of(shape: Shape, given: Mapping[str, Any], beside: int = 0) -> tuple[Asked, Named]:
    """What was asked, of what fills these slots."""
    terms = [
        Term("", tuple(Meaning(kind, given[f"means_{n}_{m}"]) for m, kind in enumerate(kinds)), given[f"plain_{n}"])
        for n, kinds in enumerate(shape)
    ]
    called = {
        name: {term.has(Kind.WORD): given[f"called_{name}_{n}"] for n, term in enumerate(terms)} for name in COLUMNS
    }
    return Asked("", tuple(terms), tuple(given[f"beside_{n}"] for n in range(beside))), Named(**called)


class Found:
    """The cases that are meant: those of that name, what else fits, and where these are few what looks like it (`near`).
    Of more than are counted (`many`) the nearest and newest."""

    def __init__(self, search: Search) -> None:
        search = search.in_one_order()
        self.hits = search.hits()
        self.many = len(self.hits) > COUNTED_TO
        self.near: frozenset[int] = frozenset()
        if len(self.hits) < FEW:
            more = search.near()
            self.near = frozenset(hit.pk for hit in more)
            self.hits += more
        self.hits = self.hits[:COUNTED_TO]
