"""Who waits for somebody else, and then goes on: by the rights, the law and the people of after the wait."""

import datetime as dt
import re
import threading
import uuid
from functools import partial

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection, transaction
from django.utils import timezone

from casework.caseload import write_cases
from casework.cases import operations, reporting
from casework.cases.file_forms import CorrectForm
from casework.cases.models import Case
from casework.cases.operations import correct_person, end_grant, recuse
from casework.engine import lists, rerouting
from casework.engine.changing import write_changes
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.engine.holding import hold, hold_roster
from casework.engine.rerouting import ToReroute
from casework.law import models as law
from casework.law.models import DayOff
from casework.people.models import Person
from roles import roster
from roles.models import Membership, User
from roles.policy import sight
from tests.at_once import at_once, meanwhile
from tests.casework.caseload.rows import ROW, take
from tests.factories import World, today
from tests.pages.filled_in import report as filled_in
from tests.rules.test_at_the_same_moment import in_line, logged_in, place_of, report, user_of_beheer
from tests.wijkteam.admin.pages import at as admin_page
from tests.wijkteam.admin.pages import nl, placed

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DAY = dt.date(2027, 3, 3)


@pytest.fixture
def world() -> World:
    made = World()
    rerouting.work_off()
    return made


def test_saving_an_account_is_no_change_of_who_is_there(world) -> None:
    """All its columns are written, also where somebody only chose a password: nobody waits for that."""
    case = world.case()

    def choose_a_password() -> None:
        who = User.objects.get(pk=world.consulent2.pk)
        who.set_password("een heel lang wachtwoord")
        who.save()

    with meanwhile(hold_roster):
        thread = threading.Thread(target=at_once, args=(choose_a_password,))
        thread.start()
        with transaction.atomic():
            hold(Case, [case.pk])
        thread.join(5)
        assert not thread.is_alive()
    assert not rerouting.waiting()


def test_a_clock_of_a_change_that_was_taken_back_is_not_used(world) -> None:
    case = world.case()
    with transaction.atomic():
        DayOff.objects.create(day=DAY, name="teruggedraaid", source="x")
        law.clock()
        transaction.set_rollback(True)
    DayOff.objects.bulk_create([DayOff(day=DAY + dt.timedelta(days=1), name="blijft", source="x")])
    with transaction.atomic():
        hold(Case, [case.pk])
        assert law.clock().day_off(DAY) is None
        assert law.clock().day_off(DAY + dt.timedelta(days=1)) == "blijft"


def test_nor_is_one_that_a_page_keeps_a_moment_too_late(world, monkeypatch) -> None:
    case, read, go_on = world.case(), threading.Event(), threading.Event()
    law.forget_clock()
    real = DayOff.objects.values_list

    def slow(*columns):
        rows = list(real(*columns))
        if threading.current_thread().name == "page":
            read.set()
            go_on.wait(5)
        return rows

    def page() -> None:
        threading.current_thread().name = "page"
        law.clock()

    monkeypatch.setattr(DayOff.objects, "values_list", slow)
    thread = threading.Thread(target=at_once, args=(page,))
    thread.start()
    read.wait(5)
    DayOff.objects.bulk_create([DayOff(day=DAY, name="nieuw", source="x")])
    with transaction.atomic():
        hold(Case, [case.pk])
        go_on.set()
        thread.join()
        assert law.clock().day_off(DAY) == "nieuw"


def test_a_double_that_moves_while_it_is_pointed_to(world) -> None:
    born, made = dt.date(1950, 3, 3), []
    case = world.case("aanmelding", person=world.person("Bos", birth_date=born))
    with meanwhile(lambda: made.append(report(world, born))) as commit:
        threading.Timer(0.5, commit).start()
        perform(case, "correct_kern", by=world.consulent, kern=world.other_kern)
    rerouting.work_off()
    assert made[0].looks_like_id == case.pk
    assert in_line(made[0], case)


def test_a_correction_and_who_knows_the_person(world, monkeypatch) -> None:
    """Both need what makes them look alike, and the case: in the same order, also by the form that changes it."""
    case = world.case("onderzoek", person=world.person("Bos"))
    first, second, real = threading.Event(), threading.Event(), operations.hold_alike

    def slowly(marks) -> None:
        real(marks)
        mine, other = (first, second) if threading.current_thread().name == "correct" else (second, first)
        mine.set()
        other.wait(0.5)

    monkeypatch.setattr(operations, "hold_alike", slowly)

    def correct() -> str | None:
        threading.current_thread().name = "correct"
        who = sight(world.consulent)
        shown = CorrectForm(obj=case, sight=who)
        stands = {name: shown.fields[name].prepare_value(value) for name, value in shown.initial.items()}
        data = {name: value for name, value in stands.items() if value not in (None, False)} | {"phone": "0612345678"}
        form = CorrectForm(data, obj=case, sight=who)
        assert form.is_valid(), form.errors
        return write_changes(form, lambda given, token: str(correct_person(case, by=who, **given).pk), None)

    def knows() -> None:
        threading.current_thread().name = "knows"
        recuse(case, by=world.consulent2)

    assert not [one for one in at_once(correct, knows) if isinstance(one, Exception)]
    assert Person.objects.get(cases=case).phone
    assert case.recusals.count() == 1


