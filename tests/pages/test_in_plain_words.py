"""The words of the pages: 'u', no jargon for a citizen, one name for one thing."""

import datetime as dt
import re
from pathlib import Path

import pytest

from casework.applications.models import ApplicationSuspension
from casework.cases.models import Case
from casework.cases.work import WorkItem
from tests.factories import World, put_in_line, today
from tests.pages.browser import as_, post, words
from tests.pages.filled_in import report, send, vangnet_data

pytestmark = pytest.mark.django_db


def test_what_is_too_long_or_too_low_is_told_in_our_words(client, world: World) -> None:
    as_(client, world.eerstecontact)
    page = words(send(client, "/zaken/nieuw/", **report(given_name="x" * 81)))
    assert "Maak dit korter: hoogstens 80 tekens." in page
    case = world.case("onderzoek")
    as_(client, world.consulent)
    page = words(send(client, f"{case.get_absolute_url()}doelen/nieuw/", wording="Lopen", rhythm_days="0"))
    assert "Vul 1 of meer in." in page
    assert "Zorg ervoor" not in page


def test_an_unfinished_draft_is_named_as_its_button(client, world: World) -> None:
    from django.utils import timezone

    case = world.case("aanmelding")
    draft = world.indicatie(case, made_by=world.consulent)
    put_in_line(Case, [case.pk], timezone.now())
    assert "laat vervallen" in WorkItem.objects.open().get(object_id=draft.public_id).what
    assert "Laat vervallen" in words(as_(client, world.consulent).get(draft.get_absolute_url()))


def test_what_can_be_recovered_has_a_name_of_its_own(client, world: World) -> None:
    request = world.request(world.case("onderzoek"), recover_from="de verzekering")
    page = words(as_(client, world.consulent).get(request.get_absolute_url()))
    assert "Te verhalen op" in page
    assert "Terug te vragen bij" not in page


def test_a_citizen_reads_no_jargon(client, world: World) -> None:
    case = world.case("plan")
    world.grant(case)
    help_ = world.indicatie(case, "afgegeven", reviewed_on=today(), reviewed_by=world.consulent, review_ok=True)
    goal = world.goal(case, "loopt")
    as_(client, world.inwoner)
    for obj in (help_, goal):
        page = words(client.get(obj.get_absolute_url()))
        for jargon in ("oorlopige indicatie", "Concept van", "Getoetst", "Grond", "Wie draagt dit", "Afgegeven"):
            assert jargon not in page, jargon
    assert "Uw tijdelijke hulp" in words(client.get(help_.get_absolute_url()))
    as_(client, world.consulent)
    assert "Concept van" in words(client.get(help_.get_absolute_url()))
    assert "Wie draagt dit" in words(client.get(goal.get_absolute_url()))


def test_a_citizen_owes_no_reason_a_colleague_does(client, world: World) -> None:
    case = world.case("onderzoek")
    world.grant(case)
    offer = world.handover(case, to_kind="inwoner", to_organisation=None, to_layer="burger", shared_until=None)
    as_(client, world.inwoner)
    assert post(client, offer, "weiger", why="").status_code == 303
    offer.refresh_from_db()
    assert (offer.state, offer.ended_why) == ("geweigerd", "De inwoner gaf geen reden.")
    other = world.handover(world.case("onderzoek"))
    assert post(as_(client, world.middenveld), other, "weiger", why="").status_code == 200


def test_a_suspension_that_ended_at_once_stood_still_for_no_day(client, world: World) -> None:
    case = world.case("onderzoek")
    application = world.application(case)
    morrow = today() + dt.timedelta(days=1)
    ApplicationSuspension.objects.create(
        application=application, ground="gegevens", since=morrow, until=morrow, asked_until=morrow
    )
    page = words(as_(client, world.consulent).get(application.get_absolute_url()))
    assert "geen dag: het antwoord was er meteen" in page


def test_only_who_typed_something_hears_that_it_is_still_there(client, world: World) -> None:
    case = world.case("aanmelding")
    as_(client, world.consulent)
    bare = words(post(client, case, "pak-op", expected="onderzoek"))
    assert "Een collega was u voor" in bare
    assert "Wat u typte" not in bare
    led = world.case("evaluatie")
    assert "Wat u typte" in words(post(client, led, "stel-bij", expected="plan", why="Het loopt anders"))


def test_the_privacy_table_stays_a_table_and_is_moved_by_keyboard(client, world: World) -> None:
    """How it looks is looked at in a browser (journeys); a cell that is laid out as a block is read without its column."""
    as_(client, world.consulent).get(world.case("onderzoek").get_absolute_url())
    page = words(as_(client, world.privacy).get("/inzage/"))
    assert 'class="wt-tablewrap" tabindex="0" role="region" aria-label="Wie keek waar"' in page
    css = (Path(__file__).parents[2] / "wijkteam/static/wijkteam.css").read_text()
    assert (
        re.findall(r"(?:table|\b(?:tr|td|th|thead|tbody))(?![\w-])[^{}]*\{[^}]*display: (?:block|grid|flex)", css) == []
    )


def test_what_cannot_be_read_on_paper_is_told_by_name(client, world: World) -> None:
    case = world.case("onderzoek")
    url = f"{case.get_absolute_url()}vangnet/nieuw/"
    page = words(send(as_(client, world.consulent), url, **vangnet_data(why_now="Zij lachte 😊", payee="Bakker 中")))
    assert "In ‘Waarom kan dit niet wachten?’ staat een teken dat niet op papier kan: 😊." in page
    assert "In ‘Aan wie betalen wij?’ staat een teken dat niet op papier kan: 中." in page
    assert "niet op papier" not in words(send(client, url, **vangnet_data(why_now="Zij lachte", amount="1")))
