"""Notices by mail: at once, once in the morning, or never; a link and nothing more; once whatever happens to a worker."""

import datetime as dt
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail
from django.db import transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.desk import back
from casework.engine import notice_mails, outbox
from casework.engine.door import perform
from casework.engine.nights import Tally
from casework.engine.notifications import Notification
from casework.engine.pieces import ALL_OF_IT
from casework.engine.reminders import remind
from roles.models import Absence, ByMail, Notice, User
from tests.at_once import at_once
from tests.factories import World, absent, fresh, put_in_line, today

HERE = ZoneInfo("Europe/Amsterdam")
DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db) -> World:
    return World()


def at(hour: int, minute: int = 0, *, days: int = 1) -> dt.datetime:
    return dt.datetime.combine(today() + days * DAY, dt.time(hour, minute), tzinfo=HERE)


def chooses(who: User, kind: str, how: ByMail) -> None:
    User.objects.filter(pk=who.pk).update(mails={kind: how})


def refused(world: World) -> Notice:
    """An answer to what the consulent asked."""
    offer = world.handover(world.case())
    perform(offer, "refuse", by=world.middenveld, why="Wij zitten vol")
    return Notice.objects.filter(to=world.consulent).latest("pk")


def decided(world: World, how: ByMail) -> Notice:
    chooses(world.consulent, "antwoord", how)
    notice = refused(world)
    notice_mails.decide(notice.pk)
    return fresh(notice)


def keys() -> list[str]:
    return list(Notification.objects.order_by("pk").values_list("key", flat=True))


# --- at once, or never -------------------------------------------------------------------------------------------


def test_at_once_with_a_link_and_nothing_more(world: World) -> None:
    notice = decided(world, ByMail.AT_ONCE)
    outbox.deliver(Notification.objects.get().pk)
    (sent,) = mail.outbox
    assert f"/berichten/{notice.public_id}/" in sent.body
    for word in ("HW-", "Jansen", "vol", "Middenveld"):
        assert word not in sent.subject + sent.body
    notice_mails.decide(notice.pk)
    assert len(keys()) == 1


def test_never(world: World) -> None:
    decided(world, ByMail.NEVER)
    assert notice_mails.morning(at(8)) == 0
    assert keys() == []


def test_what_somebody_may_not_see_by_then_is_not_mailed_nor_counted(world: World) -> None:
    notice = refused(world)
    Case.objects.update(team=world.other_team, kern=world.other_kern)
    notice_mails.decide(notice.pk)
    assert keys() == []
    assert fresh(notice).read_at is not None


def test_five_workers_mail_it_once(world: World) -> None:
    notice = refused(world)
    at_once(*[lambda: notice_mails.decide(notice.pk)] * 5)
    assert keys() == [f"bericht:{notice.public_id}"]


def test_a_worker_that_is_killed_leaves_it_for_the_sweep(world: World, monkeypatch) -> None:
    notice = refused(world)

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Notice, "save", killed)  # its mail was written just before
        with pytest.raises(KeyboardInterrupt):
            notice_mails.decide(notice.pk)
    assert keys() == []
    assert notice.pk in Notice.objects.undecided().values_list("pk", flat=True)
    notice_mails.decide(notice.pk)
    assert len(keys()) == 1


# --- in the morning ----------------------------------------------------------------------------------------------


def test_all_of_a_day_is_one_mail_the_next_morning(world: World) -> None:
    for _ in range(3):
        decided(world, ByMail.MORNING)
    assert keys() == []
    assert notice_mails.morning(at(6, 59)) == 0
    assert notice_mails.morning(at(7, 3)) == 1
    assert notice_mails.morning(at(7, 18)) == 0
    assert keys() == [f"ochtend:{today() + DAY:%Y%m%d}:{world.consulent.pk}"]
    assert Notification.objects.get().url == "/berichten/"


def test_what_comes_after_it_waits_for_the_next(world: World) -> None:
    decided(world, ByMail.MORNING)
    notice_mails.morning(at(7, 3))
    late = decided(world, ByMail.MORNING)  # of before seven, and found only now
    notice_mails.morning(at(7, 18))
    assert len(keys()) == 1
    assert fresh(late).mail == "ochtend"
    assert notice_mails.morning(at(7, 3, days=2)) == 1


def test_what_was_read_by_then_is_no_news(world: World) -> None:
    notice = decided(world, ByMail.MORNING)
    Notice.objects.filter(pk=notice.pk).update(read_at=timezone.now())
    assert notice_mails.morning(at(8)) == 0


def test_two_workers_send_one(world: World) -> None:
    for _ in range(3):
        decided(world, ByMail.MORNING)
    at_once(*[lambda: notice_mails.morning(at(8))] * 4)
    assert len(keys()) == 1


