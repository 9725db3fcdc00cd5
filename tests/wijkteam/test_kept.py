"""Parts of a page that are drawn once: each visitor gets what is theirs, and what is of this moment."""

import re

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory
from django.utils.safestring import mark_safe

from wijkteam.templatetags import kept

MENU = '{% load kept %}{% kept "parts/menu.html" entries=entries bar=bar %}'
ACCOUNT = '{% load kept %}{% kept "parts/account.html" knows_dark=True colours=colours chosen=chosen finds=finds %}'
COLOURS = (("", "Zoals het apparaat"), ("donker", "Donker"))


def drawn(text: str, **context) -> str:
    return Template(text).render(Context(context))


@pytest.fixture(autouse=True)
def _empty():
    kept._drawn.cache_clear()


def test_the_same_is_drawn_once_and_something_else_anew():
    entries = ({"url": "/", "label": "Werkvoorraad", "here": True, "button": False},)
    with pytest.raises(TypeError):
        drawn(MENU, entries=entries)  # what can change under us isn't kept
    flat = tuple(tuple(sorted(one.items())) for one in entries)
    assert drawn(MENU, entries=flat, bar=True) == drawn(MENU, entries=flat, bar=True)
    assert kept._drawn.cache_info().misses == 1
    assert 'class="wt-menu"' not in drawn(MENU, entries=flat, bar=False)
    assert kept._drawn.cache_info().misses == 2


def test_a_form_has_the_token_of_its_visitor_and_comes_back_to_their_page():
    ask = RequestFactory()
    given = {"colours": COLOURS, "chosen": "donker", "finds": True}
    one = drawn(ACCOUNT, csrf_token="a" * 64, request=ask.get('/zaken/HW-1/?b="2"&c=3'), **given)
    other = drawn(ACCOUNT, csrf_token="b" * 64, request=ask.get("/"), **given)
    sent = drawn(ACCOUNT, csrf_token="c" * 64, request=ask.post("/zaken/HW-2/"), **given)
    assert kept._drawn.cache_info().misses == 1
    assert set(re.findall(r'csrfmiddlewaretoken" value="(\w)', one)) == {"a"}
    assert set(re.findall(r'csrfmiddlewaretoken" value="(\w)', other)) == {"b"}
    # escaped where it is filled in; after a form was sent there is nothing to come back to
    assert 'name="waar" value="/zaken/HW-1/?b=%222%22&amp;c=3"' in one
    assert 'name="waar" value="/"' in other
    assert 'name="waar" value=""' in sent
    assert one.count('aria-pressed="true"') == 1


def test_what_one_may_use_shows_to_them_alone():
    given = {"colours": COLOURS, "chosen": ""}
    assert "Sneltoetsen" in drawn(ACCOUNT, finds=True, **given)
    assert "Sneltoetsen" not in drawn(ACCOUNT, finds=False, **given)


def test_words_that_are_safe_are_told_from_words_that_only_look_so():
    brand = '{% load kept %}{% kept "parts/brand.html" product="Wijkteam" municipality=name %}'
    assert "<b>Hoek</b>" in drawn(brand, name=mark_safe("<b>Hoek</b>"))
    assert "&lt;b&gt;Hoek&lt;/b&gt;" in drawn(brand, name="<b>Hoek</b>")


def test_it_knows_nothing_but_what_it_is_given():
    """Nothing of the page around it: not who is logged in, not what else the page shows."""
    entries = ()
    assert drawn(MENU, entries=entries, bar=True, request="iemand", case="HW-1") == drawn(
        MENU, entries=entries, bar=True
    )


def test_so_many_are_kept_and_no_more():
    brand = '{% load kept %}{% kept "parts/brand.html" product="Wijkteam" municipality=name %}'
    for number in range(3):
        drawn(brand, name=str(number))
    assert kept._drawn.cache_info().maxsize == kept.MOST


def test_another_setting_is_drawn_anew(settings):
    drawn(MENU, entries=(), bar=True)
    settings.STATIC_URL = "/elders/"
    assert kept._drawn.cache_info().currsize == 0


def test_the_frame_gives_few_names_to_the_pages_in_it():
    """What it keeps under a name stands in the page too: 'account' once showed as the account of somebody."""
    frame = get_template("base.html").template.source
    assert re.findall(r" as (\w+) %}", frame) == ["entries", "help"]
