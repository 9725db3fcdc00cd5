"""Whose turn a vangnet request makes it, by when; and who hears what became of it."""

import datetime as dt
from decimal import Decimal

from casework.engine.door import perform
from casework.vangnet.models import VangnetBudget
from roles.models import MandateKind, Notice
from tests.casework.on_the_lists import CONSULENTS, HEAD, LEADER, MONDAY, day, who_by_when
from tests.factories import World, mandate


def test_vangnet_goes_to_the_smallest_mandate_that_covers_it_and_then_the_next(world: World, new_case) -> None:
    mandate(MandateKind.VANGNET, role="wmo_consulent", team=world.team, amount="500")
    VangnetBudget.objects.get_or_create(team=world.team, year=2026)
    case = new_case()
    for amount, who in (("400", CONSULENTS), ("4850", LEADER), ("9000", HEAD)):
        request = world.request(case, "aangevraagd", amount=amount, requested_on=MONDAY)
        assert who_by_when(case)["vangnet.approve"] == (who, day(3)), amount
        request.delete()
    world.request(case, "aangevraagd", amount="4850", requested_on=MONDAY)
    assert who_by_when(case, day(5))["vangnet.approve (leader)"] == (HEAD, day(4))


def test_never_the_requester(world: World, new_case) -> None:
    case = new_case()
    world.request(case, "aangevraagd", amount="4850", requested_by=world.teamleider, requested_on=MONDAY)
    assert who_by_when(case)["vangnet.approve"][0] == HEAD


def test_the_money_afterwards(world: World, new_case) -> None:
    case = new_case()
    world.request(case, "goedgekeurd", decided_on=MONDAY)
    assert who_by_when(case)["vangnet.pay"] == ("financien@Gemeente", day(4))
    world.request(case, "uitbetaald", paid_on=MONDAY)
    assert who_by_when(case)["vangnet.account"] == ("consulent", dt.date(2026, 4, 1))
    world.request(case, "verantwoord", recover_from="gemeente", recover_on=day(31))
    assert who_by_when(case)["vangnet.settle"] == ("financien@Gemeente", day(31))
    assert Decimal(1000) == case.vangnet_requests.first().amount


def told(who) -> list[str]:
    return list(Notice.objects.filter(to=who, url__startswith="/vangnet/").values_list("url", flat=True))


def test_who_asked_for_money_hears_what_others_did_with_it(world: World) -> None:
    case = world.case()
    mine = world.request(case, "aangevraagd")
    perform(mine, "withdraw", by=world.consulent)
    assert told(world.consulent) == []
    refused, taken_back = (world.request(case, "aangevraagd", requested_by=world.eerstecontact) for _ in range(2))
    perform(refused, "reject", by=world.teamleider, why="Er is een regeling")
    perform(taken_back, "withdraw", by=world.consulent)
    assert set(told(world.eerstecontact)) == {refused.get_absolute_url(), taken_back.get_absolute_url()}
