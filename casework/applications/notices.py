"""Whoever directs the case hears what was decided on an application."""

from collections.abc import Iterable
from typing import Any, Final

from casework.engine.noun import Told
from casework.engine.writes import Write
from roles.models import NoticeKind


def _regisseur(write: Write, one: Any) -> Iterable[int | None]:
    return (write.anchor.regisseur_id,)


NOTICES: Final = (
    Told(verb="research.reacted", kind=NoticeKind.ANSWER, words="De inwoner reageerde op het verslag", to=_regisseur),
    Told(verb="application.received", kind=NoticeKind.ANSWER, words="Er kwam een aanvraag binnen", to=_regisseur),
    Told(verb="application.decide", kind=NoticeKind.ANSWER, words="Op een aanvraag is besloten", to=_regisseur),
    Told(
        verb="application.leave_out",
        kind=NoticeKind.ANSWER,
        words="Een aanvraag is buiten behandeling gelaten",
        to=_regisseur,
    ),
)
