"""One row while it is judged: what its cells say, and what is wrong with them."""

import datetime as dt
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from casework.caseload.columns import fields
from casework.caseload.existing import Existing
from casework.caseload.read_file import Cells
from casework.caseload.report import Mistake
from casework.engine.fields import day_within, read_day
from casework.engine.possible_days import Days
from wijkweb.models import Organisation


class Row:
    """One row while it is judged: what is wrong is gathered, so that it can all be told at once."""

    def __init__(self, cells: Cells, existing: Existing) -> None:
        self.cells, self.existing, self.mistakes = cells, existing, list[Mistake]()

    @property
    def today(self) -> dt.date:
        return self.existing.on

    def wrong(self, column: str, words: str) -> None:
        self.mistakes.append(Mistake(self.cells.line, column, words))

    def text(self, column: str) -> str:
        """What stands there."""
        return self.cells.values.get(column, "")

    def answer(self, column: str) -> str:
        """What the field of a form makes of what stands there; empty where it finds it wrong, which is then told."""
        words = self.text(column)
        return str(self.judged(column, column, words) or "") if words else ""

    def judged(self, column: str, field: str, words: str, *, about: str = "") -> Any:
        """These words by that field: see `columns.FIELD_OF`. None where they are wrong."""
        try:
            return fields()[field].clean(words)
        except ValidationError as error:
            self.wrong(column, about + " ".join(error.messages))
            return None

    def day(self, column: str, days: Days, *, follows: str = "") -> dt.date | None:
        """A day that can be true, as any form judges it; `follows` is the column that none can precede."""
        words = self.text(column)
        if not words:
            return None
        try:
            return day_within(words, days)
        except ValidationError as error:
            day = read_day(words)
            because = f" Eerder dan {follows} kan niet." if follows and day and day < days.first else ""
            self.wrong(column, " ".join(error.messages) + because)
            return None

    def amount(self, column: str, field: str, words: str, *, about: str) -> Decimal:
        """In euros; empty is nothing."""
        return self.judged(column, field, words, about=about) or Decimal(0)

    def choice(self, column: str, *enums: type[models.TextChoices], default: str = "") -> str:
        """The value or the label of a choice, whatever its capitals."""
        words = self.text(column)
        if not words:
            return default
        value = read_choice(words, *enums)
        if not value:
            known = ", ".join(str(value) for enum in enums for value in enum.values)
            self.wrong(column, f"‘{words[:40]}’ kennen wij niet. Kies: {known}.")
        return value or default

    def one_of(self, column: str, meanings: dict[str, str], default: str) -> str:
        """What these words stand for, whatever their capitals."""
        words = self.text(column)
        if words and words.casefold() not in meanings:
            self.wrong(column, f"‘{words[:40]}’ kennen wij niet. Kies: {', '.join(meanings)}.")
        return meanings.get(words.casefold(), default)

    def yes(self, column: str) -> bool:
        words = self.text(column).casefold()
        if words not in ("", "ja", "nee"):
            self.wrong(column, "Vul ja of nee in.")
        return words == "ja"

    def organisation(self, column: str, name: str) -> Organisation | None:
        known = self.existing.organisations
        result = known.get(name.casefold())
        if result is None:
            otherwise = "Laat functioneel beheer haar toevoegen, of kies een andere."
            hint = self.existing.did_you_mean("organisatie", name, self.existing.organisation_names, otherwise)
            self.wrong(column, f"‘{name[:60]}’ kennen wij niet als organisatie. {hint}")
        return result


def read_choice(words: str, *enums: type[models.TextChoices]) -> str:
    """The value that these words, or its label, stand for; empty where there is none."""
    return _meanings(enums).get(words.casefold(), "")


@cache
def _meanings(enums: tuple[type[models.TextChoices], ...]) -> dict[str, str]:
    meant: dict[str, str] = {}
    for value, label in (choice for enum in enums for choice in enum.choices):
        meant.setdefault(str(value), str(value))
        meant.setdefault(str(label).casefold(), str(value))
    return meant
