"""That somebody of us spoke with somebody, and the words that a team writes often."""

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q

from casework.cases.querysets import CaseChildQuerySet
from casework.contacts.words import Kind, WithWhom, in_words
from roles.models import Team


class ContactMoment(models.Model):
    """One contact: how, when, with whom, who sought it. What was said stands in the note that grew out of it, once.

    A citizen who asked for it is answered by one too, and so it counts as having met. It stands as it was written:
    a name is kept as it was said then.
    """

    objects = CaseChildQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="contact_moments")
    kind = models.CharField("hoe", max_length=20, choices=Kind.choices)
    incoming = models.BooleanField("wie zocht contact", default=False)
    on = models.DateField("wanneer")
    time = models.TimeField("hoe laat", null=True, blank=True)
    with_whom = models.CharField("met wie", max_length=20, choices=WithWhom.choices, default=WithWhom.INWONER)
    contact = models.ForeignKey("casework.Contact", on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField("naam", max_length=120, blank=True)
    words = models.CharField("op de tijdlijn", max_length=200, editable=False)

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        ordering = ("-on", "-time", "-pk")
        constraints = (
            models.CheckConstraint(name="contact_moment_kind_is_known", condition=Q(kind__in=Kind.values)),
            models.CheckConstraint(
                name="contact_moment_says_with_whom",
                condition=Q(with_whom=WithWhom.INWONER, name="") | ~Q(with_whom=WithWhom.INWONER) & ~Q(name=""),
            ),
        )

    def __str__(self) -> str:
        return f"contactmoment {self.pk}"

    @property
    def anchor(self) -> Any:
        return self.case

    @property
    def to_the_citizen(self) -> str:
        """The same line, for whom it is about."""
        whom = "u" if self.with_whom == WithWhom.INWONER else self.name
        return in_words(Kind(self.kind), incoming=self.incoming, whom=whom)


@pghistory.track()
class TextBlock(models.Model):
    """Plain words that a team writes often: a start, to be completed. Of one team, or of all."""

    team = models.ForeignKey(
        Team, verbose_name="team", on_delete=models.CASCADE, null=True, blank=True, related_name="text_blocks"
    )
    name = models.CharField("naam", max_length=60)
    text = models.TextField("tekst", max_length=4000)
    active = models.BooleanField("in gebruik", default=True)

    class Meta:
        verbose_name = "tekstblok"
        verbose_name_plural = "tekstblokken"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name
