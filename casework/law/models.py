"""Law that changes: terms, days off by decree and grounds stand in dated configuration, each with its source."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import connection, models
from django.db.models import F, Q

from casework.law.terms import Clock, Rule, Unit
from roles import roster
from roles.models import period
from roles.roster import EVERYWHERE, roster_of


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
        triggers = roster_of(
            EVERYWHERE
        )  # by when something is due follows from it, as whose turn it is from who is there

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
        triggers = roster_of(EVERYWHERE)

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
KEPT_SECONDS = 60  # a page sees a change of configuration within a minute; whoever writes under a lock at once


@dataclass(frozen=True, slots=True)
class _Kept:
    clock: Clock
    version: int  # of the roster, read before what the clock was made of
    at: float


_kept: dict[str, _Kept] = {}
_held = threading.local()  # which version this thread saw last while it held the roster


def clock() -> Clock:
    """The clock with the configuration of now: a few small queries a minute, the legal defaults where nothing is set."""
    kept = _kept.get("clock")
    if kept and time.monotonic() - kept.at < KEPT_SECONDS and not _older_than_held(kept):
        return kept.clock
    version = roster.version()
    rules = [
        Rule(row.code, row.length, Unit(row.unit), row.since, row.until, row.article, row.source, row.rolls)
        for row in LegalTerm.objects.all()
    ]
    result = Clock(rules or _defaults, dict(DayOff.objects.values_list("day", "name")))
    _kept["clock"] = _Kept(result, version, time.monotonic())
    _held.version = version
    return result


def clock_as_of(version: int) -> None:
    """Whoever holds the roster says which version it is: an older clock is forgotten, also one read a moment ago by a
    page that saw nothing of a change that wasn't committed yet."""
    _held.version = version


def _older_than_held(kept: _Kept) -> bool:
    """Looked at when it is taken: another thread may have kept its own after this one held the roster."""
    return connection.in_atomic_block and getattr(_held, "version", kept.version) != kept.version


def lay_down(rules: Iterable[Rule]) -> None:
    """The terms that hold where nothing is configured: each noun brings its own (see `casework.nouns`)."""
    _defaults[:] = rules
    forget_clock()


def forget_clock() -> None:
    """After a change of configuration in this process."""
    _kept.clear()
