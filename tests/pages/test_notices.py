"""Who hears of what, what of it they read, and what is counted."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from casework.desk import notices as desk
from casework.desk.handing_out import hand_out
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.engine.notices import known, told
from casework.engine.registry import nouns, step_of
from casework.handovers.operations import offer_handover
from roles.models import Notice, Reading
from roles.policy import sight
from tests.factories import World, fresh, member
from tests.pages.browser import as_, words

pytestmark = pytest.mark.django_db


def heard(who) -> list[tuple[str, str]]:
    return list(Notice.objects.filter(to=who).order_by("pk").values_list("kind", "verb"))


def page(client, who) -> str:
    return words(as_(client, who).get("/berichten/"))


def bell(client, who) -> str:
    """What the bell says aloud."""
    html = words(as_(client, who).get("/voorkeuren/"))
    return re.search(r'class="wt-bell".*?<span class="wt-sr">(.*?)</span>', html, re.DOTALL)[1]


# --- who hears ---------------------------------------------------------------------------------------------------


def test_the_answer_to_an_offer(world: World) -> None:
    offer = world.handover(world.case())
    perform(offer, "refuse", by=world.middenveld, why="Wij zitten vol")
    assert heard(world.consulent) == [("antwoord", "handover.refuse")]  # not of the turn that it brings besides
    assert heard(world.middenveld) == []


def test_what_one_does_oneself_is_no_news(world: World) -> None:
    offer = world.handover(world.case(), to_organisation=world.church)
    perform(offer, "withdraw", by=world.consulent, why="Toch niet")
    assert heard(world.consulent) == []


def test_a_call_back_that_was_settled(world: World) -> None:
    asked = world.call_back(world.case(), taken_by=world.administratie)
    perform(asked, "drop", by=world.consulent, why="Zij belde zelf")
    assert heard(world.administratie) == [("antwoord", "call_back.drop")]


def test_whoever_reported_hears_that_it_was_taken_up_and_settled(world: World) -> None:
    case = world.case("aanmelding")
    perform(case, "take_up", by=world.consulent)
    perform(fresh(case), "end", by=world.consulent, ended_reason="verhuisd", closing_words="Naar elders")
    assert [one for one in heard(world.eerstecontact) if one[0] == "melding"] == [
        ("melding", "case.take_up"),
        ("melding", "case.end"),
    ]


def test_a_case_that_was_given_to_somebody_is_one_notice(world: World) -> None:
    case = world.case("onderzoek", regisseur=None)
    perform(case, "assign", by=world.teamleider, regisseur=world.consulent2)
    assert [kind for kind, _ in heard(world.consulent2)] == ["werk"]
    assert heard(world.teamleider) == []


def test_a_turn_that_was_handed_out(world: World) -> None:
    case = world.case("aanmelding")
    item = case.work.open().filter(for_user=None, for_team=world.team).first()
    hand_out([item], to=world.consulent2, by=sight(world.teamleider))
    assert heard(world.consulent2) == [("werk", item.step)]


def test_what_is_offered_to_an_organisation(world: World) -> None:
    other = member(world.outsider, "middenveld", organisation=world.partner).user
    offer_handover(
        world.case(), by=world.consulent, to_kind="organisatie", to_organisation=world.partner,
        need="Gezelschap", anonymous=True,
    )  # fmt: skip
    assert heard(world.middenveld) == heard(other) == [("gevraagd", "handover.offered")]


def test_what_is_put_down_as_long_past_is_no_news(world: World) -> None:
    offer = world.handover(world.case())
    perform(offer, "refuse", by=world.middenveld, why="Vol", at=timezone.now() - dt.timedelta(days=15))
    assert not Notice.objects.exists()


def test_a_step_that_fails_tells_nobody(world: World) -> None:
    offer = world.handover(world.case(), "geweigerd")
    with pytest.raises(NotNow):
        perform(offer, "refuse", by=world.middenveld, why="Vol")
    assert not Notice.objects.exists()


# what is told and is no step
NO_STEP = {
    "handover.offered", "vangnet.put_back", "research.reacted", "application.received", "default_notice.registered",
    "objection.registered", "household.died", "case.died", "force_field.asked",
}  # fmt: skip


def test_each_of_what_is_heard_of_happens() -> None:
    verbs = {one.verb for noun in nouns() for one in noun.notices}
    assert {verb for verb in verbs if step_of(verb) is None} == NO_STEP


def test_only_what_a_noun_names_is_told(world: World) -> None:
    class Nothing:
        at = timezone.now()

    assert told(Nothing(), "case.meet", None) == []


# --- what one reads ----------------------------------------------------------------------------------------------


def refused(world: World, **fields):
    offer = world.handover(world.case(), **fields)
    perform(offer, "refuse", by=world.middenveld, why="Wij zitten vol")
    return offer


def test_what_happened_on_what_and_where_to_look(client, world: World) -> None:
    offer = refused(world)
    html = page(client, world.consulent)
    assert "Uw aanbod is geweigerd" in html
    assert offer.case.ref in html
    assert offer.case.listed in html
    assert "Wij zitten vol" not in html
    notice = Notice.objects.get(to=world.consulent)
    answer = client.get(notice.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (303, offer.get_absolute_url())
    assert fresh(notice).read_at is not None
    assert Reading.objects.filter(part="berichten", rows=1).exists()


def test_it_is_counted_until_it_is_read(client, world: World) -> None:
    assert bell(client, world.consulent) == "Berichten"
    refused(world)
    refused(world)
    assert bell(client, world.consulent) == "Berichten, 2 ongelezen"
    one = Notice.objects.filter(to=world.consulent).first()
    client.post("/berichten/gelezen/", {"bericht": one.public_id})
    assert bell(client, world.consulent) == "Berichten, 1 ongelezen"
    client.post("/berichten/gelezen/")
    assert bell(client, world.consulent) == "Berichten"
    assert "Nieuw" not in page(client, world.consulent).split("<main")[1]


def test_nobody_reads_that_of_another(client, world: World) -> None:
    refused(world)
    notice = Notice.objects.get(to=world.consulent)
    assert as_(client, world.consulent2).get(notice.get_absolute_url()).status_code == 404
    client.post("/berichten/gelezen/", {"bericht": notice.public_id})
    assert fresh(notice).read_at is None
    assert "geweigerd" not in page(client, world.consulent2)


def test_whoever_may_not_see_it_any_more_reads_nothing_and_counts_nothing(client, world: World) -> None:
    """The right role, in the wrong team since."""
    offer = refused(world)
    type(offer.case).objects.filter(pk=offer.case.pk).update(team=world.other_team, kern=world.other_kern)
    notice = Notice.objects.get(to=world.consulent)
    html = page(client, world.consulent)
    assert "U hebt geen berichten" in html
    assert offer.case.ref not in html
    assert bell(client, world.consulent) == "Berichten"
    assert client.get(notice.get_absolute_url()).status_code == 404


def test_what_is_closed_to_somebody_is_not_even_counted(client, world: World) -> None:
    """Not by way of the bell either, before the page was opened."""
    offer = refused(world)
    offer.case.recusals.create(user=world.consulent)
    assert bell(client, world.consulent) == "Berichten"
    assert "geweigerd" not in page(client, world.consulent)


def test_a_party_without_the_name_reads_no_name(client, world: World) -> None:
    offer_handover(
        (case := world.case()), by=world.consulent, to_kind="organisatie", to_organisation=world.partner,
        need="Gezelschap", anonymous=True,
    )  # fmt: skip
    html = page(client, world.middenveld)
    assert "Er is een vraag aan u aangeboden" in html
    assert case.ref not in html
    assert case.person.family_name not in html
    assert not Reading.objects.filter(part="berichten").exists()


def test_garbage_is_no_trouble(client, world: World) -> None:
    as_(client, world.consulent)
    assert client.get("/berichten/?pagina=%00x").status_code == 200
    assert client.get("/berichten/nooit-gemaakt/").status_code == 404
    assert client.post("/berichten/gelezen/", {"bericht": "\0" * 20 + "x" * 9000}).status_code == 303


def test_it_asks_as_often_for_many_as_for_few(client, world: World, django_assert_num_queries) -> None:
    refused(world)
    page(client, world.consulent)
    for _ in range(2):
        with django_assert_num_queries(7):
            assert client.get("/berichten/").status_code == 200
        for _ in range(30):
            refused(world)
    assert "Bladzijde 1" in words(client.get("/berichten/"))


def test_only_what_is_on_the_page_and_some_unread_are_judged(client, world: World, monkeypatch) -> None:
    for _ in range(3):
        refused(world)
    judged = []
    monkeypatch.setattr(desk, "PER_PAGE", 2)
    monkeypatch.setattr(desk, "UNREAD", 1)
    monkeypatch.setattr(desk, "known", lambda sight, rows: judged.append(len(rows)) or known(sight, rows))
    page(client, world.consulent)
    client.post("/berichten/gelezen/")
    page(client, world.consulent)
    assert judged == [3, 2]


def test_a_page_of_which_nothing_may_be_seen_says_so_and_leads_on(client, world: World, monkeypatch) -> None:
    monkeypatch.setattr(desk, "PER_PAGE", 1)
    refused(world)
    moved = refused(world)
    type(moved.case).objects.filter(pk=moved.case.pk).update(team=world.other_team, kern=world.other_kern)
    html = page(client, world.consulent)
    assert "Op deze bladzijde staan geen berichten meer" in html
    assert "?pagina=2" in html
    assert moved.case.ref not in html
    assert "Uw aanbod is geweigerd" in words(client.get("/berichten/?pagina=2"))


def test_what_may_not_be_seen_is_put_away_on_other_pages_too(client, world: World, monkeypatch) -> None:
    monkeypatch.setattr(desk, "PER_PAGE", 1)
    moved = refused(world)
    refused(world)
    type(moved.case).objects.filter(pk=moved.case.pk).update(team=world.other_team, kern=world.other_kern)
    assert "Berichten, 1 ongelezen" in page(client, world.consulent)
    assert bell(client, world.consulent) == "Berichten, 1 ongelezen"


def test_for_who_works_nowhere_there_is_no_bell(client, world: World) -> None:
    world.grant(world.case())
    assert "wt-bell" not in words(as_(client, world.inwoner).get("/mijn/", follow=True))
