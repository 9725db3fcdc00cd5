"""Whose turn it is, by when: the rows of the routing table, with days counted by hand (2 March 2026 is a Monday)."""

import datetime as dt
from copy import deepcopy
from decimal import Decimal

import pytest

from casework.appointments.models import Appointment
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine import by_date
from casework.engine import lists as routing
from casework.vangnet.models import VangnetBudget
from roles.models import MandateKind
from tests.factories import World, absent, mandate, today, user

MONDAY = dt.date(2026, 3, 2)


@pytest.fixture
def world(kept_world: World, db) -> World:
    return deepcopy(kept_world)


def moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)


def day(number: int, month: int = 3) -> dt.date:
    return dt.date(2026, month, number)


def turns(case: Case, on: dt.date = MONDAY) -> dict[str, tuple[str, dt.date]]:
    """step → (for whom, by when), as the lists say on that day."""
    routing.bring_in_line(Case, [case.pk], moment(on))
    return {
        f"{item.step}{' (leader)' if item.key.endswith((':leader', ':next')) else ''}": (
            item.for_user.username if item.for_user else f"{item.for_role}@{item.for_team or item.for_organisation}",
            item.due_on,
        )
        for item in WorkItem.objects.open().filter(case=case).select_related("for_user", "for_team", "for_organisation")
    }


@pytest.fixture
def case(world: World):
    def make(phase: str = "onderzoek", **fields) -> Case:
        return world.case(phase, **{"on": MONDAY, "reported_at": moment(MONDAY), "met_on": MONDAY} | fields)

    return make


CONSULENTS, LEADER, HEAD = "wmo_consulent@Wijkteam Noord", "teamleider@Wijkteam Noord", "afdelingshoofd@Gemeente"


def test_a_melding_waits_for_a_consulent_two_working_days(case) -> None:
    assert turns(case("aanmelding")) == {"case.take_up": (CONSULENTS, day(4))}


def test_spoed_is_today(case) -> None:
    assert turns(case("aanmelding", urgent=True)) == {"case.take_up": (CONSULENTS, MONDAY)}


def test_after_five_working_days_the_leader_too(case) -> None:
    found = case("aanmelding")
    assert "case.take_up (leader)" not in turns(found, day(9))
    assert turns(found, day(10))["case.take_up (leader)"] == (LEADER, day(9))


def test_a_question_is_advised_or_converted(case) -> None:
    assert turns(case("aanmelding", kind="vraag")) == {"case.advise": (CONSULENTS, day(4))}


def test_research_ends_six_weeks_after_the_melding(case) -> None:
    # six weeks after 2 March is 13 April 2026, a Monday; Easter Monday was the 6th
    assert turns(case("onderzoek", met_on=None)) == {
        "case.meet": ("consulent", day(9)),
        "case.set_plan": ("consulent", dt.date(2026, 4, 13)),
    }


def test_after_the_report_the_plan_is_what_is_left(case) -> None:
    assert turns(case("onderzoek", report_sent_on=MONDAY)) == {"case.set_plan": ("consulent", day(16))}


def test_reopened_it_is_back_with_the_team(world: World, case) -> None:
    from casework.engine.door import perform

    found = case("afgesloten", holder_kind="organisatie", holder_organisation=world.partner, holder_team=None,
                 layer="middenveld")  # fmt: skip
    world.handover(found, "aanvaard", shared_until=MONDAY)
    perform(found, "reopen", by=world.consulent, why="Het ging niet goed")
    back = Case.objects.get(pk=found.pk)
    assert (back.holder_team, back.layer) == (world.team, "professional")
    assert "case.hold" in turns(back, today())


def test_a_plan_starts_within_ten_working_days(case) -> None:
    assert turns(case("plan")) == {"case.start": ("consulent", day(16))}


def test_an_evaluation_comes_on_the_agreed_day(case) -> None:
    assert turns(case("uitvoering", evaluate_on=day(30))) == {"case.evaluate": ("consulent", day(30))}


def test_a_double_is_for_a_consulent(case) -> None:
    first = case("aanmelding")
    assert turns(case("aanmelding", looks_like=first))["case.keep_apart"] == (CONSULENTS, day(4))


def test_a_goal_is_told_of_by_its_carrier(world: World, case) -> None:
    found = case("uitvoering", evaluate_on=day(30))
    world.goal(found, "loopt", carrier_kind="organisatie", carrier_organisation=world.partner, started_on=MONDAY,
               shared_until=dt.date.max, rhythm_days=5)  # fmt: skip
    assert turns(found)["goal.report"] == ("middenveld@Bij de Oma's", day(9))  # the 7th is a Saturday
    assert turns(case("uitvoering", evaluate_on=day(30))).keys() == {"case.evaluate"}


