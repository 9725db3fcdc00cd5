"""Four eyes count people and whose mandate it is: who stands in for whoever did the first part doesn't do the second."""

import pytest

from casework.cases.work import WorkItem
from casework.engine.door import available, perform
from casework.engine.errors import NotAllowed, NotNow
from roles.models import Absence, Mandate, MandateKind
from roles.policy import sight
from tests.casework.on_the_lists import HEAD, LEADER, MONDAY, who_by_when
from tests.factories import World, absent, mandate, put_in_line


@pytest.fixture
def stands_in(world: World) -> Absence:
    """The teamleider is away; a consulent without a mandate of her own acts in their place."""
    return absent(world.teamleider.memberships.get(), cover=world.consulent2, since=MONDAY)


def labels(obj, who) -> set[str]:
    return {offer.step.label for offer in available(obj, sight(who))}


DECIDING = {"Keur goed", "Wijs af", "Vraag terug"}


def test_who_stands_in_for_the_requester_does_not_decide_under_their_mandate(world: World, stands_in) -> None:
    request = world.request(world.case(), "aangevraagd", requested_by=world.teamleider)
    assert not DECIDING & labels(request, world.consulent2)
    for step, words in (("approve", {}), ("reject", {"why": "Nee"}), ("ask_back", {"why": "Hoe?"})):
        with pytest.raises(NotAllowed):
            perform(request, step, by=world.consulent2, **words)


def test_nor_for_who_wrote_on_it(world: World, stands_in) -> None:
    request = world.request(world.case(), "aangevraagd", authors=[world.teamleider.pk])
    with pytest.raises(NotAllowed):
        perform(request, "approve", by=world.consulent2)


def test_of_another_s_request_the_stand_in_does_decide(world: World, stands_in) -> None:
    request = world.request(world.case(), "aangevraagd")
    assert labels(request, world.consulent2) >= DECIDING
    perform(request, "approve", by=world.consulent2)


def test_under_a_mandate_of_their_own_they_do(world: World, stands_in) -> None:
    mandate(MandateKind.VANGNET, role="wmo_consulent", team=world.team, amount="5000")
    request = world.request(world.case(), "aangevraagd", requested_by=world.teamleider)
    perform(request, "approve", by=world.consulent2)
    request.refresh_from_db()
    assert request.mandate.role == "wmo_consulent"


def test_the_turn_goes_past_who_stands_in(world: World, new_case, stands_in) -> None:
    case = new_case()
    request = world.request(case, "aangevraagd", requested_on=MONDAY)
    assert who_by_when(case)["vangnet.approve"][0] == LEADER
    request.delete()
    world.request(case, "aangevraagd", requested_by=world.teamleider, requested_on=MONDAY)
    assert who_by_when(case)["vangnet.approve"][0] == HEAD


def test_nobody_else_with_a_mandate_is_told_before_asking(world: World, stands_in) -> None:
    """The only mandate that reaches is the requester's own, used by who stands in: that is nobody."""
    request = world.request(world.case(), "concept", authors=[world.teamleider.pk])
    Mandate.objects.filter(kind=MandateKind.VANGNET).exclude(team=world.team).delete()
    with pytest.raises(NotNow, match="niemand anders met een mandaat"):
        perform(request, "request", by=world.consulent)


@pytest.mark.parametrize("step", ["review", "extend"])
def test_help_issued_by_the_leader_is_not_reviewed_in_their_place(world: World, step) -> None:
    absent(world.teamleider.memberships.get(), cover=world.teamlid)
    theirs, another = (
        world.indicatie(world.case(), "afgegeven", issued_by=who) for who in (world.teamleider, world.eerstecontact)
    )
    steps = [{offer.step.name for offer in available(one, sight(world.teamlid))} for one in (theirs, another)]
    assert [step in names for names in steps] == [False, True]


def test_nor_does_it_stand_on_their_list(world: World) -> None:
    absent(world.teamleider.memberships.get(), cover=world.teamlid)
    Mandate.objects.filter(kind=MandateKind.INDICATIE, role="wmo_consulent").delete()
    case = world.case()
    world.indicatie(case, "afgegeven", issued_by=world.teamleider)
    put_in_line(type(case), [case.pk], case.reported_at)
    waiting = WorkItem.objects.open().filter(case=case, step="indicatie.review")
    assert waiting.exists()
    assert not waiting.mine(sight(world.teamlid)).exists()
