"""Which cases are meant: what was asked, each by the index that it has; together they narrow down; exact before near.

Who may see that a case exists finds it by what lists show of it: name, birth date, reference, kern, who leads it and where
it lies. What stands in the file (address, phone, BSN, the question) finds it only for whoever may see that file. A secret
address isn't among what is compared at all (`people/searched.py`).
"""

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache, reduce
from operator import or_
from typing import Any, Final, NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat, Lower, Replace, Right
from django.db.models.lookups import Exact

from casework.cases.models import Case
from casework.desk.asked import Asked, Kind, Meaning, Term
from casework.engine.paging import COUNTED_TO
from casework.engine.refs import REF_TAIL
from casework.people.births import days_of
from casework.people.bsn import todays_digests
from casework.people.models import OtherPhone, Person
from casework.people.searched import NameKeys, with_one_letter_wrong
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.models import User
from roles.policy import Sight, which
from roles.shape import Seen
from wijkweb.models import Kern, Organisation

FEW: Final = 10  # with fewer than this it is looked whether a letter was wrong
PART: Final = 3  # letters that may stand anywhere in a word; fewer begin one
QUESTION: Final = SearchVector("question", config="dutch")  # as its index has it


class Hit(NamedTuple):
    """A case that is meant, and what the filters beside the list count."""

    pk: int
    phase: str
    layer: str
    kern: int
    reported_at: dt.datetime


@dataclass(frozen=True)
class Named:
    """Kernen, organisations and colleagues whose name has such a word, by word."""

    kernen: Mapping[str, frozenset[int]]
    organisations: Mapping[str, frozenset[int]]
    colleagues: Mapping[str, frozenset[int]]


@dataclass(frozen=True)
class Leg:
    """One way to find: who may see it may find by it."""

    action: Action
    way: Q

    def within(self, sight: Sight) -> Q:
        return which(sight, self.action) & self.way


class Stage(StrEnum):
    """What is nearest first: the name with all its small words, the name, all of it in whatever way."""

    FULL = "naam met alle kleine woorden"
    NAME = "naam"
    ALL = "alles"


