"""Law that changes: terms, days off by decree and grounds stand in dated configuration, each with its source."""

import time
from collections.abc import Iterable
from typing import Any

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from casework.law.terms import Clock, Rule, Unit
from roles.models import period


@pghistory.track()
class LegalTerm(models.Model):
    """The length of one term from–until (exclusive). `code` is the name the code asks for."""

    code = models.SlugField("code", max_length=40)
    length = models.PositiveSmallIntegerField("lengte")
    unit = models.CharField("eenheid", max_length=20, choices=[(unit.value, unit.value) for unit in Unit])
    rolls = models.BooleanField("Algemene termijnenwet geldt", default=True)
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)
    article = models.CharField("artikel", max_length=120, blank=True)
    source = models.CharField("bron", max_length=200, blank=True)

    class Meta:
        verbose_name = "termijn"
        verbose_name_plural = "termijnen"
        ordering = ("code", "since")
        constraints = (
            ExclusionConstraint(
                name="one_length_of_a_term_at_a_time",
                expressions=[(F("code"), RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
                violation_error_message="Voor deze periode staat deze termijn er al.",
            ),
            models.CheckConstraint(
                name="term_ends_after_it_starts",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                violation_error_message="De einddatum moet na de begindatum liggen.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.length} {self.unit}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        forget_clock()


@pghistory.track()
class DayOff(models.Model):
    """A day that counts as a public holiday by decree (Algemene termijnenwet, article 3 lid 3)."""

    day = models.DateField("dag", unique=True)
    name = models.CharField("naam", max_length=80)
    source = models.CharField("besluit", max_length=200)

    class Meta:
        verbose_name = "aangewezen feestdag"
        verbose_name_plural = "aangewezen feestdagen"
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day:%d-%m-%Y} {self.name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        forget_clock()


WMO = "Wmo 2015"  # how the article of a ground of this law begins


@pghistory.track()
class Ground(models.Model):
    """The ground a goal or decision rests on. Whether a law is in force is for the municipality to switch."""

    code = models.SlugField("code", max_length=40, unique=True)
    name = models.CharField("naam", max_length=120)
    article = models.CharField("artikel", max_length=120, blank=True)
    maatwerk = models.BooleanField("vraagt een besluit of voorlopige indicatie", default=False)
    active = models.BooleanField("in gebruik", default=True)

    class Meta:
        verbose_name = "grond"
        verbose_name_plural = "gronden"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def wmo_decision(self) -> bool:
        """A decision of the Wmo rests on it: other laws ask for a decision too, but that isn't taken here."""
        return self.maatwerk and self.article.casefold().startswith(WMO.casefold())


_defaults: list[Rule] = []
_clock: dict[str, tuple[float, Clock]] = {}
KEPT_SECONDS = 60  # another process sees a change of configuration within a minute; lengths are dated ahead anyway


def clock() -> Clock:
    """The clock with the configuration of now: two small queries a minute, the legal defaults where nothing is set."""
    kept = _clock.get("clock")
    if kept and time.monotonic() - kept[0] < KEPT_SECONDS:
        return kept[1]
    rules = [
        Rule(row.code, row.length, Unit(row.unit), row.since, row.until, row.article, row.source, row.rolls)
        for row in LegalTerm.objects.all()
    ]
    result = Clock(rules or _defaults, dict(DayOff.objects.values_list("day", "name")))
    _clock["clock"] = (time.monotonic(), result)
    return result


def lay_down(rules: Iterable[Rule]) -> None:
    """The terms that hold where nothing is configured: each noun brings its own (see `casework.nouns`)."""
    _defaults[:] = rules
    forget_clock()


def forget_clock() -> None:
    """After a change of configuration in this process."""
    _clock.clear()
