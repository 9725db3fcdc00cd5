"""The offer of a question (or of one goal) to another party: it counts only once the other side has accepted."""

import datetime as dt
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from casework.cases.child import CaseChild
from casework.cases.conditions import case_is_open, is_regisseur_or_reporter
from casework.cases.states import Layer, PartyKind
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.undo import can_be_undone, did_it
from casework.goals.models import Goal
from casework.handovers.conditions import (
    consent_stands,
    has_a_name,
    has_no_name,
    is_offerer,
    is_receiver,
    not_yet_willing,
    nothing_is_offered,
    receiver_has_no_account,
    receiver_is_there,
    says_who_accepted,
)
from casework.handovers.querysets import HandoverQuerySet
from casework.handovers.states import HandoverState
from casework.network.models import Contact
from casework.sharing.conditions import says_consent
from casework.sharing.models import Sharing
from roles.actions import Action as A
from roles.models import Team, User
from wijkweb.models import Organisation


class Handover(CaseChild):
    """From the holder of that moment to one other party. At most one open per case.

    `shared_until` is until when the receiver sees this page (exclusive): it ends when the question passes on or
    returns, and at once when the citizen withdraws consent. Whoever refused sees that they did, without a name or the
    words that were read with it, until that can't be undone any more.
    """

    objects = HandoverQuerySet.as_manager()
    alongside = ("to_contact", "to_organisation", "to_team", "goal", "consent", "offered_by")
    view = A.VIEW_HANDOVER
    titles = Titles("Vraag zonder naam", "Vraag van", "Uw vraag")
    outside_organisations = ("to_organisation_id",)
    asked_of = ("to_organisation",)

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="handovers")
    goal = models.ForeignKey(
        Goal, verbose_name="alleen dit doel", on_delete=models.CASCADE, null=True, blank=True, related_name="handovers"
    )
    from_name = models.CharField(max_length=160)
    from_layer = models.CharField(max_length=20, choices=Layer.choices)
    # whose case it was until another team accepted it: there it returns when that team gives it back
    from_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    to_kind = models.CharField("aan wie", max_length=20, choices=PartyKind.choices)
    to_contact = models.ForeignKey(
        Contact, verbose_name="wie uit het netwerk", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    to_organisation = models.ForeignKey(
        Organisation,
        verbose_name="welke organisatie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    to_team = models.ForeignKey(
        Team,
        verbose_name="welk team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    to_layer = models.CharField(max_length=20, choices=Layer.choices)
    need = models.TextField("wat is er nodig", help_text="Dit leest de ander. Zet er niet meer in dan nodig is.")
    reason = models.TextField("waarom naar beneden", blank=True)
    urgent = models.BooleanField("spoed", default=False)
    anonymous = models.BooleanField("zonder naam", default=False)
    willing_on = models.DateField(null=True, editable=False)
    consent = models.ForeignKey(Sharing, on_delete=models.PROTECT, null=True, blank=True, related_name="handovers")
    goals = models.ManyToManyField(Goal, verbose_name="doelen die de ander ziet", blank=True, related_name="shown_in")
    shared_until = models.DateField(null=True, editable=False)
    state = machine_state("stand", HandoverState, HandoverState.AANGEBODEN)
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    offered_on = models.DateField()
    accepted_by = models.CharField("wie nam over", max_length=160, blank=True)
    accepted_how = models.CharField("hoe", max_length=160, blank=True)
    accepted_on = models.DateField(null=True)
    ended_on = models.DateField(null=True, editable=False)
    ended_why = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "overdracht"
        verbose_name_plural = "overdrachten"
        ordering = ("-offered_on", "-pk")
        constraints = (
            models.CheckConstraint(name="handover_state_is_known", condition=Q(state__in=HandoverState.values)),
            models.CheckConstraint(
                name="handover_goes_to_one_party",
                condition=Q(to_kind=PartyKind.INWONER, to_contact=None, to_organisation=None, to_team=None)
                | Q(to_kind=PartyKind.NAASTE, to_contact__isnull=False, to_organisation=None, to_team=None)
                | Q(to_kind=PartyKind.ORGANISATIE, to_contact=None, to_organisation__isnull=False, to_team=None)
                | Q(to_kind=PartyKind.TEAM, to_contact=None, to_organisation=None, to_team__isnull=False),
                violation_error_message="Kies aan wie u de vraag aanbiedt.",
            ),
            models.UniqueConstraint(
                fields=("case",),
                condition=Q(state=HandoverState.AANGEBODEN),
                name="one_open_handover_per_case",
                violation_error_message="Er staat al een overdracht open. Wacht daarop, of trek die in.",
            ),
            # deferred: the former one passes on in the same transaction, after the new one was accepted
            ExclusionConstraint(
                name="one_accepted_handover_per_case",
                expressions=[("case", RangeOperators.EQUAL)],
                condition=Q(state=HandoverState.AANVAARD, goal__isnull=True),
                deferrable=models.Deferrable.DEFERRED,
            ),
        )
        indexes = (models.Index(fields=("to_organisation", "state")), models.Index(fields=("to_team", "state")))

    def __str__(self) -> str:
        return f"overdracht {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/overdrachten/{self.public_id}/"

    @property
    def is_shared_by_name(self) -> bool:
        return not self.anonymous and self.state != HandoverState.GEWEIGERD

    @property
    def receiver_name(self) -> str:
        """Whom it is offered to, in words."""
        if self.to_kind == PartyKind.INWONER:
            return self.case.subject
        party = self.to_contact or self.to_organisation or self.to_team
        return party.name if party else ""

    @step(
        state,
        [HandoverState.AANGEBODEN],
        HandoverState.AANVAARD,
        "Neem over",
        done="De vraag is overgenomen.",
        happened="Vraag overgenomen",
        tells="accepted_how",
        by=[
            may(A.ANSWER_HANDOVER, is_receiver),
            may(A.OFFER_HANDOVER, is_regisseur_or_reporter, receiver_has_no_account),
        ],
        needs=[has_a_name, consent_stands, says_who_accepted],
        form="AcceptForm",
        primary=True,
        own="Ja, ik doe het zelf",
        citizen="Uw vraag is overgenomen.",
    )
    def accept(self, *, on: dt.date, accepted_by: str = "", accepted_how: str = "", **details: Any) -> None:
        """Holder and layer change in the same transaction; the former hand-over is then overgegaan."""
        self.accepted_on, self.accepted_by, self.accepted_how = on, accepted_by, accepted_how

    @step(
        state,
        [HandoverState.AANGEBODEN],
        None,
        "Wij kunnen helpen",
        done="Het antwoord staat vast.",
        happened="De ander kan helpen",
        tells="text",
        by=[
            may(A.ANSWER_HANDOVER, is_receiver),
            may(A.OFFER_HANDOVER, is_regisseur_or_reporter, receiver_has_no_account),
        ],
        needs=[has_no_name, not_yet_willing],
        form="WordForm",
        primary=True,
    )
    def promise(self, *, on: dt.date, **details: Any) -> None:
        """An answer to a question without a name: now the regisseur asks the citizen."""
        self.willing_on = on

    @step(
        state,
        [HandoverState.AANGEBODEN],
        None,
        "Noem de naam",
        done="De naam is nu bekend bij de ander.",
        happened="Naam genoemd",
        by=[may(A.OFFER_HANDOVER, is_regisseur_or_reporter)],
        needs=[has_no_name, says_consent],
        form="ConsentForm",
        primary=True,
        citizen="U gaf toestemming om uw naam te noemen.",
    )
    def name(self, *, consent: Sharing, **details: Any) -> None:
        """The citizen agreed: from now on it is an ordinary offer."""
        self.anonymous, self.consent = False, consent
        self.shared_until = consent.until or dt.date.max

    @step(
        state,
        [HandoverState.AANGEBODEN],
        HandoverState.GEWEIGERD,
        "Weiger",
        done="De overdracht is geweigerd.",
        happened="Overdracht geweigerd",
        by=[
            may(A.ANSWER_HANDOVER, is_receiver),
            may(A.OFFER_HANDOVER, is_regisseur_or_reporter, receiver_has_no_account),
        ],
        needs=[says_why],
        form="WhyForm",
        own="Nee, nu niet",
        undoable=True,
    )
    def refuse(self, *, on: dt.date, why: str, **details: Any) -> None:
        self.ended_on, self.ended_why, self.shared_until = on, why, on

    @step(
        state,
        [HandoverState.GEWEIGERD],
        HandoverState.AANGEBODEN,
        "Maak ongedaan",
        done="De weigering is ongedaan gemaakt. Het aanbod staat weer open.",
        happened="Weigering ongedaan gemaakt",
        by=[may(A.VIEW_HANDOVER, did_it), may(A.ASSIGN_CASE)],
        needs=[
            *can_be_undone(lambda handover: "Bied de vraag opnieuw aan."),
            case_is_open,
            nothing_is_offered,
            consent_stands,
            receiver_is_there,
            says_why,
        ],
        form="WhyForm",
    )
    def undo(self, **details: Any) -> None:
        """Refused by mistake, or wrongly written down: it is offered as it was."""

    @step(
        state,
        [HandoverState.AANGEBODEN],
        HandoverState.INGETROKKEN,
        "Trek in",
        done="Het aanbod is ingetrokken.",
        happened="Aanbod ingetrokken",
        by=[may(A.OFFER_HANDOVER, is_offerer), may(A.ASSIGN_CASE)],
        needs=[says_why],
        form="WithdrawForm",
    )
    def withdraw(self, *, on: dt.date, why: str = "", **details: Any) -> None:
        self.ended_on, self.ended_why, self.shared_until = on, why, on

    @step(
        state,
        [HandoverState.AANVAARD],
        HandoverState.TERUGGEGEVEN,
        "Geef terug",
        done="De vraag is teruggegeven.",
        happened="Vraag teruggegeven",
        by=[
            may(A.ANSWER_HANDOVER, is_receiver),
            may(A.OFFER_HANDOVER, is_regisseur_or_reporter, receiver_has_no_account),
        ],
        needs=[says_why],
        form="GiveBackForm",
        citizen="Uw vraag ligt weer bij het wijkteam.",
    )
    def give_back(self, *, on: dt.date, why: str = "", **details: Any) -> None:
        """The team that offered it holds it at once; where the case had gone along with it, the case returns too."""
        self.ended_on, self.ended_why, self.shared_until = on, why, on

    @step(
        state,
        [HandoverState.AANVAARD],
        HandoverState.OVERGEGAAN,
        "Ga over",
        done="De vraag is verder gegaan.",
        happened="Vraag verdergegaan",
    )
    def pass_on(self, *, on: dt.date, **details: Any) -> None:
        """By the system: the next party has accepted."""
        self.ended_on, self.shared_until = on, on
