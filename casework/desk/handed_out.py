"""What somebody handed to a colleague, and isn't done yet."""

from collections.abc import Iterator
from typing import Any, Final

from casework.desk.worklist_read import to_show
from casework.engine.all_work import kinds
from casework.engine.noun import PutOut
from roles.policy import Sight
from roles.shape import Seen


def _mine(sight: Sight, kind: Any) -> Any:
    return kind.objects.open().put_out_by(sight.acts_for).visible_to(sight)


def _rows(sight: Sight, kind: Any) -> Any:
    return to_show(_mine(sight, kind).order_by("due_on", "pk"), sight, of_others=False, question=True)


_HANDED: Final = Seen("put out: work handed out", _rows)


def keys(sight: Sight) -> Iterator[Any]:
    return (_mine(sight, kind).order_by().values_list("pk", named=True) for kind in kinds())


def put_out(sight: Sight) -> Iterator[PutOut]:
    asked = [_HANDED.objects(sight, kind) for kind in kinds()]
    return (_put_out(item) for rows in asked for item in rows)


def _put_out(item: Any) -> PutOut:
    return PutOut(
        anchor=item.anchor,
        what=item.what,
        whom=item.handed_to.name,
        since=item.handed_on,
        due=item.due_on,
        url=item.url,
        named=item.shown,
        asked=item.asked,
    )
