"""The one door: what it refuses, what it remembers, and what happens when two come at once."""

import uuid
from functools import partial

import pytest
from django.db import connection

from casework.cases import reporting
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, OutsideTheDoor, Overtaken
from tests.at_once import at_once
from tests.factories import World, fresh, today


@pytest.fixture
def world(db) -> World:
    """Anew for each: some of these tests work on several connections."""
    return World()


def test_a_transition_called_directly_raises(world: World) -> None:
    with pytest.raises(OutsideTheDoor):
        world.case("aanmelding").take_up(by=world.consulent)


def test_the_state_cannot_be_assigned(world: World) -> None:
    case = world.case("aanmelding")
    with pytest.raises(AttributeError):
        case.phase = "plan"
    case.refresh_from_db()
    with pytest.raises(AttributeError):
        case.phase = "plan"


def test_a_step_writes_the_state_its_event_and_the_turns(world: World) -> None:
    case = world.case("aanmelding")
    result = perform(case, "take_up", by=world.consulent2)
    assert fresh(case).phase == "onderzoek"
    assert fresh(case).regisseur == world.consulent2
    assert (result.event.verb, result.event.before, result.event.after) == ("case.take_up", "aanmelding", "onderzoek")
    assert (result.event.by_name, result.event.by_role) == ("Consulent2 Test", "Wmo-consulent")
    assert set(WorkItem.objects.open().filter(case=case).values_list("step", "for_user")) == {
        ("research.settle", world.consulent2.pk), ("case.meet", world.consulent2.pk),
    }  # fmt: skip


def test_all_reasons_are_told_at_once(world: World) -> None:
    case = world.case("plan")
    world.goal(case, carrier_kind="", budget=None, ground=world.maatwerk)
    with pytest.raises(NotNow) as refused:
        perform(case, "start", by=world.consulent, agreed_on=today(), evaluate_on=today())
    assert [reason.text for reason in refused.value.reasons] == [
        "Niet elk doel heeft iemand die het draagt.",
        "Niet elk doel heeft een budget. Nul mag ook.",
        "Een doel met maatwerk vraagt een toegekende aanvraag of een lopende voorlopige indicatie.",
    ]
    assert fresh(case).phase == "plan"


def test_the_state_the_user_saw_is_gone(world: World) -> None:
    case = world.case("aanmelding")
    perform(case, "take_up", by=world.consulent)
    with pytest.raises(Overtaken):
        perform(case, "take_up", by=world.consulent2, expected="aanmelding")


def test_whoever_may_not_leaves_nothing_behind(world: World) -> None:
    case = world.case("aanmelding")
    for name in ("consulent3", "middenveld", "financien", "beheer", "left", "outsider"):
        with pytest.raises(NotAllowed):
            perform(case, "take_up", by=getattr(world, name))
    assert not CaseEvent.objects.filter(case=case).exists()


def test_the_same_form_twice_has_one_effect_and_its_result(world: World) -> None:
    case, token = world.case("aanmelding"), uuid.uuid4()
    first = perform(case, "take_up", by=world.consulent, token=token, expected="aanmelding")
    second = perform(case, "take_up", by=world.consulent, token=token, expected="aanmelding")
    assert (first.repeated, second.repeated) == (False, True)
    assert second.url == first.url
    assert CaseEvent.objects.filter(case=case).count() == 1


def test_a_decision_names_the_mandate_it_was_taken_under(world: World) -> None:
    indicatie = world.indicatie(world.case(), made_by=world.consulent)
    result = perform(indicatie, "issue", by=world.consulent)
    assert result.event.mandate.team == world.team
    assert fresh(indicatie).mandate == result.event.mandate


def test_an_indicatie_outside_the_mandate_is_refused_with_its_bounds(world: World) -> None:
    indicatie = world.indicatie(world.case(), amount_per_week=501)
    with pytest.raises(NotNow, match=r"hoogstens €.500,00 per week en 12 weken"):
        perform(indicatie, "issue", by=world.consulent)


def test_a_request_nobody_may_approve_names_the_highest_mandate(world: World) -> None:
    with pytest.raises(NotNow, match=r"Het hoogste mandaat is €.25\.000,00"):
        perform(world.request(world.case(), amount="25000.01"), "request", by=world.consulent)


def test_events_and_readings_cannot_be_changed(world: World) -> None:
    from django.db import DatabaseError, transaction

    from roles.models import Reading

    event = perform(world.case("aanmelding"), "take_up", by=world.consulent).event
    reading = Reading.objects.create(by=world.consulent, by_name="x", role="", ref="HW", part="tijdlijn", why="team")
    for row, field in ((event, "label"), (reading, "part")):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(**{field: "anders"})
        with pytest.raises(DatabaseError), transaction.atomic():
            type(row).objects.filter(pk=row.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_two_people_at_the_same_moment_one_step(transactional_db) -> None:
    world = World()
    case = world.case("aanmelding")
    people = [world.consulent, world.consulent2]
    results = at_once(*(partial(perform, case, "take_up", by=one, expected="aanmelding") for one in people))
    assert sorted(type(one).__name__ for one in results) == ["Overtaken", "Result"]
    assert CaseEvent.objects.filter(case=case, verb="case.take_up").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_click_on_a_new_report_makes_one_case(transactional_db) -> None:
    world, token = World(), uuid.uuid4()

    def report():
        return reporting.open_case(
            by=world.consulent,
            kern=world.kern,
            kind="vraag",
            question="Help",
            person=world.person(),
            channel="telefoon",
            on_behalf="zelf",
            received_on=today(),
            token=token,
        )

    results = at_once(report, report)
    assert sorted(type(one).__name__ for one in results) == ["Case", "Repeated"]
    assert Case.objects.count() == 1
    assert connection.vendor == "postgresql"
