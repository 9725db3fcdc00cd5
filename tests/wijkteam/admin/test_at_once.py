"""Beheer at the same moment: four clicks, two second people. In a module of its own: it keeps no world for its tests."""

import pytest

from casework.vangnet.models import VangnetBudget
from roles.models import Membership, Proposal, User
from tests.at_once import at_once
from tests.factories import World, today
from tests.wijkteam.admin.pages import at, nl
from tests.wijkteam.admin.test_guard import token
from tests.wijkteam.admin.test_second_person import as_


@pytest.mark.django_db(transaction=True)
def test_four_clicks_at_once_are_one_and_two_second_people_confirm_once():
    world = World()
    budget = VangnetBudget.objects.get(team=world.team)
    url = at("casework_vangnetbudget", budget)
    form = {"amount": "-100", "words": "Terug"} | token()
    answers = at_once(*(lambda: as_(world.beheer).post(url, form) for _ in range(4)))
    assert [one.status_code for one in answers] == [302] * 4
    assert budget.entries.balance().free == 9900
    data = {"user": world.outsider.pk, "role": "teamlid", "team": world.team.pk, "since": nl(today())} | token()
    answers = at_once(*(lambda: as_(world.beheer).post(at("roles_membership", page="add"), data) for _ in range(4)))
    assert [one.status_code for one in answers] == [302] * 4
    (proposal,) = Proposal.objects.all()
    press = f"/bevestigen/{proposal.public_id}/bevestig/"
    answers = at_once(*(lambda who=who: as_(who).post(press) for who in (world.teamleider, world.afdelingshoofd)))
    assert sorted(one.status_code for one in answers) == [303, 409]
    assert Membership.objects.filter(user=world.outsider).count() == 1
    assert User.objects.filter(pk=world.outsider.pk).exists()
