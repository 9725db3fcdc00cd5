"""Who hears of what is shared: whoever directs the case, when it is taken back."""

from collections.abc import Iterable
from typing import Final

from casework.engine.noun import Told
from casework.engine.writes import Write
from casework.sharing.models import Sharing
from roles.models import NoticeKind


def _regisseur(write: Write, sharing: Sharing) -> Iterable[int | None]:
    return (write.anchor.regisseur_id,)


NOTICES: Final = (
    Told(
        verb="sharing.withdraw", kind=NoticeKind.ANSWER, words="Toestemming om te delen is ingetrokken", to=_regisseur
    ),
)
