"""What time does is found without looking at everything, and nobody is passed over by that.

Each row of the table is something that changes by time alone. Day after day the round that looks only at what is due
must leave every list as the round that looks at all of it would; so must one that was away for a week, was killed half
way, or was done by two at once.
"""

import datetime as dt
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine import by_date, lists, look_again, nights, passing_days, rerouting, signs
from casework.engine.complete import omissions
from casework.engine.holding import hold
from casework.engine.look_again import LookAgain
from casework.engine.nights import NightlyRound
from casework.engine.noun import ByDate
from casework.engine.registry import nouns
from casework.engine.turns import Roster
from casework.law.models import clock
from casework.nouns import NOUNS
from casework.people.models import Representative
from roles.matrix import Role
from roles.models import Absence, Mandate, Membership, RosterChange
from tests.at_once import at_once
from tests.factories import World, member, put_in_line, today, user
from tests.indexes import with_only

DAYS = 16
NOW = timezone.now()
pytestmark = pytest.mark.django_db


def day(number: int) -> dt.date:
    return today() + dt.timedelta(days=number)


def moment(number: int) -> dt.datetime:
    return NOW + dt.timedelta(days=number)


def out_of_line(at: dt.datetime) -> int:
    """How many turns the whole round would put right: looked at one by one, as `check_work` does."""
    with transaction.atomic():
        return lists.differences(hold(Case, by_date.with_work(Case)), at)


# --- what time does --------------------------------------------------------------------------------------------------


def place(who: Any) -> Membership:
    return Membership.objects.get(user=who)


def away(who: Any, since: int, until: int | None, cover: Any = None) -> None:
    Absence.objects.create(membership=place(who), since=day(since), until=until and day(until), cover=cover)


def reported(world: World) -> None:
    """Nobody takes it up: after five days the leader is asked too."""
    world.case("aanmelding")


def without_regisseur(world: World) -> None:
    """Somebody must assign one 'today', each day."""
    world.case("onderzoek", regisseur=None)


def offered(world: World) -> None:
    """The other doesn't answer."""
    world.handover(world.case())


def shared_for_a_while(world: World) -> None:
    """Consent for an offer and for a goal ends: the turn goes to who directs."""
    case = world.case("uitvoering")
    world.handover(case, shared_until=day(4))
    world.goal(case, "loopt", carrier_kind="organisatie", carrier_organisation=world.partner, shared_until=day(6))


def consent_ends(world: World) -> None:
    outside = {"holder_kind": "organisatie", "holder_team": None, "holder_organisation": world.partner}
    case = world.case("uitvoering", **outside, layer="middenveld")
    consent = case.sharings.create(text="t", how="h", given_by="zij", given_on=day(-1), until=day(3))
    world.handover(case, "aanvaard", consent=consent, accepted_on=day(-1), accepted_by="x", from_team=world.team)


def money_waits(world: World) -> None:
    """After two days the next larger mandate is asked too."""
    world.request(world.case("uitvoering"), "aangevraagd")


def help_ends(world: World) -> None:
    world.indicatie(world.case(), "afgegeven", ends_on=day(9))


def help_becomes_a_decision(world: World) -> None:
    case = world.case("uitvoering")
    one = world.indicatie(case, "afgegeven", ends_on=day(12))
    world.decided(case, starts_on=day(5), ends_on=day(90), instead_of=one)


def data_did_not_come(world: World) -> None:
    case = world.case("uitvoering")
    one = world.application(case)
    one.suspensions.create(ground="gegevens", since=today(), asked_until=day(4))


def force_majeure(world: World) -> None:
    """The term is a day longer each day."""
    one = world.application(world.case("uitvoering"))
    one.suspensions.create(ground="overmacht", since=today(), asked_until=day(3))


def turns_eighteen(world: World) -> None:
    born = dt.date(day(5).year - 18, day(5).month, day(5).day)
    case = world.case(person=world.person(birth_date=born), on=day(-30))
    Representative.objects.create(person=case.person, kind="ouder", name="Moeder", since=day(-400))