def test_a_goal_of_a_citizen_without_account_is_told_of_by_the_regisseur(world: World, case) -> None:
    found = case("uitvoering", evaluate_on=day(30))
    world.goal(found, "loopt", started_on=MONDAY)
    assert turns(found)["goal.report"][0] == "consulent"
    world.grant(found, since=MONDAY)
    assert turns(found)["goal.report"][0] == "inwoner"


def test_an_offer_waits_five_days_for_the_partner_and_after_ten_for_the_leader(world: World, case) -> None:
    found = case()
    world.handover(found, offered_on=MONDAY)
    assert turns(found)["handover.accept"] == ("middenveld@Bij de Oma's", day(9))
    assert "handover.withdraw (leader)" not in turns(found, day(16))
    assert turns(found, day(17))["handover.withdraw (leader)"] == (LEADER, day(16))


def test_for_a_party_without_an_account_the_regisseur_records_it(world: World, case) -> None:
    found = case()
    world.handover(found, to_organisation=world.church, offered_on=MONDAY)
    assert turns(found)["handover.accept"] == ("consulent", day(9))


def test_another_team_is_asked_by_role(world: World, case) -> None:
    found = case()
    world.handover(found, to_kind="team", to_organisation=None, to_team=world.other_team, to_layer="professional",
                   offered_on=MONDAY)  # fmt: skip
    assert turns(found)["handover.accept"] == ("wmo_consulent@Wijkteam Zuid", day(9))


def test_an_offer_that_came_to_nothing_is_for_the_regisseur(case) -> None:
    assert turns(case(seeking_since=MONDAY))["case.hold"] == ("consulent", day(4))
    assert turns(case("aanmelding", seeking_since=MONDAY))["case.hold"] == ("eerstecontact", day(4))


def test_the_turns_of_an_indicatie(world: World, case) -> None:
    found = case()
    one = world.indicatie(found, state_since=MONDAY)
    assert turns(found)["indicatie.discard"] == ("eerstecontact", day(4))
    one.delete()
    one = world.indicatie(found, "voorgelegd", state_since=MONDAY)
    assert turns(found)["indicatie.issue"] == ("consulent", MONDAY)
    one.delete()
    world.indicatie(found, "afgegeven", issued_on=MONDAY, starts_on=MONDAY, ends_on=dt.date(2026, 4, 30))
    now = turns(found)
    assert now["indicatie.confirm_start"] == ("eerstecontact", day(3))
    assert now["indicatie.review"] == (CONSULENTS, day(4))
    assert now["indicatie.withdraw"] == ("consulent", dt.date(2026, 4, 20))
    assert "indicatie.withdraw (leader)" not in turns(found, dt.date(2026, 4, 26))
    assert turns(found, dt.date(2026, 4, 27))["indicatie.withdraw (leader)"][0] == LEADER


def test_a_short_indicatie_leaves_two_days_after_the_issue(world: World, case) -> None:
    found = case()
    world.indicatie(found, "afgegeven", issued_on=MONDAY, starts_on=MONDAY, ends_on=day(8))
    assert turns(found)["indicatie.withdraw"] == ("consulent", day(4))


def test_an_ended_indicatie_is_for_the_leader_today(world: World, case) -> None:
    found = case()
    world.indicatie(found, "geeindigd", state_since=MONDAY, starts_on=day(1), ends_on=day(1))
    assert turns(found)["indicatie.decide_after_end"] == (LEADER, MONDAY)


def test_an_application_is_for_the_regisseur_with_the_mandate(world: World, case) -> None:
    found = case()
    world.application(found, received_on=MONDAY)
    assert turns(found)["application.grant"] == ("consulent", day(16))
    other = case(regisseur=world.teamlid)  # who has no mandate
    world.application(other, received_on=MONDAY)
    assert turns(other)["application.grant"] == (CONSULENTS, day(16))


def test_vangnet_goes_to_the_smallest_mandate_that_covers_it_and_then_the_next(world: World, case) -> None:
    mandate(MandateKind.VANGNET, role="wmo_consulent", team=world.team, amount="500")
    VangnetBudget.objects.get_or_create(team=world.team, year=2026)
    found = case()
    for amount, who in (("400", CONSULENTS), ("4850", LEADER), ("9000", HEAD)):
        request = world.request(found, "aangevraagd", amount=amount, requested_on=MONDAY)
        assert turns(found)["vangnet.approve"] == (who, day(3)), amount
        request.delete()
    world.request(found, "aangevraagd", amount="4850", requested_on=MONDAY)
    assert turns(found, day(5))["vangnet.approve (leader)"] == (HEAD, day(4))


