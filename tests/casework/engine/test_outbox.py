"""The sweep finds what waits; a mail says where to look and no more."""

import datetime as dt

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from kombu.exceptions import OperationalError

from casework.documents import press
from casework.documents.asking import ask
from casework.engine.notifications import Notification
from casework.engine.outbox import deliver, notify, sweep
from tests.casework.documents import paper_fixtures as f
from workers.app import app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def told(monkeypatch):
    """The messages that a worker would get."""
    messages = []
    monkeypatch.setattr(app, "send_task", lambda name, args, **rest: messages.append((name, *args)))
    return messages


def mail_for(user, **fields):
    return Notification.objects.create(
        **{
            "to": user,
            "subject": "Er wacht werk op u",
            "url": "/zaken/HW-2026-22222/",
            "made_at": timezone.now(),
            "key": f"k{Notification.objects.count()}",
        }
        | fields
    )


def test_the_sweep_finds_what_waits_and_nothing_else(office, told):
    now, later = timezone.now(), timezone.now() + dt.timedelta(minutes=1)
    waiting, lapsed = f.queued(office), f.queued(office, claimed_until=now - dt.timedelta(seconds=1))
    f.queued(office, claimed_until=later)
    made = f.queued(office)
    press.render(made.pk)
    mail, late = mail_for(office.consulent), mail_for(office.consulent, claimed_until=now, attempts=3)
    mail_for(office.consulent, claimed_until=later)
    mail_for(office.consulent, sent_at=now)
    mail_for(office.consulent, attempts=10)
    assert sweep() == 4
    assert told == [
        ("workers.tasks.render_document", waiting.pk),
        ("workers.tasks.render_document", lapsed.pk),
        ("workers.tasks.deliver_notification", mail.pk),
        ("workers.tasks.deliver_notification", late.pk),
    ]


def test_the_sweep_stops_quietly_when_nobody_listens(office, monkeypatch):
    for _ in range(3):
        f.queued(office)
    tries = []

    def away(*args, **kwargs):
        tries.append(args)
        raise OperationalError("the broker is away")

    monkeypatch.setattr(app, "send_task", away)
    assert sweep() == 0
    assert len(tries) == 1


def test_a_mail_says_where_to_look_and_no_more(office, mailoutbox, settings):
    settings.ADDRESS = "https://wijkteam.example"
    row = mail_for(office.consulent)
    deliver(row.pk)
    deliver(row.pk)  # once
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["karin@voorbeeld.example"], "Er wacht werk op u")
    assert "https://wijkteam.example/zaken/HW-2026-22222/" in mail.body
    assert "Karin" not in mail.body
    row.refresh_from_db()
    assert row.sent_at is not None


class Refusing(BaseEmailBackend):
    def send_messages(self, messages):
        raise OSError("the mail server refuses karin@voorbeeld.example")


def test_a_mail_waits_longer_each_time_and_stops_after_ten(office, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    row = mail_for(office.consulent)
    waits = []
    for _ in range(12):
        now = timezone.now()
        deliver(row.pk)
        row.refresh_from_db()
        if row.claimed_until and row.claimed_until > now:
            waits.append(round((row.claimed_until - now).total_seconds() / 60))
        Notification.objects.update(claimed_until=now)
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
    assert (row.attempts, row.sent_at) == (10, None)
    assert "karin" not in caplog.text


def test_whoever_left_gets_no_mail(office, mailoutbox):
    row = mail_for(office.consulent)
    office.consulent.is_active = False
    office.consulent.save()
    deliver(row.pk)
    deliver(row.pk + 1)  # gone
    assert mailoutbox == []
    assert sweep() == 0


def test_asking_needs_no_broker(office, monkeypatch, django_capture_on_commit_callbacks):
    def away(*args, **kwargs):
        raise OperationalError("the broker is away")

    monkeypatch.setattr(app, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        document = ask("bevestiging", case=f.case(office), snapshot={}, by=office.consulent, at=timezone.now())
        notify(office.consulent, subject="Kijk", url="/", key="eens", at=timezone.now())
    assert document.state == "gevraagd"
    assert Notification.objects.get().sent_at is None
