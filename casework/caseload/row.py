"""One row while it is judged: what its cells say, and what is wrong with them."""

import datetime as dt
from typing import Final

from django.db import models

from casework.caseload.existing import Existing
from casework.caseload.read_file import Cells
from casework.caseload.report import Mistake, did_you_mean
from casework.engine.possible_days import EARLIEST, Days
from wijkweb.models import Organisation

DAY_FORMATS: Final = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y")


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
        return self.cells.values.get(column, "")

    def day(self, column: str, days: Days, *, follows: str = "") -> dt.date | None:
        """A day as 31-12-2026 or 2026-12-31 that can be true; `follows` is the column that none can precede."""
        words = self.text(column)
        if not words:
            return None
        day = read_day(words)
        if day is None:
            self.wrong(column, f"‘{words[:20]}’ is geen datum. Schrijf een datum als 31-12-2026.")
        elif day < EARLIEST:
            self.wrong(column, "Deze datum ligt te ver terug. Schrijf het jaar in vier cijfers.")
        elif day > days.last:
            self.wrong(column, "Deze datum ligt in de toekomst. Controleer dag en jaar.")
        elif day < days.first:
            self.wrong(column, f"Deze datum ligt vóór {follows} ({days.first:%d-%m-%Y}). Controleer beide datums.")
        else:
            return day
        return None

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

    def yes(self, column: str) -> bool:
        words = self.text(column).casefold()
        if words not in ("", "ja", "nee"):
            self.wrong(column, "Vul ja of nee in.")
        return words == "ja"

    def organisation(self, column: str, name: str) -> Organisation | None:
        known = self.existing.organisations
        result = known.get(name.casefold())
        if result is None:
            names = {key: one.name for key, one in known.items()}
            hint = did_you_mean(name.casefold(), names, "Laat functioneel beheer haar toevoegen, of kies een andere.")
            self.wrong(column, f"‘{name[:60]}’ kennen wij niet als organisatie. {hint}")
        return result


def read_day(words: str) -> dt.date | None:
    for pattern in DAY_FORMATS:
        try:
            return dt.datetime.strptime(words, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def read_choice(words: str, *enums: type[models.TextChoices]) -> str:
    """The value that these words, or its label, stand for; empty where there is none."""
    lower = words.casefold()
    for enum in enums:
        for value, label in enum.choices:
            if lower in (value, str(label).casefold()):
                return str(value)
    return ""
