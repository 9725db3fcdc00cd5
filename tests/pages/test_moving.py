"""Several appointments moved to another day from the list; what has no day of one's own says so."""

import datetime as dt

import pytest

from casework.appointments.models import Appointment
from casework.cases.models import Case
from casework.cases.work import WorkItem
from tests.factories import World, put_in_line, today
from tests.pages.browser import as_, token, words
from tests.pages.looked_at import LookedAt

TO = today() + dt.timedelta(days=9)


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek")


def agreed(world: World, case: Case, what: str, **fields) -> Appointment:
    one = world.appointment(case, what=what, person=world.consulent, on=today() + dt.timedelta(days=2), **fields)
    put_in_line(Case, [case.pk], dt.datetime.now(dt.UTC))
    return one


def mark(one: Appointment) -> str:
    return WorkItem.objects.open().get(object_id=one.public_id).mark


def move(client, *marks: str, to: object = TO, **more):
    return client.post("/verzetten/", {"werk": marks, "naar": str(to), "token": token()} | more, follow=True)


def test_each_keeps_its_time_and_who_does_it(client, world: World, case) -> None:
    two = [agreed(world, case, "Bel over de huur", at_time=dt.time(9, 30)), agreed(world, world.case(), "Praat")]
    as_(client, world.teamleider)
    page = LookedAt(client.get("/?lijst=team").content.decode())
    assert {one["value"] for one in page.all("input[name=werk]")} >= {mark(one) for one in two}
    assert page.one(".wt-handout [formaction]")["formaction"] == "/verzetten/"
    said = words(move(client, *(mark(one) for one in two), waar="lijst=team"))
    assert "Verzet naar" in said
    found = {one.what: (one.on, one.at_time, one.person) for one in Appointment.objects.all()}
    assert found == {
        "Bel over de huur": (TO, dt.time(9, 30), world.consulent),
        "Praat": (TO, None, world.consulent),
    }


def test_what_follows_from_a_term_says_so_and_the_others_move(client, world: World, case) -> None:
    one = agreed(world, case, "Bel over de huur")
    term = WorkItem.objects.open().get(case=case, step="case.meet")
    answer = move(as_(client, world.teamleider), mark(one), term.mark)
    said = words(answer)
    told = [str(one) for one in answer.context["messages"]]
    assert case.ref in told[0]
    assert not [one for one in told if "huur" in one]  # what somebody typed doesn't pass through a cookie
    assert "is niet verzet: deze dag volgt uit een termijn" in said
    assert Appointment.objects.get().on == TO


@pytest.mark.parametrize("to", ["", "morgen", "1-1-1800", "\0", "x" * 10_000])
def test_without_a_day_that_can_be_nothing_moves(client, world: World, case, to: str) -> None:
    one = agreed(world, case, "Bel")
    assert "Er is niets verzet." in words(move(as_(client, world.teamleider), mark(one), to=to))
    assert Appointment.objects.get().on == one.on


def test_the_same_click_twice_moves_once(client, world: World, case) -> None:
    one, same = agreed(world, case, "Bel"), token()
    as_(client, world.teamleider)
    for _ in range(2):
        assert move(client, mark(one), token=same).status_code == 200
    assert case.events.filter(verb="appointment.move").count() == 1
    assert "Kies eerst welke afspraken" in words(move(client, "999999", "x\0"))


def test_only_a_leader_and_only_what_they_see(client, world: World, case) -> None:
    one = agreed(world, case, "Bel")
    key = mark(one)
    for who in (world.consulent, world.middenveld, world.inwoner):
        assert move(as_(client, who), key).status_code == 403
    move(as_(client, world.teamleider3), key)
    case.recusals.create(user=world.teamleider)
    move(as_(client, world.teamleider), key)
    assert Appointment.objects.get().on == one.on


def test_what_rests_looks_otherwise_than_what_is_to_be_done(client, world: World, case) -> None:
    world.wait(case)
    put_in_line(Case, [case.pk], dt.datetime.now(dt.UTC))
    as_(client, world.consulent)
    for address in (case.get_absolute_url(), "/?lijst=team"):
        page = LookedAt(client.get(address).content.decode())
        assert page.has(".wt-rests"), address
        assert page.one(".wt-rests").words.startswith("rust tot ")
