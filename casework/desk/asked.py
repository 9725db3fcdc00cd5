"""What somebody typed to find a case, and all that it can mean. It knows no database and no case.

Words are read as people have them in hand: a reference over the phone, a date on a card, a number on a display. What can
mean two things means both ('1942' is a year and the figures of a postcode); what was asked together narrows down.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from stdnum.nl import bsn as bsn_rules

from casework.engine.refs import REF_ALPHABET, REF_TAIL
from casework.law.days import MONTHS
from casework.people.bsn import nine_digits
from casework.people.names import folded, search_words
from casework.people.phones import normal_phone
from casework.people.searched import with_number_apart

LONGEST: Final = 100  # characters that are read
MOST: Final = 8  # things that are looked for at once
OLDEST: Final = 1900


class Kind(StrEnum):
    """What a part of it can be; the value says so to who typed it."""

    REF = "zaaknummer"
    TAIL = "laatste vijf tekens van een zaaknummer"
    BSN = "burgerservicenummer"
    PHONE = "telefoonnummer"
    BORN = "geboortedatum"
    MONTH = "maand en jaar van geboorte"
    YEAR = "geboortejaar"
    POSTCODE = "postcode"
    FIGURES = "cijfers van een postcode"
    HOUSE = "postcode met huisnummer"
    NUMBER = "huisnummer"
    WORD = "woord"


@dataclass(frozen=True, slots=True)
class Meaning:
    """`value` in the one form in which it is compared."""

    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was asked: as typed, and what it can mean. Of a word `plain` still has its ij."""

    typed: str
    meanings: tuple[Meaning, ...]
    plain: str = ""

    def has(self, kind: Kind) -> str:
        """What it is, if it is of that kind."""
        return next((one.value for one in self.meanings if one.kind is kind), "")


@dataclass(frozen=True, slots=True)
class Asked:
    """`words`: as typed, cleaned. `beside`: small words that tell nothing by themselves, but belong to a name.
    `cut`: it was longer than what is read."""

    words: str
    terms: tuple[Term, ...] = ()
    beside: tuple[str, ...] = field(default=())
    cut: bool = False

    @property
    def for_the_log(self) -> str:
        """Without a citizen's number: that stands nowhere in the clear."""
        text = self.words
        for term in self.terms:
            if number := term.has(Kind.BSN):
                text = text.replace(term.typed, f"BSN eindigend op {number[-3:]}")
        return text


def read(text: str, today: dt.date) -> Asked:
    """Judges and parses what was typed; whatever it is, there is an answer."""
    clean = re.sub(r"\s+", " ", "".join(one if one.isprintable() else " " for one in text[: LONGEST * 4])).strip()
    words, cut = clean[:LONGEST].strip(), len(clean) > LONGEST or len(text) > LONGEST * 4
    rest, terms = words, list[Term]()
    for pattern, meant in _PARTS:
        rest = _take(rest, pattern, meant, today, terms)
    terms += _words(rest, today)
    kept = [term for term in terms if not _says_nothing(term)] or terms
    beside = tuple(term.has(Kind.WORD) for term in terms if term not in kept)
    return Asked(words, tuple(dict.fromkeys(kept))[:MOST], beside, cut)


Means = Callable[[re.Match[str], dt.date], list[Meaning]]


def _take(text: str, pattern: re.Pattern[str], meant: Means, today: dt.date, terms: list[Term]) -> str:
    """Takes what it recognises out of the text."""

    def seen(found: re.Match[str]) -> str:
        meanings = meant(found, today)
        if not meanings:
            return found[0]
        terms.append(Term(found[0].strip(), tuple(meanings)))
        return " "

    return pattern.sub(seen, text)


# --- numbers ---------------------------------------------------------------------------------------------------


def _ref(found: re.Match[str], today: dt.date) -> list[Meaning]:
    return [Meaning(Kind.REF, f"HW-{found[1]}-{found[2].upper()}")]


