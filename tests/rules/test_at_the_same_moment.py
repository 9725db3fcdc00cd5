"""What is derived from a case, the people and the day can't be derived from what they were a moment ago."""

import ast
import datetime as dt
import threading
import time
import uuid
from functools import partial
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.operations import correct_person, recuse
from casework.cases.reporting import open_case
from casework.cases.work import WorkItem
from casework.desk.handing_out import hand_out
from casework.engine import by_date, lists, nights, rerouting
from casework.engine.door import perform
from casework.engine.errors import LockOrder, NotAllowed, OutsideTheDoor
from casework.engine.holding import Held, hold, in_any_order
from casework.engine.nights import NightlyRound
from casework.engine.rerouting import ToReroute
from casework.indicaties.models import VoorlopigeIndicatie
from casework.notes.models import Note
from casework.notes.operations import add_note
from casework.people.models import Person
from casework.sharing.models import Sharing
from roles import roster
from roles.matrix import Role
from roles.models import Membership
from roles.policy import sight
from tests.at_once import at_once, meanwhile
from tests.factories import World, member, today, user
from tests.wijkteam.admin.pages import at as admin_page
from tests.wijkteam.admin.pages import nl, place_of, placed

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
YESTERDAY = today() - dt.timedelta(days=1)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def world() -> World:
    made = World()
    rerouting.work_off()
    return made


def logged_in(who) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(who)
    return client


def in_line(*cases: Case) -> bool:
    with transaction.atomic():
        return lists.differences(hold(Case, [case.pk for case in cases]), timezone.now()) == 0


# --- who writes open work holds the case ----------------------------------------------------------------------


def test_open_work_of_a_case_that_is_not_held_is_refused_by_the_database(world) -> None:
    case = world.case("aanmelding")
    item = WorkItem.objects.open().get(case=case)
    with pytest.raises(IntegrityError, match="not held"), transaction.atomic():
        WorkItem.objects.filter(pk=item.pk).update(what="Iets anders")
    with pytest.raises(IntegrityError, match="not held"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE casework_workitem SET closed_at = now()")
    item.pk = None
    item.key = "case:other"
    with pytest.raises(IntegrityError, match="not held"), transaction.atomic():
        item.save()
    with transaction.atomic():
        hold(Case, [case.pk])
        item.save()


def test_what_is_held_is_so_until_the_transaction_or_the_savepoint_ends(world) -> None:
    case, other = world.case("aanmelding"), world.case()
    with transaction.atomic():
        point = transaction.savepoint()
        hold(Case, [case.pk])
        transaction.savepoint_rollback(point)
        hold(Case, [other.pk])
        with pytest.raises(IntegrityError), transaction.atomic():
            WorkItem.objects.filter(case=case).update(what="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        lists.bring_in_line(Held(Case, frozenset({case.pk})), timezone.now() + dt.timedelta(days=400))
    with pytest.raises(OutsideTheDoor):
        hold(Case, [case.pk])


def test_cases_are_held_in_one_order(world) -> None:
    first, second = world.case(), world.case()
    with transaction.atomic():
        hold(Case, [second.pk, first.pk])  # together is in order
        hold(Case, [first.pk])
    with transaction.atomic():
        hold(Case, [second.pk])
        with pytest.raises(LockOrder):
            hold(Case, [first.pk])
    with transaction.atomic(), in_any_order():
        hold(Case, [second.pk])
        hold(Case, [first.pk])


def test_facts_are_read_and_open_work_is_written_in_one_module() -> None:
    """Another place could do it without the lock, or before it."""
    allowed = {
        "open_rows.read": {"casework/engine/lists.py"},
        "work.objects": {"casework/engine/lists.py", "casework/engine/rerouting.py"},
        "handed_to": {"casework/engine/lists.py", "casework/desk/handing_out.py"},
    }
    for path in (ROOT / "casework").rglob("*.py"):
        if "migrations" in path.parts:
            continue
        place = str(path.relative_to(ROOT))
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called != "open_rows.read" or place in allowed["open_rows.read"], place
                writes = called.endswith((".bulk_create", ".bulk_update", ".update", ".create", ".delete"))
                of_work = writes and ("WorkItem" in called or called.startswith("work."))
                assert not of_work or place in allowed["work.objects"], (place, called)
            if isinstance(node, ast.Assign) and any(ast.unparse(one).endswith(".handed_to") for one in node.targets):
                assert place in allowed["handed_to"], place


def test_nobody_reads_what_turns_follow_from_without_the_lock(world, monkeypatch) -> None:
    """From a second connection the row of the case can't be locked at that moment, and the roster not be changed."""
    case = world.case("aanmelding")
    row = place_of(world.consulent2)
    real, seen = lists.open_rows.send, []

    def watched(model, ids, on):
        seen.append(at_once(partial(can_be_locked, list(ids)))[0])
        return real(model, ids, on)

    monkeypatch.setattr(lists.open_rows, "send", watched)
    perform(case, "take_up", by=world.consulent)
    correct_person(case, by=world.consulent, phone="0612345678")
    add_note(case, by=world.consulent, text="Belde.")
    recuse(case, by=world.consulent2)
    hand_out(list(WorkItem.objects.open().filter(case=case)), to=world.teamlid, by=sight(world.teamleider))
    Membership.objects.filter(pk=row.pk).update(until=today() + dt.timedelta(days=1))
    rerouting.work_off()
    by_date.run()
    assert len(seen) >= 5
    assert not any(seen)


def can_be_locked(ids: list[int]) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [roster.ROSTER])
        (alone,) = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM (SELECT id FROM casework_case WHERE id = ANY(%s) FOR NO KEY UPDATE SKIP LOCKED) AS free",
            [ids],
        )
        (free,) = cursor.fetchone()
    return bool(alone or free)


