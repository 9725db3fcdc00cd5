"""Whose turn a hand-over makes it, by when, and where the question lies after it."""

from casework.cases.models import Case
from casework.engine import by_date
from casework.engine.door import perform
from casework.handovers.operations import offer_handover
from tests.casework.on_the_lists import LEADER, MONDAY, day, items, moment, who_by_when
from tests.factories import World, fresh, today


def test_an_offer_waits_five_days_for_the_partner_and_after_ten_for_the_leader(world: World, new_case) -> None:
    case = new_case()
    world.handover(case, offered_on=MONDAY)
    assert who_by_when(case)["handover.accept"] == ("middenveld@Bij de Oma's", day(9))
    assert "handover.withdraw (leader)" not in who_by_when(case, day(16))
    assert who_by_when(case, day(17))["handover.withdraw (leader)"] == (LEADER, day(16))


def test_for_a_party_without_an_account_the_regisseur_records_it(world: World, new_case) -> None:
    case = new_case()
    world.handover(case, to_organisation=world.church, offered_on=MONDAY)
    assert who_by_when(case)["handover.accept"] == ("consulent", day(9))


def test_another_team_is_asked_by_role(world: World, new_case) -> None:
    case = new_case()
    world.handover(case, to_kind="team", to_organisation=None, to_team=world.other_team, to_layer="professional",
                   offered_on=MONDAY)  # fmt: skip
    assert who_by_when(case)["handover.accept"] == ("wmo_consulent@Wijkteam Zuid", day(9))


def test_an_offer_that_came_to_nothing_is_for_the_regisseur(new_case) -> None:
    assert who_by_when(new_case(seeking_since=MONDAY))["case.hold"] == ("consulent", day(4))
    assert who_by_when(new_case("aanmelding", seeking_since=MONDAY))["case.hold"] == ("eerstecontact", day(4))


def test_sight_that_ran_out_brings_the_question_back(world: World, new_case) -> None:
    case = new_case(holder_kind="organisatie", holder_organisation=world.partner, holder_team=None, layer="middenveld")
    consent = case.sharings.create(text="t", how="h", given_by="zij", given_on=MONDAY, until=day(12))
    world.handover(case, "aanvaard", consent=consent, offered_on=MONDAY, shared_until=day(12))
    by_date.run(moment(day(11)))
    assert Case.objects.get(pk=case.pk).holder_organisation == world.partner
    for _ in range(2):
        by_date.run(moment(day(19)))
    back = Case.objects.get(pk=case.pk)
    assert (back.holder_team, back.layer) == (world.team, "professional")
    assert case.events.filter(verb="sharing.lapse").count() == 1
    assert who_by_when(back, day(19))["case.hold"][0] == "consulent"


CONSENT = {"text": "delen", "how": "mondeling", "given_by": "zij"}


def test_what_another_team_gives_back_returns_with_its_case(world: World) -> None:
    case = world.case()
    handover = offer_handover(
        case, by=world.consulent, to_kind="team", to_team=world.other_team, need="Iets", reason="Verhuisd",
        consent=CONSENT | {"given_on": today()},
    )  # fmt: skip
    perform(handover, "accept", by=world.consulent3)
    there = fresh(case)
    assert (there.team, there.holder_team) == (world.other_team, world.other_team)
    perform(there, "assign", by=world.teamleider3, regisseur=world.consulent3)
    perform(handover, "give_back", by=world.consulent3, why="Zij woont toch in Piershil")
    back = fresh(case)
    assert (back.team, back.holder_team, back.regisseur) == (world.team, world.team, None)
    assert {one.for_team for one in items(case).values()} == {world.team}
    assert {"case.hold", "case.assign"} <= items(case).keys()
    perform(back, "assign", by=world.teamleider, regisseur=world.consulent)
    assert items(case)["case.hold"].for_user == world.consulent
