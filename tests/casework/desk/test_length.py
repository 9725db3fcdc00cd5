"""What a summary may take: a large case whole, and an enormous one within its time, with what is left out told."""

import time

import pytest

from casework.desk.length import held_to
from casework.desk.paper import FOR_PROFESSIONALS
from casework.documents import press
from tests.casework.documents import paper_fixtures as f

SENTENCE = "Zij vertelt dat het beter gaat sinds de buurvrouw elke ochtend even binnenloopt. "


def notes(text: str, count: int = 40) -> list[dict]:
    return [{"on": f"dag {number}", "by": "Karin", "text": text, "ground": ""} for number in range(count)]


def snapshot(**lists) -> dict:
    return {
        "kind": FOR_PROFESSIONALS, "title": "Samenvatting", "ref": "HW-2026-22222", "municipality": "Gemeente",
        "on": "2026-11-20", "date": "20 november", "for_citizen": False, "shielded": True, "who": [], "question": {},
        "stands": [], "way": [], "terms": [],
    } | lists  # fmt: skip


def test_what_fits_stays_whole():
    whole = snapshot(notes=notes(SENTENCE * 110), handovers=[{"need": "x"}])
    assert held_to(whole) == (whole, [])


def test_the_oldest_of_the_longest_gives_way():
    goals = [{"wording": "Doel", "reports": [{"text": "a\n" * 900} for _ in range(20)]}]
    short, said = held_to(snapshot(notes=notes("a\n" * 4500), goals=goals, handovers=[{"need": "x"}] * 3))
    assert [one["on"] for one in short["notes"]] == ["dag 39"]
    assert len(short["goals"][0]["reports"]) == 4
    assert said == ["de 39 oudste notities", "de 16 oudste verslagen bij de doelen"]
    assert len(short["handovers"]) == 3


def test_what_rows_alone_dont_shorten_ends_in_words():
    applications = [{"what": "x", "why": "a\n" * 4500} for _ in range(40)]
    short, said = held_to(snapshot(applications=applications))
    assert said == ["het einde van heel lange teksten"]
    assert all(one["why"].endswith("(de rest staat in het dossier)") for one in short["applications"])


@pytest.mark.parametrize("most", [1, 10, 100, 400])
@pytest.mark.parametrize("text", ["a\n" * 50, SENTENCE * 10, "x" * 900])
def test_it_always_becomes_as_short_as_it_should(most, text):
    short, said = held_to(snapshot(notes=notes(text), handovers=[{"need": text}] * 9), most)
    assert said
    assert short["notes"][-1]["on"] == "dag 39"


def test_the_paper_says_what_is_left_out():
    ((html, _),) = press.pages_of(snapshot(notes=notes("a\n" * 4500)))
    assert "Dit papier is niet volledig." in html
    assert "Weggelaten: de 39 oudste notities." in html
    ((html, _),) = press.pages_of(snapshot(notes=notes(SENTENCE)))
    assert "niet volledig" not in html


def cost_of(text: str) -> float:
    begin = time.process_time()
    press.lay_out(next(press.pages_of(snapshot(notes=notes(text, 4))))[0])
    return time.process_time() - begin


def test_letters_on_end_cost_what_sentences_cost():
    """Forty notes of nine thousand letters without a space took 33 seconds; with spaces five."""
    press.warm()
    ordinary = cost_of(SENTENCE * 110)
    assert cost_of("x" * 9000) < 4 * ordinary + 0.5
    assert cost_of("0123456789" * 900) < 4 * ordinary + 0.5


def test_all_letters_are_still_there():
    pdf = press.printed(snapshot(notes=notes("Donau" * 400, 1)))
    assert "Donau" * 400 in "".join(f.words(pdf).split())
