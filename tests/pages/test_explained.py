"""Each page and each step says what it is for, by the text that stands in docs/uitleg.md."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from casework.engine.explained import explained
from casework.engine.machine import Step, steps_of
from casework.engine.registry import machines, verb_of
from tests.factories import World
from tests.pages.browser import as_
from tests.pages.truus import case_of_truus
from wijkteam.admin.site import site

# addresses without a page of their own to explain
NO_PAGE = {
    "a step has its own text": re.compile(r".*-stap"),
    "a file": re.compile(
        r"agenda-bestand|bon|gezinsplan-blad|gezamenlijk-overleg-blad|document-bestand|stuk-bestand|stuk-klein|.*-uitvoer|betaalbestand-ophalen"
    ),
    "a button that leads elsewhere": re.compile(
        r"lijst-(bewaren|verwijderen|weergave)|bevestig|bevestiging-(weigeren|intrekken)|berichten-gelezen|bericht|concept-(bewaren|weg)|bezoek-bewaren|uit-het-gesprek|onderzoek-(deel|cel)-bewaren|kleuren|ingelogd|zaak-documenten|"
        r"onderzoek-(teken|gevraagd|volgorde|keuze|eigen-zaak)|zaak-overdrachten|zaak-vangnet|betalingen-uitbetalen|besluit-brief|backoffice-overnemen|betaalbestand-(vrijgeven|boeken)"
    ),
    "for machines": re.compile(r"healthz|readyz|metrics"),
    "explains itself": re.compile(r"uitleg|toegankelijkheid|stijl|account_.*"),
}


def addresses(patterns: Any) -> list[str]:
    found = []
    for one in patterns:
        if isinstance(one, URLResolver) and not one.app_name:  # beheer has docs/beheer.md
            found += addresses(one.url_patterns)
        elif isinstance(one, URLPattern) and one.name:
            found.append(one.name)
    return found


def to_explain() -> list[str]:
    return sorted(
        {
            name
            for name in addresses(get_resolver().url_patterns)
            if not any(no.fullmatch(name) for no in NO_PAGE.values())
        }
    )


def in_beheer() -> set[str]:
    """One text for each kind of row there is, one for where it opens, and one for each page of its own."""
    return {
        "beheer",
        "beheer.how_it_goes",
        "beheer.mensen",
        *(f"beheer.{one._meta.model_name}" for one in site._registry),
    }


def steps() -> dict[str, Step]:
    return {verb_of(model, one.name): one for model in machines() for one in steps_of(model) if not one.system}


@pytest.mark.parametrize("name", to_explain())
def test_each_page_has_its_text(name: str) -> None:
    assert name in explained(), f"docs/uitleg.md says nothing of the page {name!r}"


@pytest.mark.parametrize("verb", sorted(steps()))
def test_each_step_has_its_text_under_its_own_name(verb: str) -> None:
    assert verb in explained(), f"docs/uitleg.md says nothing of the step {verb!r}"
    assert explained()[verb][0] == steps()[verb].label


def test_nothing_is_explained_that_is_not_there() -> None:
    assert set(explained()) == {*to_explain(), *steps(), *in_beheer()}


def test_it_is_short_and_in_plain_words() -> None:
    for key, (_, text) in explained().items():
        sentences = re.findall(r"[^.!?]+[.!?]+’?(?: |$)", text)
        assert 1 <= len(sentences) <= 4, f"{key}: {len(sentences)} sentences"
        assert len(text) <= 260, f"{key}: {len(text)} letters"
        assert max(len(one.split()) for one in sentences) <= 24, f"{key}: a sentence of more than 24 words"
        assert not re.search(r"\b(je|jij|jouw|jullie)\b", text), f"{key} says je"


def test_a_page_and_a_step_show_it_without_a_script(client: Client, world: World) -> None:
    case = case_of_truus(world)
    page = as_(client, world.consulent).get(case.get_absolute_url()).content.decode()
    assert page.count(explained()["zaak"][1]) == 2  # in the bar, and in the menu of a phone
    assert "Uitleg bij deze bladzijde" in page
    step = client.get(f"{case.get_absolute_url()}stap/beeindig/").content.decode()
    assert explained()["case.end"][1] in step
    assert explained()["zaak"][1] not in step
    draft = world.indicatie(case, made_by=world.consulent)
    opened = client.get(f"{draft.get_absolute_url()}stap/leg-voor/", headers={"HX-Request": "true"}).content.decode()
    assert explained()["indicatie.submit"][1] in opened or not opened


def test_beheer_explains_its_pages_too(client: Client, world: World) -> None:
    as_(client, world.beheer)
    for place, key in (("", "beheer"), ("roles/user/", "beheer.user"), ("roles/user/add/", "beheer.user"),
                       (f"roles/team/{world.team.pk}/change/", "beheer.team"), ("mensen/", "beheer.mensen"),
                       ("casework/scheme/", "beheer.scheme"), ("hoe-gaat-het/", "beheer.how_it_goes")):  # fmt: skip
        page = client.get(f"/beheer/{place}").content.decode()
        assert html.escape(explained()[key][1]) in page, place
        assert "Uitleg bij deze bladzijde" in page


def test_a_page_that_is_not_there_explains_nothing(client: Client, world: World) -> None:
    answer = as_(client, world.consulent).get("/zaken/HW-2026-ZZZZZ/")
    assert answer.status_code == 404
    assert explained()["zaak"][1] not in answer.content.decode()
