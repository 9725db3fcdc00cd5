"""A page of a list, with how many there are in all. Whatever waits for somebody can be reached, however long the list."""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

from roles.fixed import Slot
from roles.policy import Sight
from roles.shape import Seen

COUNTED_TO: Final = 1000  # beyond that the exact number helps nobody and costs a scan
_DIGITS: Final = 6  # of a page number; a longer one is no page of ours


class ListPage(Page[Any]):
    """`asked` is the number that was asked for, where there is no such page (any more): this is the last one then."""

    asked: int | None = None

    @property
    def total(self) -> str:
        """How many there are: '57', or '1000+'. Empty where nobody counted."""
        number = self.paginator.total  # type: ignore[attr-defined]
        return "" if number is None else f"{COUNTED_TO}+" if number > COUNTED_TO else str(number)


class Ahead:
    """Rows of which the first page was asked for already, by a statement of fixed shape; of another page `rows` gives the
    queryset."""

    def __init__(self, first: Iterable[Any] | None, rows: Callable[[], Any], per_page: int) -> None:
        self._first, self._rows, self._per_page = first, rows, per_page

    def __getitem__(self, part: slice) -> list[Any]:
        first, self._first = self._first, None
        if first is not None and part == slice(0, self._per_page + 1):
            return list(first)
        return list(self._rows()[part])

    def counted(self, most: int | None) -> int:
        rows = self._rows()
        if hasattr(rows, "counted"):
            return int(rows.counted(most))
        return int(rows.order_by()[:most].count())


class FirstPage:
    """A list of an anchor of which the first page is asked for by a statement of fixed shape, with what else its page
    reads: `rows` gives it, of a sight and the key of the anchor."""

    def __init__(self, name: str, rows: Callable[..., Any], per_page: int = 25) -> None:
        self._rows, self._per_page = rows, per_page
        self._first = Seen(name, lambda sight, *, anchor: rows(sight, anchor)[: per_page + 1], anchor=Slot.ID)

    def of(self, sight: Sight, anchor: int) -> Ahead:
        """Asked now, and read when it is looked at."""
        return Ahead(self._first.objects(sight, anchor=anchor), lambda: self._rows(sight, anchor), self._per_page)


def is_first(request: HttpRequest, name: str = "pagina") -> bool:
    """Whether the first page is asked for: nearly always."""
    return request.GET.get(name, "1") == "1"


class _Bounded(Paginator[Any]):
    """Knows whether there is more: one row beyond the page is fetched. Counted only where there is another page."""

    def __init__(self, rows: Any, per_page: int, number: int, *, counted: bool) -> None:
        super().__init__(rows, per_page)
        start = (number - 1) * per_page
        self._found = list(rows[start : start + per_page + 1])
        self._number = number
        self.count = start + len(self._found)
        more = len(self._found) > per_page
        self.total: int | None = self.count if not more else count_of(rows) if counted else None

    @property
    def found_none(self) -> bool:
        return not self._found

    def page(self, number: int | str) -> ListPage:
        return ListPage(self._found[: self.per_page], self._number, self)


def count_of(rows: Any) -> int:
    """How many, counted no further than just beyond `COUNTED_TO`."""
    most = COUNTED_TO + 1
    if isinstance(rows, list):
        return len(rows)
    if hasattr(rows, "counted"):
        return int(rows.counted(most))
    return int(rows.order_by()[:most].count())


def page_of(request: HttpRequest, rows: Any, per_page: int, *, name: str = "pagina", counted: bool = True) -> ListPage:
    """The page that `name` asks for in the address: one query, and one that counts where there are more pages.

    Past the end it is the last one, and says so. `counted` False where the number stands elsewhere on the page.
    """
    words = request.GET.get(name, "")
    number = max(int(words), 1) if words.isdecimal() and len(words) <= _DIGITS else 1
    found = _Bounded(rows, per_page, number, counted=counted)
    if number == 1 or not found.found_none:
        return found.page(number)
    last = max(-(-_all_of(rows) // per_page), 1)
    page = _Bounded(rows, per_page, last, counted=counted).page(last)
    page.asked = number
    return page


def _all_of(rows: Any) -> int:
    """How many exactly: somebody asked for a page that isn't there."""
    if isinstance(rows, list):
        return len(rows)
    return int(rows.counted(None) if hasattr(rows, "counted") else rows.order_by().count())
