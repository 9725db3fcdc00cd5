"""Why a case was found, said and marked on its line: as one reads it, never more than this person may see of it."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, NamedTuple

from django.contrib.postgres.search import SearchHeadline, SearchQuery
from django.db.models import prefetch_related_objects

from casework.cases.models import Case
from casework.desk.asked import Asked, Kind, Term
from casework.desk.named import PART, Named
from casework.engine.refs import REF_TAIL
from casework.people.births import days_of
from casework.people.bsn import todays_digests
from casework.people.models import NAME
from casework.people.names import search_words
from casework.people.phones import shown_phone
from casework.people.searched import name_keys, with_one_letter_wrong
from roles.actions import Action
from roles.fixed import Select, Slot, together
from roles.policy import Sight, may
from roles.shape import Seen

_START, _END = "\ue000", "\ue001"  # letters of nobody's alphabet
_WORDS: Final = 16  # of the question, around what was found
_STOPS: Final = " .,;:!?…'\"’”)"  # with which a question may end, and its last words not


class Piece(NamedTuple):
    """A part of what is shown; `hit` where it is what was looked for."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Line:
    """A case as the list shows it. `why`: 'naam, straat'; `more`: what else was found than name, birth date and kern."""

    case: Any
    name: list[Piece]
    why: str
    near: bool
    more: list[tuple[str, list[Piece]]]
    question: list[Piece]
    others: list[Any]


_SHOWN: Final = (
    *(
        "ref",
        "phase",
        "layer",
        "provision",
        "question",
        "reported_at",
        "team_id",
        "kern__name",
        "holder_organisation__name",
    ),
    *("regisseur__username", "regisseur__first_name", "regisseur__last_name"),
    *(f"person__{name}" for name in (*NAME, "birth_date", "birth_about", "bsn_digest", "phone")),
    *(f"person__{name}" for name in ("street", "postcode", "town", "secret_address", "deceased_on")),
    *("person__search_name", "person__search_address"),
)  # of what hangs on a case a list needs little; a BSN isn't even read


def as_shown(sight: Sight, asked: Asked, keys: Iterable[int]) -> tuple[list[Any], dict[int, list[Any]]]:
    """These cases in that order, with what a line shows of them, and the words of the question around what was looked for,
    marked; and by person their cases, the latest first, as far as this person may see them."""
    keys = list(keys)
    said = [term.plain for term in asked.terms if term.has(Kind.WORD) and not term.has(Kind.NUMBER)]
    with together():
        cases = _shown(len(said)).objects(keys=keys, **{f"said_{n}": word for n, word in enumerate(said)})
        same = _OF_SAME_PERSON.objects(sight, keys=keys) if asked.terms else ()
    found = {case.pk: case for case in cases}
    in_order = [found[pk] for pk in keys if pk in found]
    if any(term.has(Kind.PHONE) for term in asked.terms):
        prefetch_related_objects(in_order, "person__other_phones")
    others: dict[int, list[Any]] = {}
    for row in same:
        others.setdefault(row.person_id, []).append(row)
    return in_order, others


def _of_same_person(sight: Sight, *, keys: Any) -> Any:
    people = Case.objects.filter(pk__in=keys).order_by().values("person_id")
    rows = Case.objects.visible_to(sight).filter(person_id__in=people).only("pk", "ref", "phase", "person_id")
    return rows.order_by("-reported_at", "-pk")


_OF_SAME_PERSON: Final = Seen("of the same person as found", _of_same_person, keys=Slot.IDS)


@cache
def _shown(said: int) -> Select:
    """The statement for a question in which so many words were looked for."""

    def build(*, keys: Any, **words: str) -> Any:
        return _with_headline(list(words.values())).filter(pk__in=keys).order_by()

    slots: dict[str, Any] = {f"said_{n}": Slot.TEXT for n in range(said)}
    return Select(build, keys=Slot.IDS, **slots)


