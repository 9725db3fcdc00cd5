"""The wijkweb of a page, as it is drawn."""

import re
from xml.etree import ElementTree as ET

import pytest

from casework.network.drawn import as_svg
from casework.network.picture import BESIDE, EMPTY_SHEET, SCREEN, Look, Somebody, web
from wijkweb.models import LifeDomain

ODD = '<b>Jan & "Piet"</b>'
PEOPLE = {str(LifeDomain.KERK): [Somebody(ODD, "buur's <i>", 3, False, 7), Somebody("Wie wegging", ended=True, key=8)]}


def texts(svg: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(svg).iter("text")]


@pytest.mark.parametrize("look", [SCREEN, BESIDE])
def test_what_people_wrote_is_words_and_nothing_else(look: Look) -> None:
    svg = as_svg(web(ODD, PEOPLE, look), base="/zaken/HW-1/wijkweb/?a=1&b=2&")
    assert "<b>" not in svg
    assert "<i>" not in svg
    words = " ".join(texts(svg))
    assert words.count("Piet") == 2  # in the middle and in their field
    assert 'href="/zaken/HW-1/wijkweb/?a=1&amp;b=2&amp;wijzig=7#formulier"' in svg


def test_it_leads_somewhere_only_where_one_may_write() -> None:
    picture = web("Toos", PEOPLE, SCREEN)
    assert "<a " not in as_svg(picture)
    ways = as_svg(picture, base="?")
    assert len(re.findall(r'class="wt-web__field"', ways)) == len(picture.drawn)
    assert len(re.findall(r'class="wt-web__tie"', ways)) == 2


def test_a_tie_that_ended_and_a_field_with_nobody_look_so() -> None:
    svg = as_svg(web("Toos", PEOPLE, SCREEN))
    assert svg.count("is-ended") == 1
    assert svg.count("is-empty") == len(LifeDomain) - 1
    assert svg.count("is-close") == 1


def test_an_empty_sheet_has_lines_to_write_on() -> None:
    svg = as_svg(web("", {}, EMPTY_SHEET), sized="sheet")
    assert 'class="wt-web wt-web--sheet"' in svg
    assert svg.count("wt-web__rule") >= EMPTY_SHEET.rules
