"""The sweep finds what waits; a mail says where to look and no more."""

import datetime as dt
from contextlib import suppress
from smtplib import SMTPRecipientsRefused

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from kombu.exceptions import OperationalError

from casework.documents import press
from casework.documents.asking import ask
from casework.engine.notifications import Notification
from casework.engine.outbox import deliver, forget, message_id, notify, sweep, wake
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
    first, late = mail_for(office.consulent), mail_for(office.consulent, claimed_until=now, attempts=3)
    mail_for(office.consulent, claimed_until=later)
    mail_for(office.consulent, sent_at=now)
    mail_for(office.consulent, attempts=10)
    mail_for(office.consulent, attempts=2, in_doubt=2)
    own = f.document("samenvatting_inwoner", {}, of=f.case(office))
    assert sweep() == 5
    assert told == [
        ("workers.tasks.deliver_notification", first.pk),
        ("workers.tasks.deliver_notification", late.pk),
        ("workers.tasks.render_letter", waiting.pk),
        ("workers.tasks.render_letter", lapsed.pk),
        ("workers.tasks.render_later", own.pk),
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
    [one] = mailoutbox
    assert (one.to, one.subject) == (["karin@voorbeeld.example"], "Er wacht werk op u")
    assert "https://wijkteam.example/zaken/HW-2026-22222/" in one.body
    assert "Karin" not in one.body
    row.refresh_from_db()
    assert row.sent_at is not None


class Refusing(BaseEmailBackend):
    def send_messages(self, messages):
        raise SMTPRecipientsRefused({"karin@voorbeeld.example": (550, b"no such person")})


class CutOff(BaseEmailBackend):
    """Takes it, and then the line is cut: nobody knows whether it goes."""

    def send_messages(self, messages):
        mail.outbox.extend(messages)
        raise TimeoutError


class Killed(BaseException):
    """Nothing after it runs, as nothing runs after SIGKILL."""


class Killing(BaseEmailBackend):
    def send_messages(self, messages):
        mail.outbox.extend(messages)
        raise Killed


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


@pytest.mark.parametrize("backend", [CutOff, Killing])
def test_what_may_have_gone_goes_once_more_with_the_same_number(office, settings, mailoutbox, backend):
    settings.EMAIL_BACKEND = f"{__name__}.{backend.__name__}"
    row = mail_for(office.consulent)
    for _ in range(4):
        with suppress(Killed):
            deliver(row.pk)
        Notification.objects.update(claimed_until=timezone.now())
    numbers = [one.extra_headers["Message-ID"] for one in mailoutbox]
    assert len(numbers) == 2
    assert numbers[0] == numbers[1] == message_id(row)
    assert sweep() == 0
    assert list(Notification.objects.given_up()) == [row]


def test_after_a_doubt_a_refusal_is_tried_again(office, settings, mailoutbox):
    """What surely didn't go doesn't use up the one time more."""
    row = mail_for(office.consulent)
    for backend in ("CutOff", "Refusing", "Refusing"):
        settings.EMAIL_BACKEND = f"{__name__}.{backend}"
        deliver(row.pk)
        Notification.objects.update(claimed_until=timezone.now())
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver(row.pk)
    row.refresh_from_db()
    assert (row.attempts, row.in_doubt, len(mailoutbox)) == (4, 0, 2)
    assert row.sent_at


def test_a_worker_out_of_time_says_so(office, monkeypatch):
    def too_long(*args, **kwargs):
        raise SoftTimeLimitExceeded

    row, document, _ = mail_for(office.consulent), f.queued(office), f.queued(office)
    monkeypatch.setattr("casework.engine.outbox._handed_over", too_long)
    monkeypatch.setattr(press, "lay_out", too_long)
    monkeypatch.setattr(app, "send_task", too_long)
    for do in (lambda: deliver(row.pk), lambda: press.render(document.pk), sweep):
        with pytest.raises(SoftTimeLimitExceeded):
            do()


def test_a_sweep_leaves_no_heap_of_the_same(office, monkeypatch):
    options = []
    monkeypatch.setattr(app, "send_task", lambda name, **rest: options.append(rest))
    f.queued(office)
    sweep()
    assert [one["expires"] for one in options] == [10]


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


SOMEBODY = "kees@buurt.example"


@pytest.mark.parametrize(("backend", "tries"), [("Refusing", 10), ("CutOff", 2)])
def test_an_address_is_forgotten_with_the_last_try(office, settings, backend: str, tries: int) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.{backend}"
    row = mail_for(None, address=SOMEBODY)
    for left in reversed(range(tries)):
        deliver(row.pk)
        row.refresh_from_db()
        assert bool(row.address) == bool(left)
        Notification.objects.update(claimed_until=timezone.now())
    assert list(Notification.objects.given_up()) == [row]


def test_also_where_the_worker_was_killed_at_the_last_try(office, settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Killing"
    row, waits = mail_for(None, address=SOMEBODY), mail_for(None, address=SOMEBODY)
    for _ in range(2):
        with suppress(Killed):
            deliver(row.pk)
        forget(timezone.now())  # somebody is still at it
        row.refresh_from_db()
        assert row.address == SOMEBODY
        Notification.objects.update(claimed_until=timezone.now())
    forget(timezone.now() + dt.timedelta(days=1))
    assert dict(Notification.objects.values_list("pk", "address")) == {row.pk: "", waits.pk: SOMEBODY}


def test_what_was_mailed_long_ago_is_forgotten(office) -> None:
    now = timezone.now()
    ago = {days: now - dt.timedelta(days=days) for days in (89, 91)}
    young = mail_for(office.consulent, made_at=ago[89], sent_at=ago[89])
    mail_for(office.consulent, made_at=ago[91], sent_at=ago[91])
    mail_for(office.consulent, made_at=ago[91], attempts=10)
    waits = mail_for(office.consulent, made_at=ago[91])
    once = mail_for(None, made_at=ago[91], sent_at=ago[91], key="melder:1:melding_opgepakt")
    forget(now)
    assert set(Notification.objects.all()) == {young, waits, once}


def test_the_time_of_a_task_ends_also_while_a_worker_is_woken(monkeypatch, django_capture_on_commit_callbacks):
    """A broker that hangs until the task's time is over: that ends the task, and isn't taken for a broker that is away."""

    def hangs(*args, **rest):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(app, "send_task", hangs)
    with pytest.raises(SoftTimeLimitExceeded), django_capture_on_commit_callbacks(execute=True):
        wake("workers.tasks.nightly", 0)
    monkeypatch.setattr(app, "send_task", lambda *args, **rest: (_ for _ in ()).throw(OperationalError))
    with django_capture_on_commit_callbacks(execute=True):
        wake("workers.tasks.nightly", 0)
