"""What there is few of and is called so: kernen, organisations and colleagues, by the words that were looked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from django.db.models import Value

from casework.desk.asked import Asked, Kind, Term
from roles.fixed import Select, Slot
from roles.models import User
from roles.people import PLAIN_NAME
from wijkweb.models import Kern, Organisation
from wijkweb.words import PlainWords

PART: Final = 3  # letters that may stand anywhere in a word; fewer begin one

# in which column of a case each stands
COLUMNS: Final = {
    "kernen": "kern_id",
    "organisations": "holder_organisation_id",
    "colleagues": "regisseur_id",
}


@dataclass(frozen=True)
class Named:
    """Kernen, organisations and colleagues whose name has such a word, by word."""

    kernen: Mapping[str, frozenset[int]]
    organisations: Mapping[str, frozenset[int]]
    colleagues: Mapping[str, frozenset[int]]

    def ids(self, name: str, word: str) -> frozenset[int]:
        found: Mapping[str, frozenset[int]] = getattr(self, name)
        return found.get(word, frozenset())


def is_name(term: Term) -> bool:
    """A word, and no number that can be one."""
    return bool(term.has(Kind.WORD)) and not term.has(Kind.NUMBER)


def named_like(asked: Asked) -> Named:
    """Whose name has one of the words: one query. Of a word with few letters the whole word."""
    words = sorted({term.has(Kind.WORD) for term in asked.terms if is_name(term)})
    found: dict[str, dict[str, set[int]]] = {name: {word: set() for word in words} for name in COLUMNS}
    if words:
        sought = [word if len(word) >= PART else f" {word} " for word in words]
        filled = {f"word_{n}": word for n, word in enumerate(sought)}
        for name, number, pk in _called(len(words)).rows(**filled):
            found[name][words[number]].add(pk)
    kept = {name: {word: frozenset(ids) for word, ids in by_word.items()} for name, by_word in found.items()}
    return Named(**kept)


@cache
def _called(number: int) -> Select:
    """All whose name has one of so many words, and which: each table has an index of the parts of these. Word by word, since
    to make a name plain takes longer than to look it up: of one OR the database does so for each word, row by row."""

    def build(**words: str) -> Any:
        first, *others = [
            _with_word(model, name, plain, number, word)
            for number, word in enumerate(words.values())
            for model, name, plain in (
                (Kern, "kernen", PlainWords("name")),
                (Organisation, "organisations", PlainWords("name")),
                (User, "colleagues", PLAIN_NAME),
            )
        ]
        return first.union(*others, all=True)

    slots: dict[str, Any] = {f"word_{n}": Slot.TEXT for n in range(number)}
    return Select(build, **slots)


def _with_word(model: Any, name: str, plain: Any, number: int, word: str) -> Any:
    rows = model._default_manager.order_by().alias(plain=plain).filter(plain__contains=word)
    return rows.annotate(sort=Value(name), word=Value(number)).values_list("sort", "word", "pk")
