"""Whoever is at their post is kept in each process. Whatever changes it, by whatever way, another process knows at once."""

import datetime as dt
import json
import os
import subprocess
import sys
import threading
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from casework.law.models import DayOff, LegalTerm
from roles import kept
from roles.models import Absence, Mandate, Membership, Team, TeamKind
from tests.at_once import at_once, meanwhile
from tests.factories import World, absent, member, today, user
from tests.rules import another_process
from tests.wijkteam.admin.pages import at, confirm_all, nl, placed
from tests.wijkteam.admin.test_people_list import NOOR, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROOT = Path(__file__).resolve().parents[2]
YESTERDAY = today() - dt.timedelta(days=1)


class Other:
    """The other process."""

    def __init__(self) -> None:
        url, _, options = os.environ["DATABASE_URL"].partition("?")
        database = f"{url.rpartition('/')[0]}/{connection.settings_dict['NAME']}?{options}"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.rules.another_process"], cwd=ROOT, text=True,
            env=os.environ | {"DATABASE_URL": database}, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self.process.stdout.readline() == "ready\n"

    def answer(self) -> dict:
        print("?", file=self.process.stdin, flush=True)
        return json.loads(self.process.stdout.readline())


@pytest.fixture
def other(world: World):
    world.case()
    made = Other()
    yield made
    made.process.stdin.close()
    made.process.wait()


def raw(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def place(who) -> Membership:
    return who.memberships.get()


def as_(who) -> Client:
    client = Client()
    client.force_login(who)
    return client


# every table that it hangs on, and every way in
CHANGES = {
    "a membership is added": lambda world: member(user("nieuw"), "teamlid", team=world.team),
    "a membership is for some kernen": lambda world: place(world.teamlid).kernen.set([world.kern]),
    "and for all again": lambda world: place(world.teamlid).kernen.clear(),
    "a membership ends, in bulk": lambda world: Membership.objects.filter(user=world.teamlid).update(until=today()),
    "a membership ends, by hand": lambda world: raw(
        "UPDATE roles_membership SET until = %s WHERE user_id = %s", today(), world.consulent2.pk
    ),
    "kernen, by hand": lambda world: raw(
        "INSERT INTO roles_membership_kernen (membership_id, kern_id) VALUES (%s, %s)",
        place(world.consulent).pk, world.kern.pk,
    ),
    "somebody is away": lambda world: absent(place(world.consulent), cover=world.teamleider),
    "their cover changes": lambda world: Absence.objects.update(cover=None),
    "and they are back, by hand": lambda world: raw("DELETE FROM roles_absence"),
    "an account is closed": lambda world: type(world.consulent).objects.filter(pk=world.consulent.pk).update(is_active=False),
    "and opened, by hand": lambda world: raw("UPDATE roles_user SET is_active = true WHERE id = %s", world.consulent.pk),
    "a mandate grows": lambda world: Mandate.objects.filter(
        max_amount__isnull=False
    ).update(max_amount=Decimal("77.00")),
    "a mandate is for some kernen": lambda world: Mandate.objects.filter(team=world.team).first().kernen.set([world.kern]),
    "a mandate ends, by hand": lambda world: raw(
        "UPDATE roles_mandate SET until = %s WHERE id = (SELECT max(id) FROM roles_mandate WHERE since < %s)",
        today(), today(),
    ),
    "a page of beheer": lambda world: by_page(world),
    "a list of people": lambda world: by_list(world),
    "another team is the municipality's": lambda world: Team.objects.filter(pk=world.gemeente.pk).update(
        kind=TeamKind.JEUGDTEAM
    ),
}  # fmt: skip

# what is counted without a row of it being kept: by when something is due follows from it
BESIDE = {
    "a kern of a team": lambda world: world.other_team.kernen.add(world.kern) or world.other_team.kernen.set([world.other_kern]),
    "a day off": lambda world: DayOff.objects.create(day=today() + dt.timedelta(days=9), name="Vrij", source="Besluit"),
    "a term": lambda world: LegalTerm.objects.update(length=9) or LegalTerm.objects.create(
        code="x", length=1, unit="weken", since=today()
    ),
}  # fmt: skip


def by_page(world: World) -> None:
    row = place(world.eerstecontact)
    second = user("beheer2")
    member(second, "beheer", team=world.gemeente)
    client = as_(world.beheer)
    assert client.post(at("roles_membership", row), placed(row, until=nl(today() + dt.timedelta(1)))).status_code == 302
    confirm_all(second)


def by_list(world: World) -> None:
    second = user("beheer3")
    member(second, "beheer", team=world.gemeente)
    send(as_(world.beheer), NOOR)
    confirm_all(second)
    assert Membership.objects.filter(user__email="noor@voorbeeld.example").exists()


def test_no_way_to_change_it_leaves_a_stale_answer_in_another_process(other: Other, world: World) -> None:
    before = other.answer()
    for what, change in CHANGES.items():
        assert other.answer()["statements"] == 0, "it is kept"
        change(world)
        after, here = other.answer(), another_process.answer()
        for one in (after, here):
            assert one["known"] == one["real"], what
        assert after["known"] == here["known"], what
        assert after["known"] != before["known"], what
        before = after


def test_what_is_only_counted_is_counted(other: Other, world: World) -> None:
    for what, change in BESIDE.items():
        other.answer()
        change(world)
        after = other.answer()
        assert after["statements"] == 2, what
        assert after["known"] == after["real"], what


class Undone(Exception):
    pass


def test_what_is_undone_was_never_there(other: Other, world: World) -> None:
    """Also where who made the change looked in between, and where another change followed: its number never returns."""
    before = other.answer()
    for _ in range(2):
        with suppress(Undone), transaction.atomic():
            Membership.objects.filter(user=world.teamlid).update(until=today())
            inside = another_process.answer()
            assert inside["known"] == inside["real"] != before["known"]
            raise Undone
        for one in (other.answer(), another_process.answer()):
            assert one["known"] == one["real"] == before["known"]
    member(user("nieuw"), "teamlid", team=world.team)
    for one in (other.answer(), another_process.answer()):
        assert one["known"] == one["real"] != inside["known"]


def test_what_is_undone_to_a_savepoint_was_never_there(world: World) -> None:
    world.case()
    with transaction.atomic():
        before = another_process.answer()
        with suppress(Undone), transaction.atomic():
            Membership.objects.filter(user=world.teamlid).update(until=today())
            assert another_process.answer()["known"] != before["known"]
            raise Undone
        assert another_process.answer()["known"] == before["known"]
        Membership.objects.filter(user=world.consulent2).update(until=today())
        after = another_process.answer()
        assert after["known"] == after["real"] != before["known"]


def test_who_waits_for_a_change_sees_it(world: World) -> None:
    """The step waits with what it had in memory from before, and is let go with what is there then."""
    world.case()
    before = another_process.answer()
    change = Membership.objects.filter(user=world.teamlid)
    with meanwhile(lambda: change.update(until=today())) as let_go:
        threading.Timer(0.5, let_go).start()
        (after,) = at_once(another_process.answer)
    assert after["known"] == after["real"] != before["known"]


def test_every_table_that_it_is_read_from_counts_its_changes() -> None:
    """By the statements themselves: a table that is joined one day without a trigger is found here."""
    sql = kept._EVERYONE._ready.sql + kept._ALL_RUNNING._ready.sql
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT event_object_table FROM information_schema.triggers WHERE trigger_name LIKE '%are_counted%'"
        )
        counted = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        read = {row[0] for row in cursor.fetchall() if f'"{row[0]}"' in sql}
    assert read - {"roles_rosterversion"} <= counted