def sees_by_name_for_a_while(world: World) -> None:
    """A goal of the citizen's own is theirs as long as they have an account."""
    case = world.case("uitvoering")
    world.goal(case, "loopt", carrier_kind="inwoner")
    world.grant(case, since=day(3), until=day(8))


def regisseur_is_away(world: World) -> None:
    world.case("uitvoering", regisseur=world.teamlid)
    away(world.teamlid, 2, 6)


def cover_is_away_too(world: World) -> None:
    world.case("uitvoering")
    away(world.consulent, 1, 12, world.consulent2)
    away(world.consulent2, 4, 7)


def somebody_comes_and_goes(world: World) -> None:
    """The only ones who could decide leave, and another one comes."""
    world.application(world.case("uitvoering", regisseur=world.consulent2))
    Membership.objects.filter(role=Role.WMO_CONSULENT, team=world.team).update(until=day(3))
    made = member(user("nieuw"), Role.WMO_CONSULENT, team=world.team)
    Membership.objects.filter(pk=made.pk).update(since=day(7))


def a_mandate_ends(world: World) -> None:
    world.application(world.case("uitvoering"))
    Mandate.objects.filter(kind="besluit", team=world.team).update(until=day(5))


def the_municipality_is_away(world: World) -> None:
    """Who steps in where nobody of the team is."""
    world.case("uitvoering", regisseur=None)
    second = member(user("tweede"), Role.AFDELINGSHOOFD, team=world.gemeente)
    Membership.objects.filter(pk=second.pk).update(since=day(-5))
    away(world.teamleider, 2, 9)


def a_partner_is_away(world: World) -> None:
    case = world.case("uitvoering")
    world.handover(case)
    away(world.middenveld, 3, 8)


TABLE: list[Callable[[World], None]] = [
    reported, without_regisseur, offered, shared_for_a_while, consent_ends, money_waits, help_ends,
    help_becomes_a_decision, data_did_not_come, force_majeure, turns_eighteen, sees_by_name_for_a_while,
    regisseur_is_away, cover_is_away_too, somebody_comes_and_goes, a_mandate_ends, the_municipality_is_away,
    a_partner_is_away,
]  # fmt: skip


def begun(world: World, *rows: Callable[[World], None]) -> None:
    """With the first round done, the one that looks at everything."""
    for make in rows:
        make(world)
    put_in_line(Case, by_date.with_work(Case), NOW)
    assert by_date.run(NOW) == 0


def standing() -> list[Any]:
    """What is on every list."""
    columns = ("case__ref", "key", "step", "what", "why", "for_user", "for_role", "for_team", "due_on", "due_why")
    return sorted(WorkItem.objects.open().values_list(*columns), key=str)


def told() -> list[Any]:
    """What happened, when it did by the timeline."""
    return sorted(CaseEvent.objects.values_list("case__ref", "verb", "at", "object_id"), key=str)


@pytest.mark.slow
@pytest.mark.parametrize("row", TABLE, ids=lambda one: one.__name__)
def test_day_by_day_every_list_is_as_the_whole_round_would_leave_it(world: World, row) -> None:
    begun(world, row)
    before, changed = standing(), False
    for number in range(1, DAYS):
        at = moment(number)
        assert by_date.run(at) == 0
        assert out_of_line(at) == 0, number
        changed = changed or standing() != before
    assert changed, "Nothing changes by this: it proves nothing."


@pytest.mark.slow
@pytest.mark.parametrize("away_for", [2, 7, DAYS - 1])
def test_a_week_away_gives_what_day_by_day_gives(world: World, away_for) -> None:
    begun(world, *TABLE)
    found = []
    for days in (range(1, DAYS), range(away_for, DAYS, away_for)):
        point = transaction.savepoint()
        for number in (*days, DAYS):
            assert by_date.run(moment(number)) == 0
        assert out_of_line(moment(DAYS)) == 0
        found.append((standing(), told()))
        transaction.savepoint_rollback(point)
    (daily, said), (late, said_late) = found
    assert [one for one in late if one not in daily] == [one for one in daily if one not in late] == []
    assert said == said_late


