"""What waits for a worker. The row is the message; Celery only says 'look now', and never gets in the way.

With the broker away people go on working: rows wait, and the sweep in the schedule finds them later.
"""

import datetime as dt
import logging
import smtplib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMessage, get_connection  # noqa: TID251  the one place that mails
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from casework.engine.alone import alone
from casework.engine.notifications import DOUBTS, MAILS, Notification
from casework.engine.registry import nouns
from roles.models import Notice, User

log = logging.getLogger(__name__)
DELIVER = "workers.tasks.deliver_notification"
NOTICE = "workers.tasks.notice"
PATIENCE: Final = dt.timedelta(minutes=1)  # after the first; each next one waits twice as long: 17 hours in all
SWEPT: Final = 1000  # rows of a kind per sweep; the next one has the rest
KEPT: Final = dt.timedelta(days=90)  # what is due is told within days of it, so no key comes by again


def wake(task: str, key: int) -> None:
    """After commit, tell a worker to look at a row. A broker that is away costs a line in the log, no more; where the time
    of a task is over that is heard, and what wasn't told the sweep finds."""
    transaction.on_commit(lambda: _send(task, key))


def _send(task: str, key: int, expires: float | None = None) -> bool:
    try:
        current_app.send_task(task, args=[key], retry=False, ignore_result=True, expires=expires)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # whatever the broker's client raises: the sweep will find the row
        log.warning("Nobody to wake for %s: %s", task, type(error).__name__)
        return False
    return True


def notify(
    to: User | None, *, subject: str, url: str, key: str, at: dt.datetime, kind: str = "", address: str = ""
) -> bool:
    """Queue a mail that only says where to look. The same `key` is mailed once, however often it is due.

    `kind` names another mail (settings.MAILS), made when it is sent; `address` is where, if not where they are reached
    now; without an account (`to` None) it is all there is. Gives whether it is new.
    """
    if (not address and (to is None or not to.email)) or (to is not None and not to.is_active):
        return False
    about = {"to": to, "subject": subject, "url": url, "made_at": at, "kind": kind, "address": address}
    row, new = Notification.objects.get_or_create(key=key, defaults=about)
    if new:
        wake(DELIVER, row.pk)
    return new


def _waiting(now: dt.datetime) -> Iterator[tuple[str, Any]]:
    yield DELIVER, Notification.objects.unsent(now)
    yield NOTICE, Notice.objects.undecided()
    for noun in nouns():
        if noun.queues:
            yield from noun.queues(now)


def sweep() -> int:
    """Wake a worker for all that waits: the broker was away, or a worker fell over. Gives how many were told.

    Never raises when the broker is away. Telling a row twice is harmless: one worker is at it. What isn't heard before
    the next sweep tells it again is forgotten, so that a busy worker finds no heap of the same.
    """
    told = 0
    for task, rows in _waiting(timezone.now()):
        for key in rows.order_by("pk").values_list("pk", flat=True)[:SWEPT]:
            if not _send(task, key, expires=settings.SWEEP_SECONDS):
                return told  # nobody there: the other rows would each wait for the same silence
            told += 1
    return told


# --- a mail ------------------------------------------------------------------------------------------------------


def deliver(notification_id: int) -> None:
    """Mail one notification: where to look, nothing about whom.

    Whether a mail went that was on its way when its worker was killed, nobody knows: it is sent once more, under the
    same Message-ID, and not a third time.
    """
    with alone("mail", notification_id) as mine:
        row = _begun(notification_id) if mine else None
        if row is not None:
            _deliver(row)


def _begun(notification_id: int) -> Notification | None:
    """Told of before it is tried, and with it the wait before the next try."""
    now = timezone.now()
    row: Notification | None = Notification.objects.unsent(now).filter(pk=notification_id).select_related("to").first()
    if row is None:
        return None
    row.attempts, row.in_doubt, row.claimed_until = row.attempts + 1, row.in_doubt + 1, now + PATIENCE * 2**row.attempts
    row.save(update_fields=["attempts", "in_doubt", "claimed_until"])
    return row


def _deliver(row: Notification) -> None:
    if not row.reaches or (row.to is not None and not row.to.is_active):
        # left since: nobody to tell
        Notification.objects.filter(pk=row.pk).update(attempts=MAILS, in_doubt=0, address="")
        return
    try:
        mail = _made(row)
        if mail is not None:
            _handed_over(mail)
    except SoftTimeLimitExceeded:
        raise
    except Exception as error:  # whatever a mail server says, in words that may hold the address
        log.warning("Mail %s, attempt %s: %s", row.pk, row.attempts, type(error).__name__)
        _not_delivered(row, refused=_was_refused(error))
        return
    Notification.objects.filter(pk=row.pk).update(sent_at=timezone.now(), in_doubt=0, address="")


def _not_delivered(row: Notification, *, refused: bool) -> None:
    """Tried again while it may be; with the last try goes the address."""
    row.in_doubt -= int(refused)
    row.address = "" if row.attempts >= MAILS or row.in_doubt >= DOUBTS else row.address
    row.save(update_fields=["in_doubt", "address"])


def forget(now: dt.datetime) -> None:
    """Mails to accounts of longer ago than anybody looks back; and at once the address of one that was given up while
    its worker was killed. A mail that still waits stays, however old. So does one to somebody without an account: what
    is told once in many years is known by its key, and no more stands in it."""
    done = Notification.objects.done_with(now)
    done.exclude(address="").update(address="")
    done.filter(made_at__lt=now - KEPT, to__isnull=False).delete()


class NotReached(Exception):
    """The mail server wasn't there to be told."""


def _handed_over(mail: EmailMessage) -> None:
    """Reached first, and told then: of what is cut off only the second leaves doubt whether it went."""
    with _reached() as server:
        server.send_messages([mail])


def _reached() -> Any:
    server = get_connection()
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotReached from error
    return server


def _was_refused(error: Exception) -> bool:
    """Whether it surely didn't go: only a connection that was cut off while it was handed over leaves that open."""
    cut_off = isinstance(error, smtplib.SMTPServerDisconnected) or (
        isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException)
    )
    return not cut_off


def _made(row: Notification) -> EmailMessage | None:
    """The mail as it is now; None where there is nothing to tell any more."""
    mail = _mails()[row.kind](row) if row.kind else _where_to_look(row)
    if mail is not None:
        mail.extra_headers["Message-ID"] = message_id(row)
    return mail


def message_id(row: Notification) -> str:
    """The same at each try, so that who gets it twice sees it once; it tells nothing of what the row is about."""
    secret = salted_hmac("casework.mail", row.key, algorithm="sha256").hexdigest()
    return f"<{secret[:32]}@{urlsplit(settings.ADDRESS).hostname}>"


@cache
def _mails() -> dict[str, Callable[[Notification], EmailMessage | None]]:
    return {kind: import_string(path) for kind, path in settings.MAILS.items()}


def _where_to_look(row: Notification) -> EmailMessage:
    body = render_to_string(
        "mail/notification.txt", {"url": f"{settings.ADDRESS}{row.url}", "product": settings.PRODUCT}
    )
    return EmailMessage(" ".join(row.subject.split()), body, None, [row.reaches])