def _long_number(found: re.Match[str], today: dt.date) -> list[Meaning]:
    """A BSN, a phone number, or a date without marks; nine figures can be the first two."""
    digits = re.sub(r"\D", "", found[0])
    result = []
    if len(digits) in (8, 9) and "+" not in found[0] and bsn_rules.is_valid(digits):
        result.append(Meaning(Kind.BSN, nine_digits(digits)))
    if len(digits) >= 9 and (phone := normal_phone(found[0].strip())).startswith("+"):
        result.append(Meaning(Kind.PHONE, phone))
    if len(digits) == 8 and found[0].strip().isdecimal():
        day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
        result += [Meaning(Kind.BORN, one.isoformat()) for one in _days(day, month, [year], today)]
    return result


# --- dates -----------------------------------------------------------------------------------------------------


def _date(found: re.Match[str], today: dt.date) -> list[Meaning]:
    day, month, year = found[1], found[2], found[3]
    return [Meaning(Kind.BORN, one.isoformat()) for one in _days(int(day), int(month), _years(year, today), today)]


def _iso(found: re.Match[str], today: dt.date) -> list[Meaning]:
    days = _days(int(found[3]), int(found[2]), [int(found[1])], today)
    return [Meaning(Kind.BORN, one.isoformat()) for one in days]


def _named(found: re.Match[str], today: dt.date) -> list[Meaning]:
    days = _days(int(found[1]), _month(found[2]), _years(found[3], today), today)
    return [Meaning(Kind.BORN, one.isoformat()) for one in days]


def _month_and_year(found: re.Match[str], today: dt.date) -> list[Meaning]:
    month = _month(found[1]) if found[1] else int(found[2])
    year = int(found[3])
    there = 1 <= month <= 12 and OLDEST <= year <= today.year
    return [Meaning(Kind.MONTH, f"{year}-{month:02}")] if there else []


def _days(day: int, month: int, years: list[int], today: dt.date) -> Iterator[dt.date]:
    for year in years:
        try:
            one = dt.date(year, month, day)
        except ValueError:
            continue
        if one.year >= OLDEST and one <= today:
            yield one


def _years(written: str, today: dt.date) -> list[int]:
    """'58' is 1958; '08' can be a child and somebody very old."""
    year = int(written)
    return [year] if len(written) == 4 else [1900 + year, 2000 + year]


def _month(name: str) -> int:
    start = "maart" if name.casefold().startswith("mrt") else name.casefold().rstrip(".")
    return next(number for number, one in enumerate(MONTHS, 1) if one.startswith(start[:3]))


# --- addresses and words ---------------------------------------------------------------------------------------


def _postcode(found: re.Match[str], today: dt.date) -> list[Meaning]:
    figures, gap, letters, number, letter = found.groups()
    if gap and letters in _SMALL and not number and OLDEST <= int(figures) <= today.year:
        return []  # '1958 de Vries': a year and a name
    code = f"{figures}{letters}".lower().replace("ij", "y")
    if not number:
        return [Meaning(Kind.POSTCODE, code)]
    return [Meaning(Kind.HOUSE, f"{code} {number}{f' {letter.lower()}' if letter else ''}")]


def _words(text: str, today: dt.date) -> Iterator[Term]:
    parts = re.sub(r"(?<!\S)(\d{1,5}) ([a-zA-Z])(?!\S)", r"\1\2", text)  # '27 a' is one number
    for typed in parts.split():
        plain = folded(typed).split()
        for word, same in zip(search_words(typed), plain, strict=True):
            yield Term(typed if len(plain) == 1 else same, tuple(_of_a_word(word, same, today)), same)


