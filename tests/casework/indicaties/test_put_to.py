"""Put to a colleague: who is there for it, by which moment, and what follows when that has come."""

import datetime as dt
from decimal import Decimal

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection
from django.utils import timezone

from casework.cases.work import WorkItem
from casework.engine import moments, outbox
from casework.engine.door import perform
from casework.engine.notifications import Notification
from casework.indicaties.models import VoorlopigeIndicatie
from casework.templatetags.words import is_overdue, time_left
from roles.models import ByMail, MandateKind, NoticeKind
from tests.casework.on_the_lists import MONDAY
from tests.factories import World, absent, fresh, mandate, put_in_line
from tests.pages.browser import as_, words
from tests.pages.looked_at import LookedAt
from workers import tasks

pytestmark = pytest.mark.django_db


def at(day: dt.date, time: str) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.fromisoformat(time)))


def put(world: World, when: dt.datetime) -> VoorlopigeIndicatie:
    """On that moment, by a colleague who may not decide, to one who may."""
    day = timezone.localtime(when).date()
    one = world.indicatie(
        world.case("onderzoek", on=day), made_by=world.teamlid, starts_on=day, ends_on=day + dt.timedelta(weeks=4)
    )
    perform(one, "submit", by=world.teamlid, at=when, submitted_to=world.consulent)
    return fresh(one)


def turns(one: VoorlopigeIndicatie) -> dict[str, WorkItem]:
    rows = WorkItem.objects.open().filter(object_id=one.public_id)
    return {row.key.rpartition(f"{one.public_id}:")[2]: row for row in rows}


@pytest.mark.parametrize(
    ("asked", "day", "by"),
    [("13:20", MONDAY, "14:20"), ("06:10", MONDAY, "09:30"), ("18:05", MONDAY + dt.timedelta(days=1), "09:30")],
)
def test_it_is_decided_within_the_hour_and_the_leader_sees_to_that(
    world: World, asked: str, day: dt.date, by: str
) -> None:
    found = turns(put(world, at(MONDAY, asked)))
    assert found.keys() == {"decide", "decide:leader"}
    assert found["decide"].for_user == world.consulent
    leader = found["decide:leader"]
    assert (leader.for_role, leader.for_team, leader.step) == ("teamleider", world.team, "indicatie.send_back")
    assert {one.due_at for one in found.values()} == {at(day, by)}
    assert {one.due_on for one in found.values()} == {day}
    assert f"vóór {by.replace(':', '.')} uur" in leader.due_why


def test_how_soon_and_when_people_work_is_for_the_municipality(world: World, settings) -> None:
    settings.WIJKTEAM_WORKING_HOURS, settings.WIJKTEAM_DECIDE_WITHIN = (dt.time(9), dt.time(12)), 30
    assert turns(put(world, at(MONDAY, "11:50")))["decide"].due_at == at(MONDAY, "12:20")
    assert turns(put(world, at(MONDAY, "13:00")))["decide"].due_at == at(MONDAY + dt.timedelta(days=1), "09:30")


def test_who_decides_leads_too_and_has_it_once(world: World) -> None:
    one = put(world, at(MONDAY, "13:20"))
    VoorlopigeIndicatie.objects.update(submitted_to=world.teamleider)
    mandate(MandateKind.INDICATIE, who=world.teamleider, amount="900", weeks=12)
    put_in_line(type(one.case), [one.case_id], at(MONDAY, "13:30"))
    found = turns(one)
    assert found["decide"].for_user == world.teamleider
    assert found["decide:leader"].for_role == "afdelingshoofd"


def test_sent_back_it_is_nobodys_hour_any_more(world: World) -> None:
    one = put(world, at(MONDAY, "13:20"))
    perform(one, "send_back", by=world.consulent, at=at(MONDAY, "13:40"), why="Hoeveel uur?")
    assert turns(one).keys() == {"finish"}


def told() -> list[str]:
    return sorted(Notification.objects.filter(key__startswith="moment:").values_list("to__username", flat=True))


def test_once_the_moment_has_come_it_is_told_once(world: World) -> None:
    put(world, at(MONDAY, "13:20"))
    moments.tell(at(MONDAY, "14:19"))
    assert told() == []
    moments.tell(at(MONDAY, "14:20"))
    assert told() == ["consulent", "teamleider"]
    moments.tell(at(MONDAY, "14:21"))
    assert told() == ["consulent", "teamleider"]


def test_who_is_away_is_not_told_but_who_covers(world: World) -> None:
    put(world, at(MONDAY, "13:20"))
    absent(world.teamleider.memberships.get(), cover=world.consulent2, since=MONDAY)
    moments.tell(at(MONDAY, "14:20"))
    assert told() == ["consulent", "consulent2"]


def test_who_wants_no_mail_of_what_is_due_gets_none(world: World) -> None:
    put(world, at(MONDAY, "13:20"))
    world.consulent.mails = {NoticeKind.DUE: ByMail.NEVER}
    world.consulent.save()
    moments.tell(at(MONDAY, "14:20"))
    assert told() == ["teamleider"]