def test_never_the_requester(world: World, case) -> None:
    found = case()
    world.request(found, "aangevraagd", amount="4850", requested_by=world.teamleider, requested_on=MONDAY)
    assert turns(found)["vangnet.approve"][0] == HEAD


def test_the_money_afterwards(world: World, case) -> None:
    found = case()
    world.request(found, "goedgekeurd", decided_on=MONDAY)
    assert turns(found)["vangnet.pay"] == ("financien@Gemeente", day(4))
    world.request(found, "uitbetaald", paid_on=MONDAY)
    assert turns(found)["vangnet.account"] == ("consulent", dt.date(2026, 4, 1))
    world.request(found, "verantwoord", recover_from="gemeente", recover_on=day(31))
    assert turns(found)["vangnet.settle"] == ("financien@Gemeente", day(31))
    assert Decimal(1000) == found.vangnet_requests.first().amount


def test_a_letter_is_sent_by_its_maker(world: World, case) -> None:
    found = case()
    world.document(found, asked_by=world.eerstecontact, state_since=MONDAY)
    assert turns(found)["document.send"] == ("eerstecontact", day(3))
    world.document(found, asked_by=None, state_since=MONDAY)
    assert {one.for_user.username for one in WorkItem.objects.open().filter(step="document.send")} == {"eerstecontact"}
    turns(found)
    assert {one.for_user.username for one in WorkItem.objects.open().filter(step="document.send")} == {
        "eerstecontact", "consulent",
    }  # fmt: skip


def test_an_appointment_is_for_its_person(world: World, case) -> None:
    found = case()
    Appointment.objects.create(case=found, what="Bel", on=day(3), person=world.consulent2, state_since=MONDAY)
    assert turns(found)["appointment.fulfil"] == ("consulent2", day(3))


def test_a_regisseur_who_is_away_without_cover(world: World, case) -> None:
    found = case("plan")
    row = world.consulent.memberships.get()
    away = absent(row, since=MONDAY)
    assert turns(found) == {"case.start": (LEADER, day(16)), "case.assign": (LEADER, MONDAY)}
    away.cover = world.consulent2
    away.save()
    assert turns(found) == {"case.start": ("consulent", day(16))}


def test_without_a_leader_the_afdelingshoofd(world: World, case) -> None:
    world.teamleider.memberships.all().delete()
    assert turns(case("plan", regisseur=None))["case.assign"] == (HEAD, MONDAY)


def test_late_or_twice_gives_the_same(world: World, case) -> None:
    """A week's outage: what ended meanwhile ended on its own day, and the lists say the same as if nothing happened."""
    ended = case()
    world.indicatie(ended, "afgegeven", issued_on=MONDAY, starts_on=MONDAY, ends_on=day(9))
    for _ in range(2):
        by_date.run(moment(day(20)))
    indicatie = ended.indicaties.get()
    assert (indicatie.state, indicatie.state_since) == ("geeindigd", day(10))
    assert ended.events.filter(verb="indicatie.lapse").count() == 1
    assert turns(ended, day(20))["indicatie.decide_after_end"] == (LEADER, day(10))


def test_sight_that_ran_out_brings_the_question_back(world: World, case) -> None:
    found = case(holder_kind="organisatie", holder_organisation=world.partner, holder_team=None, layer="middenveld")
    consent = found.consents.create(text="t", how="h", given_by="zij", given_on=MONDAY, until=day(12))
    world.handover(found, "aanvaard", consent=consent, offered_on=MONDAY, shared_until=day(12))
    by_date.run(moment(day(11)))
    assert Case.objects.get(pk=found.pk).holder_organisation == world.partner
    for _ in range(2):
        by_date.run(moment(day(19)))
    back = Case.objects.get(pk=found.pk)
    assert (back.holder_team, back.layer) == (world.team, "professional")
    assert found.events.filter(verb="consent.ended").count() == 1
    assert turns(back, day(19))["case.hold"][0] == "consulent"


def test_turns_are_pure_of_who_asks(world: World, case) -> None:
    found = case("plan")
    before = turns(found)
    user("nieuweling")
    assert turns(found) == before
