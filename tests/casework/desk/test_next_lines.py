"""A line of *Wat nu?*: its words, by when, and how it is done."""

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template

from casework.desk.what_now import Line, Way
from tests.factories import today

ODD = '<i>Bel "Jan" & Co</i>'
ESCAPED = "&lt;i&gt;Bel &quot;Jan&quot; &amp; Co&lt;/i&gt;"
CASE = SimpleNamespace(standing="onderzoek")


def turn(**more: Any) -> Any:
    usual = {
        "what": "Rond af", "why": "Het is klaar.", "named": "", "object_id": "", "due_on": today(), "due_why": "Zo geteld.",
        "due_at": None,
    }  # fmt: skip
    return SimpleNamespace(**(usual | more))


def drawn(line: Line, look: str = "primary") -> str:
    template = Template("{% load next_lines %}{% next_line line 2 look %}")
    return template.render(Context({"line": line, "look": look, "case": CASE, "csrf_token": "t" * 64}))


def test_every_word_is_written_as_a_word() -> None:
    odd = turn(what=ODD, why=ODD, named=ODD + "!", due_why=ODD)
    for line in (
        Line(odd, Way(ODD, '/"><i>/', short=True)),
        Line(odd, Way(ODD, '/"><i>/', asks=False)),
        Line(odd, None, (Way(ODD, '/"><i>/'), Way(ODD, '/"><i>/', asks=False))),
    ):
        html = drawn(line)
        assert "<i>" not in html
        assert ESCAPED in html


def test_a_form_that_asks_little_opens_in_its_place() -> None:
    short = drawn(Line(turn(), Way("Rond af", "/zaken/HW-1/stap/rond-af/", short=True)))
    assert 'hx-get="/zaken/HW-1/stap/rond-af/" hx-target="#plek-2"' in short
    assert 'id="plek-2"' in short
    assert "hx-get" not in drawn(Line(turn(), Way("Rond af", "/zaken/HW-1/stap/rond-af/")))


def test_where_nothing_is_asked_one_click_does_it() -> None:
    html = drawn(Line(turn(), Way("Pak op", "/zaken/HW-1/stap/pak-op/", asks=False)), look="secondary")
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))
    assert fields["csrfmiddlewaretoken"] == "t" * 64
    assert fields["expected"] == "onderzoek"
    assert len(fields["token"]) == 36
    assert 'action="/zaken/HW-1/stap/pak-op/"' in html
    assert "utrecht-button--secondary-action" in html


def test_of_more_ways_one_is_chosen() -> None:
    html = drawn(Line(turn(), None, (Way("Ken toe", "/a/"), Way("Wijs af", "/b/"))))
    assert re.findall(r'<a href="([^"]+)">([^<]+)</a>', html) == [("/a/", "Ken toe"), ("/b/", "Wijs af")]
    assert ": kies hoe</span>" in html


@pytest.mark.parametrize(("days", "look"), [(-1, ' class="wt-late"'), (0, ""), (3, ' class="wt-soon"'), (30, "")])
def test_what_is_late_or_soon_shows(days: int, look: str) -> None:
    html = drawn(Line(turn(due_on=today() + dt.timedelta(days)), Way("Rond af", "/a/")))
    assert f"<span{look}>" in html


def test_two_of_one_name_are_told_apart_by_who_hears_them() -> None:
    html = drawn(Line(turn(named="De Vaart", object_id="ab12cd34"), Way("Rond af", "/a/")))
    assert 'Rond af<span class="wt-sr">, De Vaart, ab12</span>' in html
    assert '<span class="wt-soft">De Vaart</span>' in html
    assert "De Vaart</span></div>" not in drawn(Line(turn(named="klaar"), Way("Rond af", "/a/")))  # it says so already
