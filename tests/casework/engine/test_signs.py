"""How it goes behind the screen: each part has a limit beyond which it isn't well."""

import datetime as dt
from unittest.mock import Mock

import pytest
from django.db import DatabaseError
from django.utils import timezone

from casework.documents import signs as paper
from casework.documents.models import Document
from casework.engine import life, outbox, rerouting, signs
from casework.engine.notifications import Notification
from casework.engine.noun import Noun
from casework.engine.registry import installed
from roles.models import Notice, RosterChange
from tests.factories import World
from workers import tasks
from workers.schedule import Clock

MINUTE = dt.timedelta(minutes=1)


def test_a_worker_that_sweeps_is_there(world: World) -> None:
    now = timezone.now()
    assert signs.worker(now).words.endswith("Nog nooit gezien.")
    tasks.sweep()
    assert signs.worker(timezone.now()).well
    assert not signs.worker(timezone.now() + signs.WORKER_SILENT + MINUTE).well


def test_the_clock_that_sends_something_is_there_also_without_a_broker(world: World, monkeypatch) -> None:
    from celery.beat import Scheduler

    sent = []
    monkeypatch.setattr(Scheduler, "apply_entry", lambda self, entry, producer=None: sent.append(entry))
    monkeypatch.setattr("workers.schedule.connection", Mock())  # the one of the test itself stays open
    Clock.apply_entry(object.__new__(Clock), "sweep")
    assert sent == ["sweep"]
    assert signs.schedule(timezone.now()).well
    assert not signs.schedule(timezone.now() + signs.SCHEDULE_SILENT + MINUTE).well
    assert not signs.worker(timezone.now()).well


def test_a_database_that_is_away_stops_neither(world: World, monkeypatch, caplog) -> None:
    def away(*args, **options):
        raise DatabaseError("Key (bsn)=(999990019)")

    monkeypatch.setattr(life.LifeSign.objects, "update_or_create", away)
    monkeypatch.setattr(life, "close_old_connections", lambda: None)  # of the test itself
    life.here(life.WORKER)
    assert "DatabaseError" in caplog.text
    assert "999990019" not in caplog.text


def test_the_oldest_mail_that_waits(world: World) -> None:
    now = timezone.now()
    assert signs.mails(now).well
    outbox.notify(world.consulent, subject="x", url="/", key="a", at=now - signs.MAIL_WAITS)
    assert signs.mails(now).well
    assert signs.mails(now + MINUTE).figures == {"waiting": 1, "oldest": now - signs.MAIL_WAITS, "given_up": 0}
    assert not signs.mails(now + MINUTE).well
    Notification.objects.update(sent_at=now)
    assert signs.mails(now + MINUTE).well


def test_a_mail_that_nobody_got_is_told_for_a_week(world: World) -> None:
    now = timezone.now()
    outbox.notify(world.consulent, subject="x", url="/", key="a", at=now)
    Notification.objects.update(attempts=outbox.MAILS)
    assert signs.mails(now).figures["given_up"] == 1
    assert not signs.mails(now).well
    assert signs.mails(now + signs.MAIL_LOST).well
    world.consulent.is_active = False
    world.consulent.save()
    assert signs.mails(now).well  # who left is not to be told


def test_the_oldest_notice_of_which_nobody_knows_yet_whether_it_is_mailed(world: World) -> None:
    now = timezone.now()
    assert signs.notices(now).words.endswith("Er wacht niets.")
    Notice.objects.create(to=world.consulent, kind="werk", verb="case.meet", at=now - signs.NOTICE_WAITS)
    assert signs.notices(now).well
    late = signs.notices(now + MINUTE)
    assert not late.well
    assert late.figures == {"waiting": 1, "oldest": now - signs.NOTICE_WAITS, "morning": None}
    assert late in signs.signs(now + MINUTE)
    Notice.objects.update(mail="klaar")
    assert signs.notices(now + MINUTE).well


def test_a_notice_of_which_the_morning_went_by(world: World) -> None:
    now = timezone.now()
    Notice.objects.create(to=world.consulent, kind="werk", verb="case.meet", at=now, mail="ochtend")
    assert signs.notices(now + signs.MORNING_WAITS).well
    late = signs.notices(now + signs.MORNING_WAITS + MINUTE)
    assert (late.well, late.figures["waiting"]) == (False, 0)
    assert "bleef liggen" in late.words


def test_the_oldest_document_that_waits(world: World) -> None:
    now = timezone.now()
    world.document(world.case(), state="gevraagd", asked_at=now - paper.PAPER_WAITS)
    assert paper.waiting(now).well
    late = paper.waiting(now + MINUTE)
    assert not late.well
    assert late.figures["waiting"] == 1
    assert late in signs.signs(now + MINUTE)
    Document.objects.update(state="mislukt")
    assert paper.waiting(now + MINUTE).well
    assert paper.waiting(now).figures["failed"] == 1


def test_what_waits_to_be_brought_in_line(world: World) -> None:
    case, now = world.case(), timezone.now()
    rerouting.work_off()
    assert signs.rerouting(timezone.now()).words.endswith("Er wacht niets.")
    rerouting.ToReroute.objects.create(anchor="casework.Case", anchor_id=case.pk, asked_at=now - signs.WAITS_FOR_LINE)
    assert signs.rerouting(now).well
    late = signs.rerouting(now + MINUTE)
    assert (late.well, late.about) == (False, {"Wacht te lang": [case.ref]})
    rerouting.work_off()
    RosterChange.objects.create(at=now)
    assert not signs.rerouting(now + signs.WAITS_FOR_LINE + MINUTE).well


def test_many_that_wait_are_told_before_they_wait_long(world: World, monkeypatch) -> None:
    rerouting.work_off()
    monkeypatch.setattr(signs, "OUT_OF_LINE", 1)
    now = timezone.now()
    for number in (1, 1, 2):
        rerouting.ToReroute.objects.create(anchor="casework.Case", anchor_id=number, asked_at=now)
    assert signs.rerouting(now).figures["waiting"] == 2
    assert not signs.rerouting(now).well


def test_a_noun_tells_how_it_goes_by_a_line(world: World) -> None:
    mine = signs.Sign(name="files", label="Bestanden", well=False, words="Weg.", about={"Weg": ["HW-1"]})
    with installed(Noun(name="proef", signs=(lambda now: mine,))):
        assert mine in signs.signs()


@pytest.mark.django_db
def test_it_costs_as_much_for_one_as_for_many(world: World, django_assert_num_queries) -> None:
    rerouting.work_off()
    with django_assert_num_queries(15):
        signs.signs()
    for number in range(5):
        world.case()
        outbox.notify(world.consulent, subject="x", url="/", key=f"{number}", at=timezone.now())
    rerouting.work_off()
    with django_assert_num_queries(15):
        signs.signs()
