"""What a report needs and hasn't got: what the law asks (Wmo 2015, 2.3.2 lid 4), and never what doesn't matter here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from casework.cases.states import CaseKind
from casework.research.parts import Part
from casework.research.questions import Question, that_matter
from casework.research.states import Mark


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing: in a few words, and the place below the case where it is written ('onderzoek/ab12/b/')."""

    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Stands:
    """A research as it stands: its rows and what was asked, read once."""

    research: Any
    case: Any
    needs: tuple[Any, ...]  # of whom it is about
    carers: tuple[Any, ...]  # of who gives care
    asked: frozenset[str]

    @classmethod
    def of(cls, research: Any, case: Any) -> "Stands":
        asked = frozenset(one.question for one in research.asked.all())
        rows = tuple(research.needs.all())
        own, carers = (tuple(one for one in rows if bool(one.carer_name) is whose) for whose in (False, True))
        return cls(research, case, own, carers, asked)

    @property
    def is_of_the_law(self) -> bool:
        """After a melding of a person; a question that was reopened needs to say what is needed, and no more."""
        return self.case.kind == CaseKind.MELDING and self.case.person_id is not None

    @property
    def has_carer(self) -> bool:
        return bool(self.carers) or any(one.network.strip() for one in self.needs)

    @property
    def leaves_something(self) -> bool:
        """Whether something is left that only a maatwerkvoorziening could do."""
        return any(one.left.strip() for one in (*self.needs, *self.carers))

    @property
    def leaves_it_open(self) -> bool:
        """Whether of a need it wasn't said what is left: that nothing is needed then is too much said."""
        return any(not one.left.strip() and one.left_mark != Mark.NIETS for one in (*self.needs, *self.carers))

    @property
    def questions(self) -> tuple[Question, ...]:
        """What must have been asked here."""
        if not self.is_of_the_law:
            return ()
        return tuple(that_matter(self.case, carer=self.has_carer, left=self.leaves_something))

    def missing(self) -> list[Missing]:
        return list(self._missing())

    def _missing(self) -> Iterator[Missing]:
        if not self.needs:
            yield Missing("wat nodig is", "onderzoek/nieuw/")
        for one in self.needs:
            yield from self._of_need(one)
        if not self.is_of_the_law:
            return
        if not Part.PERSON.is_said(self.research):
            yield Missing(f"{Part.PERSON.hint}", _place(Part.PERSON))
        if self.has_carer and not self.carers and not Part.D.is_said(self.research):
            yield Missing("d. wat de mantelzorger nodig heeft", _place(Part.D))
        for one in self.carers:
            if not one.extent.strip():
                yield Missing(f"wat lukt niet bij ‘{Truncator(one.named).chars(40)}’", _place(Part.A, one))
        if self.leaves_something and not Part.G.is_said(self.research):
            yield Missing("g. eigen bijdrage", _place(Part.G))
        for question in self.questions:
            if question not in self.asked:
                yield Missing(question.asks, f"onderzoek/#vraag-{question.value}")

    def _of_need(self, need: Any) -> Iterator[Missing]:
        named = Truncator(need.what).chars(40)
        if not need.extent.strip():
            yield Missing(f"a. wat lukt niet bij ‘{named}’", _place(Part.A, need))
        if not self.is_of_the_law:
            return
        weighed = [Part(one) for one in Part.COLUMNS]
        # nothing is left, because of what is written in one of them: the others don't matter any more
        if need.left_mark == Mark.NIETS and any(one.text_of(need).strip() for one in weighed if one is not Part.LEFT):
            return
        for part in weighed:
            if not part.is_said(need):
                yield Missing(f"{_in_a_line(part)} bij ‘{named}’", _place(part, need))


def _in_a_line(part: Part) -> str:
    """'b. zelf en thuis', 'wat overblijft'."""
    letter, dot, words = part.label.rpartition(". ")
    return f"{letter}{dot}{words[0].lower()}{words[1:]}"


def _place(part: Part, need: Any = None) -> str:
    row = f"{need.public_id}/" if need is not None else ""
    return f"onderzoek/{row}{part.value}/"