def test_a_worker_that_is_killed_halfway_sends_it_the_next_time(world: World, monkeypatch) -> None:
    decided(world, ByMail.MORNING)

    def killed(*args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(outbox, "notify", killed)
        with pytest.raises(KeyboardInterrupt):
            notice_mails.morning(at(7, 3))
    assert keys() == []
    assert notice_mails.morning(at(7, 18)) == 1
    assert len(keys()) == 1


class Broken(Exception):
    pass


def breaks_for(who: User, monkeypatch, error: type[Exception]) -> None:
    real = notice_mails.sight

    def sight(user: User, on: dt.date):
        if user == who:
            raise error("999990019")
        return real(user, on)

    monkeypatch.setattr(notice_mails, "sight", sight)


def answered(world: World, *people: User) -> list[Notice]:
    for one in people:
        perform(world.handover(world.case(regisseur=one)), "refuse", by=world.middenveld, why="Vol")
    Notice.objects.update(mail="ochtend")
    return [Notice.objects.get(to=one) for one in people]


def test_the_trouble_of_one_doesnt_keep_the_mail_of_those_after_them(world: World, monkeypatch, caplog) -> None:
    first, second = sorted((world.consulent, world.consulent2), key=lambda one: one.pk)
    hers, theirs = answered(world, first, second)
    breaks_for(first, monkeypatch, Broken)
    assert notice_mails.morning(at(8)) == 1
    assert (fresh(hers).mail, fresh(theirs).mail) == ("ochtend", "klaar")
    assert "Broken" in caplog.text
    assert "999990019" not in caplog.text
    monkeypatch.undo()
    assert notice_mails.morning(at(8)) == 1


def test_a_worker_whose_time_is_up_stops(world: World, monkeypatch) -> None:
    first, second = sorted((world.consulent, world.consulent2), key=lambda one: one.pk)
    answered(world, first, second)
    breaks_for(first, monkeypatch, SoftTimeLimitExceeded)
    with pytest.raises(SoftTimeLimitExceeded):
        notice_mails.morning(at(8))
    assert keys() == []


def test_a_reminder_stops_with_the_worker(world: World, monkeypatch) -> None:
    world.appointment(world.case(), person=world.consulent, on=today())
    put_in_line(Case, Case.objects.values_list("pk", flat=True), timezone.now())

    def stopped(*args, **kwargs):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(outbox, "notify", stopped)
    with pytest.raises(SoftTimeLimitExceeded):
        remind(today(), timezone.now(), Tally(), ALL_OF_IT)


def test_two_that_put_the_same_away_never_wait_for_each_other(world: World) -> None:
    """In the order of their keys, wherever the rows stand."""
    first, last = answered(world, world.consulent, world.consulent2)
    Notice.objects.update(to=world.consulent)
    Notice.objects.filter(pk=first.pk).update(mail="open")  # so that it stands behind the other in the table
    thread, given = Thread(target=lambda: given.extend(at_once(read_all))), []

    def read_all() -> int:
        return Notice.objects.of(world.consulent.pk).mark_read(timezone.now())

    with transaction.atomic():
        Notice.objects.select_for_update().get(pk=first.pk)
        thread.start()
        thread.join(0.5)  # it waits by now
        Notice.objects.select_for_update().get(pk=last.pk)
    thread.join()
    assert given == [2]


def test_whoever_left_hears_nothing_and_it_waits_no_longer(world: World) -> None:
    notice = decided(world, ByMail.MORNING)
    User.objects.filter(pk=world.consulent.pk).update(is_active=False)
    assert notice_mails.morning(at(8)) == 0
    assert (keys(), fresh(notice).mail) == ([], "klaar")


def test_what_is_old_is_forgotten(world: World) -> None:
    notice = refused(world)
    notice_mails.forget(timezone.now() + 89 * DAY)
    assert Notice.objects.filter(pk=notice.pk).exists()
    notice_mails.forget(timezone.now() + 91 * DAY)
    assert not Notice.objects.filter(pk=notice.pk).exists()


def test_no_reminder_for_who_wants_none(world: World) -> None:
    chooses(world.consulent2, "termijn", ByMail.NEVER)
    for who in (world.consulent, world.consulent2):
        world.appointment(world.case(), person=who, on=today())
    put_in_line(Case, Case.objects.values_list("pk", flat=True), timezone.now())
    remind(today(), timezone.now(), Tally(), ALL_OF_IT)
    told = set(Notification.objects.filter(key__startswith="due:").values_list("to", flat=True))
    assert world.consulent.pk in told
    assert world.consulent2.pk not in told


# --- back again --------------------------------------------------------------------------------------------------


def back_since_today(who: User) -> Absence:
    return absent(who.memberships.get(), since=today() - 9 * DAY, until=today())


def test_whoever_is_back_hears_it_once(world: World) -> None:
    back_since_today(world.consulent)
    back_since_today(world.middenveld)  # who reads no files has no such page
    at_once(*[lambda: back.tell(today(), timezone.now())] * 3)
    notice = Notice.objects.get()
    assert (notice.to, notice.kind, notice.url) == (world.consulent, "terug", "/terug/")


def test_not_while_still_away_and_not_long_after(world: World) -> None:
    row = back_since_today(world.consulent)
    assert back.tell(today() - DAY, timezone.now()) == 0
    assert back.tell(today() + 15 * DAY, timezone.now()) == 0
    absent(row.membership, since=today())
    assert back.tell(today(), timezone.now()) == 0


def test_the_trouble_of_one_doesnt_keep_it_from_another_who_is_back(world: World, monkeypatch) -> None:
    for who in (world.consulent, world.consulent2):
        back_since_today(who)
    real = back.sight_on

    def sight_on(user: User, on: dt.date):
        if user == world.consulent:
            raise Broken
        return real(user, on)

    monkeypatch.setattr(back, "sight_on", sight_on)
    assert back.tell(today(), timezone.now()) == 1
    assert Notice.objects.get().to == world.consulent2
