"""What waits for a worker. The row is the message; Celery only says 'look now', and never gets in the way.

With the broker away people go on working: rows wait, and the sweep in the schedule finds them later.
"""

import datetime as dt
import logging
from typing import Any, Final

from celery import current_app
from django.conf import settings
from django.core.mail import send_mail  # noqa: TID251  the one place that mails
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone

from casework.engine.notifications import Notification
from casework.engine.registry import nouns
from roles.models import User

log = logging.getLogger(__name__)
DELIVER = "workers.tasks.deliver_notification"
MAILS: Final = 10  # tries of one mail
PATIENCE: Final = dt.timedelta(minutes=1)  # after the first; each next one waits twice as long: 17 hours in all
SWEPT: Final = 1000  # rows of a kind per sweep; the next minute has the rest


def wake(task: str, key: int) -> None:
    """After commit, tell a worker to look at a row. A broker that is away costs a line in the log, no more."""
    transaction.on_commit(lambda: _send(task, key), robust=True)


def _send(task: str, key: int) -> bool:
    try:
        current_app.send_task(task, args=[key], retry=False, ignore_result=True)
    except Exception as error:  # whatever the broker's client raises: the sweep will find the row
        log.warning("Nobody to wake for %s: %s", task, type(error).__name__)
        return False
    return True


def notify(to: User, *, subject: str, url: str, key: str, at: dt.datetime) -> None:
    """Queue a mail that only says where to look. The same `key` is mailed once, however often it is due."""
    if not to.email or not to.is_active:
        return
    row, new = Notification.objects.get_or_create(
        key=key, defaults={"to": to, "subject": subject, "url": url, "made_at": at}
    )
    if new:
        wake(DELIVER, row.pk)


def _unsent(now: dt.datetime) -> Any:
    """Mails to be sent now: never tried, or their patience ran out. After the last try they rest."""
    free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
    return Notification.objects.filter(free, sent_at__isnull=True, attempts__lt=MAILS)


def sweep() -> int:
    """Wake a worker for all that waits: the broker was away, or a worker fell over. Gives how many were told.

    Never raises when the broker is away. Telling a row twice is harmless: one worker can claim it.
    """
    now, told = timezone.now(), 0
    queues = [noun.queue(now) for noun in nouns() if noun.queue]
    for task, rows in (*queues, (DELIVER, _unsent(now))):
        for key in rows.order_by("pk").values_list("pk", flat=True)[:SWEPT]:
            if not _send(task, key):
                return told  # nobody there: the other rows would each wait for the same silence
            told += 1
    return told


def deliver(notification_id: int) -> None:
    """Mail one notification: where to look, nothing about whom. The claim is also the wait before the next try."""
    row = Notification.objects.filter(pk=notification_id).select_related("to").first()
    if row is None:
        return
    now = timezone.now()
    mine = (
        _unsent(now)
        .filter(pk=row.pk, attempts=row.attempts)
        .update(attempts=F("attempts") + 1, claimed_until=now + PATIENCE * 2**row.attempts)
    )
    if not mine:
        return
    if not row.to.email or not row.to.is_active:
        Notification.objects.filter(pk=row.pk).update(attempts=MAILS)  # left since: nobody to tell
        return
    try:
        _mail(row)
    except Exception as error:  # whatever a mail server says, in words that may hold the address
        log.warning("Mail %s, attempt %s: %s", row.pk, row.attempts + 1, type(error).__name__)
        return
    Notification.objects.filter(pk=row.pk).update(sent_at=timezone.now())


def _mail(row: Notification) -> None:
    body = render_to_string(
        "mail/notification.txt", {"url": f"{settings.ADDRESS}{row.url}", "product": settings.PRODUCT}
    )
    send_mail(" ".join(row.subject.split()), body, None, [row.to.email])
