"""Whose turn an application makes it, by when, also while its term stands still."""

import datetime as dt

from casework.applications.models import Application, ApplicationSuspension
from casework.applications.terms import decision as decision_term
from casework.engine import by_date
from casework.law.models import clock
from tests.casework.on_the_lists import MONDAY, day, items, moment, who_by_when
from tests.factories import World


def test_an_application_is_for_the_regisseur_with_the_mandate(world: World, new_case) -> None:
    case = new_case()
    world.application(case, received_on=MONDAY)
    assert who_by_when(case)["application.decide"] == ("consulent", day(16))
    other = new_case(regisseur=world.teamlid)  # who has no mandate
    world.application(other, received_on=MONDAY)
    assert who_by_when(other)["application.prepare"] == ("teamlid", day(16))  # a colleague decides afterwards


def suspended(world: World, **fields) -> Application:
    """Received on Monday 2 March, data asked on the 4th until the 11th."""
    case = world.case(on=MONDAY, reported_at=moment(MONDAY), met_on=MONDAY)
    application = world.application(case, received_on=MONDAY)
    days = {"ground": "gegevens", "since": dt.date(2026, 3, 5), "asked_until": dt.date(2026, 3, 11)}
    ApplicationSuspension.objects.create(application=application, **days | fields)
    return application


def term(application: Application, on: dt.date) -> dt.date:
    return decision_term(clock(), application.received_on, suspensions=application.intervals, on=on).on


def test_a_set_term_that_goes_by_unused_starts_the_clock_again(world: World) -> None:
    # two weeks from 2 March is the 16th; seven days stood still (5 to 11 March): the 23rd
    application = suspended(world)
    assert term(application, dt.date(2026, 3, 6)) == dt.date(2026, 3, 18)
    why = decision_term(clock(), MONDAY, suspensions=application.intervals, on=dt.date(2026, 4, 20)).why
    assert "geen extra" not in why
    for late in (dt.date(2026, 3, 12), dt.date(2026, 4, 20)):
        assert term(application, late) == dt.date(2026, 3, 23)
    assert term(suspended(world, ground="overmacht"), dt.date(2026, 4, 20)) > dt.date(2026, 4, 20)


def test_while_the_term_stands_still_the_turn_says_so_and_then_somebody_decides(world: World) -> None:
    application = suspended(world)
    turn = items(application.case, dt.date(2026, 3, 6))["application.decide"]
    assert turn.why == "De termijn staat stil tot en met woensdag 11 maart 2026."
    for _ in range(2):
        by_date.run(moment(dt.date(2026, 4, 1)))
    row = application.suspensions.get()
    assert row.until == dt.date(2026, 3, 12)
    assert application.case.events.get(verb="application.resume").at.date() == dt.date(2026, 3, 11)  # 00.01 here, UTC
    turn = items(application.case)["application.decide"]
    assert (turn.what, turn.due_on) == ("De gevraagde gegevens zijn niet gekomen: beslis", dt.date(2026, 3, 23))
    assert turn.for_user == world.consulent


def test_force_majeure_does_not_end_by_itself_but_somebody_looks(world: World) -> None:
    application = suspended(world, ground="overmacht")
    assert by_date.run(moment(dt.date(2026, 4, 1))) == 0
    assert application.suspensions.get().until is None
    turn = items(application.case)["application.decide"]
    assert turn.what == "De gestelde termijn is voorbij: hervat of beslis"


def test_data_that_came_in_time_is_an_ordinary_turn(world: World) -> None:
    application = suspended(world, until=dt.date(2026, 3, 9))
    assert items(application.case, dt.date(2026, 3, 12))["application.decide"].what == "Beslis op de aanvraag"
