"""Paper as a screen reader meets it: what PDF/UA asks that a program can tell. Of letters: `test_every_letter`."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from casework.desk.summary import summary
from tests.casework.documents import paper_fixtures as f

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SUMMARIES = {"samenvatting inwoner": True, "samenvatting": False}


def made(office: Any, kind: str) -> bytes:
    return f.printed(summary(f.full_case(office), for_citizen=SUMMARIES[kind], shielded=False, on=f.ON))


def nodes(node: Any) -> Iterator[Any]:
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            yield kid
            yield from nodes(kid)


def attributes(node: Any) -> dict[str, Any]:
    given = node.get("/A", {})
    found: dict[str, Any] = {}
    for one in given if isinstance(given, list) else [given]:
        found |= one.get_object()
    return found


def wrong(pdf: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    if root.get("/Lang") != "nl":
        yield f"language {root.get('/Lang')}"
    if not root["/MarkInfo"]["/Marked"] or not root["/ViewerPreferences"]["/DisplayDocTitle"]:
        yield "not tagged, or its title isn't shown"
    if b'pdfuaid:part="1"' not in root["/Metadata"].get_data() or not reader.metadata.title:
        yield "it doesn't say that it is PDF/UA, or has no title"
    yield from _wrong_structure(root)
    for number, page in enumerate(reader.pages, 1):
        if page.get("/Annots") and page.get("/Tabs") != "/S":
            yield f"page {number}: links not in the order of reading"
        for font in page["/Resources"].get("/Font", {}).values():
            inside = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            if not {"/FontFile2", "/FontFile3"} & set(inside["/FontDescriptor"].get_object()):
                yield f"page {number}: a font that isn't in it"


def _wrong_structure(root: Any) -> Iterator[str]:
    level = 0
    for node in nodes(root["/StructTreeRoot"]):
        kind = str(node["/S"])
        if kind[:2] == "/H" and kind[2:].isdigit():
            if int(kind[2:]) > level + 1:
                yield f"a heading {kind} after level {level}"
            level = int(kind[2:])
        if kind == "/TH" and not ("/Scope" in attributes(node) or node.get("/ID")):
            yield "a heading in a table that no cell can name"
        if kind == "/TD" and "/Headers" not in attributes(node):
            yield "a cell that doesn't say its headings"
        if kind == "/Figure":
            yield from _wrong_figure(node)


def _wrong_figure(node: Any) -> Iterator[str]:
    if not node.get("/Alt"):
        yield "a figure without words"
    box = attributes(node).get("/BBox")
    if box is None:
        yield "a figure without a box"
        return
    left, bottom, right, top = (float(one) for one in box)
    _, _, width, height = (float(one) for one in node["/Pg"].get_object()["/MediaBox"])
    if not (0 <= left < right <= width and 0 <= bottom < top <= height):
        yield f"a figure beside the page: {[left, bottom, right, top]}"


@pytest.mark.parametrize("kind", SUMMARIES)
def test_a_summary_is_read_aloud(office, kind: str) -> None:
    assert list(dict.fromkeys(wrong(made(office, kind)))) == []
