"""What holds of every form and page: the browser fills in nobody else, no wheel changes a number, each has its own title."""

import re

import pytest
from django import forms
from django.template import Context, Template

from casework.engine import drawn_fields
from casework.engine.forms import form_for
from casework.engine.machine import steps_of
from roles.policy import sight
from tests.factories import World
from tests.pages.browser import as_, words

PLACES = (
    "/zaken/nieuw/",
    "CASE/doelen/nieuw/",
    "CASE/overdrachten/nieuw/",
    "CASE/indicaties/nieuw/",
    "CASE/aanvragen/nieuw/",
    "CASE/vangnet/nieuw/",
    "CASE/wijkweb/nieuw/",
    "CASE/gegevens/wijzigen/",
    "CASE/gegevens/vertegenwoordiger/",
    "CASE/stukken/nieuw/",
    "CASE/afspraken/nieuw/",
)


@pytest.fixture
def case(world: World):
    return world.case("onderzoek")


def every_input(page: str) -> list[str]:
    inputs = re.findall(r"<(?:input|textarea|select)\b[^>]*>", page)
    return [one for one in inputs if 'type="hidden"' not in one and 'type="file"' not in one and 'name="q"' not in one]


@pytest.mark.parametrize("place", PLACES)
def test_the_browser_fills_in_nobody_else(client, world: World, case, place: str) -> None:
    page = as_(client, world.consulent).get(place.replace("CASE/", case.get_absolute_url()))
    assert page.status_code == 200
    found = every_input(words(page))
    assert found
    typed = [one for one in found if 'type="radio"' not in one and 'type="checkbox"' not in one]
    assert [one for one in typed if 'autocomplete="off"' not in one] == []
    assert 'type="number"' not in words(page)


def test_every_field_of_every_step_too(world: World) -> None:
    case = world.case("onderzoek")
    who = sight(world.consulent)
    seen = 0
    for obj in (case, *world.one_of_each(case)):
        for declared in steps_of(type(obj)):
            for name, field in form_for(type(obj), declared)(obj=obj, sight=who).fields.items():
                assert field.widget.attrs.get("autocomplete") == "off", (declared.name, name)
                assert not isinstance(field.widget, forms.NumberInput), (declared.name, name)
                seen += 1
    assert seen > 30


def title(page: str) -> str:
    return re.search(r"<title>(.*?)</title>", page, re.DOTALL).group(1)


def test_each_tab_of_a_case_and_each_document_has_its_own_title(client, world: World, case) -> None:
    as_(client, world.consulent)
    first = client.get(case.get_absolute_url())
    places = [one["url"] for one in first.context["tablist"]]
    papers = [world.document(case, kind).get_absolute_url() for kind in ("bevestiging", "indicatie_afgegeven")]
    titles = [title(words(client.get(place))) for place in (*places, *papers)]
    assert len(set(titles)) == len(places) + len(papers), titles
    assert all(f", {case.subject}, " in one for one in titles), titles


def test_a_field_that_was_drawn_before_looks_as_if_it_were_drawn_now(world: World, monkeypatch) -> None:
    """An empty field is drawn once per process: of every step, each kept look is the one that drawing it anew gives."""
    kept: dict = {}
    monkeypatch.setattr(drawn_fields, "_drawn", kept)
    case = world.case("onderzoek")
    who, template = sight(world.consulent), Template("{% load words %}{% field one %}{{ one|styled }}")
    met = 0
    for obj in (case, *world.one_of_each(case)):
        for declared in steps_of(type(obj)):
            form = form_for(type(obj), declared)
            for name in form(obj=obj, sight=who).fields:
                for once in (form(obj=obj, sight=who), form(obj=obj, sight=who)):
                    before = len(kept)
                    shown = template.render(Context({"one": once[name]}))
                    met += len(kept) == before
                    with monkeypatch.context() as anew:
                        anew.setattr(drawn_fields, "_drawn", {})
                        assert shown == template.render(Context({"one": once[name]})), (declared.name, name)
    assert met > 60


def test_what_somebody_typed_is_kept_by_nobody(world: World, monkeypatch) -> None:
    kept: dict = {}
    monkeypatch.setattr(drawn_fields, "_drawn", kept)
    form = forms.Form({"why": "omdat Toos het vroeg"}, initial={"why": "Toos"})
    form.fields["why"] = forms.CharField(label="Waarom")
    begun = forms.Form(initial={"why": "omdat Toos het vroeg"})
    begun.fields["why"] = forms.CharField(label="Waarom")
    for one in (form, begun):
        assert "Toos" in Template("{% load words %}{% field one %}").render(Context({"one": one["why"]}))
    assert kept == {}
