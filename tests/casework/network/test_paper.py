"""The web in the summary: frozen, drawn at most so high, in words for who hears it, and never who is shielded."""

import json

import pytest
from pypdf import PdfReader

from casework.desk.summary import ask_summary, summary
from casework.network import paper
from casework.network.models import Contact
from tests.casework.documents import paper_fixtures as f

pytestmark = pytest.mark.django_db


def known(case, count: int) -> None:
    for number in range(count):
        domain = ("kerk", "familie", "tweedelijn")[number % 3]
        Contact.objects.create(case=case, name=f"Iemand met een lange naam {number}", relation="buur", domain=domain)


def test_it_is_a_figure_with_words_and_a_list_below_it(office, tmp_path):
    case = f.full_case(office)
    Contact.objects.filter(case=case, name="Ria Kooijman").update(tie="overleden")
    content = summary(case, for_citizen=False, shielded=False, on=f.ON)
    path = tmp_path / "summary.pdf"
    path.write_bytes(f.printed(content))
    reader = PdfReader(path)
    words = [alt for kind, alt in figures(reader.trailer["/Root"]["/StructTreeRoot"])]
    assert any("Het wijkweb. " in alt and "Familie en naasten: Ria Kooijman" in alt for alt in words)
    said = f.words(path.read_bytes())
    assert said.count("Kunst en cultuur") == 1, "drawn, though nobody is there; the list has who is"
    assert "dochter, overleden" in said


def figures(node):
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object()
        if isinstance(one, dict) and "/S" in one:
            if one["/S"] == "/Figure":
                yield "/Figure", str(one.get("/Alt"))
            yield from figures(one)


def test_however_many_there_are_it_is_no_higher_and_the_list_has_all(office):
    case = f.full_case(office)
    known(case, 40)
    content = summary(case, for_citizen=False, shielded=False, on=f.ON)
    drawn = paper.drawn(content)
    assert drawn.height <= paper.HIGHEST
    assert sum(len(field.dots) for field in drawn.drawn) < 40
    assert sum(len(group["contacts"]) for group in content["network"]) == 42
    assert "en nog" in f.words(f.printed(content))


def test_what_was_frozen_before_there_was_a_picture_is_printed_as_it_was(office):
    content = summary(f.full_case(office), for_citizen=False, shielded=False, on=f.ON)
    del content["network_of"]
    for group in content["network"]:
        del group["code"]
        for one in group["contacts"]:
            del one["size"], one["ended"]
    assert paper.drawn(content) is None
    assert "Ria Kooijman" in f.words(f.printed(content))


def test_who_is_shielded_is_only_for_professionals_who_may_see_it(office):
    case = f.full_case(office)
    case.notes.update(shielded=False)
    Contact.objects.create(case=case, name="GEHEIME OOM", domain="familie", shielded=True, ground="veiligheid")
    for citizen, shielded, there in ((True, True, False), (False, False, False), (False, True, True)):
        said = json.dumps(summary(case, for_citizen=citizen, shielded=shielded, on=f.ON))
        assert ("GEHEIME OOM" in said) is there
    assert ask_summary(case, by=office.consulent, for_citizen=False).shielded