# --- only that -------------------------------------------------------------------------------------------------------


def test_what_is_not_due_is_not_looked_at(world: World, monkeypatch) -> None:
    begun(world, reported, without_regisseur, offered, help_ends, force_majeure, regisseur_is_away)
    looked: list[int] = []
    meant = lists.bring_in_line
    monkeypatch.setattr(lists, "bring_in_line", lambda held, at: looked.extend(held.ids) or meant(held, at))
    assert by_date.run(NOW) == 0
    assert looked == []
    assert by_date.run(moment(1)) == 0
    assert len(set(looked)) == 2  # nobody assigned a regisseur, and a term that stands still


def test_a_round_in_which_nothing_is_due_asks_as_much_for_one_case_as_for_many(
    world: World, django_assert_num_queries
) -> None:
    """Of each rule what is due, and of each kind of anchor what waits to be looked at again: of a household six, and of who
    lives there who is 18 by now and who died."""
    world.case("uitvoering")
    begun(world, offered)
    with django_assert_num_queries(38):
        by_date.run(NOW)
    for _ in range(10):
        world.case("uitvoering")
    by_date.run(NOW)  # whose day is today is told
    with django_assert_num_queries(38):
        by_date.run(NOW)


@pytest.mark.parametrize("rule", [rule for noun in NOUNS for rule in noun.by_date], ids=lambda one: one.name)
def test_what_is_due_is_found_by_its_index(world: World, rule: ByDate) -> None:
    """Or by one that holds even less: only the running help, or only parents."""
    meta = apps.get_model(rule.found_by[0])._meta
    names = {one.name for one in (*meta.indexes, *meta.constraints)}
    with_only(meta.db_table, names)
    plan = rule.due(today()).explain()
    assert any(f"using {name} " in plan or f"on {name} " in plan for name in names), plan


def test_what_must_be_looked_at_again_is_found_by_its_index(world: World) -> None:
    with_only("casework_lookagain", {"look_again_by_day"})
    plan = look_again.due(Case, today()).order_by("anchor_id").explain()
    assert "look_again_by_day" in plan
    assert "Index Cond" in plan


# --- it can't be forgotten -------------------------------------------------------------------------------------------


def _with(name: str, **changed: Any) -> list[Any]:
    return [replace(one, **changed) if one.name == name else one for one in nouns()]


def test_a_noun_that_does_not_say_by_which_day_it_is_found_is_refused_by_name() -> None:
    (rule,) = next(one.by_date for one in nouns() if one.name == "application")
    assert omissions(_with("application", by_date=(replace(rule, found_by=("", "")),))) == [
        "application: suspensions: it doesn't say by which day the database finds what is due (found_by)"
    ]
    without_index = replace(rule, found_by=("casework.Application", "decided_on"))
    assert omissions(_with("application", by_date=(without_index,))) == [
        "application: suspensions: casework.Application has no index on decided_on, by which it says it is found"
        " (found_by)"
    ]


def test_a_noun_whose_rows_are_others_each_day_says_when_or_is_refused_by_name() -> None:
    case = next(one for one in nouns() if one.name == "case")
    assert omissions(_with("case", open_rows=replace(case.open_rows, other_by_day=None))) == [
        "case: citizens depends on the day, and it doesn't say when it changes (other_by_day)"
    ]
    goal = next(one for one in nouns() if one.name == "goal")
    rows = replace(goal.open_rows, rows=lambda on: goal.open_rows.rows(on).filter(started_on__lte=on))
    assert omissions(_with("goal", open_rows=rows)) == [
        "goal: rows depends on the day, and it doesn't say when it changes (other_by_day)"
    ]


