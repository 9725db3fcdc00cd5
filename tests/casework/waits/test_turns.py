"""What rests while a case waits, and what never does (2 March 2026 is a Monday)."""

import datetime as dt

import pytest

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.waits.models import Wait
from casework.waits.operations import have_wait
from casework.waits.put_out import put_out
from roles.matrix import Role
from roles.models import User
from roles.policy import sight
from tests.casework.on_the_lists import MONDAY, day, moment
from tests.factories import World, absent, put_in_line


def waits(case: Case, until: dt.date, on: dt.date = MONDAY) -> Wait:
    return have_wait(case, by=case.regisseur, waits_for="offerte", what="traplift", until=until, at=moment(on))


def mine(who: User, on: dt.date) -> set[str]:
    return set(WorkItem.objects.open().mine(sight(who, on)).values_list("step", flat=True))


def asked_of_others(who: User, on: dt.date) -> list[tuple[str, dt.date | None]]:
    return [(one.whom, one.due) for one in put_out(sight(who, on))]


def test_it_leaves_the_list_and_stands_among_what_one_asked_until_that_day(world: World, new_case) -> None:
    case = new_case("onderzoek")
    assert mine(world.consulent, MONDAY) >= {"research.settle"}
    waits(case, day(12))
    assert mine(world.consulent, MONDAY) == set()
    assert asked_of_others(world.consulent, day(11)) == [("een offerte: traplift", day(12))]
    assert mine(world.consulent, day(12)) == {"research.settle", "wait.come"}
    assert asked_of_others(world.consulent, day(12)) == []


def test_the_team_and_the_case_still_show_it(world: World, new_case) -> None:
    case = new_case("onderzoek")
    waits(case, day(12))
    for rows in (
        WorkItem.objects.open().of_my_teams(sight(world.teamleider, MONDAY)),
        WorkItem.objects.open().filter(case=case).visible_to(sight(world.consulent, MONDAY)),
    ):
        assert set(rows.values_list("step", flat=True)) == {"research.settle", "wait.come"}


def test_what_is_due_never_rests(world: World, new_case) -> None:
    """The research must be ready on 13 April, six weeks after the report; whoever waits beyond that sees it that day."""
    case = new_case("onderzoek", clock_from=MONDAY)
    waits(case, day(30, month=4))
    assert mine(world.consulent, day(10, month=4)) == set()
    assert mine(world.consulent, day(13, month=4)) == {"research.settle"}
    assert mine(world.consulent, day(20, month=4)) == {"research.settle"}


def test_spoed_never_rests(world: World, new_case) -> None:
    case = new_case("onderzoek", urgent=True)
    waits(case, day(12))
    assert mine(world.consulent, MONDAY) == {"research.settle"}


def test_somebody_elses_turn_and_an_appointment_never_rest(world: World, new_case) -> None:
    case = new_case("uitvoering", evaluate_on=day(30))
    world.goal(case, "loopt", carrier_kind="collega", carrier_user=world.teamlid, started_on=MONDAY)
    world.appointment(case, on=day(10), person=world.consulent, state_since=MONDAY)
    waits(case, day(12))
    assert mine(world.consulent, MONDAY) == {"appointment.fulfil"}
    assert mine(world.teamlid, MONDAY) == {"goal.report"}


def test_who_waits_for_our_answer_is_answered(world: World, new_case) -> None:
    case = new_case("onderzoek")
    world.handover(
        case, to_organisation=world.partner, anonymous=True, willing_on=MONDAY, offered_by=world.consulent,
        offered_on=MONDAY, state_since=MONDAY,
    )  # fmt: skip
    waits(case, day(12))
    assert "handover.name" in mine(world.consulent, MONDAY)


def test_where_the_regisseur_is_away_the_cover_sees_it_and_without_one_the_leader(world: World, new_case) -> None:
    case = new_case("onderzoek")
    waits(case, day(12))
    absent(world.consulent.memberships.get(), since=day(3), until=day(20), cover=world.consulent2)
    put_in_line(Case, [case.pk], moment(day(3)))
    assert asked_of_others(world.consulent2, day(3)) == [("een offerte: traplift", day(12))]
    assert mine(world.consulent2, day(12)) >= {"wait.come"}
    world.consulent2.memberships.all().delete()
    put_in_line(Case, [case.pk], moment(day(4)))
    assert "research.settle" in mine(world.teamleider, day(4)), "nothing rests: it is the leader's"
    assert "wait.come" in mine(world.teamleider, day(12))


def test_it_is_there_and_everything_stands_on_the_list_again(world: World, new_case) -> None:
    case = new_case("onderzoek")
    wait = waits(case, day(12))
    perform(wait, "come", by=world.teamlid, at=moment(day(5)))
    assert mine(world.consulent, day(5)) == {"research.settle"}
    assert asked_of_others(world.consulent, day(5)) == []


def test_it_waits_longer(world: World, new_case) -> None:
    case = new_case("onderzoek")
    wait = waits(case, day(12))
    perform(wait, "extend", by=world.consulent, at=moment(day(12)), until=day(20))
    assert mine(world.consulent, day(12)) == set()
    assert mine(world.consulent, day(20)) == {"research.settle", "wait.come"}


def test_it_waits_for_one_thing_at_a_time(world: World, new_case) -> None:
    case = new_case("onderzoek")
    waits(case, day(12))
    with pytest.raises(NotNow, match="wacht al"):
        waits(case, day(20))


@pytest.mark.parametrize("until", [MONDAY, day(1), dt.date(1800, 1, 1), dt.date(2028, 1, 1)])
def test_it_waits_until_a_day_to_come(world: World, new_case, until: dt.date) -> None:
    with pytest.raises(NotNow, match="Vul een dag in"):
        waits(new_case("onderzoek"), until)


def test_the_end_of_the_case_ends_it(world: World, new_case) -> None:
    case = new_case("onderzoek")
    wait = waits(case, day(12))
    perform(case, "end", by=world.consulent, at=moment(day(4)), ended_reason="verhuisd", closing_words="Weg")
    wait.refresh_from_db()
    assert wait.state == "gestopt"
    assert not WorkItem.objects.open().filter(case=case).exists()


def test_the_timeline_and_the_citizen_read_it_in_plain_words(world: World, new_case) -> None:
    case = new_case("onderzoek")
    waits(case, day(12))
    event = case.events.first()
    assert (event.label, event.text) == ("Zaak wacht", "Op een offerte: traplift, tot 12 maart 2026")
    assert event.citizen == "Wij wachten op een offerte."
    assert Role.WMO_CONSULENT.label == event.by_role
