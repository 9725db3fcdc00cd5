"""What one may ask during a visit, in plain words, for each part that the law wants looked at: configuration of beheer."""

import datetime as dt
from typing import Any

import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from roles.periods import running


class About(models.TextChoices):
    """The parts of the research (Wmo 2015, artikel 2.3.2 lid 4)."""

    A = "a", "a. Wat is er nodig?"
    B = "b", "b. Zelf en thuis"
    C = "c", "c. Mensen dichtbij"
    D = "d", "d. De mantelzorger"
    E = "e", "e. In de kern"
    F = "f", "f. Andere wet"
    G = "g", "g. Eigen bijdrage"


class GuidingQuestionQuerySet(models.QuerySet["GuidingQuestion"]):
    def on(self, day: dt.date) -> Any:
        """Those that hold that day, in the order in which they are asked."""
        return self.filter(running(day))


@pghistory.track()
class GuidingQuestion(models.Model):
    """One question. Nobody has to ask it, and nothing is counted by it."""

    objects = GuidingQuestionQuerySet.as_manager()

    part = models.CharField("hoort bij", max_length=1, choices=About.choices)
    text = models.CharField("de vraag", max_length=120, help_text="Kort, zoals u het aan tafel zou zeggen.")
    order = models.PositiveSmallIntegerField("volgorde", default=10)
    since = models.DateField("geldt vanaf")
    until = models.DateField(
        "geldt tot", null=True, blank=True, help_text="De eerste dag waarop de vraag niet meer geldt."
    )

    class Meta:
        verbose_name = "vraag bij een bezoek"
        verbose_name_plural = "vragen bij een bezoek"
        ordering = ("order", "part", "pk")
        constraints = (
            models.CheckConstraint(name="guiding_question_part_is_known", condition=Q(part__in=About.values)),
            models.CheckConstraint(
                name="guiding_question_ends_after_it_began",
                condition=Q(until=None) | Q(until__gt=F("since")),
                violation_error_message="‘Geldt tot’ ligt na ‘geldt vanaf’.",
            ),
        )

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        if self.since and self.until and self.until <= self.since:
            raise ValidationError({"until": "Vul een dag na ‘geldt vanaf’ in."})