def _with_headline(said: list[str]) -> Any:
    rows = Case.objects.select_related("person", "kern", "regisseur", "holder_organisation").only(*_SHOWN)
    if not said:
        return rows
    query = SearchQuery(said[0], config="dutch")
    for word in said[1:]:
        query |= SearchQuery(word, config="dutch")
    headline = SearchHeadline(
        "question", query, config="dutch", start_sel=_START, stop_sel=_END, max_words=_WORDS, min_words=_WORDS // 2
    )
    return rows.annotate(headline=headline)


def lines(
    cases: Iterable[Any],
    *,
    sight: Sight,
    asked: Asked,
    named: Named,
    near: frozenset[int],
    others: Mapping[int, list[Any]],
) -> list[Line]:
    """Each with why it is there, and the other cases of the same person."""
    return [_line(case, sight, asked, named, case.pk in near, others) for case in cases]


def _line(case: Any, sight: Sight, asked: Asked, named: Named, near: bool, others: Mapping[int, list[Any]]) -> Line:
    whole = may(sight, Action.VIEW_FILE, case)
    question = (
        _pieces(_cut_short(case.question, getattr(case, "headline", "")) or _begin(case.question)) if whole else []
    )
    found = _Reasons(case, whole, named, any(piece.hit for piece in question))
    why, words = list[str](), set[str]()
    more: dict[str, list[Piece]] = {}
    for term in asked.terms:
        for reason, text, hits in found.of(term):
            why.append(reason)
            words |= hits if reason.startswith("naam") else set()
            if text:
                more[reason] = _marked(text, hits)
    if "naam" in why:
        words |= {one for one in asked.beside if case.person}
    same = [one for one in others.get(case.person_id, ()) if one.pk != case.pk] if case.person_id else []
    return Line(
        case=case,
        name=_marked(case.subject, words),
        why=", ".join(dict.fromkeys(why)),
        near=near,
        more=list(more.items()),
        question=question,
        others=same,
    )


Reason = tuple[str, str, set[str]]  # in a word; what is shown of it, if it doesn't stand on the line; what is marked


class _Reasons:
    """Twin of the ways of `found.py`, on one case that was found."""

    def __init__(self, case: Any, whole: bool, named: Named, said: bool) -> None:
        self.case, self.person, self.whole, self.named, self.said = case, case.person, whole, named, said

    def of(self, term: Term) -> Iterator[Reason]:
        for meaning in term.meanings:
            if meaning.kind is Kind.WORD:
                yield from self._of_a_word(term)
            else:
                yield from _OF[meaning.kind](self, meaning.value)

    def ref(self, value: str) -> Iterator[Reason]:
        if value in (self.case.ref, self.case.ref[-REF_TAIL:]):
            yield "zaaknummer", "", set()

    def bsn(self, value: str) -> Iterator[Reason]:
        if self.whole and self.person and self.person.bsn_digest in todays_digests([value]):
            yield "BSN", f"eindigt op {value[-3:]}", {value[-3:]}

    def phone(self, value: str) -> Iterator[Reason]:
        if not self.whole or not self.person:
            return
        shown = shown_phone(value)
        if self.person.phone == value:
            yield "telefoon", shown, set(search_words(shown))
        for one in self.person.other_phones.all():  # read along only where a number was asked
            if one.number == value:
                yield f"telefoon van {one.whose}", shown, set(search_words(shown))

    def born(self, value: str) -> Iterator[Reason]:
        if self.person and self.person.birth_date == dt.date.fromisoformat(value):
            yield "geboortedatum", "", set()

    def born_in(self, value: str) -> Iterator[Reason]:
        if self.person and _born_in(self.person, value):
            yield "geboortejaar" if len(value) == 4 else "geboortemaand", "", set()

    def place(self, value: str) -> Iterator[Reason]:
        """Postcode, figures or number, with what stands after them."""
        address = self.person.search_address if self.person and self.whole else ""
        first, *rest = value.split()
        if f" {first}" in address and all(f" {one} " in address for one in rest):
            yield "adres", self.person.address, {first, *rest}

    def number(self, value: str) -> Iterator[Reason]:
        if self.whole and self.person and f" {value} " in self.person.search_address:
            yield "adres", self.person.address, {value, value.replace(" ", "")}

    def _of_a_word(self, term: Term) -> Iterator[Reason]:
        word = term.has(Kind.WORD)
        if term.has(Kind.NUMBER):
            return
        yield from self._of_a_name(word)
        provision = self.case.provision.casefold()
        if provision and len(term.plain) >= PART and term.plain in provision:
            yield "naam", "", {word}
        if self.said and len(term.plain) >= PART:
            yield "de vraag", "", set()

    def _of_a_name(self, word: str) -> Iterator[Reason]:
        if self.person:
            mine = self.person.search_name.split()
            if any(_has(one, word) for one in mine):
                yield "naam", "", {word}
            elif close := [one for one in mine if _is_near(one, word)]:
                yield f"naam lijkt op ‘{word}’", "", set(close)
            address = self.person.search_address if self.whole else ""
            if (word if len(word) >= PART else f" {word} ") in address:
                yield "adres", self.person.address, {word}
        if self.case.kern_id in self.named.kernen.get(word, ()):
            yield "kern", "", set()
        if self.case.holder_organisation_id in self.named.organisations.get(word, ()):
            yield "ligt nu bij", self.case.holder_organisation.name, {word}
        if self.case.regisseur_id in self.named.colleagues.get(word, ()):
            yield "casusregisseur", "", set()


