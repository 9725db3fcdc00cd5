"""What somebody hears of: that something happened, and where to look. Of the person, so that every page can count them.

A notice holds references and no words: what it says, and of whom, is read through `visible_to` when it is shown.
"""

import datetime as dt
import secrets
from typing import Any, Final

from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from roles.people import User


class NoticeKind(models.TextChoices):
    """What it is about, as one chooses how to hear of it."""

    WORK = "werk", "Een collega gaf mij werk"
    ANSWER = "antwoord", "Er is antwoord op wat ik vroeg"
    ASKED = "gevraagd", "Er wordt mijn organisatie iets gevraagd"
    REPORTED = "melding", "Mijn melding is opgepakt of afgehandeld"
    BACK = "terug", "Ik ben terug na afwezigheid"
    DUE = "termijn", "Mijn werk is deze week aan de beurt"  # by mail alone: what waits is the work list itself


class ByMail(models.TextChoices):
    """How one hears of it outside the product."""

    NEVER = "nooit", "Nooit"
    AT_ONCE = "meteen", "Meteen"
    MORNING = "ochtend", "Eén mail per ochtend"


# as long as somebody chose nothing else
BY_MAIL: Final = {
    NoticeKind.WORK: ByMail.MORNING,
    NoticeKind.ANSWER: ByMail.AT_ONCE,
    NoticeKind.ASKED: ByMail.AT_ONCE,
    NoticeKind.REPORTED: ByMail.AT_ONCE,
    NoticeKind.BACK: ByMail.NEVER,
    NoticeKind.DUE: ByMail.MORNING,
}
KEPT: Final = dt.timedelta(days=90)  # it says where to look, and by then everybody did


def choices_of(kind: NoticeKind) -> list[tuple[str, str]]:
    """What there is to choose: what is due is known in the night, so there is no 'at once'."""
    return [one for one in ByMail.choices if kind is not NoticeKind.DUE or one[0] != ByMail.AT_ONCE]


def chosen_by(user: User) -> dict[NoticeKind, ByMail]:
    """How this person hears of each kind by mail."""
    return {kind: ByMail(user.mails.get(kind, usual)) for kind, usual in BY_MAIL.items()}


class Mail(models.TextChoices):
    """Where the mail about a notice is; which it becomes follows from what its reader chose."""

    OPEN = "open", "nog niet bekeken"
    MORNING = "ochtend", "wacht op de ochtend"
    DONE = "klaar", "verstuurd, of niet nodig"


def notice_key() -> str:
    """In its address: random, so that it tells no number."""
    return secrets.token_hex(8)


class NoticeQuerySet(models.QuerySet[Any]):
    def of(self, user: int) -> Any:
        """One's own, without what is about a file that is closed to them."""
        closed = User(pk=user).recusal_set.values("case_id")  # through a relation: recusals are of a later room
        return self.filter(to=user).exclude(file_id__in=closed)

    def unread(self) -> Any:
        return self.filter(read_at=None)

    def mark_read(self, at: dt.datetime) -> int:
        """What wasn't read before; how many that were. Locked in the order of their keys, as a worker does: two tabs wait
        for each other, and never both."""
        rows = self.unread().order_by("pk").select_for_update().values("pk")
        with transaction.atomic():
            return int(Notice.objects.filter(pk__in=rows).update(read_at=at))

    def undecided(self) -> Any:
        """Of which nobody looked yet whether it is mailed."""
        return self.filter(mail=Mail.OPEN)


class Notice(models.Model):
    """That something happened ('noun.step'), to whom it is told, and what it happened to.

    `file_id` is what recusals know the file by. A notice with an `once` is made once, however often it is due.
    """

    objects = NoticeQuerySet.as_manager()

    public_id = models.CharField(max_length=16, unique=True, default=notice_key, editable=False)
    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=NoticeKind.choices)
    verb = models.CharField(max_length=60)
    file_id = models.BigIntegerField(null=True)
    anchor_id = models.BigIntegerField(null=True)  # of what its noun hangs on; None where it is about nothing
    object_id = models.CharField(max_length=16, blank=True)  # public id of the row, where it isn't the anchor itself
    url = models.CharField(max_length=120)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=10, choices=Mail.choices, default=Mail.OPEN)
    once = models.CharField(max_length=60, null=True, unique=True)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("to", "-at"), name="notices_by_reader"),
            models.Index(fields=("to",), condition=Q(read_at=None), name="notices_unread"),
            models.Index(fields=("mail",), condition=~Q(mail=Mail.DONE), name="notices_to_be_mailed"),
        )
        constraints = (models.CheckConstraint(name="notice_kind_is_known", condition=Q(kind__in=NoticeKind.values)),)

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        """Leads to the work, and counts as read."""
        return f"/berichten/{self.public_id}/"


def with_unread(users: QuerySet[User], user: int) -> Any:
    """The account with how many notices it hasn't read: a column more, and no question more."""
    mine = Notice.objects.of(user).unread().filter(to=OuterRef("pk")).order_by()
    number = mine.values("to").annotate(number=Count("pk")).values("number")
    return users.annotate(unread=Coalesce(Subquery(number), 0))
