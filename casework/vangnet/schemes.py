"""Which schemes may pay for what the vangnet is asked for, or stand in the way: a list of beheer, from when until when each
is there."""

import datetime as dt
from typing import Any, Final

import pghistory
from django.db import models
from django.db.models import F, Q

from roles.periods import running

OTHER: Final = "anders"  # what no list foresees: the words beside it say which


class Domain(models.TextChoices):
    """The part of the law that a scheme belongs to: what is counted of schemes says whom to speak to."""

    WMO = "wmo", "Maatschappelijke ondersteuning"
    JEUGD = "jeugd", "Jeugdhulp"
    INKOMEN = "inkomen", "Werk en inkomen"
    SCHULDEN = "schulden", "Schulden"
    ZORG = "zorg", "Zorg"
    WONEN = "wonen", "Wonen"
    ANDERS = "anders", "Ander rechtsgebied"


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def there_on(self, day: dt.date) -> "SchemeQuerySet":
        return self.filter(running(day))


@pghistory.track()
class Scheme(models.Model):
    """A scheme, law or fund that is looked at before the vangnet pays, or that stands in the way. A request keeps its name as
    it was then."""

    objects = SchemeQuerySet.as_manager()

    name = models.CharField("naam", max_length=80, unique=True, help_text="Bijvoorbeeld: Bijzondere bijstand.")
    domain = models.CharField("rechtsgebied", max_length=20, choices=Domain.choices, default=Domain.ANDERS)
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True, help_text="De eerste dag waarop zij er niet meer is.")

    class Meta:
        verbose_name = "regeling"
        verbose_name_plural = "regelingen"
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                name="scheme_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                violation_error_message="Het einde moet na het begin liggen.",
            ),
            models.CheckConstraint(
                name="scheme_is_not_called_other",
                condition=~Q(name__iexact=OTHER),
                violation_error_message="‘Anders’ staat er altijd al bij.",
            ),
        )

    def __str__(self) -> str:
        return self.name


def choices(day: dt.date, chosen: list[str]) -> list[tuple[str, str]]:
    """Those of that day, and what was chosen before also where it isn't offered any more."""
    names: list[Any] = list(Scheme.objects.there_on(day).values_list("name", flat=True))
    kept = [one for one in chosen if one not in names and one != OTHER]
    return [*((one, one) for one in [*names, *kept]), (OTHER, "Anders, namelijk (schrijf het hieronder)")]


def in_words(chosen: list[str], why: str) -> str:
    """'Bijzondere bijstand, zorgverzekering. Te traag.'; what was written before there was a list stands alone."""
    said = ", ".join(one for one in chosen if one != OTHER)
    return ". ".join(one for one in (said, why) if one)
