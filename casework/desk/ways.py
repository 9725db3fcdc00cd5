"""By what a case is found: each meaning of what was asked as a condition on a case and its person.

Said in two ways. By an index, of what there is least of; and as a test on each row that that gives, which no index can
serve: else the planner takes one after all, for each row anew, because it thinks that there is only one row.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from operator import or_
from typing import Any, Final, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Func, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Right
from django.db.models.lookups import Exact

from casework.cases.models import Case
from casework.desk.asked import Kind, Term
from casework.desk.named import COLUMNS, PART, Named, is_name
from casework.engine.refs import REF_TAIL
from casework.people.births import days_of
from casework.people.bsn import todays_digests
from casework.people.models import OtherPhone, Person
from casework.people.searched import NameKeys
from roles.actions import Action
from roles.lookups import among
from roles.policy import Sight, which

EXACT: Final = 2
_NOT_AT_ALL: Final = -100  # whatever else it is
QUESTION: Final = SearchVector("question", config="dutch")  # as its index has it


class Columns(NamedTuple):
    """Where what is compared stands, seen from what is asked."""

    name: str
    address: str
    born: str
    about: str
    bsn: str
    person: str


OF_PERSON: Final = Columns("search_name", "search_address", "birth_date", "birth_about", "bsn_digest", "pk")
AS_READ: Final = Columns("name_read", "address_read", "born_read", "about_read", "person__bsn_digest", "person_id")
READ: Final[dict[str, Any]] = {
    "name_read": Coalesce("person__search_name", Value("")),
    "address_read": Coalesce("person__search_address", Value("")),
    "born_read": Coalesce("person__birth_date", Value(dt.date.min)),
    "about_read": Coalesce("person__birth_about", Value("")),
    "words_read": Concat(Value(" "), "person__search_name", Value(" ")),  # so that whole words can be asked for
}


class Ways:
    """All ways in which somebody may find a case by one thing that was asked."""

    def __init__(self, sight: Sight, named: Named, term: Term) -> None:
        self._sight, self._term = sight, term
        self._word = term.has(Kind.WORD) if is_name(term) else ""
        self._is_said = bool(self._word) and len(term.plain) >= PART
        self._called = {column: named.ids(name, self._word) for name, column in COLUMNS.items() if self._word}

    def test(self) -> Q:
        """On a case that they may see, with `READ` beside it."""
        said = (
            [Q(pk__in=self._questions(Case.objects.visible_to(self._sight, Action.VIEW_FILE)))] if self._is_said else []
        )
        return self._together(self._shown(AS_READ) + self._on_case(), self._in_file(AS_READ) + said)

    def by_index(self, also: Iterable[Q]) -> Q:
        """Of the cases that they may see, with `said` beside it. `also`: what else is known of the person, so that of what
        many are called not each has their cases read."""
        shown = _among_people(self._shown(OF_PERSON), also)
        in_file = _among_people(self._in_file(OF_PERSON), also)
        return self._together(shown + self._on_case(), in_file + self._said())

    def of_person(self) -> Q:
        """Whoever can be meant by it, by themselves or by one of their cases; whether that is so, is tested on the case."""
        ways = self._shown(OF_PERSON) + self._in_file(OF_PERSON)
        if of_case := self._on_case() + self._said():
            rows = Case.objects.alias(said=QUESTION).filter(_any(of_case), person__isnull=False)
            ways.append(Q(pk__in=rows.order_by().values("person_id")))
        return _any(ways)

    def all_apart(self) -> Any:
        """The people and the cases by which it is found, whoever asks: to estimate how many there are."""
        people = Person.objects.filter(_any(self._shown(OF_PERSON) + self._in_file(OF_PERSON)))
        cases = Case.objects.alias(said=QUESTION).filter(_any(self._on_case() + self._said()))
        return people.order_by().values("pk").union(cases.order_by().values("pk"), all=True)

    def exactness(self, near: str) -> models.Case:
        """On a case that they may see, with `READ` beside it: two where it is so, one less where it is with one letter wrong."""
        whens = [When(self.test(), then=Value(EXACT))] + (
            [When(words_read__regex=near, then=Value(EXACT - 1))] if near else []
        )
        return models.Case(*whens, default=Value(_NOT_AT_ALL))

    def near_by_index(self, keys: str, also: Iterable[Q]) -> Q:
        """Of the cases that they may see. Whose name has the word itself are many, and needn't be guessed."""
        rows = Person.objects.alias(keys=NameKeys("search_name")).filter(keys__overlap=_apart(keys))
        rows = rows.exclude(search_name__contains=self._word).filter(*also)
        return Q(among(rows.order_by().values("pk"), "person_id"))

    def _together(self, shown: list[Q], in_file: list[Q]) -> Q:
        """Whoever sees a case finds it by what lists show of it; by the rest, whoever may see its file."""
        return _any([*shown, which(self._sight, Action.VIEW_FILE) & _any(in_file)])

    def _shown(self, at: Columns) -> list[Q]:
        return self._by(at, _SHOWN_OF_PERSON) + ([_in_name(at, self._word)] if self._word else [])

    def _in_file(self, at: Columns) -> list[Q]:
        return self._by(at, _IN_FILE) + ([_in_address(at, self._word)] if self._word else [])

    def _by(self, at: Columns, kinds: Mapping[Kind, Callable[[Columns, str], Q]]) -> list[Q]:
        return [kinds[one.kind](at, one.value) for one in self._term.meanings if one.kind in kinds]

    def _on_case(self) -> list[Q]:
        found = [_OF_CASE[one.kind](one.value) for one in self._term.meanings if one.kind in _OF_CASE]
        found += [Q(**{f"{column}__in": sorted(ids)}) for column, ids in self._called.items() if ids]
        if self._is_said:
            found.append(~Q(provision="") & Q(provision__icontains=self._term.plain))
        return found

    def _said(self) -> list[Q]:
        return [Q(said=SearchQuery(self._term.plain, config="dutch"))] if self._is_said else []

    def _questions(self, rows: Any) -> Any:
        """Those whose question has it: found first, since to make the words of a question takes long."""
        return rows.alias(said=QUESTION).filter(*self._said()).order_by().values("pk")


