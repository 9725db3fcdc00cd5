"""Whoever took it down hears what became of it, not what was said."""

from collections.abc import Iterable
from typing import Final

from casework.callbacks.models import CallBack
from casework.engine.noun import Told
from casework.engine.writes import Write
from roles.models import NoticeKind


def _taker(write: Write, one: CallBack) -> Iterable[int | None]:
    return (one.taken_by_id,)


NOTICES: Final = (
    Told(verb="call_back.call", kind=NoticeKind.ANSWER, words="Er is teruggebeld", to=_taker),
    Told(verb="call_back.drop", kind=NoticeKind.ANSWER, words="Een terugbelverzoek is vervallen", to=_taker),
)