# --- derived from what stands now -----------------------------------------------------------------------------


def test_a_case_that_moves_on_while_it_is_rerouted(world, monkeypatch) -> None:
    """A reads for re-routing and waits; B presses 'Pak op'; A goes on. The work says what B made of it."""
    case = world.case("aanmelding")
    has_read, b_tried = threading.Event(), threading.Event()
    real = lists.open_rows.read

    def slow(*args):
        rows = list(real(*args))
        if threading.current_thread().name == "A":
            has_read.set()
            b_tried.wait(1)  # B can't be through by then: A holds the case
        return rows

    monkeypatch.setattr(lists.open_rows, "read", slow)

    def reroute():
        threading.current_thread().name = "A"
        return by_date.reroute(timezone.now())

    def take_up():
        has_read.wait(10)
        try:
            return perform(case, "take_up", by=world.consulent)
        finally:
            b_tried.set()

    failed, result = at_once(reroute, take_up)
    assert failed == 0
    assert result.obj.phase == "onderzoek"
    steps = set(WorkItem.objects.open().filter(case=case).values_list("step", flat=True))
    assert "case.weigh" not in steps
    assert "research.settle" in steps


def posted_at_once(url: str, data: dict, people) -> list[int]:
    """The status each of these got who pressed the same button of a page they had open."""
    clients = [logged_in(who) for who in people]
    calls = [partial(client.post, url, data | {"token": str(uuid.uuid4())}) for client in clients]
    return sorted(answer.status_code for answer in at_once(*calls))


def test_two_of_another_team_who_press_at_once(world) -> None:
    """What was joined to the row while the second waited is the past: that one reads it anew."""
    member(world.consulent2, Role.WMO_CONSULENT, team=world.other_team)
    for _ in range(3):
        case = world.case("onderzoek")
        handover = world.handover(
            case, to_kind="team", to_organisation=None, to_team=world.other_team, to_layer="professional"
        )
        data = {"expected": "aangeboden", "accepted_by": "x", "accepted_how": "x"}
        url = f"{handover.get_absolute_url()}stap/neem-over/"
        assert posted_at_once(url, data, [world.consulent3, world.consulent2]) in ([303, 404], [303, 409])
        assert Case.objects.get(pk=case.pk).team == world.other_team
        assert in_line(case)


def test_three_clicks_on_another_kern(world) -> None:
    case = world.case("aanmelding")
    url = f"{case.get_absolute_url()}stap/wijzig-de-kern/"
    data = {"kern": world.other_kern.pk, "expected": "aanmelding"}
    codes = posted_at_once(url, data, [world.consulent, world.consulent2, world.teamleider])
    assert codes.count(303) == 1
    assert set(codes) <= {303, 403, 404, 409}
    assert in_line(case)


