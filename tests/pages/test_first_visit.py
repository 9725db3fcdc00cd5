"""Who takes a melding up can plan the first visit in the same go, on the page of the case."""

import datetime as dt

import pytest

from casework.appointments.models import Appointment
from casework.cases.events import CaseEvent
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.errors import NotAllowed
from roles.policy import sight
from tests.factories import World, absent, fresh, today
from tests.pages.browser import as_, post, words
from tests.pages.looked_at import page_of

SOON = today() + dt.timedelta(days=3)
FORM = "form[action$='stap/pak-op/'] [name=visit_on]"


@pytest.fixture
def case(world: World):
    return world.case("aanmelding", person=world.person("Vermaat", street="Lange Singel 27"))


def take_up(client, case, **typed):
    return post(client, case, "pak-op", **{"visit": "1", "visit_on": str(SOON), "visit_at": "10:30"} | typed)


def test_taken_up_planned_and_confirmed_in_one_go(client, world: World, case) -> None:
    page = page_of(client, world.consulent, case)
    (confirm,) = page.all("form[action$='stap/pak-op/'] [name=visit_confirm]")
    assert confirm.element.etree_element.get("checked") is not None, (
        "whose address is known gets a letter, unless it is said that they don't"
    )
    answer = take_up(client, case, visit_confirm="on")
    assert (answer.status_code, answer["Location"]) == (303, case.get_absolute_url())
    now, visit = fresh(case), Appointment.objects.get()
    assert (now.phase, now.regisseur) == ("onderzoek", world.consulent)
    assert (visit.on, visit.at_time, visit.kind, visit.person) == (SOON, dt.time(10, 30), "huisbezoek", world.consulent)
    letter = Document.objects.get()
    assert (letter.kind, letter.about) == ("afspraak", visit.public_id)
    assert WorkItem.objects.open().filter(step="appointment.fulfil", for_user=world.consulent).exists()
    assert set(CaseEvent.objects.values_list("verb", flat=True)) >= {"case.take_up", "appointment.made"}


def test_taking_it_up_alone_is_still_one_click(client, world: World, case) -> None:
    as_(client, world.consulent)
    assert post(client, case, "pak-op").status_code == 303
    assert fresh(case).phase == "onderzoek"
    assert not Appointment.objects.exists()
    assert not Document.objects.exists()


def test_a_visit_needs_a_day_and_what_was_typed_stays(client, world: World, case) -> None:
    as_(client, world.consulent)
    answer = take_up(client, case, visit_on="")
    assert answer.status_code == 200
    assert 'value="10:30"' in answer.content.decode()
    assert fresh(case).phase == "aanmelding"
    for day, at in (("1-1-1800", "10:30"), ("morgen\0", "10:30"), (str(SOON), "laat\0"), (str(SOON), "x" * 10_000)):
        assert take_up(client, case, visit_on=day, visit_at=at).status_code == 200, (day, at[:9])
    assert fresh(case).phase == "aanmelding"
    assert not Appointment.objects.exists()


def test_a_day_on_which_one_is_away_is_told(client, world: World, case) -> None:
    as_(client, world.consulent)
    absent(world.consulent.memberships.get(), since=SOON, until=SOON + dt.timedelta(days=1))
    assert take_up(client, case).status_code == 303
    assert f"{world.consulent.name} is er op" in words(client.get(case.get_absolute_url()))


def test_no_letter_to_a_secret_address_by_itself(client, world: World) -> None:
    hidden = world.case("aanmelding", person=world.person("Geheim", secret_address=True))
    page = page_of(client, world.consulent, hidden)
    (confirm,) = page.all("form[action$='stap/pak-op/'] [name=visit_confirm]")
    assert not confirm.element.etree_element.get("checked") is not None


def test_it_is_offered_where_somebody_can_be_visited_by_who_takes_it_up(client, world: World, case) -> None:
    assert page_of(client, world.consulent, case).all(FORM)
    place = world.case("aanmelding", provision="Het buurthuis", person=None)
    assert not page_of(client, world.consulent, place).all(FORM)
    signal = world.case("aanmelding", kind="signaal")
    assert not page_of(client, world.consulent, signal).all(FORM)
    assert not page_of(client, world.consulent, world.case("onderzoek")).all(FORM)


def test_who_keeps_no_agenda_plans_nothing(world: World, case) -> None:
    """Also not by hand: the step would then be taken with a visit that this person may not make."""
    with pytest.raises(NotAllowed):
        perform(case, "take_up", by=sight(world.eerstecontact), visit={"on": SOON, "at_time": None, "confirm": False})
    assert fresh(case).phase == "aanmelding"


def test_two_who_take_it_up_at_once_plan_one_visit(client, world: World, case) -> None:
    as_(client, world.consulent)
    assert take_up(client, case, expected="aanmelding").status_code == 303
    as_(client, world.consulent2)
    assert take_up(client, case, expected="aanmelding").status_code == 409
    assert Appointment.objects.get().person == world.consulent
