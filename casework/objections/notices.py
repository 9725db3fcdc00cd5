"""Who directs the case hears of an objection and of what came of it."""

from collections.abc import Iterable
from typing import Final

from casework.engine.noun import Told
from casework.engine.writes import Write
from casework.objections.models import Objection
from roles.models import NoticeKind


def _regisseur(write: Write, one: Objection) -> Iterable[int | None]:
    return (write.anchor.regisseur_id,)


NOTICES: Final = tuple(
    Told(verb=f"objection.{verb}", kind=NoticeKind.ANSWER, words=words, to=_regisseur)
    for verb, words in (
        ("registered", "Er kwam een bezwaar binnen"),
        ("decide", "Op een bezwaar is beslist"),
        ("withdraw", "Een bezwaar is ingetrokken"),
    )
)
