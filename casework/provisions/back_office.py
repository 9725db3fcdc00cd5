"""What contracts, invoices and the CAK must know of help that was granted: a row each, until somebody took it over.

The data are those of iWmo 301 (toewijzing), 305 (start) and 307 (stop), and of the start and stop that the CAK is told.
The messages themselves are made by the municipality's own back office: no XML is invented here.
"""

import datetime as dt
from typing import Any, ClassVar

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from casework.cases.models import Case
from casework.engine.columns import plain
from casework.engine.public_id import public_id
from casework.engine.writes import Write
from casework.people.models import Person
from casework.provisions.models import Provision
from casework.provisions.states import Form, ProvisionState
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, which


class MessageKind(models.TextChoices):
    TOEWIJZING = "301", "Toewijzing (iWmo 301)"
    START = "305", "Start (iWmo 305)"
    STOP = "307", "Stop (iWmo 307)"
    CAK_START = "cak_start", "CAK: start eigen bijdrage"
    CAK_STOP = "cak_stop", "CAK: stop eigen bijdrage"


CAK = (MessageKind.CAK_START, MessageKind.CAK_STOP)


class BackOfficeQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """Of cases of the municipality, for who keeps its back office; not of who was recused."""
        return self.filter(which(sight, Action.KEEP_BACK_OFFICE, "case__"))

    def waiting(self) -> Any:
        return self.filter(taken_over_at=None)


class BackOfficeMessage(models.Model):
    """One thing to be told. `facts` is how the provision stood then: frozen, so that the row says what it said."""

    objects = BackOfficeQuerySet.as_manager()
    anchor_field: ClassVar[str] = "case"

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="back_office_messages")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="back_office_messages")
    kind = models.CharField("bericht", max_length=12, choices=MessageKind.choices)
    day = models.DateField("ingangsdatum")
    facts = models.JSONField(default=dict)
    made_at = models.DateTimeField("gemaakt")
    taken_over_at = models.DateTimeField("overgenomen", null=True)
    taken_over_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    # each time that it was put back on the list: who had taken it over when, and who put it back when
    put_back = models.JSONField("teruggezet", default=list, db_default=[], editable=False)

    class Meta:
        verbose_name = "bericht voor de backoffice"
        verbose_name_plural = "berichten voor de backoffice"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(name="back_office_kind_is_known", condition=Q(kind__in=MessageKind.values)),
            models.CheckConstraint(
                name="taken_over_by_somebody",
                condition=Q(taken_over_at__isnull=True, taken_over_by__isnull=True)
                | Q(taken_over_at__isnull=False, taken_over_by__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("made_at",), condition=Q(taken_over_at=None), name="back_office_waiting"),
            models.Index(fields=("person", "-id"), name="back_office_of_a_person"),
        )

    def __str__(self) -> str:
        return f"bericht {self.public_id}"

    @property
    def anchor(self) -> Case:
        return self.case

    def goes_back(self, by: User, at: dt.datetime) -> None:
        """On the list again; that it was taken over stays written."""
        assert self.taken_over_at is not None
        assert self.taken_over_by is not None
        taken, back = (timezone.localtime(one).date().isoformat() for one in (self.taken_over_at, at))
        self.put_back = [
            *self.put_back,
            {"taken": taken, "by": self.taken_over_by.name, "back": back, "back_by": by.name},
        ]
        self.taken_over_at = self.taken_over_by = None


def assigned(write: Write, provision: Provision, day: dt.date, why: str) -> None:
    """Help of a provider was granted, or a later decision made it otherwise."""
    if _of_a_provider(provision):
        _tell(write, provision, MessageKind.TOEWIJZING, day, why=why)


def began(write: Write, provision: Provision) -> None:
    if _of_a_provider(provision) and provision.started_on:
        _tell(write, provision, MessageKind.START, provision.started_on)
    settle_contribution(write, provision, provision.started_on or write.on, paid_before=False)


def stopped(write: Write, provision: Provision, why: str) -> None:
    if _of_a_provider(provision) and provision.stopped_on:
        _tell(write, provision, MessageKind.STOP, provision.stopped_on, why=why)
    settle_contribution(write, provision, provision.stopped_on or write.on, paid_before=provision.contribution)


def settle_contribution(write: Write, provision: Provision, day: dt.date, *, paid_before: bool) -> None:
    """Start at a person's first help with a contribution, and stop at the last: whatever their cases, once each.

    Two of one person at the same moment wait for each other here, each with its own case held; nothing is locked after.
    `paid_before`: whether there was a contribution to this help before what just happened. Of whom nothing was told here
    yet the CAK knows of help that ran already, by the books of before.
    """
    person = write.anchor.person_id
    if person is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('eigen bijdrage', %s))", [person])
    running = Provision.objects.filter(
        case__person=person, state=ProvisionState.GESTART, contribution=True, stopped_on=None
    )
    others = running.exclude(pk=provision.pk).exists()
    runs = others or running.exists()
    last = BackOfficeMessage.objects.filter(person=person, kind__in=CAK).order_by("-pk").first()
    told = last.kind == MessageKind.CAK_START if last is not None else paid_before or others
    if runs != told:
        _tell(write, provision, MessageKind.CAK_START if runs else MessageKind.CAK_STOP, day)


def _of_a_provider(provision: Provision) -> bool:
    return bool(provision.form == Form.ZIN and provision.provider_id)


def _tell(write: Write, provision: Provision, kind: str, day: dt.date, *, why: str = "") -> None:
    if write.anchor.person_id is None:
        return
    BackOfficeMessage.objects.create(
        case=write.anchor,
        person_id=write.anchor.person_id,
        provision=provision,
        kind=kind,
        day=day,
        facts=_facts(provision) | {"why": why},
        made_at=write.at,
    )


def _facts(provision: Provision) -> dict[str, Any]:
    names = ("what", "form", "amount", "unit", "period", "frequency", "starts_on", "ends_on", "contribution", "once")
    provider = provision.provider
    return {name: plain(getattr(provision, name)) for name in names} | {
        "product": provision.product.name if provision.product else "",
        "provider": provider.name if provider else "",
        "number": provision.application.number if provision.application else "",
    }