def test_a_page_that_could_not_be_stored_does_not_send_a_form_without_its_bsn(world, monkeypatch) -> None:
    client, real = logged_in(world.eerstecontact), reporting.hold_alike

    def taken(marks) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '55P03'; END $$")

    monkeypatch.setattr(reporting, "hold_alike", taken)
    answer = client.post("/zaken/nieuw/", filled_in(bsn="111222333"))
    assert answer.status_code == 503
    assert "111222333" not in answer.content.decode()
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.content.decode()))
    monkeypatch.setattr(reporting, "hold_alike", real)
    form = client.post("/zaken/nieuw/", again)
    assert form.status_code == 200
    assert 'value="Pieters"' in form.content.decode()
    assert not Case.objects.exists()


def test_time_that_is_over_is_no_fault_of_one_case(world, monkeypatch) -> None:
    case = world.case()
    ToReroute.objects.create(anchor="casework.Case", anchor_id=case.pk, asked_at=timezone.now())

    def over(*args) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(lists, "bring_in_line", over)
    with pytest.raises(SoftTimeLimitExceeded):
        rerouting.work_off()


def test_the_same_report_from_three_windows_is_one_case(world) -> None:
    def once_more() -> Case:
        person = Person(given_name="Bep", family_name="Bos", birth_date=dt.date(1950, 1, 1))
        return reporting.open_case(
            by=world.eerstecontact,
            kern=world.kern,
            kind="melding",
            question="Help",
            person=person,
            channel="telefoon",
            on_behalf="zelf",
            received_on=today(),
            token=uuid.uuid4(),
        )

    at_once(*[once_more] * 3)
    assert Case.objects.count() == 1


def test_access_that_has_ended_keeps_the_day_on_which_it_did(world) -> None:
    ended = today() - dt.timedelta(days=5)
    grant = world.grant(world.case(), since=today() - dt.timedelta(days=10), until=ended)
    with pytest.raises(NotNow):
        end_grant(grant, by=world.teamleider)
    grant.refresh_from_db()
    assert grant.until == ended


def test_who_knows_somebody_does_not_see_the_case_that_is_brought_in_at_that_moment(
    world, tmp_path, monkeypatch
) -> None:
    case = world.case("onderzoek", person=world.person("Visser", birth_date=dt.date(1942, 3, 1)))
    real = write_cases._look_again

    def later(*args, **more) -> None:
        at_once(partial(recuse, case, by=world.consulent2))
        real(*args, **more)

    monkeypatch.setattr(write_cases, "_look_again", later)
    take(tmp_path, ROW | {"kern": world.kern.name})
    new = Case.objects.exclude(pk=case.pk).get()
    assert new.looks_like_id == case.pk
    assert not Case.objects.visible_to(sight(world.consulent2)).filter(pk=new.pk).exists()
    rerouting.work_off()
    assert in_line(new, case)


def test_two_caseloads_come_in_one_after_the_other(world, tmp_path) -> None:
    rows = [ROW | {"kern": world.kern.name}, ROW | {"kern": world.kern.name, "kenmerk": "B-1", "achternaam": "Anders"}]
    for name in "ab":
        (tmp_path / name).mkdir()
    reports = at_once(*(partial(take, tmp_path / name, row) for name, row in zip("ab", rows, strict=True)))
    assert [one.taken for one in reports] == [1, 1]


def test_who_is_no_beheerder_any_more_after_the_wait_changes_nothing(world) -> None:
    second = user_of_beheer(world)
    rerouting.work_off()
    row, client = place_of(world.consulent2), logged_in(second)

    def let_go() -> None:
        roster.change()
        Membership.objects.filter(user=second).update(until=today())

    with meanwhile(let_go) as commit:
        threading.Timer(0.5, commit).start()
        client.post(admin_page("roles_membership", row), placed(row, until=nl(today())))
    assert Membership.objects.get(pk=row.pk).until is None


def test_a_person_who_becomes_another_while_a_third_becomes_them(world) -> None:
    last = world.case("onderzoek", person=world.person("Cees"))
    middle = world.case("onderzoek", person=world.person("Bos"), looks_like=last)
    first = world.case("onderzoek", person=world.person("Bosch"), looks_like=middle)
    with meanwhile(partial(perform, middle, "same_person", by=world.consulent)) as commit:
        threading.Timer(0.5, commit).start()
        (got,) = at_once(partial(perform, first, "same_person", by=world.consulent))
    assert not isinstance(got, Person.DoesNotExist)
    assert Case.objects.filter(pk=first.pk, person__isnull=False).exists()


def test_a_person_of_whom_a_case_is_begun_while_they_become_another(world) -> None:
    last = world.case("onderzoek", person=world.person("Cees"))
    person = world.person("Bos")
    case = world.case("onderzoek", person=person, looks_like=last)

    def begins() -> None:
        new = world.case("onderzoek")
        Case.objects.filter(pk=new.pk).update(person=person)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with meanwhile(begins) as commit:
        threading.Timer(0.5, commit).start()
        perform(case, "same_person", by=world.consulent)
    assert Person.objects.filter(pk=person.pk).exists()
