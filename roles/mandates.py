"""What a role in a team or organisation, or a person, may decide alone."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format

from roles.people import Membership, Team, User, check_role_fits
from roles.periods import ends_after_it_starts
from roles.roster import roster_of
from wijkweb.models import Kern, Organisation


class MandateKind(models.TextChoices):
    INDICATIE = "voorlopige_indicatie", "Voorlopige indicatie (€ per week)"
    VANGNET = "vangnet", "Vangnet (€)"
    BESLUIT = "besluit", "Besluit op een aanvraag"
    BEZWAAR = "bezwaar", "Beslissing op bezwaar"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Mandate(models.Model):
    """What a role in a team or organisation, or a person, may decide alone on behalf of the college.

    `max_amount` in euros (per week for an indicatie and a besluit; empty for a besluit: whatever it costs), `max_weeks` for
    an indicatie.
    For someone not employed by the municipality: the employer and its consent (Awb 10:4).
    """

    kind = models.CharField("waarvoor", max_length=24, choices=MandateKind.choices)
    user = models.ForeignKey(
        User, verbose_name="persoon", on_delete=models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    role = models.CharField("rol", max_length=20, blank=True, choices=Membership._meta.get_field("role").choices)
    team = models.ForeignKey(
        Team, verbose_name="team", on_delete=models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name="organisatie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
    )
    kernen = models.ManyToManyField(Kern, verbose_name="alleen voor deze kernen", blank=True, related_name="mandates")
    max_amount = models.DecimalField("hoogste bedrag", max_digits=10, decimal_places=2, null=True, blank=True)
    max_weeks = models.PositiveSmallIntegerField("hoogstens weken", null=True, blank=True)
    since = models.DateField("vanaf")
    until = models.DateField("tot", null=True, blank=True)
    decision_number = models.CharField("nummer van het collegebesluit", max_length=40)
    decision_on = models.DateField("datum van het collegebesluit")
    employer = models.CharField("werkgever (als dat niet de gemeente is)", max_length=120, blank=True)
    employer_consent_on = models.DateField("werkgever stemde in op", null=True, blank=True)

    class Meta:
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"
        ordering = ("kind", "max_amount")
        constraints = (
            ends_after_it_starts("mandate_ends_after_it_starts"),
            models.CheckConstraint(
                name="mandate_is_for_a_person_or_a_role",
                condition=Q(user__isnull=False, role="", team__isnull=True, organisation__isnull=True)
                | Q(user__isnull=True, team__isnull=False, organisation__isnull=True) & ~Q(role="")
                | Q(user__isnull=True, team__isnull=True, organisation__isnull=False) & ~Q(role=""),
                violation_error_message="Kies een persoon, of een rol met een team of organisatie.",
            ),
            models.CheckConstraint(
                name="mandate_has_the_bounds_of_its_kind",
                condition=Q(
                    # an unknown bound would pass: for the database 'unknown' is no violation
                    kind="voorlopige_indicatie",
                    max_amount__isnull=False,
                    max_amount__gt=0,
                    max_weeks__isnull=False,
                    max_weeks__gt=0,
                )
                | Q(kind="vangnet", max_amount__isnull=False, max_amount__gt=0, max_weeks__isnull=True)
                | Q(Q(max_amount__isnull=True) | Q(max_amount__gt=0), kind="besluit", max_weeks__isnull=True)
                | Q(kind="bezwaar", max_amount__isnull=True, max_weeks__isnull=True),
                violation_error_message="Een indicatie heeft een bedrag en weken, vangnet een bedrag; een besluit geen weken;"
                " een beslissing op bezwaar geen van beide.",
            ),
            models.CheckConstraint(
                name="mandate_outside_the_municipality_has_the_employers_consent",
                condition=(Q(organisation__isnull=True) & Q(employer=""))
                | ~Q(employer="") & Q(employer_consent_on__isnull=False),
                violation_error_message="Noem de werkgever en wanneer die instemde (Awb 10:4).",
            ),
        )
        # a team's counts there; any other wherever somebody may decide
        triggers = roster_of(
            "SELECT min(id) FILTER (WHERE kind <> 'gemeente'), NULL::bigint, NULL::bigint FROM roles_team"
            " WHERE id = {row}.team_id"
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.decision_number}"

    def clean(self) -> None:
        """A role can only be mandated where it exists."""
        check_role_fits(self.role, self.team)

    @property
    def is_unbounded(self) -> bool:
        """Whatever it costs: a decision on what was asked can be mandated so, and one on an objection only so."""
        return self.kind in (MandateKind.BESLUIT, MandateKind.BEZWAAR) and self.max_amount is None

    @property
    def holder(self) -> str:
        """Who it is for, in words: for letters, lists and the admin."""
        return self.user.name if self.user else f"{self.get_role_display()} van {self.team or self.organisation}"

    def in_words(self) -> str:
        """The sentence in a letter: which decision of the college this rests on."""
        return f"mandaatbesluit {self.decision_number} van {date_format(self.decision_on, 'j F Y')}"