@dataclass(frozen=True)
class Search:
    """What was asked by whom, ready to be looked for. `chosen`: the filters beside the list."""

    sight: Sight
    asked: Asked
    named: Named
    chosen: Q = field(default_factory=Q)

    @property
    def stages(self) -> list[Stage]:
        if not self._words:
            return [Stage.ALL]
        return [*([Stage.FULL] if self.asked.beside else []), Stage.NAME, Stage.ALL]

    def ways(self, stage: Stage) -> "Ways":
        match stage:
            case Stage.FULL:
                return [self._named_in_full([*self._words, *self.asked.beside])]
            case Stage.NAME:
                return [self._named_in_full(self._words)]
        return self._by_all()

    def some(self, stage: Stage) -> list[Hit]:
        """Those, as far as they are counted, sorted where that is all. Words alone, as most is asked, have a fixed shape."""
        if self.chosen or not all(_is_plain_word(term) for term in self.asked.terms):
            return _some(self.ways(stage))
        found = _fixed(stage, self._named_by_word, len(self.asked.beside)).rows(self.sight, **self._filled)
        return _sorted(found)

    @property
    def _words(self) -> list[str]:
        return [term.has(Kind.WORD) for term in self.asked.terms if _is_name(term)]

    @property
    def _named_by_word(self) -> tuple[tuple[str, ...], ...]:
        """What there is few of and is called so, by word."""
        return tuple(tuple(name for name in _COLUMNS if self._ids(name, term)) for term in self.asked.terms)

    @property
    def _filled(self) -> dict[str, Any]:
        """What fills the slots of `_slots`."""
        filled: dict[str, Any] = {f"beside_{n}": word for n, word in enumerate(self.asked.beside)}
        for n, term in enumerate(self.asked.terms):
            filled |= {f"word_{n}": term.has(Kind.WORD), f"plain_{n}": term.plain}
            filled |= {f"{name}_{n}": ids for name in _COLUMNS if (ids := self._ids(name, term))}
        return filled

    def near(self, known: Iterable[int]) -> "Ways":
        """By all of it, but one letter in one word of the name."""
        rows = self._visible().exclude(pk__in=list(known)).alias(keys=NameKeys("person__search_name"))
        return [
            rows.filter(*(self._test(other) for other in self.asked.terms if other is not term), keys__overlap=keys)
            for term in self.asked.terms
            if _is_name(term) and (keys := with_one_letter_wrong(term.has(Kind.WORD)))
        ]

    def _named_in_full(self, words: list[str]) -> Any:
        """Whose name has each of the words as it was written."""
        rows = self._visible().filter(*(self._test(term) for term in self.asked.terms if not _is_name(term)))
        whole = [Q(padded__contains=f" {word} ") for word in words]
        if any(one.everywhere for one in self.sight.holdings):  # of one team the names are read sooner than any index
            whole += [_in_name(word) for word in words]
        return rows.alias(padded=_PADDED).filter(*whole)

    def _by_all(self) -> "Ways":
        """Each way to the rarest of it by its own index, because one OR over two tables could use none of them; the others
        are looked at on what that finds."""
        first, *others = self.asked.terms
        tests = [self._test(term) for term in others]
        return [self._visible().filter(leg.within(self.sight), *tests) for leg in self._legs(first)]

    def _visible(self) -> Any:
        return Case.objects.visible_to(self.sight).filter(self.chosen).order_by()

    def rarest_first(self) -> "Search":
        """As the database estimates it: a bad guess costs time and changes nothing of what is found."""
        if len(self.asked.terms) < 2:
            return self
        terms = tuple(sorted(self.asked.terms, key=self._estimate))
        return replace(self, asked=replace(self.asked, terms=terms))

    def _estimate(self, term: Term) -> int:
        cases = Case.objects.order_by().values("pk")
        first, *others = [cases.filter(leg.way) for leg in self._legs(term)]
        rows = first.union(*others, all=True) if others else first
        return int(json.loads(rows.explain(format="json"))[0]["Plan"]["Plan Rows"])

    def _ids(self, name: str, term: Term) -> frozenset[int]:
        found: Mapping[str, frozenset[int]] = getattr(self.named, name)
        return found.get(term.has(Kind.WORD), frozenset())

    def _test(self, term: Term) -> Q:
        return reduce(or_, (leg.within(self.sight) for leg in self._legs(term)), Q(pk__in=[]))

    def _legs(self, term: Term) -> list[Leg]:
        """Every way in which a case can be meant by this."""
        result = []
        for meaning in term.meanings:
            if meaning.kind is Kind.WORD:
                result += self._by_word(term)
            else:
                action = Action.VIEW_CASE if meaning.kind in _SHOWN_IN_LISTS else Action.VIEW_FILE
                result.append(Leg(action, _WAYS[meaning.kind](meaning.value)))
        return result or [Leg(Action.VIEW_CASE, Q(pk__in=[]))]

    def _by_word(self, term: Term) -> list[Leg]:
        word, exists, file = term.has(Kind.WORD), Action.VIEW_CASE, Action.VIEW_FILE
        result = []
        if _is_name(term):
            result = [Leg(exists, _in_name(word)), Leg(file, _in_address(word))]
            for name, column in _COLUMNS.items():
                if ids := self._ids(name, term):
                    result.append(Leg(exists, Q(**{f"{column}__in": sorted(ids)})))
        if len(term.plain) >= PART and _is_name(term):
            result.append(Leg(exists, ~Q(provision="") & Q(provision__icontains=term.plain)))
            said = Case.objects.order_by().annotate(said=QUESTION).filter(said=_said(term.plain))
            result.append(Leg(file, Q(pk__in=said.values("pk"))))
        return result


_COLUMNS: Final = {
    "kernen": "kern_id",
    "organisations": "holder_organisation_id",
    "colleagues": "regisseur_id",
}
_SHOWN_IN_LISTS: Final = frozenset({Kind.REF, Kind.TAIL, Kind.BORN, Kind.MONTH, Kind.YEAR})


def _is_name(term: Term) -> bool:
    """A word, and no number that can be one."""
    return bool(term.has(Kind.WORD)) and not term.has(Kind.NUMBER)


def _is_plain_word(term: Term) -> bool:
    """A word and nothing else, which is looked for in every way there is for one."""
    if any(meaning.kind is not Kind.WORD for meaning in term.meanings):
        return False
    return _is_name(term) and len(term.has(Kind.WORD)) >= PART and len(term.plain) >= PART


