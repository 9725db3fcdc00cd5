"""A birth date that is only partly known: a year, a month and year, or about when. Nothing is filled in besides.

Kept as '1941', '1941-05' or '~1941'; read as people write it: '1941', 'mei 1941', '5-1941', 'rond 1941'.
"""

import datetime as dt
import re
from typing import Any, Final

from django.core.exceptions import ValidationError

from casework.engine.day_boxes import FarDayField, in_parts
from casework.engine.fields import WordsField
from casework.law.days import MONTHS

PARTLY: Final = "Vul een jaar in, of maand en jaar. Bijvoorbeeld: 1941, mei 1941 of rond 1941."
_ABOUT: Final = 2  # years that 'rond' leaves room for, on either side
_YEAR: Final = re.compile(r"(rond|omstreeks|ongeveer|circa|ca\.?|±|~)?\s*([12]\d{3})", re.ASCII)
_MONTH: Final = re.compile(
    rf"(?:(\d{{1,2}})\s*[-/.]\s*|({'|'.join(MONTHS)})\s+)([12]\d{{3}})|([12]\d{{3}})-(\d{{2}})", re.ASCII
)


def read_partly(text: str) -> str:
    """As it is kept; empty where it is no such date."""
    words = text.strip().casefold()
    if found := _YEAR.fullmatch(words):
        return f"~{found[2]}" if found[1] else found[2]
    if found := _MONTH.fullmatch(words):
        month = int(found[1] or found[5] or 0) or MONTHS.index(found[2]) + 1
        return f"{found[3] or found[4]}-{month:02}" if 1 <= month <= 12 else ""
    return ""


def partly_in_words(kept: str) -> str:
    """'1941', 'mei 1941' or 'rond 1941'."""
    year, _, month = kept.removeprefix("~").partition("-")
    named = f"{MONTHS[int(month) - 1]} {year}" if month else year
    return f"rond {named}" if kept.startswith("~") else named


def days_of(kept: str) -> tuple[dt.date, dt.date]:
    """The first and the last day that it can be."""
    year, _, month = kept.removeprefix("~").partition("-")
    room = _ABOUT if kept.startswith("~") else 0
    first = dt.date(int(year) - room, int(month or 1), 1)
    last = dt.date(int(year) + room, int(month or 12), 28) + dt.timedelta(days=4)
    return first, last.replace(day=1) - dt.timedelta(days=1)


def agree(birth_date: dt.date | None, kept: str, other_date: dt.date | None, other_kept: str) -> bool | None:
    """Whether two birth dates can be of one person, as far as they are known; None where one isn't at all."""
    mine = (birth_date, birth_date) if birth_date else days_of(kept) if kept else None
    theirs = (other_date, other_date) if other_date else days_of(other_kept) if other_kept else None
    return None if mine is None or theirs is None else mine[0] <= theirs[1] and theirs[0] <= mine[1]


def age_on(birth: dt.date, on: dt.date) -> int:
    """Whole years on that day."""
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def check_partly(kept: str) -> None:
    """Raises ValidationError where nobody who lives was born then."""
    if kept and not 1900 <= days_of(kept)[1].year <= dt.date.today().year + _ABOUT:  # noqa: DTZ011  a year, no moment
        raise ValidationError("Dit jaar kan niet. Controleer het.")


class BirthField(FarDayField):
    """A birth date, or as much of it as is known: the boxes for the day, or for day and month, may stay empty.

    Gives a day, or what `read_partly` gives.
    """

    default_error_messages = {
        "invalid": "Vul dag, maand en jaar in cijfers in. Weet u de dag niet? Vul dan alleen maand en jaar in, of het jaar."
    }

    def to_python(self, value: Any) -> Any:
        day, month, year = in_parts(value)
        if isinstance(value, str) and year and not day:
            kept = read_partly(f"{month}-{year}" if month else year)
            if not kept or kept.startswith("~"):
                raise ValidationError(self.error_messages["invalid"], code="invalid")
            check_partly(kept)
            return kept
        return super().to_python(value)

    def validate(self, value: Any) -> None:
        if not isinstance(value, str):
            super().validate(value)


class PartlyField(WordsField):
    """What is known of a birth date, where that isn't the day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Of ongeveer geboren in", longest=20, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        kept = read_partly(text)
        if text and not kept:
            raise ValidationError(PARTLY)
        check_partly(kept)
        return kept

    def prepare_value(self, value: Any) -> Any:
        kept = isinstance(value, str) and re.fullmatch(r"~?\d{4}|\d{4}-\d{2}", value)
        return partly_in_words(value) if kept else value
