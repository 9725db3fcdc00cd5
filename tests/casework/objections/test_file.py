"""Its file as one PDF: what came in is bound in on pages with numbers of ours, and what is hostile has a sheet instead."""

import hashlib
import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

from casework.documents.models import Document
from casework.documents.press import printed
from casework.engine.door import perform
from casework.objections import bound
from casework.objections.taken_apart import PAGES, REFUSALS
from tests.factories import World, today

pytestmark = pytest.mark.django_db
LOCKED, LONG, BROKEN, FORM, _ = REFUSALS.values()


def pdf(pages: int = 1, *, turned: int = 0, words: str = "Stuk", change=None) -> bytes:
    """With words that can be read back, on each page."""
    writer = PdfWriter()
    for number in range(pages):
        page = writer.add_blank_page(595, 842)
        content = StreamObject()
        content.set_data(f"BT /F1 24 Tf 100 700 Td ({words} {number + 1}) Tj ET".encode())
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        f1 = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): f1})}
        )
        page[NameObject("/Contents")] = writer._add_object(content)
        page.rotate(turned)
    if change:
        change(writer)
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def photo() -> bytes:
    result = io.BytesIO()
    Image.new("RGB", (3000, 1500), "darkgreen").save(result, "JPEG")
    return result.getvalue()


def drawing(size: int):
    """On each page of some kB a drawing that unpacks to so many bytes."""

    def change(writer: PdfWriter) -> None:
        content = StreamObject()
        content.set_data(b" " * size)
        packed = writer._add_object(content.flate_encode())
        for page in writer.pages:
            page[NameObject("/Contents")] = packed

    return change


def saying(name: str, value):
    """Of each page something that can't be."""

    def change(writer: PdfWriter) -> None:
        for page in writer.pages:
            page[NameObject(name)] = value

    return change


def box(*sides: float) -> ArrayObject:
    return ArrayObject(FloatObject(side) for side in sides)


def form(writer: PdfWriter) -> None:
    field = writer._add_object(DictionaryObject())
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): ArrayObject([field])})


def kept(name: str, content: bytes) -> dict[str, str]:
    stored = default_storage.save(f"stukken/{name}", ContentFile(content))
    return {"name": stored, "sha256": hashlib.sha256(content).hexdigest()}


def test_what_came_in_stands_on_pages_with_numbers(world: World) -> None:
    case = world.case()
    world.reported(case, world.consulent)
    objection = world.objection(case, "in_behandeling", called_words="Zij belde.", called_on=today())
    for title, name, content, seen_by in (
        ("Indicatie van de huisarts", "a.pdf", pdf(3, words="Huisarts"), "inwoner"),
        ("Scan op zijn kant", "b.pdf", pdf(1, turned=90, words="Gedraaid"), "inwoner"),
        ("Foto van de trap", "c.jpg", photo(), "inwoner"),
        ("Geheime brief", "d.pdf", pdf(1, words="Geheim"), "afgeschermd"),
        ("Mail van de dochter", "e.eml", b"From: d", "inwoner"),
        ("Beveiligd rapport", "f.pdf", pdf(change=lambda writer: writer.encrypt("x")), "inwoner"),
    ):
        one = kept(name, content)
        ground = {"ground": "veiligheid"} if seen_by == "afgeschermd" else {}
        world.piece(case, title=title, seen_by=seen_by, file=one["name"], sha256=one["sha256"], **ground)
    report = Document.objects.get(case=case, kind="onderzoeksverslag")
    Document.objects.filter(pk=objection.against_id).update(snapshot=report.snapshot)
    perform(objection, "compile_file", by=world.bezwaar)
    document = Document.objects.get(case=case, kind="bezwaardossier")
    made = printed(document.snapshot)
    assert made == printed(document.snapshot)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    contents = re.findall(r"(\d+)\. ([^\n]+?) \d+ \w+\s+\d{4}\s+pagina\s+(\d+)", pages[0])
    assert len(contents) == len(document.snapshot["parts"]), pages[0]
    for number, title, page in contents:
        assert f"{number}. {title[:12]}" in pages[int(page) - 1], (title, page)
    whole = "\n".join(pages)
    for words in ("Huisarts 1", "Huisarts 3", "Gedraaid 1", "los bijgevoegd", bound.BESIDE, LOCKED):
        assert words in whole, words
    assert "Geheim" not in whole
    assert all(f"Pagina {number} van {len(pages)}" in page for number, page in enumerate(pages, 1))
    assert b"pdfuaid:part" not in PdfReader(io.BytesIO(made)).root_object["/Metadata"].get_object().get_data()


def test_what_is_hostile_has_a_sheet_and_costs_little() -> None:
    odd = kept("veranderd.pdf", pdf()) | {"sha256": "0" * 64}
    for upload, why in (
        (kept("op-slot.pdf", pdf(change=lambda writer: writer.encrypt("geheim"))), LOCKED),
        (kept("lang.pdf", pdf(PAGES + 1)), LONG),
        (kept("formulier.pdf", pdf(change=form)), FORM),
        (kept("bom.pdf", pdf(change=drawing(100 * 1024**2))), BROKEN),
        (kept("bommen.pdf", pdf(3, change=drawing(20 * 1024**2))), bound.TOO_LARGE),
        (kept("gedraaid.pdf", pdf(change=saying("/Rotate", NameObject("/Schuin")))), BROKEN),
        (kept("smal.pdf", pdf(change=saying("/MediaBox", box(0, 0, 0, 842)))), BROKEN),
        (kept("half.pdf", pdf(change=saying("/MediaBox", box(0, 0, 595)))), BROKEN),
        (kept("enorm.pdf", pdf(change=saying("/MediaBox", box(0, 0, 1e30, 1e30)))), BROKEN),
        (kept("stuk.pdf", pdf()[:300]), BROKEN),
        (kept("geen.pdf", b"%PDF-1.7\n\0\0 begins as one"), BROKEN),
        (kept("geen.jpg", b"\xff\xd8\xff not a picture"), BROKEN),
        (kept("groot.pdf", b"0" * (bound.AT_MOST + 1)), bound.TOO_LARGE),
        (kept("brief.docx", b"PK"), bound.BESIDE),
        (odd, bound.GONE),
        ({"name": "stukken/weg.pdf", "sha256": ""}, bound.GONE),
    ):
        found = bound.read({"parts": [{"upload": upload}]})["parts"][0]["taken"]
        assert (found.pages, found.why_not) == (0, why), upload["name"]


def test_what_takes_long_leaves_time_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bound, "SECONDS_TOGETHER", 0)
    found = bound.read({"parts": [{"upload": kept("traag.pdf", pdf())}]})["parts"][0]["taken"]
    assert (found.pages, found.why_not) == (0, bound.TOO_SLOW)