def _of_a_word(word: str, plain: str, today: dt.date) -> Iterator[Meaning]:
    if word.isdecimal() and word.isascii():
        if len(word) == 4 and OLDEST <= int(word) <= today.year:
            yield Meaning(Kind.YEAR, word)
        if len(word) == 4 and word[0] != "0":
            yield Meaning(Kind.FIGURES, word)
        if len(word) <= 5:
            yield Meaning(Kind.NUMBER, word)
    elif re.fullmatch(r"\d{1,5}[a-z]{1,2}", word, re.ASCII):
        yield Meaning(Kind.NUMBER, with_number_apart(word))
    if len(plain) == REF_TAIL and set(plain.upper()) <= set(REF_ALPHABET):
        yield Meaning(Kind.TAIL, plain.upper())
    yield Meaning(Kind.WORD, word)


def _says_nothing(term: Term) -> bool:
    """A small word, beside others: 'van der' in 'van der Berg', 'met' in 'hulp met douchen'."""
    return term.plain in _SMALL and len(term.meanings) == 1


# as snowball's Dutch list has them, which the index of the questions leaves out, and the prefixes of names
_SMALL: Final = frozenset(
    re.findall(
        r"\w+",
        """
        de en van ik te dat die in een hij het niet zijn is was op aan met als voor had er maar om hem dan zou of wat mijn men
        dit zo door over ze zich bij ook tot je mij uit der daar haar naar heb hoe heeft hebben deze u want nog zal me zij nu ge
        geen omdat iets worden toch al waren veel meer doen toen moet ben zonder kan hun dus alles onder ja eens hier wie werd
        altijd doch wordt wezen kunnen ons zelf tegen na reeds wil kon niets uw iemand geweest andere
        den des ter ten het t s v d vd vander vanden vande la le les du da di del von zu zum zur
        """,
    )
)
_NAMES: Final = "|".join([*MONTHS, *(f"{one[:3]}\\.?" for one in MONTHS), r"mrt\.?", r"sept\.?"])
_ON, _OFF = r"(?<![\w+])", r"(?![-/.]?\w)"  # not within something longer
_I: Final = re.IGNORECASE | re.ASCII
_TAIL: Final = f"[{REF_ALPHABET}{REF_ALPHABET.lower()}]{{{REF_TAIL}}}"

# what is surest first: what one recognises, the next doesn't see
_PARTS: Final[tuple[tuple[re.Pattern[str], Means], ...]] = (
    (re.compile(rf"{_ON}hw[\s–-]*(\d{{4}})[\s–-]*([\da-z]{{{REF_TAIL}}})(?!\w)", _I), _ref),
    (re.compile(rf"{_ON}(20\d\d)[\s–-]*((?=[a-z]*\d)(?=\d*[a-z]){_TAIL})(?!\w)", _I), _ref),
    (re.compile(rf"{_ON}([12]\d{{3}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_OFF}", _I), _iso),
    (re.compile(rf"{_ON}(\d{{1,2}})\s?[-/.]\s?(\d{{1,2}})\s?[-/.]\s?(\d{{4}}|\d{{2}}){_OFF}", _I), _date),
    (re.compile(rf"{_ON}(\d{{1,2}})(?:e|ste|de)?[\s./-]*({_NAMES})[\s./-]*'?(\d{{4}}|\d{{2}}){_OFF}", _I), _named),
    (re.compile(rf"{_ON}(?:({_NAMES})\s+|(\d{{1,2}})\s?[-/.]\s?)(\d{{4}}){_OFF}", _I), _month_and_year),
    (re.compile(rf"{_ON}(\d{{1,2}}) (\d{{1,2}}) ((?:19|20)\d\d)(?![-/. ]?\w)", _I), _date),
    (re.compile(r"(?<!\w)(?:\+|\(?0)?\d(?:[\s().–-]{0,3}\d){7,14}(?!\w)", _I), _long_number),
    (re.compile(rf"{_ON}(\d{{1,2}}) (\d{{1,2}}) (\d{{4}}|\d{{2}}){_OFF}", _I), _date),
    (
        re.compile(rf"{_ON}([1-9]\d{{3}})(\s?)([a-z]{{2}})(?:[\s,]+(\d{{1,5}})[\s-]?([a-z]{{1,2}})?)?(?!\w)", _I),
        _postcode,
    ),
)
