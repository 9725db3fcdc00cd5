"""A partner who refused by mistake undoes that themselves, and until then reads no name."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.engine.door import perform
from casework.handovers.models import Handover
from casework.law.models import clock
from tests.factories import World, fresh, member, today, user
from tests.pages.browser import as_, post, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(world: World) -> Handover:
    case = world.case(person=world.person("Zonneveld"), regisseur=world.consulent)
    consent = case.sharings.create(text="t", how="h", given_by="zij", given_on=today())
    return world.handover(case, consent=consent)


def test_a_partner_undoes_it_and_reads_no_name_until_then(client, world: World, offer: Handover) -> None:
    colleague = user("buurvrouw")
    member(colleague, "middenveld", organisation=world.partner)
    assert post(as_(client, world.middenveld), offer, "weiger", why="Vol").status_code == 303
    url = offer.get_absolute_url()
    page = words(client.get(url))
    assert "Zonneveld" not in page
    assert "Maak ongedaan" in page
    assert "/stap/maak-ongedaan/" not in words(as_(client, colleague).get(url))
    as_(client, world.middenveld)
    assert url not in words(client.get("/overdrachten/"))
    assert "Zonneveld" not in words(client.get(f"{url}stap/maak-ongedaan/"))
    refused = fresh(offer)
    assert post(client, refused, "maak-ongedaan", why="Verkeerde knop").status_code == 303
    now = fresh(offer)
    assert (now.state, now.shared_until) == ("aangeboden", dt.date.max)
    assert "Zonneveld" in words(client.get(url))


def test_nor_the_words_that_were_written_to_be_read_with_it(client, world: World, offer: Handover) -> None:
    Handover.objects.filter(pk=offer.pk).update(need="Bij mevrouw Zonneveld op de Dijk lekt het")
    unnamed = world.handover(world.case(), "aangeboden", anonymous=True, need="Iemand om mee te wandelen")
    as_(client, world.middenveld)
    url, step = offer.get_absolute_url(), f"{offer.get_absolute_url()}stap/maak-ongedaan/"
    assert "lekt" in words(client.get(url))
    perform(fresh(offer), "refuse", by=world.middenveld, why="Vol")
    perform(unnamed, "refuse", by=world.middenveld, why="Vol")
    look = {"why": "Verkeerde knop", "bekijk": "1", "seen": "geweigerd"}
    pages = [client.get(url), client.get(step), client.post(step, look)]
    assert "Niemand krijgt hier iets van te lezen" in words(pages[-1])
    for page in pages:
        assert "lekt" not in words(page)
        assert "Zonneveld" not in words(page)
    assert "mee te wandelen" in words(client.get(unnamed.get_absolute_url()))
    assert "lekt" in words(as_(client, world.consulent).get(url))


def test_after_the_next_working_day_it_is_over(client, world: World, offer: Handover) -> None:
    perform(offer, "refuse", by=world.middenveld, why="Vol")
    assert fresh(offer).shared_until == clock().add_working_days(today(), 1) + dt.timedelta(days=1)
    Handover.objects.filter(pk=offer.pk).update(shared_until=today())
    assert as_(client, world.middenveld).get(offer.get_absolute_url()).status_code == 410


def test_what_the_regisseur_wrote_down_for_them_shows_them_nothing(client, world: World) -> None:
    case = world.case(regisseur=world.consulent)
    offer = world.handover(case, to_organisation=world.church)
    perform(offer, "refuse", by=world.consulent, why="Vol")
    assert fresh(offer).shared_until == today()


def test_consent_taken_back_ends_that_sight_too(client, world: World, offer: Handover) -> None:
    perform(offer, "refuse", by=world.middenveld, why="Vol", at=timezone.now())
    perform(offer.consent, "withdraw", by=world.consulent, why="Dat zei de inwoner.")
    assert as_(client, world.middenveld).get(offer.get_absolute_url()).status_code == 410
