"""Temporary help at the table: one's mandate first, then the letter as it will be read, then issued and handed over."""

import datetime as dt
from decimal import Decimal

import pytest

from casework.documents import press
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.indicaties.models import VoorlopigeIndicatie
from roles.models import Mandate, MandateKind, Reading
from tests.factories import World, today
from tests.pages.browser import as_, post, send, words
from tests.pages.filled_in import indicatie_data
from tests.pages.looked_at import LookedAt

pytestmark = pytest.mark.django_db
ALONE = "Uw mandaat: hoogstens"


def looked_at(client, url: str) -> LookedAt:
    return LookedAt(words(client.get(url)))


def draft(client, world: World, **filled: str) -> VoorlopigeIndicatie:
    url = f"{world.case('onderzoek').get_absolute_url()}indicaties/nieuw/"
    assert send(as_(client, world.consulent), url, **indicatie_data(world) | filled).status_code == 303
    return VoorlopigeIndicatie.objects.get()


def test_what_one_may_decide_alone_is_read_before_anything_is_filled_in(client, world: World) -> None:
    Mandate.objects.filter(kind=MandateKind.INDICATIE).update(until=today() + dt.timedelta(days=9))
    url = f"{world.case('onderzoek').get_absolute_url()}indicaties/nieuw/"
    page = looked_at(as_(client, world.consulent), url)
    assert page.one(".wt-mandate").text.startswith(f"{ALONE} € 500,00 per week, 12 weken, geldig tot ")
    form = page.one("main").text
    assert form.index(ALONE) < form.index("Welke hulp?")
    page = looked_at(as_(client, world.teamlid), url)
    assert "U hebt geen mandaat voor een voorlopige indicatie." in page.one(".wt-mandate").text


def test_what_cannot_wait_is_in_sight_on_the_case(client, world: World) -> None:
    case = world.case("onderzoek")
    page = looked_at(as_(client, world.consulent), case.get_absolute_url())
    asked = page.one(".wt-next__at-once")
    assert asked.text == "Kan de hulp niet wachten? Voorlopige indicatie"
    assert asked.one("a")["href"] == f"{case.get_absolute_url()}indicaties/nieuw/"
    world.indicatie(case)
    assert not looked_at(client, case.get_absolute_url()).has(".wt-next__at-once")
    running = looked_at(client, world.case("uitvoering").get_absolute_url())
    assert not running.has(".wt-next__at-once"), "where something runs it is among the rest"
    assert "Voorlopige indicatie" in running.one(".wt-next").text


def test_the_letter_is_read_as_its_reader_will(client, world: World) -> None:
    indicatie = draft(client, world, why_now="U kunt <b>niet</b> alleen zijn.")
    page = looked_at(client, indicatie.get_absolute_url())
    letter = page.one(".wt-letter__sheet")
    assert "U krijgt tijdelijk hulp" in letter.one("h3").text
    assert "U kunt <b>niet</b> alleen zijn." in letter.text
    assert f"{world.consulent.name} nam dit besluit op" in letter.text
    post(client, indicatie, "geef-af-en-reik-uit")
    snapshot = Document.objects.get().snapshot
    assert snapshot["decided"]["mandate"] in letter.text
    assert all(line in letter.text for line in (snapshot["to"]["name"], *snapshot["to"]["lines"]))


def test_the_letter_of_who_may_not_decide_names_nobody(client, world: World) -> None:
    indicatie = draft(client, world)
    page = looked_at(as_(client, world.teamlid), indicatie.get_absolute_url())
    assert "nam dit besluit op" not in page.one(".wt-letter__sheet").text


def test_a_secret_address_is_on_no_screen_either(client, world: World) -> None:
    indicatie = draft(client, world)
    person = indicatie.case.person
    person.street, person.secret_address = "Geheimstraat 1", True
    person.save()
    letter = looked_at(client, indicatie.get_absolute_url()).one(".wt-letter__sheet").text
    assert "Geheimstraat" not in letter
    assert "Persoonlijk overhandigen" in letter


def test_beyond_the_mandate_is_told_beside_what_goes_beyond(client, world: World) -> None:
    indicatie = draft(client, world, amount_per_week="501")
    page = looked_at(client, indicatie.get_absolute_url())
    assert [one.text for one in page.all(".wt-facts .wt-late")] == [
        "Dit is meer dan uw mandaat: hoogstens € 500,00 per week."
    ]
    VoorlopigeIndicatie.objects.update(amount_per_week=Decimal(350), ends_on=today() + dt.timedelta(weeks=13))
    page = looked_at(client, indicatie.get_absolute_url())
    assert [one.text for one in page.all(".wt-facts .wt-late")] == ["Dit is langer dan uw mandaat: hoogstens 12 weken."]


def test_issued_and_handed_over_in_one_act(client, world: World, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    indicatie = draft(client, world)
    assert post(client, indicatie, "geef-af-en-reik-uit").status_code == 303
    letter = Document.objects.get()
    page = words(client.get(indicatie.get_absolute_url()))
    assert "De brief wordt gemaakt." in page
    before = Reading.objects.count()
    part = words(client.get(indicatie.get_absolute_url(), headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert 'hx-trigger="every 2s"' in part
    assert Reading.objects.count() == before
    press.render(letter.pk)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_on, letter.sent_how) == (DocumentState.VERSTUURD, today(), "uitgereikt")
    assert letter.object_until is not None
    assert letter.case.events.get(verb="document.send").by == world.consulent
    part = words(client.get(indicatie.get_absolute_url(), headers={"HX-Request": "true"}))
    assert "De brief is gegeven op" in part
    assert "hx-trigger" not in part


def test_what_changed_meanwhile_is_not_handed_over_by_itself(client, world: World, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    indicatie = draft(client, world)
    post(client, indicatie, "geef-af-en-reik-uit")
    person = indicatie.case.person
    person.family_name = "Anders"
    person.save()
    letter = Document.objects.get()
    press.render(letter.pk)
    letter.refresh_from_db()
    assert letter.state == DocumentState.KLAAR
    assert "De brief is klaar, maar staat nog niet als gegeven." in words(client.get(indicatie.get_absolute_url()))


def test_what_is_made_another_day_is_not_handed_over_by_itself(client, world: World, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    indicatie = draft(client, world)
    post(client, indicatie, "geef-af-en-reik-uit")
    letter = Document.objects.get()
    Document.objects.update(asked_at=letter.asked_at - dt.timedelta(days=1))
    press.render(letter.pk)
    letter.refresh_from_db()
    assert letter.state == DocumentState.KLAAR


def test_issued_without_handing_over_waits_to_be_sent(client, world: World, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    indicatie = draft(client, world)
    post(client, indicatie, "geef-af")
    letter = Document.objects.get()
    press.render(letter.pk)
    letter.refresh_from_db()
    assert letter.state == DocumentState.KLAAR
    assert not letter.give_when_made
