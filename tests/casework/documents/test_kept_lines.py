"""A line is laid out once: what is drawn is what was laid out, and the same as WeasyPrint draws by itself."""

from typing import Any

import pytest

from casework.documents.kept_lines import Kept
from casework.documents.layout import as_pdf, lay_out

WORDS = "Zij vertelt dat het – ‘beter’ gaat, elke dag een beetje. " * 9
HTML = f"""<html lang="nl"><title>x</title><body data-municipality="Gemeente" data-title="x" data-ref="HW-1"><main>
<h1>Kop</h1><p>{WORDS}<br/>en <strong>meer {WORDS}</strong></p><p>{"Donaudampfschiff" * 40}</p><p> <br/> </p>
<ul><li>een</li><li>twee   drie</li></ul><p style="white-space: pre-line">a \n b\u2029c</p>
<p style="text-align: justify">{WORDS}</p><div class="one">{WORDS}</div></main></body></html>"""


def lines(document: Any) -> list[Kept]:
    boxes = [box for page in document.pages for box in page._page_box.descendants()]
    return [box.pango_layout for box in boxes if hasattr(box, "pango_layout")]


def test_what_is_drawn_is_what_weasyprint_draws_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.text import line_break

    kept = as_pdf(lay_out(HTML))
    assert line_break.Layout is Kept
    monkeypatch.setattr(line_break, "Layout", Kept.__base__)
    assert as_pdf(lay_out(HTML)) == kept


def test_a_line_is_kept_until_it_is_drawn() -> None:
    document = lay_out(HTML)
    assert len(lines(document)) > 20
    assert {(type(one), hasattr(one, "layout")) for one in lines(document)} == {(Kept, True)}
    as_pdf(document)
    assert {hasattr(one, "layout") for one in lines(document)} == {False}


def test_pango_does_not_begin_anew_for_it() -> None:
    """It does at each change of what it was told of the text: then the line is another."""
    from weasyprint.text.ffi import pango

    again = 0
    for one in lines(lay_out(HTML)):
        before, _ = one.get_first_line()
        pango.pango_layout_set_single_paragraph_mode(one.layout, True)  # as WeasyPrint does when it draws
        after, _ = one.get_first_line()
        again += after != before
    assert again <= 2  # what ends a paragraph itself
