"""Who handles complaints hears that one came in; whom it is about hears of it once they are told."""

from collections.abc import Iterable
from typing import Final

from casework.complaints.models import Complaint
from casework.engine.noun import Told
from casework.engine.writes import Write
from roles.models import NoticeKind


def _whom_it_is_about(write: Write, one: Complaint) -> Iterable[int | None]:
    return (one.person_id,) if one.told_on else ()


NOTICES: Final = (
    Told(verb="complaint.tell", kind=NoticeKind.ANSWER, words="Er is een klacht over u", to=_whom_it_is_about),
    Told(
        verb="complaint.adjourn",
        kind=NoticeKind.ANSWER,
        words="De klacht over u is verdaagd",  # 9:11 lid 2: whom it is about is told too
        to=_whom_it_is_about,
    ),
    Told(
        verb="complaint.settle",
        kind=NoticeKind.ANSWER,
        words="De klacht over u is afgehandeld",
        to=_whom_it_is_about,
    ),
)
