"""What was decided about a provision after it was granted: each decision a row, and what held on a day of them all."""

import datetime as dt
from collections.abc import Iterable
from copy import copy
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from casework.engine.columns import plain
from casework.provisions.models import Provision
from casework.provisions.states import NotHeard, ReviewGround, VersionKind
from roles.models import Mandate, User

# what a later decision can make otherwise
COLUMNS: Final = (
    "what",
    "provider_id",
    "amount",
    "unit",
    "period",
    "frequency",
    "starts_on",
    "ends_on",
    "review_on",
    "contribution",
    "no_contribution_why",
    "price_per_week",
    "payment_stops_until",
)


class ProvisionVersion(models.Model):
    """One later decision: `was` and `became` are the columns that it made otherwise, from `since` on.

    Days and amounts in them are plain JSON. `heard_*`: how and when the citizen was heard (Awb 4:8), or why not (4:11).
    """

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField("soort", max_length=20, choices=VersionKind.choices)
    since = models.DateField("geldt vanaf")
    decided_at = models.DateTimeField("besloten")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField("grond (Wmo 2.3.10)", max_length=1, choices=ReviewGround.choices, blank=True)
    on_purpose = models.BooleanField("de inwoner deed dit met opzet", default=False)
    why = models.TextField("waarom")
    heard_how = models.CharField("hoe gehoord", max_length=160, blank=True)
    heard_on = models.DateField("gehoord op", null=True)
    not_heard = models.CharField("waarom niet gehoord", max_length=10, choices=NotHeard.choices, blank=True)
    recovered = models.DecimalField("bedrag dat terugkomt, in euro's", max_digits=10, decimal_places=2, null=True)
    was = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    became = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = "versie van een voorziening"
        verbose_name_plural = "versies van voorzieningen"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(name="provision_version_is_of_a_kind", condition=Q(kind__in=VersionKind.values)),
            models.CheckConstraint(
                name="a_review_names_its_ground",
                condition=~Q(kind__in=(VersionKind.HERZIEN, VersionKind.INGETROKKEN)) | ~Q(ground=""),
            ),
            models.CheckConstraint(
                name="heard_or_why_not",
                condition=~Q(kind__in=(VersionKind.HERZIEN, VersionKind.INGETROKKEN))
                | Q(heard_on__isnull=False) & ~Q(heard_how="")
                | ~Q(not_heard=""),
            ),
        )

    def __str__(self) -> str:
        return f"versie {self.pk} van voorziening {self.provision_id}"


def as_of(provision: Provision, versions: Iterable[ProvisionVersion], on: dt.date) -> dict[str, Any]:
    """The columns as they hold that day, by the decisions in the order in which they were taken.

    A decision replaces its columns from its day on, also what an earlier decision had planned for then. The row itself
    holds what the last of them left.
    """
    made = list(versions)
    held = {name: getattr(provision, name) for name in COLUMNS}
    for one in reversed(made):
        held |= one.was
    for one in made:
        if one.since <= on:
            held |= one.became
    return {name: _read(name, value) for name, value in held.items()}


def on_day(provision: Provision, versions: Iterable[ProvisionVersion], on: dt.date) -> Provision:
    """The provision as it holds that day, to be shown; never to be saved."""
    shown = copy(provision)
    for name, value in as_of(provision, versions, on).items():
        setattr(shown, name, value)
    return shown


def before(now: Provision, version: ProvisionVersion) -> Provision:
    """What held on the day from which this decision holds, as if it hadn't been taken; to be shown, never to be saved."""
    shown = copy(now)
    for name, value in version.was.items():
        setattr(shown, name, _read(name, value))
    return shown


def _read(name: str, value: Any) -> Any:
    """What stood in JSON, as the column has it."""
    field: Any = Provision._meta.get_field(name.removesuffix("_id"))
    return value if name.endswith("_id") else field.to_python(value)


def columns_in_json(changed: dict[str, tuple[Any, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    was = {name: plain(before) for name, (before, _) in changed.items() if name in COLUMNS}
    return was, {name: plain(after) for name, (_, after) in changed.items() if name in COLUMNS}
