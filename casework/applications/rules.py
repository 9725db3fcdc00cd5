"""How this municipality decides: when a second person does, and what its letters say of the contribution. Dated."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import MinValueValidator
from django.db import models

from casework.applications.lines import Outcome, at_once, total_per_week
from casework.engine.words import Json
from roles.models import period
from roles.periods import ends_after_it_starts, running

_ABOVE: Final = MinValueValidator(Decimal("0.01"), "Vul een bedrag boven nul in, of laat het leeg.")


@pghistory.track()
class DecisionRules(models.Model):
    """From–until (exclusive). Words are as the citizen reads them; lists have one item per line.

    The contribution is a rule and no amount: the CAK sets and collects it (Wmo 2015, 2.1.4, 2.1.4a and 2.1.4b).
    """

    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)
    four_eyes = models.BooleanField("wie een besluit voorbereidt, neemt het niet zelf", default=False)
    second_for_refusals = models.BooleanField("over een afwijzing beslist een tweede persoon", default=True)
    second_above = models.DecimalField(
        "boven dit bedrag per week beslist een tweede persoon",
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[_ABOVE],
        help_text="Leeg: het bedrag maakt niet uit.",
    )
    second_above_once = models.DecimalField(
        "boven dit bedrag ineens beslist een tweede persoon",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[_ABOVE],
        help_text="Voor een hulpmiddel of woningaanpassing. Leeg: het bedrag maakt niet uit.",
    )
    contribution = models.TextField("eigen bijdrage, zoals de inwoner het leest")
    exceptions = models.TextField("wanneer er geen eigen bijdrage is", blank=True, help_text="Eén reden per regel.")
    articles = models.TextField(
        "artikelen van de verordening en beleidsregels",
        blank=True,
        help_text="Eén per regel, bijvoorbeeld: artikel 9 van de Verordening maatschappelijke ondersteuning.",
    )
    source = models.CharField("bron", max_length=200, blank=True)

    class Meta:
        verbose_name = "regels voor besluiten"
        verbose_name_plural = "regels voor besluiten"
        ordering = ("-since",)
        constraints = (
            ExclusionConstraint(
                name="one_set_of_decision_rules_at_a_time",
                expressions=[(period(), RangeOperators.OVERLAPS)],
                violation_error_message="Voor deze periode staan er al regels. Geef die eerst een einddatum.",
            ),
            ends_after_it_starts("decision_rules_end_after_they_start"),
        )

    def __str__(self) -> str:
        return f"regels voor besluiten vanaf {self.since:%d-%m-%Y}"

    def needs_second(self, lines: list[Json]) -> bool:
        """Whether another decides than who prepared it."""
        if self.four_eyes:
            return True
        if self.second_for_refusals and any(one["outcome"] == Outcome.AFGEWEZEN for one in lines):
            return True
        ever = [amount for one in lines if (amount := at_once(one)) is not None]
        return _beyond(self.second_above, total_per_week(lines)) or any(
            _beyond(self.second_above_once, amount) for amount in ever
        )

    def listed(self, name: str) -> list[str]:
        """'exceptions' or 'articles', one by one."""
        return [one.strip() for one in getattr(self, name).splitlines() if one.strip()]


def _beyond(most: Decimal | None, amount: Decimal | None) -> bool:
    return most is not None and amount is not None and amount > most


CONTRIBUTION: Final = (
    "Het CAK stelt het bedrag vast en stuurt u de rekening. U betaalt nooit meer dan de hulp kost. Bent u het niet eens met "
    "het bedrag? Dan kunt u bezwaar maken bij het CAK (artikel 2.1.4b van de Wmo 2015)."
)


def rules_on(on: dt.date) -> Any:
    """Those of that day. Where beheer has none, those of the law: a contribution, and a second person for refusals."""
    return DecisionRules.objects.filter(running(on)).first() or DecisionRules(since=on, contribution=CONTRIBUTION)