def test_a_turn_cannot_read_the_day_unseen() -> None:
    assert not [name for name in vars(Roster) if name in ("on", "today", "day")]
    nothing: Any = SimpleNamespace(row=None)
    roster = Roster(nothing, (), (), clock(), today())
    assert not hasattr(roster, "on")
    assert (roster.has_come(day(0)), roster.is_past(day(-1)), roster.again_on) == (True, True, None)
    assert (roster.has_come(day(9)), roster.again_on) == (False, day(9))
    assert (roster.is_past(day(3)), roster.again_on) == (False, day(4))
    assert (roster.has_come(dt.date.max), roster.is_past(dt.date.max), roster.again_on) == (False, False, day(4))
    assert (roster.each_day(), roster.again_on) == (today(), day(1))


def test_when_to_look_again_is_written_by_who_holds_the_anchor_only(world: World) -> None:
    case = world.case("aanmelding")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('wijkteam.held_casework_case', '', true)")  # as another transaction begins
    for write in (
        lambda: LookAgain.objects.filter(anchor_id=case.pk).update(on=None),
        lambda: LookAgain.objects.create(anchor="casework_case", anchor_id=case.pk + 1, on=today()),
    ):
        with pytest.raises(IntegrityError, match="not held"), transaction.atomic():
            write()


def test_what_was_derived_for_a_day_that_is_over_is_looked_at_again_at_once(world: World) -> None:
    case = world.case("uitvoering")
    put_in_line(Case, [case.pk], moment(-1))
    assert look_again.due(Case, today()).get().anchor_id == case.pk


# --- days that pass --------------------------------------------------------------------------------------------------


def test_a_day_is_written_down_once_and_a_week_in_one_go(world: World) -> None:
    assert passing_days.write_down(today())  # everywhere, the first time
    assert RosterChange.objects.filter(team_id=None, organisation_id=None, user_id=None).exists()
    RosterChange.objects.all().delete()
    away(world.consulent, 2, 4)
    Membership.objects.filter(user=world.teamlid).update(until=day(3))
    RosterChange.objects.all().delete()
    assert passing_days.write_down(day(1))
    assert not RosterChange.objects.exists()
    assert passing_days.write_down(day(7))
    assert set(RosterChange.objects.values_list("user_id", flat=True)) == {world.consulent.pk, world.teamlid.pk}
    assert not passing_days.write_down(day(7))


def test_where_the_roster_is_not_to_be_had_it_is_told_and_the_next_round_goes_on(world: World, monkeypatch) -> None:
    begun(world, regisseur_is_away)

    def held(*args):
        raise OperationalError("canceling statement due to lock timeout")

    with monkeypatch.context() as patched:
        patched.setattr(passing_days.roster, "change", held)
        assert by_date.run(moment(3)) == 1
    assert signs.night(timezone.now()).about == {"Mislukt: rooster van de dag (OperationalError)": ["alle zaken"]}
    assert out_of_line(moment(3)) > 0
    assert by_date.run(moment(3)) == 0
    assert out_of_line(moment(3)) == 0


def test_who_holds_the_roster_for_a_moment_is_asked_once_more(world: World, monkeypatch) -> None:
    begun(world, regisseur_is_away)
    meant, tries = passing_days.roster.change, []

    def held_once(*args):
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError("canceling statement due to lock timeout")
        return meant(*args)

    monkeypatch.setattr(passing_days.roster, "change", held_once)
    assert by_date.run(moment(3)) == 0
    assert out_of_line(moment(3)) == 0


def test_who_holds_the_roster_is_waited_for(world: World, monkeypatch) -> None:
    """What they write is derived from yesterday's people: it must be there before it is asked whom the day concerns."""
    begun(world, regisseur_is_away)
    asked: list[str] = []
    meant = passing_days.roster.change
    monkeypatch.setattr(passing_days.roster, "change", lambda: asked.append("alone") or meant())
    write_down = passing_days.roster.write_down_what_began_or_ended
    monkeypatch.setattr(
        passing_days.roster, "write_down_what_began_or_ended", lambda *a: asked.append("written") or write_down(*a)
    )
    passing_days.write_down(day(3))
    assert asked == ["alone", "written", "written", "written"]


