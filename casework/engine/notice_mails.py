"""Notices by mail: at once, or together in the morning, as their reader chose. A mail says only where to look.

Both are decided per notice after the step's commit, in a transaction that also writes the mail's row: whoever is killed
halfway leaves it undecided, and the sweep finds it.
"""

import datetime as dt
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from casework.engine import outbox
from casework.engine.apart import apart
from casework.engine.notices import known
from casework.engine.notifications import Notification
from roles.models import ByMail, Mail, Notice, NoticeKind
from roles.notices import KEPT, chosen_by
from roles.policy import sight

PAGE: Final = "/berichten/"
MORNING: Final = dt.time(7)
SUBJECTS: Final = {
    NoticeKind.WORK: "Er is werk voor u in Wijkteam",
    NoticeKind.ANSWER: "Er is antwoord voor u in Wijkteam",
    NoticeKind.ASKED: "Er wordt u iets gevraagd in Wijkteam",
    NoticeKind.REPORTED: "Er is nieuws over een melding van u",
    NoticeKind.BACK: "Er is een overzicht voor u in Wijkteam",
}
OF_THE_MORNING: Final = "Uw berichten in Wijkteam"


def decide(notice_id: int) -> None:
    """Mail it, keep it for the morning, or neither. Who may not see it any more hears nothing."""
    now = timezone.now()
    with transaction.atomic():
        row = _held(Notice.objects.undecided().filter(pk=notice_id)).first()
        if row is None:
            return
        how = chosen_by(row.to)[NoticeKind(row.kind)]
        if not _still_news([row], now):
            row.read_at, how = row.read_at or now, ByMail.NEVER
        if how == ByMail.AT_ONCE:
            key = f"bericht:{row.public_id}"
            outbox.notify(row.to, subject=SUBJECTS[row.kind], url=row.get_absolute_url(), key=key, at=now)
        row.mail = Mail.MORNING if how == ByMail.MORNING else Mail.DONE
        row.save(update_fields=["mail", "read_at"])


def _held(rows: Any) -> Any:
    """Not while another worker is at it."""
    return rows.select_for_update(skip_locked=True, of=("self",)).select_related("to").order_by("pk")


def _still_news(rows: list[Notice], now: dt.datetime) -> list[Notice]:
    """What of these, all of one reader, they haven't read and may still see."""
    if not rows or not rows[0].to.is_active:
        return []
    theirs = sight(rows[0].to, timezone.localtime(now).date())
    return [one.notice for one in known(theirs, [row for row in rows if row.read_at is None])]


def morning(now: dt.datetime) -> int:
    """One mail to each person for whom something waited before seven; how many that are. May run as often as one likes
    and beside itself: of one morning there is one mail, by its key. Whatever is the matter with one person, those after
    them get theirs."""
    here = timezone.localtime(now)
    until = here.replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)
    if here < until:
        return 0
    waiting = Notice.objects.filter(mail=Mail.MORNING, at__lt=until)
    people = list(waiting.order_by("to").values_list("to", flat=True).distinct())
    sent = 0
    for person in people:
        with apart(f"Person {person} gets no mail of this morning yet"):
            sent += _morning_of(person, waiting, here)
    return sent


def _morning_of(person: int, waiting: Any, here: dt.datetime) -> bool:
    """Whether their mail of this morning is asked for now. What came after it waits for the next morning."""
    key = f"ochtend:{here:%Y%m%d}:{person}"
    rows = list(_held(waiting.filter(to=person)))
    news = _still_news(rows, here)
    sent = bool(news) and outbox.notify(rows[0].to, subject=OF_THE_MORNING, url=PAGE, key=key, at=here)
    if sent or not news or not Notification.objects.filter(key=key).exists():
        Notice.objects.filter(pk__in=[one.pk for one in rows]).update(mail=Mail.DONE)
    return sent


def forget(now: dt.datetime) -> None:
    """What is older than anybody looks back. What somebody is at goes the next time."""
    old = Notice.objects.filter(at__lt=now - KEPT).select_for_update(skip_locked=True).order_by("pk")
    Notice.objects.filter(pk__in=old.values("pk")).delete()
