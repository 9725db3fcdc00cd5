"""What our paper needs of WeasyPrint, and that this is all it is given."""

import gc
import re
from xml.etree.ElementTree import ParseError

import pytest
from django.conf import settings

from casework.documents.layout import SHEETS, as_pdf, at_one_go, lay_out

INLINE = {"a", "strong"}  # as every element is that no rule names
DRAWN = {"svg", "g", "polygon", "polyline", "line", "path", "circle", "rect", "text"}  # by a reader of its own


def of_paper() -> set[str]:
    templates = settings.BASE_DIR.glob("templates/*/pdf/*.html")
    return {name for path in templates for name in re.findall(r"<([a-z][a-z0-9]*)", path.read_text())}


def test_each_element_on_paper_is_one_that_the_style_sheet_knows():
    rules = re.sub(r"/\*.*?\*/|@page.*", "", (SHEETS / "elements.css").read_text(), flags=re.DOTALL)
    known = {name for rule in re.findall(r"([^{}]+)\{", rules) for name in re.findall(r"\b[a-z][a-z0-9]*\b", rule)}
    assert len(of_paper()) > 20
    assert of_paper() <= known | INLINE | DRAWN


def test_it_is_given_no_other():
    """What WeasyPrint's own style sheet says of an element isn't heard; there `center` is a block, as `p` is."""
    page = lay_out('<html lang="nl"><body><p>x</p><center>x</center></body></html>').pages[0]._page_box
    blocks = {box.element_tag for box in page.descendants() if type(box).__name__ == "BlockBox"}
    assert "p" in blocks
    assert "center" not in blocks


@pytest.mark.parametrize("wrong", ["<p>open", "<p><strong>x</p></strong>", "<p>Jan & Piet</p>", "<p>x<hr></p>"])
def test_html_that_is_not_well_formed_is_refused(wrong):
    with pytest.raises(ParseError):
        lay_out(f'<html lang="nl"><body>{wrong}</body></html>')


def test_the_same_html_gives_the_same_bytes():
    html = '<html lang="nl"><title>x</title><body><h1>Kop</h1><p>Tekst<br>en <strong>meer</strong></p></body></html>'
    assert as_pdf(lay_out(html)) == as_pdf(lay_out(html))


def test_rubbish_is_looked_for_again_whatever_happened():
    with at_one_go():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="x"), at_one_go():
        raise ValueError("x")
    assert gc.isenabled()
    gc.disable()
    try:
        with at_one_go():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
