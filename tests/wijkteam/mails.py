"""The mails about accounts, as the worker sends them."""

from django.core import mail

from casework.engine import outbox
from casework.engine.notifications import Notification


def sent():
    """What there is after the worker mailed what waits, about accounts."""
    for row in Notification.objects.filter(sent_at=None).exclude(kind=""):
        outbox.deliver(row.pk)
    return mail.outbox
