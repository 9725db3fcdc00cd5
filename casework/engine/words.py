"""Money, days and terms as every screen and letter writes them."""

import datetime as dt
import html
from decimal import Decimal
from typing import Any, Final

from casework.law.days import MONTHS, sentence
from casework.law.models import clock
from casework.law.terms import Term

Json = dict[str, Any]
_NUMBERS: Final = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def escaped(value: Any) -> str:
    """For HTML, also what is safe already. As Django's `escape`, which looks each time whether it is to be translated
    later: the rows of a list ask it a thousand times."""
    return html.escape(str(value))


def euros(amount: Decimal | None) -> str:
    """'€ 4.850,00', never broken over two lines; what goes off 'min € 900,00': a dash isn't read aloud."""
    if amount is None:
        return "–"
    if amount < 0:
        return f"min\N{NO-BREAK SPACE}{euros(-amount)}"
    whole = f"{amount:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"€\N{NO-BREAK SPACE}{whole}"


def whole_number(number: int) -> str:
    """'20.000'."""
    return f"{number:,}".replace(",", ".")


def day_in_words(day: dt.date | None) -> str:
    """'4 december 2026'; empty where there is no day."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def period_in_words(first: dt.date, last: dt.date, on: dt.date) -> str:
    """Of help that is given in that period: what holds of it that day."""
    if on < first:
        return f"begint op {day_in_words(first)}"
    return f"loopt tot en met {day_in_words(last)}" if on <= last else f"gestopt na {day_in_words(last)}"


def term_in_words(term: Term) -> Json:
    """The last day, and how it was counted."""
    return {"on": sentence(term.on), "why": term.why}


def length_in_words(code: str, on: dt.date) -> str:
    """'zes weken': how long a term is by the rule of that day."""
    rule = clock().rule(code, on)
    number = _NUMBERS[rule.length] if rule.length < len(_NUMBERS) else str(rule.length)
    return f"{number} {rule.unit.value}"


def filled(*rows: list[str]) -> list[list[str]]:
    """Rows of a label and a value, without those that have no value."""
    return [row for row in rows if row[1]]