def test_what_is_decided_in_time_is_told_to_nobody(world: World) -> None:
    one = put(world, at(MONDAY, "13:20"))
    perform(one, "issue", by=world.consulent, at=at(MONDAY, "14:00"))
    moments.tell(at(MONDAY, "14:20"))
    assert told() == []


def test_what_was_missed_for_days_is_told_as_any_turn_that_is_late(world: World) -> None:
    put(world, at(MONDAY, "13:20"))
    moments.tell(at(MONDAY + dt.timedelta(days=2), "09:00"))
    assert told() == []


def test_many_that_were_told_cost_as_little_as_one(world: World, django_assert_num_queries) -> None:
    """The turns of cases and those of households, who is there and the keys of the mails."""
    for _ in range(2):
        put(world, at(MONDAY, "13:20"))
        moments.tell(at(MONDAY, "14:20"))
        with django_assert_num_queries(4):
            moments.tell(at(MONDAY, "14:21"))
        for _ in range(4):
            put(world, at(MONDAY, "13:20"))
    with django_assert_num_queries(2):
        moments.tell(at(MONDAY, "14:19"))


def test_the_trouble_of_one_doesnt_keep_it_from_another(world: World, monkeypatch, caplog) -> None:
    put(world, at(MONDAY, "13:20"))
    real = outbox.notify

    def notify(to, **columns):
        if to == world.consulent:
            raise RuntimeError("999990019")
        return real(to, **columns)

    monkeypatch.setattr(outbox, "notify", notify)
    moments.tell(at(MONDAY, "14:20"))
    assert told() == ["teamleider"]
    assert "RuntimeError" in caplog.text
    assert "999990019" not in caplog.text


def test_a_worker_whose_time_is_up_stops(world: World, monkeypatch) -> None:
    put(world, at(MONDAY, "13:20"))

    def stopped(*args, **columns):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(outbox, "notify", stopped)
    with pytest.raises(SoftTimeLimitExceeded):
        moments.tell(at(MONDAY, "14:20"))


def test_what_is_due_is_found_without_a_look_at_all_open_work(world: World) -> None:
    rows = WorkItem.objects.open().filter(due_at__lte=timezone.now()).order_by("due_at")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "work_open_by_moment" in rows.explain()


def test_the_worker_looks_at_the_clock_of_now(world: World, monkeypatch) -> None:
    put(world, at(MONDAY, "13:20"))
    monkeypatch.setattr(timezone, "now", lambda: at(MONDAY, "14:20"))
    tasks.moments()
    assert told() == ["consulent", "teamleider"]


@pytest.mark.parametrize(
    ("now", "said", "late"), [("13:30", "vandaag, 14.20 uur", False), ("14:21", "te laat, 14.20 uur", True)]
)
def test_a_list_says_the_time(world: World, monkeypatch, now: str, said: str, late: bool) -> None:
    turn = turns(put(world, at(MONDAY, "13:20")))["decide"]
    monkeypatch.setattr(timezone, "now", lambda: at(MONDAY, now))
    assert (time_left(turn), is_overdue(turn)) == (said, late)


def test_who_is_on_duty_stands_there_with_a_number(client, world: World) -> None:
    world.team.phone = "0186 551010"
    world.team.save()
    absent(world.consulent2.memberships.get())
    one = world.indicatie(world.case("onderzoek"), made_by=world.teamlid)
    page = LookedAt(words(as_(client, world.teamlid).get(one.get_absolute_url())))
    there = {one.text.split(",")[0]: one for one in page.all("#wie-beslist + ul > li")}
    assert there.keys() == {world.consulent.name, world.eerstecontact.name}  # the other consulent is away
    assert there[world.consulent.name].one("a")["href"] == "tel:0186551010"
    form = words(client.get(f"{one.get_absolute_url()}stap/leg-voor/"))
    assert f"{world.consulent.name}, 0186 551010" in form
    # whoever may decide alone isn't sent to another
    assert not LookedAt(words(as_(client, world.consulent).get(one.get_absolute_url()))).has("#wie-beslist")
    VoorlopigeIndicatie.objects.update(amount_per_week=Decimal(501))
    page = LookedAt(words(client.get(one.get_absolute_url())))
    assert not page.has("#wie-beslist")  # nobody reaches so far: the step says what would help


def test_who_is_on_duty_has_their_own_phone_else_that_of_the_team(client, world: World) -> None:
    world.team.phone = "0186 57 00 00"
    world.team.save()
    one = world.indicatie(world.case("onderzoek"), made_by=world.teamlid)
    url = one.get_absolute_url()
    page = LookedAt(as_(client, world.teamlid).get(url).content.decode())
    assert page.one(".wt-onduty").words == "0186 57 00 00"
    world.consulent.phone = "06 12 34 56 78"
    world.consulent.save()
    found = {link["href"] for link in LookedAt(client.get(url).content.decode()).all(".wt-onduty")}
    assert "tel:0612345678" in found
