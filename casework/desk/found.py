"""Which cases are meant: what was asked, each by the index that it has; together they narrow down; exact before near.

Who may see that a case exists finds it by what lists show of it: name, birth date, reference, kern, who leads it and where
it lies. What stands in the file (address, phone, BSN, the question) finds it only for whoever may see that file. A secret
address isn't among what is compared at all (`people/searched.py`).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, Final, NamedTuple

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import F, Func, Q, Value, When
from django.db.models.functions import Concat, Lower, Replace, Right
from django.db.models.lookups import Exact

from casework.cases.models import REF_TAIL, Case
from casework.desk.asked import Asked, Kind, Term
from casework.engine.paging import COUNTED_TO
from casework.people.births import days_of
from casework.people.bsn import todays_digests
from casework.people.models import Person
from casework.people.searched import NameKeys, with_one_letter_wrong
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, which
from wijkweb.models import Kern, Organisation

FEW: Final = 10  # with fewer than this it is looked whether a letter was wrong
PART: Final = 3  # letters that may stand anywhere in a word; fewer begin one
QUESTION: Final = SearchVector("question", config="dutch")  # as its index has it


class Hit(NamedTuple):
    """A case that is meant, and what the filters beside the list count. `rank`: 0 is the name as it was written."""

    pk: int
    phase: str
    layer: str
    kern: int
    rank: int


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


@dataclass(frozen=True)
class Search:
    """What was asked by whom, ready to be looked for. `chosen`: the filters beside the list."""

    sight: Sight
    asked: Asked
    named: Named
    chosen: Q = Q()

    def exact(self) -> Any:
        """By all of it, as it was written."""
        first, *others = sorted(self.asked.terms, key=self._how_many)
        rows = self._rows(self._legs(first))
        return self._told(rows.filter(*(self._test(term) for term in others)))

    def near(self) -> Any:
        """By all of it, but one letter in one word of the name. None where no word is long enough."""
        ways = [
            Leg(Action.VIEW_CASE, Q(person__in=_nearly(term.has(Kind.WORD))) & self._all_but(term))
            for term in self.asked.terms
            if _is_name(term) and with_one_letter_wrong(term.has(Kind.WORD))
        ]
        return self._told(self._rows(ways)) if ways else None

    def _rows(self, legs: Iterable[Leg]) -> Any:
        """Each way by its own index; one OR over two tables could use none of them."""
        cases = Case.objects.order_by().values("pk")
        first, *others = [cases.filter(leg.within(self.sight)) for leg in legs]
        meant = first.union(*others, all=True) if others else first
        return Case.objects.visible_to(self.sight).filter(self.chosen, pk__in=meant)

    def _told(self, rows: Any) -> Any:
        whole = [Q(padded__contains=f" {term.has(Kind.WORD)} ") for term in self.asked.terms if _is_name(term)]
        beside = [Q(padded__contains=f" {word} ") for word in self.asked.beside]
        rank: list[When] = []
        if whole:
            name = reduce(and_, whole)
            rank = [When(reduce(and_, beside, name), then=0), When(name, then=1)]
        padded = Concat(Value(" "), "person__search_name", Value(" "))
        return (
            rows.alias(padded=padded)
            .annotate(rank=models.Case(*rank, default=2, output_field=models.IntegerField()) if rank else Value(2))
            .order_by("rank", "-reported_at", "-pk")
            .values_list("pk", "phase", "layer", "kern_id", "rank")
        )

    def _how_many(self, term: Term) -> tuple[int, int]:
        """The rarest first: that one leads, the others are looked at on what it finds. Of words the longest, unless half
        the village has it."""
        kinds = [one.kind for one in term.meanings]
        often = any(self._ids(name, term) for name in ("kernen", "organisations", "colleagues"))
        return max(_RARE.index(kind) for kind in kinds) + often, -len(term.plain)

    def _ids(self, name: str, term: Term) -> frozenset[int]:
        found: Mapping[str, frozenset[int]] = getattr(self.named, name)
        return found.get(term.has(Kind.WORD), frozenset())

    def _test(self, term: Term) -> Q:
        return reduce(or_, (leg.within(self.sight) for leg in self._legs(term)), Q(pk__in=[]))

    def _all_but(self, near: Term) -> Q:
        result = Q()
        for term in self.asked.terms:
            if term is not near:
                result &= self._test(term)
        return result

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
        if len(term.plain) >= PART:
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
_RARE: Final = (
    Kind.REF, Kind.BSN, Kind.PHONE, Kind.HOUSE, Kind.BORN, Kind.POSTCODE, Kind.MONTH, Kind.TAIL, Kind.WORD, Kind.YEAR,
    Kind.FIGURES, Kind.NUMBER,
)  # fmt: skip


def _is_name(term: Term) -> bool:
    """A word, and no number that can be one."""
    return bool(term.has(Kind.WORD)) and not term.has(Kind.NUMBER)


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
    Kind.PHONE: lambda phone: ~Q(person__phone="") & Q(person__phone=phone),
    Kind.BORN: lambda day: Q(person__birth_date=day),
    Kind.MONTH: lambda month: _born_within(*days_of(month), [month]),
    Kind.YEAR: _in_year,
    Kind.POSTCODE: lambda code: Q(person__search_address__startswith=f" {code} "),
    Kind.FIGURES: lambda figures: Q(person__search_address__startswith=f" {figures}"),
    Kind.HOUSE: _at_house,
    Kind.NUMBER: lambda number: Q(person__search_address__contains=f" {number} "),
}


def _nearly(word: str) -> Any:
    """People of whose name one word differs from this by one letter."""
    keys = with_one_letter_wrong(word)
    return Person.objects.order_by().alias(keys=NameKeys("search_name")).filter(keys__overlap=keys).values("pk")


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
        staff = Concat("first_name", Value(" "), "last_name")
        rows = [
            _with_words(Kern, "kernen", F("name"), words),
            _with_words(Organisation, "organisations", F("name"), words),
            _with_words(User, "colleagues", staff, words),
        ]
        for name, pk, plain in rows[0].union(*rows[1:], all=True):
            for word in words:
                if word in plain if len(word) >= PART else word in plain.split():
                    found[name][word].add(pk)
    kept = {name: {word: frozenset(ids) for word, ids in by_word.items()} for name, by_word in found.items()}
    return Named(**kept)


def _with_words(model: Any, name: str, column: Any, words: Iterable[str]) -> Any:
    """As `names.search_words` makes them, near enough: small letters, no accents or apostrophes, ij as y."""
    plain = Replace(Replace(Unaccent(Lower(column)), Value("'"), Value("")), Value("ij"), Value("y"))
    has = reduce(or_, (Q(plain__contains=word) for word in words))
    rows = model._default_manager.order_by().annotate(plain=plain).filter(has)
    return rows.values_list(Value(name), "pk", "plain")


# --- the list ----------------------------------------------------------------------------------------------------


class Found:
    """The cases that are meant, the nearest first: all that are counted at once, and further ones when a page asks for
    them. `near` of them only look like it."""

    def __init__(self, search: Search) -> None:
        self.rows = search.exact()
        self.hits = [Hit(*row) for row in self.rows[: COUNTED_TO + 1]]
        self.near: frozenset[int] = frozenset()
        if len(self.hits) < FEW and (nearly := search.near()) is not None:
            known = [hit.pk for hit in self.hits]
            more = [Hit(*row) for row in nearly.exclude(pk__in=known)[:COUNTED_TO]]
            self.hits += more
            self.near = frozenset(hit.pk for hit in more)

    @property
    def many(self) -> bool:
        return len(self.hits) > COUNTED_TO

    def __getitem__(self, part: slice) -> list[Hit]:
        if not self.many or part.stop <= len(self.hits):
            return self.hits[part]
        return [Hit(*row) for row in self.rows[part]]

    def counted(self, most: int | None) -> int:
        return len(self.hits) if most is not None or not self.many else int(self.rows.order_by().count())