def named_in_full(words: Iterable[str]) -> Any:
    """People in whose name each of these words stands as it was written."""
    rows = Person.objects.alias(keys=NameKeys("search_name")).order_by()
    return rows.filter(*(Q(keys__contains=_apart(word)) for word in words))


def _apart(words: str) -> Func:
    return Func(Value(words), Value(" "), function="STRING_TO_ARRAY", output_field=ArrayField(models.TextField()))


def _any(ways: list[Q]) -> Q:
    return reduce(or_, ways, Q(pk__in=[]))


def _among_people(ways: list[Q], also: Iterable[Q]) -> list[Q]:
    rows = Person.objects.filter(_any(ways), *also).order_by().values("pk")
    return [Q(among(rows, "person_id"))] if ways else []


# --- each of them ------------------------------------------------------------------------------------------------


def _in_name(at: Columns, word: str) -> Q:
    if len(word) >= PART:
        return Q(**{f"{at.name}__contains": word})
    return Q(**{f"{at.name}__startswith": word}) | Q(**{f"{at.name}__contains": f" {word}"})


def _in_address(at: Columns, word: str) -> Q:
    return Q(**{f"{at.address}__contains": word if len(word) >= PART else f" {word} "})


def _begins_address(at: Columns, code: str) -> Q:
    return Q(**{f"{at.address}__startswith": code})


def _day(written: str) -> Cast:
    """The database reads it: so it may stand in a statement of fixed shape, as it was typed."""
    return Cast(Value(written), models.DateField())


def _born_within(at: Columns, first: Any, last: Any, partly: Iterable[str]) -> Q:
    day = Q(**{f"{at.born}__gte": first, f"{at.born}__lte": last})
    return day | ~Q(**{at.about: ""}) & Q(**{f"{at.about}__in": list(partly)})


def _in_year(at: Columns, year: str) -> Q:
    return _born_within(
        at,
        _day(f"{year}-01-01"),
        _day(f"{year}-12-31"),
        [year, f"~{year}", *(f"{year}-{month:02}" for month in range(1, 13))],
    )


def _at_house(at: Columns, value: str) -> Q:
    code, _, number = value.partition(" ")
    return _begins_address(at, f" {code} ") & Q(**{f"{at.address}__contains": f" {number} "})


def _reached_by(at: Columns, phone: str) -> Q:
    """At their own number or another: one OR over two tables could use the index of neither."""
    own = Person.objects.filter(~Q(phone=""), phone=phone).order_by().values("pk")
    others = OtherPhone.objects.filter(number=phone).order_by().values("person_id")
    return Q(**{f"{at.person}__in": own.union(others, all=True)})


_SHOWN_OF_PERSON: Final[Mapping[Kind, Callable[[Columns, str], Q]]] = {
    Kind.BORN: lambda at, day: Q(**{at.born: _day(day)}),
    Kind.MONTH: lambda at, month: _born_within(at, *days_of(month), [month]),
    Kind.YEAR: _in_year,
}
_IN_FILE: Final[Mapping[Kind, Callable[[Columns, str], Q]]] = {
    Kind.BSN: lambda at, number: Q(**{f"{at.bsn}__in": list(todays_digests([number]))}),
    Kind.PHONE: _reached_by,
    Kind.POSTCODE: lambda at, code: _begins_address(at, f" {code} "),
    Kind.FIGURES: lambda at, figures: _begins_address(at, f" {figures}"),
    Kind.HOUSE: _at_house,
    Kind.NUMBER: lambda at, number: Q(**{f"{at.address}__contains": f" {number} "}),
}
_OF_CASE: Final[Mapping[Kind, Callable[[str], Q]]] = {
    Kind.REF: lambda ref: Q(ref=ref),
    Kind.TAIL: lambda tail: Q(Exact(Right("ref", REF_TAIL), tail)),
}
