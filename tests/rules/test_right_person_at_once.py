"""A case that is put in the right name while somebody else is at it too: one of both, and nothing lost or sent wrongly."""

import pytest
from django.db import transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.to_right_person import to_right_person
from casework.cases.wrong_person import WrongPerson
from casework.documents.content import addressee
from casework.documents.models import Document
from casework.engine import lists, rerouting
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken
from casework.engine.holding import hold
from casework.people.models import Person
from tests.at_once import at_once
from tests.factories import World, fresh, today

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
REFUSED = (NotNow, Overtaken)


@pytest.fixture
def world() -> World:
    made = World()
    rerouting.work_off()
    return made


def in_line(case: Case) -> bool:
    rerouting.work_off()
    with transaction.atomic():
        return lists.differences(hold(Case, [case.pk]), timezone.now()) == 0


def test_two_who_move_it_to_others(world: World) -> None:
    case = world.case()
    to = {"wrong": case.person_id, "why": "Naamgenoot"}
    results = at_once(
        lambda: to_right_person(case, by=world.consulent, person=Person(family_name="Bos"), **to),
        lambda: to_right_person(case, by=world.teamleider, person=Person(family_name="Visser"), **to),
    )
    assert sum(isinstance(one, NotNow) for one in results) == 1, results
    assert WrongPerson.objects.count() == 1
    assert Person.objects.filter(family_name__in=("Bos", "Visser")).count() == 1
    assert in_line(case)


def test_two_that_change_places(world: World) -> None:
    first, second = world.case(), world.case(person=world.person("Visser"))
    one, other = first.person, second.person
    results = at_once(
        lambda: to_right_person(first, by=world.consulent, wrong=one.pk, why="Verwisseld", person=other),
        lambda: to_right_person(second, by=world.teamleider, wrong=other.pk, why="Verwisseld", person=one),
    )
    assert not any(isinstance(result, Exception) for result in results), results
    assert (fresh(first).person, fresh(second).person) == (other, one)
    assert in_line(first)
    assert in_line(second)


def test_while_the_right_one_turns_out_to_be_two(world: World) -> None:
    """Made one while the case comes: it is in the name that stays."""
    kept = world.case("aanmelding", person=world.person("Visser"))
    double = world.case("aanmelding", person=world.person("Visscher"), looks_like=kept)
    case = world.case()
    results = at_once(
        lambda: to_right_person(case, by=world.consulent, wrong=case.person_id, why="Naamgenoot", beside=double),
        lambda: perform(double, "same_person", by=world.consulent2),
    )
    assert not isinstance(results[1], Exception), results
    assert results[0] is None or isinstance(results[0], (WrongPerson, NotNow)), results
    now = fresh(case).person
    assert now == (case.person if isinstance(results[0], NotNow) else now)
    assert Person.objects.filter(pk=now.pk).exists()
    assert fresh(double).person == kept.person
    assert in_line(case)
    assert in_line(kept)


def test_while_it_is_merged_with_its_double(world: World) -> None:
    other = world.case()
    case = world.case("aanmelding", looks_like=other, regisseur=world.consulent)
    results = at_once(
        lambda: to_right_person(
            case, by=world.consulent, wrong=case.person_id, why="x", person=Person(family_name="Bos")
        ),
        lambda: perform(case, "merge", by=world.consulent2),
    )
    assert sum(isinstance(one, REFUSED) for one in results) == 1, results
    case = fresh(case)
    assert (case.double_of_id is None) == (case.person.family_name == "Bos")
    assert in_line(case)
    assert in_line(other)


def test_while_its_letter_is_being_sent(world: World) -> None:
    """Sent before, it is listed; else it isn't sent at all, and another is made for the right one."""
    case = world.case()
    ready = world.document(case, kind="bevestiging", snapshot={"to": {"name": "Jansen", "lines": ["Straat 1"]}})
    Document.objects.filter(pk=ready.pk).update(snapshot={"to": addressee(case, today())})
    results = at_once(
        lambda: to_right_person(
            case, by=world.teamleider, wrong=case.person_id, why="x", person=Person(family_name="Bos")
        ),
        lambda: perform(ready, "send", by=world.consulent, sent_on=today(), sent_how="uitgereikt"),
    )
    assert not isinstance(results[0], Exception), results
    sent = fresh(ready).state == "verstuurd"
    assert sent != isinstance(results[1], REFUSED), results
    assert bool(WrongPerson.objects.get().reached) == sent
    assert Document.objects.filter(case=case, state="gevraagd").count() == (0 if sent else 1)
    assert in_line(case)
