"""Nobody finds what isn't theirs."""

import pytest

from casework.appointments.operations import make_appointment
from casework.cases.operations import recuse
from casework.forcefields.models import ForceField
from casework.handovers.models import Handover
from casework.provisions.models import Provision
from roles.models import Membership
from tests.factories import World, member, today
from tests.pages.browser import as_, words
from tests.pages.truus import case_of_truus


@pytest.fixture
def case(world: World):
    return case_of_truus(world)


def test_an_appointment_has_its_own_page(client, world: World, case) -> None:
    one = make_appointment(case, by=world.consulent, what="Bel de dochter", on=today(), person=world.teamlid)
    page = words(as_(client, world.teamlid).get(one.get_absolute_url()))
    assert "Bel de dochter" in page
    assert f"{one.get_absolute_url()}stap/gedaan/" in page  # its button has the name of the task
    assert as_(client, world.consulent3).get(one.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("who", ["consulent3", "outsider", "left", "beheer", "privacy", "middenveld", "uitvoerder"])
def test_a_childs_page_is_404_for_others(client, world: World, case, who: str) -> None:
    objects = world.one_of_each(case)
    as_(client, getattr(world, who))
    for obj in objects:
        if who == "middenveld" and isinstance(obj, Handover):
            continue  # offered to them
        if who == "middenveld" and isinstance(obj, ForceField):
            continue  # theirs to draw
        if who == "uitvoerder" and isinstance(obj, Provision):
            continue  # theirs to give, and told
        assert client.get(obj.get_absolute_url()).status_code == 404, obj
    for place in ("overdrachten", "indicaties", "aanvragen", "vangnet", "doelen", "documenten"):
        assert client.get(f"{case.get_absolute_url()}{place}/nieuw/").status_code == 404, place
        assert client.get(f"/{place}/bestaatniet/").status_code == 404


def test_two_roles_at_once_and_a_recusal(client, world: World, case) -> None:
    member(world.middenveld, "teamlid", team=world.team)
    handover = world.handover(case)
    as_(client, world.middenveld)
    assert client.get(handover.get_absolute_url()).status_code == 200
    recuse(case, by=world.middenveld)
    assert client.get(handover.get_absolute_url()).status_code == 404
    assert Membership.objects.filter(user=world.middenveld).count() == 2
