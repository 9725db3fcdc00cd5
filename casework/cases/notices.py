"""Whoever reported hears that it was taken up, and that it was settled: no more than that."""

from collections.abc import Iterable
from typing import Final

from casework.cases.models import Case
from casework.cases.states import CaseKind
from casework.engine.noun import Told
from casework.engine.writes import Write
from roles.models import NoticeKind

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


def _told(step: str, words: str) -> Told:
    return Told(verb=f"case.{step}", kind=NoticeKind.REPORTED, words=words, to=_reporter)


NOTICES: Final = (
    _told("take_up", TAKEN_UP),
    Told(verb="case.assign", kind=NoticeKind.REPORTED, words=TAKEN_UP, to=_reporter_of_a_question),
    *(_told(step, SETTLED) for step in ("advise", "close", "end", "merge")),
)
