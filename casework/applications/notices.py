"""Whoever directs the case hears what was decided on an application."""

from collections.abc import Iterable
from typing import Final

from casework.applications.models import Application
from casework.engine.noun import Told
from casework.engine.writes import Write
from roles.models import NoticeKind


def _regisseur(write: Write, one: Application) -> Iterable[int | None]:
    return (write.anchor.regisseur_id,)


NOTICES: Final = (
    Told(verb="application.grant", kind=NoticeKind.ANSWER, words="Een aanvraag is toegekend", to=_regisseur),
    Told(verb="application.reject", kind=NoticeKind.ANSWER, words="Een aanvraag is afgewezen", to=_regisseur),
    Told(
        verb="application.leave_out",
        kind=NoticeKind.ANSWER,
        words="Een aanvraag is buiten behandeling gelaten",
        to=_regisseur,
    ),
)
