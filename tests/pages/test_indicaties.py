"""The pages of a voorlopige indicatie and of an application."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.engine.door import perform
from casework.indicaties.by_date import lapse
from casework.indicaties.models import VoorlopigeIndicatie
from tests.factories import World, fresh, today
from tests.pages.browser import as_, post, send, words
from tests.pages.filled_in import consent, indicatie_data
from tests.pages.truus import SECRET, case_of_truus


def test_drafting_changing_and_issuing_at_the_kitchen_table(client, world: World) -> None:
    case = world.case("aanmelding")
    url = f"{case.get_absolute_url()}indicaties/nieuw/"
    as_(client, world.eerstecontact)
    assert 'name="ends_on" value="20' in words(client.get(url))
    backwards = indicatie_data(world) | {"starts_on": str(today() + dt.timedelta(weeks=7))}
    assert "De einddatum moet op of na de begindatum liggen." in words(send(client, url, **backwards))
    response = send(client, url, **indicatie_data(world))
    assert response.status_code == 303
    page = words(client.get(response.url))
    assert "Geef af" in page
    assert page.count("utrecht-button--primary-action") == 1  # what is meant, at a glance
    assert "€ 350,00" in page
    changed = send(client, f"{response.url}wijzigen/", **indicatie_data(world) | {"what": "Hulp in de nacht"})
    assert changed.status_code == 303
    draft = VoorlopigeIndicatie.objects.get()
    assert draft.what == "Hulp in de nacht"
    issued = send(client, f"{response.url}stap/geef-af/", expected="concept")
    assert issued.status_code == 303
    assert client.get(f"{response.url}wijzigen/").status_code == 303
    late = send(client, f"{response.url}wijzigen/", **indicatie_data(world))
    assert late.status_code == 409
    assert "geen concept meer" in words(late)
    assert as_(client, world.teamlid).get(response.url).status_code == 200


@pytest.mark.parametrize("strange", ["\x00", "9" * 400, "💶" * 200, "9999-12-31", "-3", "a" * 10_000])
def test_strange_drafts_are_answered_in_words(client, world: World, strange: str) -> None:
    case = world.case("onderzoek")
    as_(client, world.consulent)
    names = {
        "indicaties": indicatie_data(world),
        "aanvragen": ("what", "received_on", "report_signed"),
        "vangnet": ("purpose", "amount", "payee", "payee_iban", "why_now", "schemes", "recover_on"),
        "doelen": ("wording", "layer", "ground", "carrier", "budget", "rhythm_days", *consent()),
        "overdrachten": ("to", "need", "reason", "goal", "goals", *consent()),
        "documenten": ("for_whom",),
    }
    for place, fields in names.items():
        response = send(client, f"{case.get_absolute_url()}{place}/nieuw/", **dict.fromkeys(fields, strange))
        assert response.status_code in (200, 409), place


def test_an_application_shows_its_term_and_how_it_was_counted(client, world: World) -> None:
    case = world.case("onderzoek", report_sent_on=today())
    as_(client, world.consulent)
    url = f"{case.get_absolute_url()}aanvragen/nieuw/"
    response = send(client, url, what="Dagbesteding", received_on=f"{today():%d-%m-%Y}", report_signed="on")
    assert response.status_code == 303
    page = words(client.get(response.url))
    assert "Besluit uiterlijk" in page
    assert "Hoe is dat geteld?" in page
    again = send(client, url, what="Nog een", received_on=f"{today():%d-%m-%Y}")
    assert again.status_code == 409


def test_its_provider_says_how_temporary_help_goes_and_reads_no_more(client, world: World) -> None:
    case = case_of_truus(world)
    draft = world.indicatie(case, why_now="Zij viel van de trap.", agreed_with="haar dochter Ria")
    as_(client, world.uitvoerder)
    assert client.get(draft.get_absolute_url()).status_code == 404
    perform(draft, "issue", by=world.consulent)
    turn = case.work.open().get(key__endswith=":started")
    assert turn.for_organisation == world.provider
    listed = words(client.get("/indicaties/"))
    assert draft.what in listed
    page = words(client.get(draft.get_absolute_url()))
    for hidden in (SECRET, "Zij viel van de trap.", "per week in euro", "mandaat", case.ref + "/"):
        assert hidden not in page, hidden
    assert "Wie kunt u bellen?" in page
    assert client.get(case.get_absolute_url()).status_code == 404
    for why in ("", "x\x00"):
        assert post(client, fresh(draft), "kan-niet-op-tijd", why=why).status_code == 200
    assert post(client, fresh(draft), "kan-niet-op-tijd", why="Geen personeel", able_from="").status_code == 303
    assert case.work.open().get(key__endswith=":trouble").for_user == world.consulent
    assert not case.work.open().filter(key__endswith=":started").exists()
    assert post(client, fresh(draft), "trek-in", why="x").status_code == 403
    assert post(client, fresh(draft), "hulp-is-gestart", started_on="1-1-1800").status_code == 200
    assert post(client, fresh(draft), "hulp-is-gestart", started_on=today().isoformat()).status_code == 303
    assert not case.work.open().filter(key__endswith=":trouble").exists()
    later = fresh(draft).ends_on + dt.timedelta(days=1)
    lapse(fresh(draft), later, timezone.now() + (later - today()))
    assert case.work.open().get(key__endswith=":stop").for_organisation == world.provider
    stays = fresh(draft)
    assert stays.shared_until == stays.ends_on + dt.timedelta(weeks=6)
