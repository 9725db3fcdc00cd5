"""Who hears what became of a voorlopige indicatie: who drafted it, and of a review who issued it."""

from collections.abc import Iterable
from typing import Final

from casework.engine.noun import Told
from casework.engine.writes import Write
from casework.indicaties.models import VoorlopigeIndicatie
from roles.models import NoticeKind


def _drafter(write: Write, one: VoorlopigeIndicatie) -> Iterable[int | None]:
    return (one.made_by_id,)


def _issuer(write: Write, one: VoorlopigeIndicatie) -> Iterable[int | None]:
    return (one.issued_by_id,)


NOTICES: Final = (
    Told(verb="indicatie.issue_and_give", kind=NoticeKind.ANSWER, words="Uw indicatie is afgegeven", to=_drafter),
    Told(verb="indicatie.issue", kind=NoticeKind.ANSWER, words="Uw indicatie is afgegeven", to=_drafter),
    Told(verb="indicatie.send_back", kind=NoticeKind.ANSWER, words="Uw indicatie is teruggegeven", to=_drafter),
    Told(verb="indicatie.review", kind=NoticeKind.ANSWER, words="Uw indicatie is getoetst", to=_issuer),
)
