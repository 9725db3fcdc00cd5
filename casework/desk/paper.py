"""Paper about a whole case, or about many: the summaries, and the list for the weekly meeting."""

from collections.abc import Iterator
from typing import Any, Final

from django.template.loader import render_to_string

from casework.desk import chapters, own_plan
from casework.desk.length import held_to
from casework.engine.noun import Letter

FOR_CITIZEN, FOR_PROFESSIONALS, MEETING = "samenvatting_inwoner", "samenvatting_professional", "overleg"
ROWS: Final = 10  # of a meeting's list on one page: that many always fit, so the number of pages is known beforehand


def _pages_of_summary(content: dict[str, Any]) -> Iterator[tuple[str, int]]:
    if content["for_citizen"]:
        yield own_plan.printed(content), 0
        return
    content, left_out = held_to(content)
    page = {"s": content, "chapters": chapters.printed(content), "left_out": left_out}
    yield render_to_string("desk/pdf/samenvatting.html", page), 0


def _pages_of_meeting(content: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """A page at a time, so that progress is real and a large team doesn't fill the memory of the worker."""
    cases = content["cases"]
    count = max(1, -(-len(cases) // ROWS))
    for page in range(count):
        rows = cases[page * ROWS : (page + 1) * ROWS]
        html = render_to_string("desk/pdf/overleg.html", {"s": content, "rows": rows, "page": page + 1, "pages": count})
        yield html, page * ROWS + len(rows)


LETTERS = (
    Letter(
        kind=FOR_CITIZEN,
        label="Uw vraag en uw plan",
        template=own_plan.TEMPLATE,
        letter=False,
        pages=_pages_of_summary,
    ),
    Letter(
        kind=FOR_PROFESSIONALS,
        label="Samenvatting voor professionals",
        template="desk/pdf/samenvatting.html",
        letter=False,
        citizen_reads=False,
        pages=_pages_of_summary,
    ),
    Letter(
        kind=MEETING,
        label="Zaken voor het weekoverleg",
        template="desk/pdf/overleg.html",
        letter=False,
        citizen_reads=False,
        pages=_pages_of_meeting,
    ),
)
