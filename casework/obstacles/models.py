"""Which rule or scheme stood in the way of a case, what that cost, and what was done instead."""

from typing import Any, Final

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from casework.cases.querysets import CaseChildQuerySet
from casework.cases.written import Written, to_settle_index
from casework.engine.words import day_in_words, euros
from casework.indicaties.pages import DECISIONS
from casework.vangnet.models import VangnetRequest
from casework.vangnet.schemes import Scheme
from roles.actions import Action as A
from roles.models import Team, User
from roles.policy import Sight, which

MOST_DAYS: Final = 9999


class Instead(models.TextChoices):
    """What was done instead; of two that hold for one case, the first of these counts."""

    VANGNET = "vangnet", "Geld uit het vangnet gevraagd"
    ANDERS = "anders", "Iets anders gedaan"
    NIETS = "niets", "Niets: het wachten ging door"


class ObstacleQuerySet(CaseChildQuerySet):
    """What was struck is read by nobody but who settles it; what is shielded, as a note that is."""

    def standing(self) -> Any:
        return self.filter(struck_at=None)

    def visible_to(self, sight: Sight) -> Any:
        open_to = Q(shielded=False) | which(sight, A.VIEW_SHIELDED, "case__")
        return super().visible_to(sight).filter(open_to, struck_at=None)

    def for_citizen(self, sight: Sight) -> Any:
        return self.filter(which(sight, A.VIEW_OWN, "case__"), shielded=False, struck_at=None)


class Obstacle(Written):
    """One rule or scheme that stood in the way of one case. It asks nobody for anything: it is told, and counted.

    `team` is the team that had the case when it was told: a year that was counted stays as it was when the case moves.
    `days` and `euros` are None as long as nobody knows them. Its words never leave the file: see `counting`.
    """

    noun = "obstacle"
    the = "het knelpunt"
    kept = (
        *("scheme_id", "unlisted", "law", "text", "shielded", "ground"),
        *("since", "days", "euros", "instead", "vangnet_id", "done", "solved_on"),
    )
    objects = ObstacleQuerySet.as_manager()

    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="obstacles")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    scheme = models.ForeignKey(
        Scheme, verbose_name="regeling", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unlisted = models.CharField("andere regeling", max_length=80, blank=True)
    law = models.CharField("wet en artikel", max_length=160, blank=True)
    text = models.TextField("hoe stond dit in de weg")
    since = models.DateField("sinds")
    solved_on = models.DateField("opgelost op", null=True, blank=True)
    days = models.PositiveIntegerField(
        "dagen verloren", null=True, blank=True, validators=[MaxValueValidator(MOST_DAYS, "Vul hoogstens 9999 in.")]
    )
    euros = models.DecimalField(
        "kosten in euro's",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "Vul een bedrag van nul of meer in.")],
    )
    instead = models.CharField("wat is er toen gedaan", max_length=20, choices=Instead.choices)
    vangnet = models.ForeignKey(VangnetRequest, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    done = models.TextField("wat er is gedaan", blank=True)
    shielded = models.BooleanField("afgeschermd voor de inwoner", default=False)
    ground = models.CharField("waarom afgeschermd", max_length=200, blank=True)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "knelpunt"
        verbose_name_plural = "knelpunten"
        ordering = ("-since", "-pk")
        indexes = (to_settle_index("obstacles_to_settle"), models.Index(fields=("since",), name="obstacles_by_day"))
        constraints = (
            models.CheckConstraint(
                name="an_obstacle_is_one_scheme",
                condition=Q(scheme__isnull=False, unlisted="") | Q(scheme=None) & ~Q(unlisted=""),
                violation_error_message="Kies een regeling, of schrijf op welke het is.",
            ),
            models.CheckConstraint(name="obstacle_instead_is_known", condition=Q(instead__in=Instead.values)),
            models.CheckConstraint(
                name="a_shielded_obstacle_has_its_ground", condition=Q(shielded=False) | ~Q(ground="")
            ),
            models.CheckConstraint(
                name="an_obstacle_costs_nothing_or_more", condition=Q(euros__isnull=True) | Q(euros__gte=0)
            ),
            models.CheckConstraint(
                name="an_obstacle_is_solved_after_it_began",
                condition=Q(solved_on__isnull=True) | Q(solved_on__gte=F("since")),
                violation_error_message="Het kan niet zijn opgelost voordat het begon.",
            ),
        )

    def __str__(self) -> str:
        return f"knelpunt {self.pk}"

    @property
    def anchor(self) -> Any:
        return self.case

    @property
    def called(self) -> str:
        """The scheme, as the list has it or as it was written."""
        return str(self.scheme) if self.scheme else self.unlisted

    @property
    def said(self) -> str:
        return f"{self.called}{f' ({self.law})' if self.law else ''}: {self.text}"

    def as_kept(self) -> dict[str, Any]:
        """With how it stood, as it is read: most of what changes of it isn't in its words."""
        stood = (
            f"sinds {day_in_words(self.since)}",
            f"{self.days} dagen verloren" if self.days is not None else "",
            euros(self.euros) if self.euros is not None else "",
            self.get_instead_display().lower(),
            self.done,
            f"opgelost op {day_in_words(self.solved_on)}" if self.solved_on else "",
        )
        return super().as_kept() | {"said": f"{self.said}\n{'; '.join(filter(None, stood))}"}

    def told_at(self, file: Any) -> str:
        return f"{file.get_absolute_url()}{DECISIONS.place}#knelpunten"

    def go_to(self, file: Any, place: Any) -> None:
        """It counts for the team of that file; the money that was asked for stays a matter of the former one."""
        super().go_to(file, place)
        self.team, self.vangnet = file.team, None
