"""*Hoe gaat het?*: beheer reads what stands still behind the screen, and asks for another try."""

import re
from html import unescape

import pytest
from django.test import Client

from casework.engine import by_date, life, lists, nights
from casework.engine.nights import NightlyRound
from casework.engine.noun import Noun
from casework.engine.registry import installed
from casework.engine.signs import Sign
from casework.engine.turns import turns
from tests.wijkteam.admin.pages import messages_on
from tests.wijkteam.admin.test_site import ENGLISH

pytestmark = pytest.mark.django_db
PAGE = "/beheer/hoe-gaat-het/"


def words(answer):
    """What somebody reads, without what the tags say."""
    inside = answer.content.decode().partition('id="content"')[2]
    without = re.sub(r"<[^>]+>", " ", re.sub(r"</?span[^>]*>", "", inside))
    return " ".join(unescape(without).split())


@pytest.fixture
def all_is_well(world):
    life.here(life.WORKER)
    life.here(life.SCHEDULE)
    by_date.run()


@pytest.mark.parametrize(
    ("who", "status"),
    [("beheer", 200), ("consulent", 403), ("afdelingshoofd", 403), ("privacy", 403), ("inwoner", 403), ("left", 403)],
)
def test_only_who_may_configure_reads_it_and_asks(client, world, who, status):
    client.force_login(getattr(world, who))
    assert client.get(PAGE).status_code == status
    assert client.post(PAGE, follow=True).status_code == status
    assert nights.asked_for().exists() == (status == 200)


def test_where_all_is_well_it_says_so(beheer, all_is_well):
    page = words(beheer.get(PAGE))
    assert "Alles gaat goed." in page
    assert ": let op" not in page
    assert "Alles achter het scherm gaat goed." in words(beheer.get("/beheer/"))


def test_the_first_page_opens_with_what_is_wrong(beheer, all_is_well):
    life.LifeSign.objects.filter(part=life.WORKER).delete()
    page = beheer.get("/beheer/")
    assert "Let op: Werkers." in words(page)
    assert f'href="{PAGE}"' in page.content.decode()


def test_what_failed_is_told_by_reference_and_tried_again(beheer, world, monkeypatch):
    case = world.case()

    def trips(one, *rest):
        raise RuntimeError("Bep Jansen, Voorstraat 1")

    monkeypatch.setattr(lists, "turns", trips)
    by_date.run()
    page = words(beheer.get(PAGE))
    assert f"Mislukt: zaak (RuntimeError): 1 {case.ref}" in page
    assert "Jansen" not in page
    assert str(case.subject) not in page
    monkeypatch.setattr(lists, "turns", turns)
    for said in ("Er is om een ronde gevraagd", "Er was al om een ronde gevraagd"):
        answer = beheer.post(PAGE, follow=True)
        assert answer.redirect_chain == [(PAGE, 302)]
        assert messages_on(answer)[0].startswith(said)
        assert "Gevraagd door" in words(answer)
    assert NightlyRound.objects.filter(started_at=None).count() == 1
    by_date.run()
    page = words(beheer.get(PAGE))
    assert case.ref not in page
    assert "Gevraagd door" not in page


def test_every_case_that_failed_is_there(beheer, world):
    by_date.run()
    nights.last().failures.bulk_create(
        nights.RoundFailure(of=nights.last(), ref=f"HW-2026-{number:05}", what="zaak", error="KeyError")
        for number in range(300)
    )
    page = words(beheer.get(PAGE))
    assert "Mislukt: zaak (KeyError): 300" in page
    assert "HW-2026-00299" in page


def test_a_noun_adds_a_line(beheer, world):
    mine = Sign(name="files", label="Bestanden", well=False, words="Weg.", about={"Bestand weg": ["HW-1"]})
    with installed(Noun(name="proef", signs=(lambda now: mine,))):
        page = words(beheer.get(PAGE))
    assert "Bestanden: let op Weg. Bestand weg: 1 HW-1" in page


def test_it_is_dutch_and_asks_for_a_token(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.beheer)
    assert not ENGLISH.search(client.get(PAGE).content.decode())
    assert client.post(PAGE).status_code == 403
    assert not nights.asked_for().exists()
    assert client.delete(PAGE).status_code == 403  # without a token it isn't looked at


def test_it_asks_as_much_for_one_as_for_many(beheer, world, django_assert_num_queries):
    beheer.get(PAGE)  # the first of a session writes when it began
    for number in (0, 5):
        for _ in range(number):
            world.case()
        with django_assert_num_queries(19):
            beheer.get(PAGE)
