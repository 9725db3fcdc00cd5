"""Whoever reported hears that it was taken up, and that it was settled: no more than that."""

from collections.abc import Callable, Iterable
from typing import Final

from casework.cases.models import Case
from casework.cases.states import CaseKind
from casework.engine.noun import Told
from casework.engine.writes import Write
from roles.models import NoticeKind

Hears = Callable[[Write, Case], Iterable[int | None]]
TAKEN_UP: Final = "Uw melding is opgepakt"
SETTLED: Final = "Uw melding is afgehandeld"


def _reporter(write: Write, case: Case) -> Iterable[int | None]:
    """Who directs it hears of it as its director."""
    return (case.reported_by_id,) if case.reported_by_id != case.regisseur_id else ()


def _reporter_of_a_question(write: Write, case: Case) -> Iterable[int | None]:
    """A melding is taken up by a step of its own; of a question somebody is appointed, and once that is news."""
    if case.kind == CaseKind.MELDING or write.was("regisseur_id") is not None:
        return ()
    return _reporter(write, case)


def _reporter_of_what_is_over(write: Write, case: Case) -> Iterable[int | None]:
    return _reporter(write, case) if case.double_of_id is None else ()


def _told(step: str, words: str, to: Hears = _reporter) -> Told:
    return Told(verb=f"case.{step}", kind=NoticeKind.REPORTED, words=words, to=to)


NOTICES: Final = (
    _told("take_up", TAKEN_UP),
    Told(verb="case.assign", kind=NoticeKind.REPORTED, words=TAKEN_UP, to=_reporter_of_a_question),
    _told("merge", TAKEN_UP),  # looked at; it goes on in another case
    *(_told(step, SETTLED, _reporter_of_what_is_over) for step in ("advise", "close", "end")),
)
