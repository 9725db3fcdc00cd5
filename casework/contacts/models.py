"""That somebody of us spoke with somebody, and the words that a team writes often."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

import pghistory
from django.db import models
from django.db.models import Q

from casework.cases.querysets import CaseChildQuerySet
from casework.contacts.words import Kind, WithWhom, in_words
from roles.models import Team

NOT_REACHED: Final = ": geen gehoor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacted:
    """How, when and with whom there was contact. `name`: of anybody but the citizen. `reached`: nobody answered is no
    contact yet, though it is written down."""

    kind: Kind
    on: dt.date
    incoming: bool = False
    time: dt.time | None = None
    with_whom: WithWhom = WithWhom.INWONER
    contact: Any = None
    name: str = ""
    reached: bool = True


class ContactMoment(models.Model):
    """One contact: how, when, with whom, who sought it. What was said stands in the note that grew out of it, once.

    A citizen who asked for it is answered by one too, and so it counts as having met. It stands as it was written:
    a name is kept as it was said then, unless that contact of the wijkweb is shielded since.
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
    def told(self) -> Contacted:
        """What was told of it."""
        return Contacted(
            kind=Kind(self.kind),
            on=self.on,
            incoming=self.incoming,
            time=self.time,
            with_whom=WithWhom(self.with_whom),
            contact=self.contact,
            name=self.name,
            reached=not self.words.endswith(NOT_REACHED),
        )

    def tell(self, told: Contacted, *, written_on: dt.date) -> None:
        """Take over what was told; its line says the day where that isn't the one on which it was written."""
        self.kind, self.incoming, self.on, self.time = told.kind, told.incoming, told.on, told.time
        self.with_whom, self.contact, self.name = told.with_whom, told.contact, told.name
        whom = "de inwoner" if told.with_whom == WithWhom.INWONER else told.name
        words = in_words(told.kind, incoming=told.incoming, whom=whom, on=None if told.on == written_on else told.on)
        self.words = words if told.reached else f"{words}{NOT_REACHED}"

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