# --- in pieces -------------------------------------------------------------------------------------------------------


def test_a_piece_stops_in_time_and_the_next_goes_on_in_the_same_round(world: World) -> None:
    for _ in range(3):
        world.indicatie(world.case(), "afgegeven", starts_on=day(-9), issued_on=day(-9), ends_on=day(-1))
    assert by_date.go_on(seconds=0)
    assert not CaseEvent.objects.filter(verb="indicatie.lapse").exists()
    assert not by_date.go_on()
    row = NightlyRound.objects.get()
    assert (row.acts, row.failed) == (3, 0)
    assert row.ended_at is not None
    assert out_of_line(NOW) == 0


def test_killed_half_way_it_goes_on_where_it_was(world: World, monkeypatch) -> None:
    begun(world, *TABLE)
    want = expected(world)
    meant, calls = lists.bring_in_line, []

    class Killed(BaseException):
        pass

    def killed(held, at, **kwargs):
        calls.append(at)
        if len(calls) % 3 == 0:
            raise Killed
        return meant(held, at, **kwargs)

    monkeypatch.setattr(lists, "bring_in_line", killed)
    for _ in range(200):
        try:
            by_date.run(moment(DAYS))
            break
        except Killed:
            continue
    assert len(calls) > 3
    assert (standing(), told()) == want


def expected(world: World) -> Any:
    """What the round of that day leaves where nobody kills it."""
    point = transaction.savepoint()
    assert by_date.run(moment(DAYS)) == 0
    found = standing(), told()
    transaction.savepoint_rollback(point)
    return found


def test_what_failed_is_left_alone_by_the_next_piece_and_tried_by_the_next_round(world: World, monkeypatch) -> None:
    world.indicatie(world.case(), "afgegeven", starts_on=day(-9), issued_on=day(-9), ends_on=day(-1))
    tried = []

    def trips(*args, **kwargs):
        tried.append(args)
        raise RuntimeError

    monkeypatch.setattr(lists, "turns", trips)
    monkeypatch.setattr(by_date, "remind", lambda *args: (_ for _ in ()).throw(by_date.TimeIsUp))
    assert by_date.go_on()
    once = len(tried)
    assert by_date.go_on()
    assert NightlyRound.objects.get().failures.filter(what="voorlopige indicatie").count() == 1
    assert len(tried) - once < once
    NightlyRound.objects.update(ended_at=NOW)
    assert by_date.go_on()
    assert nights.last().failures.filter(what="voorlopige indicatie").count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_share_it_and_do_each_thing_once() -> None:
    world = World()
    for _ in range(12):
        world.indicatie(world.case(), "afgegeven", starts_on=day(-9), issued_on=day(-9), ends_on=day(-1))
        world.case("aanmelding")
    for number in range(1, 3):
        assert at_once(*[by_date.go_on] * 2) == [False, False], number
    assert CaseEvent.objects.filter(verb="indicatie.lapse").count() == 12
    assert sum(NightlyRound.objects.values_list("acts", flat=True)) == 12
    assert sum(NightlyRound.objects.values_list("failed", flat=True)) == 0
    assert out_of_line(timezone.now()) == 0


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_never_more_than_two_are_at_it_nor_more_than_one_at_a_large_change(monkeypatch) -> None:
    at_it, most, both = [], [], threading.Lock()

    def piece(*args, **kwargs) -> bool:
        with both:
            at_it.append(1)
            most.append(len(at_it))
        time.sleep(1)
        with both:
            at_it.pop()
        return False

    monkeypatch.setattr(by_date, "go_on", piece)
    at_once(*[by_date.go_on_and_wake] * 5)
    assert max(most) == 2
    most.clear()
    monkeypatch.setattr(rerouting, "work_off", piece)
    at_once(*[rerouting.piece] * 5)
    assert max(most) == 1