@cache
def _fixed(stage: Stage, named: tuple[tuple[str, ...], ...], beside: int) -> Seen:
    """The statement of that stage for as many words, with what is called so, and as many small ones. What is best depends
    on how rare a word is, so it is planned each time."""
    slots = {f"beside_{n}": Slot.TEXT for n in range(beside)}
    for n, names in enumerate(named):
        slots |= {f"word_{n}": Slot.TEXT, f"plain_{n}": Slot.TEXT} | {f"{name}_{n}": Slot.IDS for name in names}

    def build(sight: Sight, **given: Any) -> Any:
        words = [given[f"word_{n}"] for n in range(len(named))]
        terms = [Term(word, (Meaning(Kind.WORD, word),), given[f"plain_{n}"]) for n, word in enumerate(words)]
        called = {
            name: {words[n]: given[f"{name}_{n}"] for n, names in enumerate(named) if name in names}
            for name in _COLUMNS
        }
        asked = Asked("", tuple(terms), tuple(given[f"beside_{n}"] for n in range(beside)))
        return _counted(Search(sight, asked, Named(**called)).ways(stage))

    return Seen(f"{stage} {named} {beside}", build, anew=True, **slots)


# --- the ways --------------------------------------------------------------------------------------------------


def _in_name(word: str) -> Q:
    if len(word) >= PART:
        return Q(person__search_name__contains=word)
    return Q(person__search_name__startswith=word) | Q(person__search_name__contains=f" {word}")


def _in_address(word: str) -> Q:
    return Q(person__search_address__contains=word if len(word) >= PART else f" {word} ")


def _born_within(first: dt.date, last: dt.date, partly: Iterable[str]) -> Q:
    day = Q(person__birth_date__gte=first, person__birth_date__lte=last)
    return day | ~Q(person__birth_about="") & Q(person__birth_about__in=list(partly))


def _in_year(year: str) -> Q:
    first, last = days_of(year)
    return _born_within(first, last, [year, f"~{year}", *(f"{year}-{month:02}" for month in range(1, 13))])


def _at_house(value: str) -> Q:
    code, _, number = value.partition(" ")
    return Q(person__search_address__startswith=f" {code} ", person__search_address__contains=f" {number} ")


_WAYS: Final[Mapping[Kind, Callable[[str], Q]]] = {
    Kind.REF: lambda ref: Q(ref=ref),
    Kind.TAIL: lambda tail: Q(Exact(Right("ref", REF_TAIL), tail)),
    Kind.BSN: lambda number: Q(person__bsn_digest__in=list(todays_digests([number]))),
    Kind.PHONE: lambda phone: Q(person__in=_reached_by(phone)),
    Kind.BORN: lambda day: Q(person__birth_date=day),
    Kind.MONTH: lambda month: _born_within(*days_of(month), [month]),
    Kind.YEAR: _in_year,
    Kind.POSTCODE: lambda code: Q(person__search_address__startswith=f" {code} "),
    Kind.FIGURES: lambda figures: Q(person__search_address__startswith=f" {figures}"),
    Kind.HOUSE: _at_house,
    Kind.NUMBER: lambda number: Q(person__search_address__contains=f" {number} "),
}


def _reached_by(phone: str) -> Any:
    """At their own number or another: one OR over two tables could use the index of neither."""
    own = Person.objects.filter(~Q(phone=""), phone=phone).order_by().values("pk")
    return own.union(OtherPhone.objects.filter(number=phone).order_by().values("person_id"), all=True)


def _said(word: str) -> SearchQuery:
    return SearchQuery(word, config="dutch")


# --- names of what there are few of -----------------------------------------------------------------------------


class Unaccent(Func):
    """Without accents; of the database, for tables that are read whole."""

    function = "UNACCENT"
    arity = 1
    output_field = models.CharField()


def named_like(asked: Asked) -> Named:
    """Whose name has one of the words: one query, over what there are hundreds of."""
    words = sorted({term.has(Kind.WORD) for term in asked.terms if _is_name(term)})
    found: dict[str, dict[str, set[int]]] = {name: {word: set() for word in words} for name in _COLUMNS}
    if words:
        filled = {f"word_{n}": word for n, word in enumerate(words)}
        for name, pk, plain in _called(len(words)).rows(**filled):
            for word in words:
                if word in plain if len(word) >= PART else word in plain.split():
                    found[name][word].add(pk)
    kept = {name: {word: frozenset(ids) for word, ids in by_word.items()} for name, by_word in found.items()}
    return Named(**kept)


