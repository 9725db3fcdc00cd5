"""Who directs the case hears of a notice of default, and of what it cost."""

from collections.abc import Iterable
from typing import Final

from casework.defaults.models import DefaultNotice
from casework.engine.noun import Told
from casework.engine.writes import Write
from roles.models import NoticeKind


def _regisseur(write: Write, one: DefaultNotice) -> Iterable[int | None]:
    return (write.anchor.regisseur_id,)


NOTICES: Final = (
    Told(
        verb="default_notice.registered",
        kind=NoticeKind.ANSWER,
        words="Er kwam een ingebrekestelling binnen",
        to=_regisseur,
    ),
    Told(verb="default_notice.establish", kind=NoticeKind.ANSWER, words="Een dwangsom is vastgesteld", to=_regisseur),
)