def test_rights_are_those_of_after_the_wait(world) -> None:
    """Somebody whose page was opened a moment ago says 'Ik ken deze persoon' in another window."""
    case = world.case("onderzoek")
    before = sight(world.consulent2)
    recuse(case, by=world.consulent2)
    with pytest.raises(NotAllowed):
        perform(case, "meet", by=before, met_on=today())


# --- judged under the lock ------------------------------------------------------------------------------------


def test_help_that_is_extended_at_that_moment_is_not_ended_by_the_night(world) -> None:
    case = world.case("uitvoering")
    help_ = world.indicatie(case, "afgegeven", starts_on=YESTERDAY - dt.timedelta(weeks=2), ends_on=YESTERDAY)

    def extend() -> None:
        hold(Case, [case.pk])
        VoorlopigeIndicatie.objects.filter(pk=help_.pk).update(ends_on=today() + dt.timedelta(days=20))

    with meanwhile(extend) as commit:
        threading.Timer(0.5, commit).start()
        assert by_date.run() == 0
    assert VoorlopigeIndicatie.objects.get(pk=help_.pk).state == "afgegeven"


def test_three_nights_at_once_do_everything_once(world) -> None:
    case = world.case("onderzoek", holder_kind="organisatie", holder_team=None, holder_organisation=world.partner,
                      layer="middenveld")  # fmt: skip
    consent = Sharing.objects.create(case=case, text="t", how="h", given_by="zij", given_on=YESTERDAY, until=today())
    world.handover(case, "aanvaard", consent=consent, accepted_on=YESTERDAY, accepted_by="x", from_team=world.team)
    application = world.application(world.case("uitvoering"))
    application.suspensions.create(
        ground="gegevens", since=today() - dt.timedelta(days=9), asked_until=today() - dt.timedelta(days=2)
    )
    assert at_once(by_date.run, by_date.run, by_date.run) == [0, 0, 0]
    for verb in ("sharing.lapse", "application.resume", "handover.give_back"):
        assert CaseEvent.objects.filter(verb=verb).count() == 1, verb


def test_asked_for_at_the_same_moment_it_is_one_round(world) -> None:
    assert sorted(at_once(*[lambda: nights.ask(world.beheer)] * 4)) == [False, False, False, True]
    assert NightlyRound.objects.count() == 1


def test_the_last_two_of_a_role_cannot_both_be_let_go(world) -> None:
    second = member(user("tweede"), Role.AFDELINGSHOOFD, team=world.gemeente)
    rows = [place_of(world.afdelingshoofd), second]
    clients = [logged_in(world.beheer), logged_in(user_of_beheer(world))]
    answers = at_once(
        *(
            lambda client=client, row=row: client.post(
                admin_page("roles_membership", row), placed(row, until=nl(today()))
            )
            for client, row in zip(clients, rows, strict=True)
        )
    )
    assert sorted(one.status_code for one in answers) == [200, 302]
    running = Membership.objects.filter(role=Role.AFDELINGSHOOFD, until=None)
    assert running.count() == 1


def user_of_beheer(world):
    who = user("beheer2")
    member(who, Role.BEHEER, team=world.gemeente)
    return who


def test_who_knows_somebody_does_not_see_the_case_that_is_reported_at_that_moment(world) -> None:
    for number in range(3):
        born = dt.date(1950, 1, 1 + number)
        case = world.case("onderzoek", person=world.person("Bos", birth_date=born))
        at_once(
            lambda case=case: recuse(case, by=world.consulent2),
            lambda born=born: report(world, born),
        )
        new = Case.objects.get(person__birth_date=born, phase="aanmelding")
        assert new.recusals.filter(user=world.consulent2).exists()
        assert not Case.objects.visible_to(sight(world.consulent2)).filter(pk=new.pk).exists()


def test_two_reports_of_one_moment_see_each_other(world) -> None:
    born = dt.date(1950, 2, 2)
    first, second = sorted(at_once(*[lambda: report(world, born)] * 2), key=lambda case: case.pk)
    assert Case.objects.get(pk=second.pk).looks_like_id == first.pk


