"""A page of a list, without counting all of it."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest


class _Bounded(Paginator[Any]):
    """Knows only whether there is more: one row beyond the page is fetched, nothing is counted."""

    def __init__(self, rows: Any, per_page: int, number: int) -> None:
        super().__init__(rows, per_page)
        start = (number - 1) * per_page
        self._found = list(rows[start : start + per_page + 1])
        self._number = number
        self.count = start + len(self._found)

    def page(self, number: int | str) -> Page[Any]:
        return Page(self._found[: self.per_page], self._number, self)


def page_of(request: HttpRequest, rows: Any, per_page: int, *, name: str = "pagina") -> Page[Any]:
    """The asked page; one query. `page.has_next` says whether there is more. Far pages are cut off: nobody reads those."""
    words = request.GET.get(name, "")
    number = min(max(int(words), 1), 400) if words.isdecimal() and len(words) < 6 else 1
    return _Bounded(rows, per_page, number).page(number)
