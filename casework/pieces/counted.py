"""How many pieces a file holds, and how many came since somebody looked there."""

from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q

from casework.documents.pages import DOCUMENTS
from casework.pieces.models import Piece
from casework.pieces.states import PieceState
from roles.fixed import Slot
from roles.models import Reading
from roles.policy import Sight
from roles.shape import Seen

_THERE: Final = (PieceState.WACHT, PieceState.OPGENOMEN)


def _counted(sight: Sight, *, case: int, file: int, by: int) -> Any:
    """What a colleague brought in after this visitor last opened that tab; of who never did, all of it."""
    since = Reading.objects.filter(by=by, case_id=file, part=DOCUMENTS.key, refused=False, at__gte=OuterRef("added_at"))
    new = ~Exists(since) & ~Q(added_by_id=by)
    rows = Piece.objects.visible_to(sight).filter(case=case, state__in=_THERE).order_by().values("case_id")
    return rows.annotate(n=Count("pk"), new=Count("pk", filter=new)).values_list("n", "new", named=True)


_COUNTED: Final = Seen("pieces of a case, counted", _counted, case=Slot.ID, file=Slot.ID, by=Slot.ID)


def ask_how_many(case: Any, sight: Sight) -> Iterable[Any]:
    return _COUNTED.rows(sight, case=case.pk, file=case.file_id, by=sight.user_id or 0)
