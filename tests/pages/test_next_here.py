"""*Wat nu?* on the page of one object: the same one list as on the page of its case, and no other buttons beside it."""

import pytest
from django.utils import timezone

from casework.cases.models import Case
from casework.engine.next_here import TurnsOf, next_here
from roles.policy import sight
from tests.factories import World, absent, put_in_line
from tests.pages.looked_at import LookedAt

pytestmark = pytest.mark.django_db


def opened(client, who, obj) -> LookedAt:
    put_in_line(Case, [obj.case_id], timezone.now())
    client.force_login(who)
    answer = client.get(obj.get_absolute_url())
    assert answer.status_code == 200
    return LookedAt(answer.content.decode())


def lines(page: LookedAt) -> list[tuple[str, list[str]]]:
    """Why it is asked, and what its buttons say."""
    return [
        (one.one(".wt-next__why").words, [button.words for button in one.all(".wt-next__do a, .wt-next__do button")])
        for one in page.all(".wt-next__line")
    ]


def beside(page: LookedAt) -> list[str]:
    return [one.words for one in page.all(".wt-next__foot .wt-buttons a, .wt-next__foot .wt-buttons button")]


def test_a_task_has_its_button_by_its_own_name_and_the_rest_is_folded(client, world: World) -> None:
    """By hand, of each noun that can be asked something of: who looks, what is asked, what else can be done."""
    case = world.case("onderzoek")
    letter = world.document(case, asked_by=world.consulent)
    page = opened(client, world.consulent, letter)
    ((_, buttons),) = lines(page)
    assert buttons == ["Verstuur of reik uit"]
    assert "Verstuur niet" in beside(page)
    assert page.has(".wt-next__due details")  # how the term was counted

    offer = world.handover(case, offered_by=world.consulent)
    page = opened(client, world.middenveld, offer)
    ((why, buttons),) = lines(page)
    assert why == "Aan u aangeboden."
    assert len(buttons) == 2  # one chooses, and sees both
    page = opened(client, world.consulent, offer)
    assert lines(page) == []
    assert page.one(".wt-next__others").words.startswith("Wacht op een ander: ")

    money = world.request(case, "aangevraagd", requested_by=world.consulent)
    page = opened(client, world.teamleider, money)
    assert not {"Keur goed", "Wijs af"} & {one for _, buttons in lines(page) for one in buttons}
    assert page.has(".wt-decide")  # with all that is needed to decide, in its own place
    draft = world.request(case, "concept", requested_by=world.consulent)
    ((_, buttons),) = lines(opened(client, world.consulent, draft))
    assert set(buttons) == {"Vraag aan", "Trek in"}


def test_nothing_is_offered_twice_and_nothing_stands_outside_the_list(client, world: World) -> None:
    case = world.case("onderzoek")
    seen = 0
    for obj in world.one_of_each(case):
        put_in_line(Case, [case.pk], timezone.now())
        for who in (world.consulent, world.teamleider):
            client.force_login(who)
            page = LookedAt(client.get(obj.get_absolute_url()).content.decode())
            steps = [
                one["href"] or one["action"] for one in page.all("main a[href*='/stap/'], main form[action*='/stap/']")
            ]
            own = [one for one in steps if one.startswith(obj.get_absolute_url())]
            assert len(own) == len(set(own)), (obj, who)
            inside = page.all(".wt-next a[href*='/stap/'], .wt-next form, .wt-decide form, .wt-decide a, form.wt-form")
            assert len(own) <= len(inside), (obj, who)
            seen += len(own)
    assert seen > 10


def test_what_cant_be_done_yet_says_why_and_where(client, world: World) -> None:
    draft = world.request(world.case("onderzoek"), "concept", schemes="", payee_iban="", requested_by=world.consulent)
    page = opened(client, world.consulent, draft)
    ((_, buttons),) = lines(page)
    assert buttons == ["Maak af of trek in"]  # one way is left of what settles it: the task keeps its name
    assert "1 stap kan nog niet: waarom?" in page.one(".wt-notyet > summary").words
    assert len(page.all(".wt-notyet .wt-reasons li")) == 2


def test_who_may_not_know_of_a_turn_isnt_told(world: World) -> None:
    """Who covers sees it as theirs; who lost sight of the case sees none."""
    case = world.case("onderzoek")
    letter = world.document(case, asked_by=world.consulent)
    put_in_line(Case, [case.pk], timezone.now())

    def asked_of(who) -> list[bool]:
        turns = TurnsOf(sight(who))
        turns.ask(letter)
        return [turn.mine for turn in turns.read()]

    assert asked_of(world.consulent) == [True]
    assert asked_of(world.consulent2) == [False]
    assert asked_of(world.consulent3) == asked_of(world.inwoner) == []
    absent(world.consulent.memberships.get(), cover=world.consulent2)
    assert asked_of(world.consulent2) == [True]
    case.recusals.create(user=world.consulent2)
    assert asked_of(world.consulent2) == []
    assert not next_here(letter, [], []).is_there