@cache
def _called(number: int) -> Select:
    """All whose name has one of so many words."""

    def build(**words: str) -> Any:
        staff = Concat("first_name", Value(" "), "last_name")
        rows = [
            _with_words(Kern, "kernen", F("name"), words.values()),
            _with_words(Organisation, "organisations", F("name"), words.values()),
            _with_words(User, "colleagues", staff, words.values()),
        ]
        return rows[0].union(*rows[1:], all=True)

    slots: dict[str, Any] = {f"word_{n}": Slot.TEXT for n in range(number)}
    return Select(build, **slots)


def _with_words(model: Any, name: str, column: Any, words: Iterable[str]) -> Any:
    """As `names.search_words` makes them, near enough: small letters, no accents or apostrophes, ij as y."""
    plain = Replace(Replace(Unaccent(Lower(column)), Value("'"), Value("")), Value("ij"), Value("y"))
    has = reduce(or_, (Q(plain__contains=word) for word in words))
    rows = model._default_manager.order_by().annotate(plain=plain, sort=Value(name)).filter(has)
    return rows.values_list("sort", "pk", "plain")


# --- the list ----------------------------------------------------------------------------------------------------

Ways = list[Any]  # querysets that together find a stage
_PADDED: Final = Concat(Value(" "), "person__search_name", Value(" "))  # so that whole words can be asked for
_COLUMNS_OF_HIT: Final = ("pk", "phase", "layer", "kern_id", "reported_at")


class Found:
    """The cases that are meant: those of that name, what else fits, and where these are few what looks like it (`near`).

    As many as are counted are fetched in no order, which stops there however many there are. Where that is all, they are
    sorted here; where there are more (`many`), a page asks for its own rows, newest first, which their index gives.
    """

    def __init__(self, search: Search) -> None:
        self.hits: list[Hit] = []
        self.near: frozenset[int] = frozenset()
        self._complete, self._rest = 0, Ways()
        for stage in search.stages:
            if stage is Stage.ALL:
                search = search.rarest_first()
            there = {hit.pk for hit in self.hits}
            self.hits += [hit for hit in search.some(stage) if hit.pk not in there]
            if len(self.hits) > COUNTED_TO:
                self._rest = search.ways(stage)
                break
            self._complete = len(self.hits)
        self.many = bool(self._rest)
        if len(self.hits) < FEW:
            more = _some(search.near(hit.pk for hit in self.hits))
            self.near = frozenset(hit.pk for hit in more)
            self.hits += more
        self.hits = self.hits[:COUNTED_TO]

    def __len__(self) -> int:
        return len(self.hits)

    def __getitem__(self, part: slice) -> list[Hit]:
        """A part of the list, as far as it is counted."""
        if not self.many or part.stop <= self._complete:
            return self.hits[part]
        stop = min(part.stop, COUNTED_TO)
        there = {hit.pk for hit in self.hits[: self._complete]}
        rest = [hit for hit in _newest(self._rest, stop) if hit.pk not in there]
        return (self.hits[: self._complete] + rest)[part.start : stop]

    def counted(self, most: int | None) -> int:
        return len(self.hits)


def _some(ways: Ways) -> list[Hit]:
    """Those, as far as they are counted, sorted where that is all."""
    return _sorted(_counted(ways)) if ways else []


def _counted(ways: Ways) -> Any:
    lists = [rows.values_list(*_COLUMNS_OF_HIT) for rows in ways]
    rows = lists[0].union(*lists[1:], all=True) if len(lists) > 1 else lists[0]
    return rows[: COUNTED_TO + 1]


def _newest(ways: Ways, most: int) -> list[Hit]:
    """The newest of all ways together: each gives its own newest, in one statement."""
    lists = [rows.order_by("-reported_at", "-pk").values_list(*_COLUMNS_OF_HIT)[:most] for rows in ways]
    return _sorted(lists[0].union(*lists[1:], all=True) if len(lists) > 1 else lists[0])


def _sorted(rows: Iterable[Any]) -> list[Hit]:
    found = {row[0]: Hit(*row) for row in rows}
    return sorted(found.values(), key=lambda hit: (hit.reported_at, hit.pk), reverse=True)
