"""What was agreed, and how it goes: goals with their carrier, ground and budget, and reports on them."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.cases.events import CaseEvent
from casework.cases.for_one import ForOne, is_for_one
from casework.cases.states import Layer
from casework.cases.written import Written, to_settle_index
from casework.engine.conditions import says_why
from casework.engine.errors import NotNow, Reason
from casework.engine.holding import locked_row
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.goals.conditions import seeks_a_carrier
from casework.goals.querysets import GoalQuerySet, ReportManager
from casework.goals.states import SCORES, GoalState
from casework.law.models import Ground
from casework.network.models import Contact
from casework.sharing.models import Sharing
from roles.actions import Action as A
from roles.models import User
from roles.policy import Sight
from roles.policy import may as may_do
from wijkweb.models import Organisation


class CarrierKind(models.TextChoices):
    INWONER = "inwoner", "De inwoner zelf"
    NAASTE = "naaste", "Iemand uit het netwerk"
    ORGANISATIE = "organisatie", "Een organisatie"
    COLLEGA = "collega", "Een collega van het team"


class Goal(ForOne, CaseChild):
    """An agreed result in the citizen's words. `shared_until` is until when its organisation sees it (exclusive)."""

    objects = GoalQuerySet.as_manager()
    alongside = ("ground", "carrier_contact", "carrier_organisation", "carrier_user", "consent", "only_speaker")
    view = A.VIEW_GOAL
    titles = Titles("Doel", "Doel van", "Uw doel")
    asked_of = ("carrier_organisation", "handovers__to_organisation")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="goals")
    wording = models.TextField("doel, in de woorden van de inwoner")
    layer = models.CharField("laag", max_length=20, choices=Layer.choices)
    ground = models.ForeignKey(Ground, verbose_name="grond", on_delete=models.PROTECT, related_name="+")
    budget = models.DecimalField(
        "budget in euro's",
        max_digits=10,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0), "Een budget kan niet onder nul zijn.")],
    )
    # None: at the evaluation, which is when most people look back
    rhythm_days = models.PositiveSmallIntegerField("elke hoeveel dagen een bericht", null=True, blank=True)
    carrier_kind = models.CharField("wie draagt dit", max_length=20, choices=CarrierKind.choices, blank=True)
    carrier_contact = models.ForeignKey(
        Contact, verbose_name="wie uit het netwerk", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    carrier_organisation = models.ForeignKey(
        Organisation,
        verbose_name="welke organisatie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    carrier_user = models.ForeignKey(
        User, verbose_name="welke collega", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent = models.ForeignKey(Sharing, on_delete=models.PROTECT, null=True, blank=True, related_name="goals")
    shared_until = models.DateField(null=True, editable=False)
    carried_since = models.DateTimeField(null=True, editable=False)  # by this carrier: told before isn't theirs to read
    seeking_since = models.DateField(null=True, editable=False)  # an offer of this goal alone came to nothing
    state = machine_state("stand", GoalState, GoalState.VOORGESTELD)
    started_on = models.DateField(null=True, editable=False)
    ended_on = models.DateField(null=True, editable=False)
    successor = models.OneToOneField("self", on_delete=models.SET_NULL, null=True, related_name="predecessor")

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering = ("pk",)
        constraints = (
            is_for_one("a_goal_is_for_one"),
            models.CheckConstraint(name="goal_state_is_known", condition=Q(state__in=GoalState.values)),
            models.CheckConstraint(
                name="goal_budget_is_not_negative",
                condition=Q(budget__isnull=True) | Q(budget__gte=0),
                violation_error_message="Een budget kan niet onder nul zijn.",
            ),
            models.CheckConstraint(
                name="goal_has_the_carrier_of_its_kind",
                condition=Q(
                    carrier_kind__in=("", CarrierKind.INWONER),
                    carrier_contact=None,
                    carrier_organisation=None,
                    carrier_user=None,
                )
                | Q(
                    carrier_kind=CarrierKind.NAASTE,
                    carrier_contact__isnull=False,
                    carrier_organisation=None,
                    carrier_user=None,
                )
                | Q(
                    carrier_kind=CarrierKind.ORGANISATIE,
                    carrier_organisation__isnull=False,
                    carrier_contact=None,
                    carrier_user=None,
                )
                | Q(
                    carrier_kind=CarrierKind.COLLEGA,
                    carrier_user__isnull=False,
                    carrier_contact=None,
                    carrier_organisation=None,
                ),
                violation_error_message="Kies wie dit doel draagt.",
            ),
            models.CheckConstraint(
                name="a_running_goal_has_a_carrier",
                condition=~Q(state=GoalState.LOOPT) | ~Q(carrier_kind="") & Q(budget__isnull=False),
            ),
        )
        indexes = (models.Index(fields=("carrier_organisation", "state")),)

    def __str__(self) -> str:
        return f"doel {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/doelen/{self.public_id}/"

    @classmethod
    def asked_of_any(cls, organisations: Sequence[int]) -> Q:
        """One that went on to another is remembered by what was told of it."""
        names = Organisation.objects.filter(pk__in=organisations).values("name")
        return super().asked_of_any(organisations) | Q(reports__told_for__in=names)

    @property
    def is_shared_by_name(self) -> bool:
        return True

    @property
    def carrier_name(self) -> str:
        """Who carries it, in words; empty where nobody does yet."""
        if self.carrier_kind == CarrierKind.INWONER:
            return self.case.subject
        party = self.carrier_contact or self.carrier_organisation or self.carrier_user
        return party.name if party else ""

    @step(state, [GoalState.VOORGESTELD], GoalState.LOOPT, "Begin", done="Het doel loopt.", happened="Doel begonnen")
    def begin(self, *, on: dt.date, at: dt.datetime, **details: Any) -> None:
        """By the system, when the plan starts. From now on its organisation sees it, as long as consent stands."""
        self.started_on, self.carried_since = on, at
        if self.carrier_organisation_id:
            self.shared_until = (self.consent.until if self.consent else None) or dt.date.max

    @step(
        state,
        GoalState.ACTIVE,
        None,
        "Houd de drager",
        done="Wie dit doel draagt, blijft zo.",
        happened="De drager blijft",
        formerly="keep",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[seeks_a_carrier],
    )
    def keep_carrier(self, **details: Any) -> None:
        """Settles an offer of this goal alone that was refused or withdrawn."""
        self.seeking_since = None

    @step(
        state,
        [GoalState.LOOPT],
        GoalState.BEHAALD,
        "Behaald",
        done="Het doel is behaald.",
        happened="Doel behaald",
        tells="text",
        by=[may(A.LEAD_CASE, is_regisseur)],
        form="GoalAchievedForm",
        primary=True,
        citizen="Een doel is behaald.",
    )
    def achieve(self, *, on: dt.date, **details: Any) -> None:
        self.ended_on, self.shared_until = on, on

    @step(
        state,
        [GoalState.LOOPT],
        GoalState.BIJGESTELD,
        "Stel doel bij",
        done="Het doel is bijgesteld.",
        happened="Doel bijgesteld",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[says_why],
        form="GoalAdjustForm",
        citizen="Een doel is bijgesteld.",
    )
    def adjust(self, *, on: dt.date, **details: Any) -> None:
        """Makes a successor, with the new wording."""
        self.ended_on, self.shared_until = on, on

    @step(
        state,
        GoalState.ACTIVE,
        GoalState.GESTOPT,
        "Stop",
        done="Het doel is gestopt.",
        happened="Doel gestopt",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[says_why],
        form="WhyForm",
        citizen="Een doel is gestopt.",
    )
    def stop(self, *, on: dt.date, **details: Any) -> None:
        self.ended_on, self.shared_until = on, on


class ProgressReport(Written):
    """How it goes with a goal: a score by professionals, a sentence by volunteers and citizens.

    What was struck is in no list of them (`ReportManager`); `all_of` has it too.
    """

    noun = "report"
    the = "het bericht"
    kept = ("text", "score", "shielded", "ground", "goal_id")
    reroutes = True
    objects = ReportManager()

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="reports", db_index=False)
    on = models.DateField("op")
    score = models.SmallIntegerField("hoe gaat het", choices=SCORES, null=True, blank=True)
    text = models.TextField("in eigen woorden")
    shielded = models.BooleanField("afgeschermd voor de inwoner", default=False, db_default=False)
    ground = models.CharField("waarom afgeschermd", max_length=200, blank=True, default="", db_default="")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    by_name = models.CharField(max_length=150)
    told_for = models.CharField("namens", max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "bericht over een doel"
        verbose_name_plural = "berichten over doelen"
        ordering = ("on", "pk")
        constraints = (
            models.CheckConstraint(
                name="score_is_on_the_scale", condition=Q(score__isnull=True) | Q(score__range=(-2, 2))
            ),
            models.CheckConstraint(
                name="a_shielded_report_has_its_ground", condition=Q(shielded=False) | ~Q(ground="")
            ),
        )
        indexes = (models.Index(fields=("goal", "-on")), to_settle_index("reports_to_settle"))

    def __str__(self) -> str:
        return f"bericht {self.pk}"

    @property
    def on_behalf(self) -> str:
        """For whom it was told; empty where that is whoever told it."""
        return self.told_for if self.told_for != self.by_name else ""

    @property
    def anchor(self) -> Any:
        return self.goal.case

    @property
    def for_one(self) -> bool:
        return bool(self.goal.for_one)

    @property
    def stands_in(self) -> Any:
        return self.goal.case

    def put_in(self, file: Any) -> None:
        self.goal.case = file

    def go_to(self, file: Any, place: Any) -> None:
        self.goal = locked_row(Goal, place.pk)
        if self.goal.case_id != file.pk:
            raise NotNow([Reason("Dit doel hoort niet bij die zaak.")])
        self.put_in(file)

    def may_be_told_by(self, sight: Sight) -> bool:
        return may_do(sight, A.REPORT_GOAL, self.goal)

    def told_at(self, file: Any) -> str:
        return f"{file.get_absolute_url()}plan/"

    def told_with(self, why: str) -> str:
        """Who reads along reads the timeline, and nothing that is shielded."""
        if self.is_kept_from_citizen():
            return why
        return f"{self.text}\n\nVerbeterd: {why}"

    def event_of(self) -> dict[str, Any]:
        told = CaseEvent.objects.filter(
            Q(verb="goal.reported", object_id=self.goal.public_id, at=self.at)
            | Q(verb="report.corrected", details__report=self.pk),
            case=self.stands_in,
        )
        return {"report": self.pk, "instead_of": sorted(told.values_list("pk", flat=True))}
