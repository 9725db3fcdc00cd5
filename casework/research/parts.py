"""The parts of a research, by the letters of the law (Wmo 2015, 2.3.2 lid 4), and where the words of each stand."""

from enum import nonmember
from typing import Any

from django.db import models
from django.urls import register_converter
from django.urls.converters import StringConverter

from casework.research.states import Mark
from casework.visits.questions import About


class Part(models.TextChoices):
    """`A` to `G` as in the law. `PERSON` (characteristics and preferences) belongs to a; `LEFT` is what follows from
    b, c, e and f together. The label is the full name."""

    A = "a", About.A.label
    B = "b", About.B.label
    C = "c", About.C.label
    D = "d", About.D.label
    E = "e", About.E.label
    F = "f", About.F.label
    G = "g", About.G.label
    PERSON = "persoon", "Wie u bent en wat u wilt"
    LEFT = "over", "Wat overblijft"

    FILED = nonmember(("a", "b", "c", "d", "e", "f", "g"))  # to which a sentence can be filed
    OF_A_NEED = nonmember(("a", "b", "c", "e", "f", "over"))  # columns of a row
    COLUMNS = nonmember(("b", "c", "e", "f", "over"))  # of these, what is weighed: in the order of the courts
    OF_THE_WHOLE = nonmember(("persoon", "d", "g"))  # lines of the research itself

    @property
    def short(self) -> str:
        """'b', as on a key; what has no letter by its name."""
        return str(self.value) if len(self.value) == 1 else str(self.label).lower()

    @property
    def hint(self) -> str:
        return _HINTS[self.value]

    @property
    def column(self) -> str:
        """The column of `Need` or `Research` with its words; its mark is in `<column>_mark`."""
        return _COLUMNS[self.value]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """With which keys it can be left empty."""
        if self is Part.A:
            return ()
        return (Mark.NIETS, Mark.NIET_BESPROKEN) if self is Part.LEFT else (Mark.NIET_BESPROKEN,)

    def text_of(self, row: Any) -> str:
        return str(getattr(row, self.column))

    def mark_of(self, row: Any) -> Mark:
        return Mark(getattr(row, f"{self.column}_mark", ""))

    def is_said(self, row: Any) -> bool:
        """Whether there are words, or a key says that there are none."""
        return bool(self.text_of(row).strip()) or self.mark_of(row) != Mark.GEEN


class PartConverter(StringConverter):
    """In an address only a part that there is: the rest of what stands below a research keeps its own addresses."""

    regex = "|".join(Part.values)


register_converter(PartConverter, "part")


_HINTS = {
    "a": "wat lukt niet, hoeveel hulp",
    "b": "eigen kracht, huisgenoten",
    "c": "netwerk, mantelzorg",
    "d": "wat die zelf nodig heeft",
    "e": "wat er in de kern is",
    "f": "zorg, jeugd, werk, wonen",
    "g": "wat de inwoner gaat betalen",
    "persoon": "persoonskenmerken en voorkeuren",
    "over": "hulp van de gemeente",
}
_COLUMNS = {
    "a": "extent",
    "b": "own",
    "c": "network",
    "d": "carer",
    "e": "kern",
    "f": "other_law",
    "g": "contribution",
    "persoon": "person",
    "over": "left",
}
