"""After opening and finishing a turn: back to the same list, filter and place, and to the next one.

Their browser keeps which list it was and the numbers of what stood there, in order: nothing of anybody, and nothing that
opens anything. What is next is looked up anew, among what this person may see.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from casework.desk.worklist_asked import Asked, asked_again, lists_of
from casework.desk.worklist_looks import keep_cookie
from casework.desk.worklist_read import PER_PAGE, to_show
from casework.engine.all_work import marked
from casework.engine.finding import sight_of
from roles.policy import Sight

_COOKIE: Final = "lijst"
_APART: Final = "|"


@dataclass(frozen=True, slots=True)
class WayBack:
    """Where the list is, and what stood next on it; '' where that was the last."""

    back: str
    next: str = ""
    what: str = ""
    whom: str = ""


def remember(answer: HttpResponse, asked: Asked, marks: Iterable[str]) -> None:
    """That this is the list from which they open something."""
    keep_cookie(answer, _COOKIE, f"{asked.query}{_APART}{'.'.join(marks)}")


def way_back(request: HttpRequest, anchor: Any) -> WayBack | None:
    """From a page of this anchor, to the list on which it stood; None where they came from elsewhere."""
    query, found, order = request.COOKIES.get(_COOKIE, "").rpartition(_APART)
    marks = order.split(".")[:PER_PAGE] if found else []
    if not marks:
        return None
    sight = sight_of(request)
    rows = _rows(marks, sight)
    here = [place for place, row in enumerate(rows) if row.anchor == anchor]
    if not here:
        return None
    asked = asked_again(query, lists_of(sight))
    done = [place for place in here if rows[place].closed_at is not None]
    after = (row for row in rows[max(done or here[:1]) + 1 :] if row.closed_at is None and row.anchor != anchor)
    return _to(asked, next(after, None))


def _rows(marks: list[str], sight: Sight) -> list[Any]:
    """What stood on the list and may still be seen, in its order; also what is done."""
    kept: dict[str, Any] = {}
    for kind, keys in marked(marks):
        rows = to_show(kind.objects.visible_to(sight).filter(pk__in=keys), sight, of_others=False, question=False)
        kept |= {row.mark: row for row in rows}
    return [kept[mark] for mark in marks if mark in kept]


def _to(asked: Asked, row: Any) -> WayBack:
    if row is None:
        return WayBack(asked.address)
    whom = row.anchor.listed if row.shown else row.kern.name
    return WayBack(f"{asked.address}#werk-{row.mark}", row.url, row.what, whom)
