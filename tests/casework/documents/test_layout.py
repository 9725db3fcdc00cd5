"""What our paper needs of WeasyPrint, and that this is all it is given."""

import gc
import io
import re
from xml.etree.ElementTree import ParseError

import pytest
from django.conf import settings
from pypdf import PdfReader

from casework.documents.drawn_words import SAID
from casework.documents.layout import SHEETS, _press, as_pdf, at_one_go, lay_out

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


PICTURE = """<html lang="nl"><body><svg xmlns="http://www.w3.org/2000/svg" width="200" height="50" role="img"
font-family="Source Sans 3"><title>x</title><text x="100" y="20" font-size="12"%s>Wim de Visser</text></svg></body></html>"""


def drawn(html: str) -> list[bytes]:
    """What is drawn on each page."""
    return [page.get_contents().get_data() for page in PdfReader(io.BytesIO(as_pdf(lay_out(html)))).pages]


def placed(html: str) -> int:
    """How often words or a letter are given a place on its one page, beside those at its foot."""
    (page,) = drawn(html)
    return page.count(b" Tm") - 1


@pytest.mark.parametrize("said", ["", ' text-anchor="middle" font-weight="bold" fill="#333333"'])
def test_words_in_a_picture_are_drawn_at_one_go(said):
    """WeasyPrint's own way gives each letter its place: then this is eleven."""
    assert placed(PICTURE % said) == 1


@pytest.mark.parametrize(("anchor", "left"), [("start", 100), ("middle", 65), ("end", 30)])
def test_they_stand_where_they_should(anchor, left):
    (page,) = drawn(PICTURE % f' text-anchor="{anchor}"')
    (found,) = re.findall(rb"1 0 0 -1 (\S+) 20 Tm", page)
    assert float(found) == pytest.approx(left, abs=2)


@pytest.mark.parametrize(
    "said", [' letter-spacing="3"', ' rotate="20"', ' style="letter-spacing: 3px"', ' stroke="#000000"']
)
def test_another_kind_of_picture_is_left_to_weasyprint(said):
    assert placed(PICTURE % said) == 11


def test_so_are_the_words_in_a_logo(settings, tmp_path):
    words = '<text x="1" y="20" font-size="12px">Wim de Visser</text>'
    (tmp_path / "logo.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50">{words}</svg>')
    settings.WIJKTEAM_LOOK = str(tmp_path)
    _press.cache_clear()
    try:
        pdf = as_pdf(lay_out('<html lang="nl"><body><p>x</p></body></html>'))
    finally:
        settings.WIJKTEAM_LOOK = ""
        _press.cache_clear()
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    (logo,) = page["/Resources"]["/XObject"].values()
    assert logo.get_object().get_data().count(b" Tm") == 11


def test_the_words_in_our_pictures_are_of_that_kind():
    found = [
        (path.name, name)
        for path in settings.BASE_DIR.glob("templates/*/pdf/*.html")
        for words in re.findall(r"<text [^>]*>", path.read_text())
        for name in re.findall(r" ([a-z-]+)=", words)
    ]
    assert len(found) > 20
    assert {name for _, name in found} <= set(SAID)


def test_the_mark_is_one_picture_on_each_page():
    pages = drawn('<html lang="nl"><body><p>x</p><p style="break-before: page">x</p></body></html>')
    assert [page.count(b" Do") for page in pages] == [1, 1]


def test_nothing_on_paper_is_laid_out_again_and_again():
    """What stands in a flex or a grid is laid out for each of the questions how wide and how high it is."""
    assert not re.search(r"display:\s*(inline-)?(flex|grid)|gradient|columns:", (SHEETS / "paper.css").read_text())


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
