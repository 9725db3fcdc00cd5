"""'Uw vraag en uw plan': the whole way in the mark, twelve points, and never more than two sheets."""

import io

import pytest
from pypdf import PdfReader

from casework.desk import own_plan
from casework.desk.summary import summary
from casework.documents import layout
from tests.casework.documents import paper_fixtures as f
from tests.casework.documents.paper_fixtures import LONG

pytestmark = pytest.mark.django_db


def of(office) -> dict:
    return summary(f.full_case(office), for_citizen=True, shielded=False, on=f.ON)


def sheets(pdf: bytes) -> list:
    return list(PdfReader(io.BytesIO(pdf)).pages)


def test_what_a_citizen_takes_home(office):
    pdf = f.printed(of(office))
    said = f.words(pdf)
    for part in (
        "Uw vraag en uw plan", "Uw vaste contact: Karin de Wit", "0186 12 34 56", "Voor Arie Kooijman",
        "24 mei 2026", "Bij de Oma's", "20 november 2026, tot nu", "Veel beter dan gehoopt",
        "uiterlijk vrijdag 4 december 2026: wij beslissen op uw aanvraag", "wij kijken samen met u hoe het gaat",
        "Dagbesteding op dinsdag", "Klopt er iets niet op dit papier?",
    ):  # fmt: skip
        assert part in said, part
    for office_word in (
        "Casusregisseur",
        "Fase",
        "Professional,",
        "Evaluatie",
        "Vertrouwelijk",
        "Meneer vertelt graag over vroeger.",
    ):
        assert office_word not in said, office_word
    assert len(sheets(pdf)) <= own_plan.SHEETS


def test_its_picture_is_the_mark_whole_on_one_page_and_its_letters_are_twelve_points(office):
    document = layout.lay_out(own_plan.printed(of(office)))
    pages = [(number, box) for number, page in enumerate(document.pages) for box in _boxes(page._page_box)]
    drawn = next(
        (number, box) for number, box in pages if box.element is not None and box.element.get("class") == "way"
    )
    assert round(drawn[1].width / drawn[1].height, 3) == round(10 / 9, 3)
    listed = {number for number, box in pages if box.element_tag == "table" and box.element.get("class") == "told"}
    assert drawn[0] in listed
    small = {box.element_tag for _, box in pages if box.element_tag in ("p", "td", "li") and _points(box) < 12}
    assert small == set()


def test_it_is_laid_out_once(office, monkeypatch):
    """To see whether it fits, and what fits is printed as it is."""
    press, asked = layout._press, []
    monkeypatch.setattr(layout, "_press", lambda: asked.append("laid out") or press())
    content = of(office)
    assert content["network"]
    f.printed(content)
    assert asked == ["laid out"]


def _boxes(box):
    yield box
    for one in box.all_children() if hasattr(box, "all_children") else ():
        yield from _boxes(one)


def _points(box) -> float:
    return round(box.style["font_size"] * layout.POINTS, 2)


@pytest.mark.parametrize("text", [f"{LONG} " * 60, "w " * 4000, "Zij vertelt dat het beter gaat. " * 200])
def test_more_than_fits_gives_way_and_says_so(office, text):
    content = of(office)
    goal = content["goals"][0] | {"wording": text}
    goal["reports"] = [goal["reports"][-1] | {"text": text}]
    content |= {
        "goals": [goal] * 30,
        "question": content["question"] | {"words": text},
        "applications": [{"what": text, "state": "Toegekend", "from": "1 mei", "to": "2 mei"}] * 20,
        "appointments": [{"on": "dinsdag", "what": text, "who": text, "state": "Gepland"}] * 20,
        "way": [one | {"holder": f"{text}{number}"} for number, one in enumerate(content["way"] * 9)],
    }
    pdf = f.printed(content)
    assert len(sheets(pdf)) <= own_plan.SHEETS
    said = f.words(pdf)
    assert "in uw dossier" in said
    assert "Dit zijn de laatste 6 stappen." in said


def test_a_snapshot_of_before_is_still_printed(office):
    before = {key: value for key, value in of(office).items() if key not in ("contact", "money", "terms", "network")}
    assert "Uw vraag en uw plan" in f.words(f.printed(before))


def test_the_municipalitys_own_logo_stands_on_paper(office, settings, tmp_path):
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#cc0000"/></svg>'
    )
    content = of(office)
    plain = f.printed(content)
    settings.WIJKTEAM_LOOK = str(tmp_path)
    layout._press.cache_clear()
    try:
        with_logo = f.printed(content)
    finally:
        settings.WIJKTEAM_LOOK = ""
        layout._press.cache_clear()
    red = b"0.8 0 0 rg"
    assert red not in _drawn(plain)
    assert red in _drawn(with_logo)


def _drawn(pdf: bytes) -> bytes:
    found = b""
    for page in sheets(pdf):
        found += page.get_contents().get_data()
        for one in page["/Resources"].get("/XObject", {}).values():
            found += one.get_object().get_data()
        for one in page["/Resources"].get("/Pattern", {}).values():
            pattern = one.get_object()
            found += pattern.get_data() if hasattr(pattern, "get_data") else b""
    return found


def test_a_letter_says_whom_to_ring(office):
    case = f.case(office)
    office.consulent.phone = "0186 57 00 12"
    office.consulent.save()
    case.regisseur = office.consulent
    assert "Uw contact Karin de Wit, 0186 57 00 12" in f.words(f.paper("bevestiging", case, None))
    case.regisseur = None
    assert "Uw contact Wijkteam Noord, 0186 12 34 56" in f.words(f.paper("bevestiging", case, None))