def test_nor_is_one_missed_who_becomes_the_other_by_a_correction(world) -> None:
    born = dt.date(1950, 3, 3)
    case = world.case("onderzoek", person=world.person("Bos", birth_date=dt.date(1949, 1, 1)))
    with meanwhile(lambda: correct_person(case, by=world.consulent, birth_date=born)) as commit:
        threading.Timer(0.5, commit).start()
        new = report(world, born)
    assert new.looks_like_id == case.pk


def report(world, born: dt.date) -> Case:
    person = Person(given_name="Bep", family_name="Bos", birth_date=born)
    return open_case(
        by=world.eerstecontact, kern=world.kern, kind="melding", question="Help", person=person, channel="telefoon",
        on_behalf="zelf", received_on=today(),
    )  # fmt: skip


# --- waiting, and being let go --------------------------------------------------------------------------------


def test_what_somebody_holds_is_left_for_last(world) -> None:
    held, free = world.case("aanmelding"), world.case("aanmelding")
    with meanwhile(lambda: hold(Case, [held.pk])) as commit:
        for case in (held, free):
            ToReroute.objects.create(anchor="casework.Case", anchor_id=case.pk, asked_at=timezone.now())
        thread = threading.Thread(target=at_once, args=(rerouting.work_off,))
        thread.start()
        for _ in range(50):
            time.sleep(0.05)
            if ToReroute.objects.count() == 1:
                break
        assert ToReroute.objects.get().anchor_id == held.pk
        commit()
        thread.join()
    assert not rerouting.waiting()


def test_who_waits_too_long_for_the_roster_is_told_and_may_send_it_again(world, monkeypatch) -> None:
    monkeypatch.setattr(roster, "PATIENCE", "200ms")
    row, client = place_of(world.consulent2), logged_in(world.beheer)
    case = world.case()
    with meanwhile(lambda: hold(Case, [case.pk])):
        answer = client.post(admin_page("roles_membership", row), placed(row, until=nl(today())))
    assert answer.status_code == 503
    assert answer["Retry-After"]
    page = answer.content.decode()
    assert "Probeer het nog eens" in page
    assert f'name="until" value="{nl(today())}"' in page
    assert Membership.objects.get(pk=row.pk).until is None


def test_a_deadlock_is_tried_once_more_and_then_told(world, monkeypatch) -> None:
    case, client = world.case(), logged_in(world.consulent)
    url, tries, create = f"{case.get_absolute_url()}notities/nieuw/", [], Note.objects.create

    def deadlock(*args, **kwargs):
        tries.append(1)
        if len(tries) in stuck:
            with connection.cursor() as cursor:
                cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END $$")
        return create(*args, **kwargs)

    monkeypatch.setattr(Note.objects, "create", deadlock)
    stuck = {1}
    data = {"text": "Zij kookt weer zelf.", "token": str(uuid.uuid4())}
    assert client.post(url, data).status_code == 303
    assert len(tries) == 2
    assert Note.objects.count() == 1
    tries.clear()
    stuck = {1, 2}
    answer = client.post(url, {"text": "En haar buurman kookt mee.", "token": str(uuid.uuid4())})
    assert answer.status_code == 503
    assert "En haar buurman kookt mee." in answer.content.decode()


def test_leaders_who_hand_out_the_same_turns_in_another_order(world) -> None:
    """Each gets an answer; what one of them handed out first may be handed on by the other."""
    cases = [world.case("aanmelding") for _ in range(4)]
    items = [WorkItem.objects.open().get(case=case) for case in cases]
    second = member(user("leider2"), Role.TEAMLEIDER, team=world.team).user
    results = at_once(
        lambda: hand_out(items, to=world.consulent, by=sight(world.teamleider)),
        lambda: hand_out(items[::-1], to=world.consulent2, by=sight(second)),
    )
    assert results == [[], []]
    assert len(set(WorkItem.objects.filter(pk__in=[one.pk for one in items]).values_list("handed_to", flat=True))) == 1


def test_a_turn_that_was_done_meanwhile_is_handed_to_nobody(world) -> None:
    case = world.case("aanmelding")
    item = WorkItem.objects.open().get(case=case)
    perform(case, "take_up", by=world.consulent)
    assert hand_out([item], to=world.consulent2, by=sight(world.teamleider)) == [(item, "dit is al gedaan.")]
