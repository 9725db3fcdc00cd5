"""The same words from the same person, six times at the same moment, each in a form of its own: one effect."""

import uuid
from decimal import Decimal

import pytest

from casework.cases.models import Case
from casework.cases.reporting import open_case
from casework.cases.speaking import add_representative
from casework.engine.errors import SaidBefore
from casework.goals.models import Goal, ProgressReport
from casework.goals.operations import add_goal, report_progress
from casework.people.models import Person, Representative
from casework.vangnet.models import VangnetRequest
from casework.vangnet.operations import draft_request
from tests.at_once import at_once
from tests.factories import World, today

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    return World()


def six_times(write) -> None:
    """One goes through; the others hear that it was sent a moment ago."""
    got = at_once(*[lambda: write(uuid.uuid4())] * 6)
    assert sum(isinstance(one, SaidBefore) for one in got) == 5, got


@pytest.mark.parametrize("known", [{}, {"bsn": "123456782"}], ids=["by name alone", "by number"])
def test_six_reports_make_one_case(world: World, known: dict[str, str]) -> None:
    def report(token: uuid.UUID) -> Case:
        return open_case(
            by=world.eerstecontact, kern=world.kern, kind="melding", question="Help", channel="telefoon",
            on_behalf="zelf", received_on=today(), token=token,
            person=Person(given_name="Bep", family_name="Bos", **known),
        )  # fmt: skip

    six_times(report)
    assert (Case.objects.count(), Person.objects.count()) == (1, 1)
    open_case(by=world.consulent, kern=world.kern, kind="melding", question="Help", channel="telefoon",
              on_behalf="zelf", received_on=today(), token=uuid.uuid4(),
              person=Person(given_name="Bep", family_name="Bos"))  # fmt: skip
    assert Case.objects.count() == 2, "somebody else reports for themselves"


def test_two_reports_of_one_number_see_each_other(world: World) -> None:
    """Of who isn't saved yet there is no fingerprint to wait by: it is made of the number itself."""

    def report(who, name: str) -> Case:
        return open_case(by=who, kern=world.kern, kind="melding", question=name, channel="telefoon", on_behalf="zelf",
                         received_on=today(), person=Person(family_name=name, bsn="123456782"))  # fmt: skip

    for _ in range(3):
        at_once(lambda: report(world.consulent, "Bos"), lambda: report(world.consulent2, "Vos"))
    assert Case.objects.filter(looks_like=None).count() == 1


def test_so_it_is_with_what_is_written_on_a_case(world: World) -> None:
    case = world.case("plan")
    goal = world.goal(case, "loopt")
    six_times(lambda token: add_goal(case, by=world.consulent, token=token, wording="Weer timmeren", budget=0,
                                     ground=world.eigen, layer="burger"))  # fmt: skip
    assert Goal.objects.filter(wording="Weer timmeren").count() == 1
    six_times(lambda token: report_progress(goal, by=world.consulent, token=token, text="Het gaat goed"))
    assert ProgressReport.objects.count() == 1
    six_times(lambda token: add_representative(case, by=world.consulent, token=token, kind="mentor", name="M. Entor",
                                               since=today()))  # fmt: skip
    assert Representative.objects.count() == 1
    money = {"purpose": "Bed", "amount": Decimal(100), "payee": "Alerimus", "why_now": "nu", "schemes": "geen"}
    six_times(lambda token: draft_request(case, by=world.consulent, token=token, **money))
    assert VangnetRequest.objects.count() == 1