_OF: Final[Mapping[Kind, Callable[[_Reasons, str], Iterator[Reason]]]] = {
    Kind.REF: _Reasons.ref,
    Kind.TAIL: _Reasons.ref,
    Kind.BSN: _Reasons.bsn,
    Kind.PHONE: _Reasons.phone,
    Kind.BORN: _Reasons.born,
    Kind.MONTH: _Reasons.born_in,
    Kind.YEAR: _Reasons.born_in,
    Kind.POSTCODE: _Reasons.place,
    Kind.FIGURES: _Reasons.place,
    Kind.HOUSE: _Reasons.place,
    Kind.NUMBER: _Reasons.number,
}


def _has(one: str, word: str) -> bool:
    return word in one if len(word) >= PART else one.startswith(word)


def _is_near(one: str, word: str) -> bool:
    return bool(name_keys(one) & set(with_one_letter_wrong(word)))


def _born_in(person: Any, value: str) -> bool:
    if person.birth_date:
        first, last = days_of(value)
        return bool(first <= person.birth_date <= last)
    return bool(person.birth_about.removeprefix("~").startswith(value))


def _begin(question: str) -> str:
    """Its first words, where none of them was looked for."""
    words = question.split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")


def _cut_short(question: str, headline: str) -> str:
    """The words around what was found, with a mark where the question goes on: else it reads as all that was asked."""
    part = " ".join(headline.split())
    words, plain = " ".join(question.split()), part.replace(_START, "").replace(_END, "")
    if not plain:
        return ""
    goes_on = not words.rstrip(_STOPS).endswith(plain.rstrip(_STOPS))
    return f"{'' if words.startswith(plain) else '…'}{part}{'…' if goes_on else ''}"


def _pieces(headline: str) -> list[Piece]:
    parts = re.split(f"{_START}([^{_END}]*){_END}", " ".join(headline.split()))
    return [Piece(text, bool(number % 2)) for number, text in enumerate(parts) if text]


def _marked(text: str, words: set[str]) -> list[Piece]:
    """The text with the words in it that were looked for, in whatever spelling."""
    result: list[Piece] = []
    for token in re.findall(r"[^\s\-,]+|[\s\-,]+", text):
        hit = any(_has(one, word) for one in search_words(token) for word in words)
        if result and result[-1].hit == hit:
            result[-1] = Piece(result[-1].text + token, hit)
        else:
            result.append(Piece(token, hit))
    return result
