"""Whoever reported without an account hears that it was taken up and that it was settled: no more, and no longer."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from casework.cases.reporter import ReporterAddress, keep_address
from casework.engine import outbox
from casework.engine.by_date import run
from casework.engine.door import perform
from casework.engine.notifications import Notification
from casework.law.models import clock
from roles.models import Notice
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db
WHERE = "kees@buurt.example"


@pytest.fixture
def case(world: World):
    made = world.case("aanmelding", on_behalf="buur", reporter_name="Kees Buurman", reporter_shielded=True)
    keep_address(made, WHERE)
    return made


def kinds() -> list[str]:
    return list(Notification.objects.filter(address=WHERE).order_by("pk").values_list("kind", flat=True))


def sent() -> list:
    for row in Notification.objects.filter(to=None, sent_at=None):
        outbox.deliver(row.pk)
    return mail.outbox


def test_taken_up_and_settled_and_then_the_address_is_gone(world: World, case) -> None:
    perform(case, "take_up", by=world.consulent)
    assert kinds() == ["melding_opgepakt"]
    assert ReporterAddress.objects.get().address == WHERE
    perform(fresh(case), "end", by=world.consulent, ended_reason="verhuisd", closing_words="Naar elders")
    assert kinds() == ["melding_opgepakt"]  # it can be undone still
    nights_pass()
    assert kinds() == ["melding_opgepakt", "melding_afgehandeld"]
    assert not ReporterAddress.objects.exists()
    assert len(sent()) == 2
    assert not Notification.objects.filter(address=WHERE).exists()  # nor where its mail was


def nights_pass() -> None:
    """Those in which it can be undone, and the one after it."""
    last = clock().add_working_days(today(), 1)
    run(at_night(last))
    assert "melding_afgehandeld" not in kinds()
    run(at_night(last + dt.timedelta(days=1)))


def at_night(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(3)))


@pytest.mark.parametrize("step", ["undo", "reopen"])
def test_closed_by_mistake_nobody_hears_of_it_and_the_address_is_there_still(world: World, case, step: str) -> None:
    perform(case, "take_up", by=world.consulent)
    perform(fresh(case), "end", by=world.consulent, ended_reason="verhuisd", closing_words="Naar elders")
    perform(fresh(case), step, by=world.consulent, why="Verkeerde zaak")
    nights_pass()
    assert kinds() == ["melding_opgepakt"]
    perform(fresh(case), "end", by=world.consulent, ended_reason="verhuisd", closing_words="Naar elders")
    nights_pass()
    assert kinds() == ["melding_opgepakt", "melding_afgehandeld"]


def test_taken_apart_again_each_hears_of_their_own(world: World, case) -> None:
    other = world.case("onderzoek", person=world.person("Jansen"))
    type(case).objects.filter(pk=case.pk).update(looks_like=other)
    perform(fresh(case), "merge", by=world.consulent)
    perform(fresh(case), "undo", by=world.consulent, why="Toch een ander")
    perform(fresh(other), "end", by=world.consulent, ended_reason="verhuisd", closing_words="Weg")
    nights_pass()
    assert kinds() == ["melding_opgepakt"]
    assert ReporterAddress.objects.get().case_id == case.pk


def test_the_mail_says_no_more(world: World, case) -> None:
    perform(case, "take_up", by=world.consulent)
    (one,) = sent()
    assert one.to == [WHERE]
    assert "opgepakt" in one.body
    for word in ("http", case.ref, "Kees", case.person.family_name, "Noord", world.consulent.name):
        assert word not in one.subject + one.body


def test_once_whoever_directs_it_afterwards(world: World, case) -> None:
    perform(case, "take_up", by=world.consulent)
    perform(fresh(case), "assign", by=world.teamleider, regisseur=world.consulent2)
    assert kinds() == ["melding_opgepakt"]


def test_a_double_is_not_settled_but_goes_on(world: World, case) -> None:
    """Who reported the one hears when the other is settled, and not that there was another."""
    other = world.case("onderzoek", person=world.person("Jansen"))
    type(case).objects.filter(pk=case.pk).update(looks_like=other)
    perform(fresh(case), "merge", by=world.consulent)
    assert kinds() == ["melding_opgepakt"]
    assert set(Notice.objects.filter(to=world.eerstecontact, kind="melding").values_list("verb", flat=True)) == {
        "case.merge"
    }
    perform(fresh(other), "end", by=world.consulent, ended_reason="verhuisd", closing_words="Weg")
    nights_pass()
    assert kinds() == ["melding_opgepakt", "melding_afgehandeld"]
    assert not ReporterAddress.objects.exists()


def test_without_an_address_nobody_is_mailed(world: World) -> None:
    case = world.case("aanmelding", reporter_name="Kees Buurman")
    perform(case, "take_up", by=world.consulent)
    assert not Notification.objects.filter(to=None).exists()
