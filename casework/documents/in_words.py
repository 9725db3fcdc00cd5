"""Days and terms as paper writes them."""

import datetime as dt
from typing import Any, Final

from casework.law.models import clock
from casework.law.terms import MONTHS, Term, sentence

Json = dict[str, Any]


def _day(day: dt.date | None) -> str:
    """'4 december 2026'; empty where there is no day."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def _term(term: Term) -> Json:
    return {"on": sentence(term.on), "why": term.why}


_NUMBERS: Final = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def _length(code: str, on: dt.date) -> str:
    """'zes weken': how long a term is by the rule of that day."""
    rule = clock().rule(code, on)
    number = _NUMBERS[rule.length] if rule.length < len(_NUMBERS) else str(rule.length)
    return f"{number} {rule.unit.value}"
