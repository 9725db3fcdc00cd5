"""The research after a melding (Wmo 2015, 2.3.2 lid 4): written once, as rows, of which the report is made."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from casework.cases.child import CaseChild
from casework.cases.conditions import has_happened, is_regisseur
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.network.models import Contact
from casework.research.conditions import (
    letter_can_go,
    not_signed_yet,
    report_is_handed_over,
    research_is_complete,
    signed_on_can_be_true,
)
from casework.research.parts import Part
from casework.research.querysets import ResearchQuerySet
from casework.research.states import Mark, ResearchKind, ResearchState
from roles.actions import Action as A
from roles.models import User


def mark_field() -> Any:
    return models.CharField(max_length=20, choices=Mark.choices, blank=True, default="", editable=False)


class Research(CaseChild):
    """One research: of a melding, of a reopening, or anew of help that runs. What is needed stands in its `needs`.

    `free` is what was found and stands in no part. `owed`: its report must still reach the citizen; not so where the
    plan was made before there were reports. `version` counts what was sent: each report is kept as it was sent.
    """

    objects = ResearchQuerySet.as_manager()
    view = A.VIEW_FILE
    titles = Titles("Onderzoek", "Onderzoek van")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="researches")
    kind = models.CharField("soort", max_length=20, choices=ResearchKind.choices, default=ResearchKind.MELDING)
    state = machine_state("stand", ResearchState, ResearchState.LOOPT)
    begun_on = models.DateField("begonnen op", editable=False)
    version = models.PositiveSmallIntegerField(default=1, editable=False)
    person = models.TextField("persoonskenmerken en voorkeuren", blank=True)
    person_mark = mark_field()
    # in one line: all that the short road's page asks of it, and what was written before it had rows, of nobody by name
    carer = models.TextField("wat de mantelzorger nodig heeft", blank=True)
    carer_mark = mark_field()
    contribution = models.TextField("eigen bijdrage", blank=True)
    contribution_mark = mark_field()
    free = models.TextField("wat verder is gevonden", blank=True)
    settled_on = models.DateField("vastgesteld op", null=True, editable=False)
    settled_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    sent_on = models.DateField("verslag verstuurd op", null=True, editable=False)
    owed = models.BooleanField(default=True, db_default=True, editable=False)
    reaction = models.TextField("reactie op het verslag", blank=True, editable=False)
    reacted_on = models.DateField("gereageerd op", null=True, editable=False)
    signed_on = models.DateField("getekend als aanvraag op", null=True, editable=False)
    signed_piece = models.ForeignKey(
        "casework.Piece", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = "onderzoek"
        verbose_name_plural = "onderzoeken"
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(name="research_state_is_known", condition=Q(state__in=ResearchState.values)),
            models.CheckConstraint(name="research_kind_is_known", condition=Q(kind__in=ResearchKind.values)),
            models.CheckConstraint(
                name="a_sent_report_has_its_day",
                condition=~Q(state=ResearchState.VERSTUURD) | Q(sent_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"onderzoek {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/onderzoeken/{self.public_id}/"

    @step(
        state,
        [ResearchState.LOOPT],
        ResearchState.VASTGESTELD,
        "Stel vast",
        done="Het verslag staat vast. De brief wordt gemaakt.",
        happened="Onderzoek vastgesteld",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[research_is_complete],
        primary=True,
        citizen="Het verslag van het onderzoek ligt klaar.",
    )
    def settle(self, *, on: dt.date, by: User | None, **details: Any) -> None:
        """All that the law needs is there. Makes the letter (2.3.2 lid 8)."""
        self.settled_on, self.settled_by = on, by

    @step(
        state,
        [ResearchState.VASTGESTELD],
        ResearchState.VERSTUURD,
        "Verstuur het verslag",
        done="Het verslag is verstuurd.",
        happened="Verslag verstuurd",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[has_happened("sent_on"), letter_can_go],
        form="SendReportForm",
        primary=True,
        citizen="Wij hebben u het verslag van het onderzoek gegeven.",
    )
    def send(self, *, sent_on: dt.date, **details: Any) -> None:
        """With 'u kunt een aanvraag doen'. Its first day meets the term of the law (2.3.2 lid 1)."""
        self.sent_on = sent_on

    @step(
        state,
        [ResearchState.VASTGESTELD, ResearchState.VERSTUURD],
        ResearchState.LOOPT,
        "Pas aan na reactie",
        done="U kunt het onderzoek aanpassen. Het vorige verslag blijft te lezen bij Stukken.",
        happened="Onderzoek wordt aangepast",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[says_why],
        form="WhyForm",
        citizen="Wij passen het verslag van het onderzoek aan.",
    )
    def revise(self, **details: Any) -> None:
        """Until an application rests on it. What was sent stays as it was sent; the next report is a next version."""
        if self.state == ResearchState.VERSTUURD:
            self.version += 1
        self.settled_on, self.settled_by, self.owed = None, None, True
        self.reaction, self.reacted_on = "", None  # it was on the report of before, and stands in the timeline

    @step(
        state,
        [ResearchState.LOOPT, ResearchState.VASTGESTELD, ResearchState.VERSTUURD],
        None,
        "Teken als aanvraag",
        done="De handtekening staat vast.",
        happened="Verslag getekend als aanvraag",
        tells="reaction",
        by=[may(A.STEER_OWN, report_is_handed_over), may(A.LEAD_CASE, is_regisseur)],
        needs=[signed_on_can_be_true, not_signed_yet],
        form="SignForm",
        citizen="U tekende het verslag als aanvraag.",
    )
    def sign(
        self, *, on: dt.date, signed_on: dt.date | None = None, piece: Any = None, reaction: str = "", **details: Any
    ) -> None:
        """By the citizen or who stands in for them, online; on paper the regisseur says when it was received, and which
        piece it is. What it becomes: see the room of applications. Signed before the report is handed over, it waits."""
        self.signed_on, self.signed_piece = signed_on or on, piece
        if reaction.strip() and not self.reaction:
            self.reaction, self.reacted_on = reaction, on

    @step(
        state,
        [ResearchState.LOOPT, ResearchState.VASTGESTELD],
        ResearchState.VERSTUURD,
        "Teken aan tafel",
        done="Het verslag is gegeven en de aanvraag is ontvangen. De brieven worden gemaakt.",
        happened="Verslag gegeven en getekend, aan tafel",
        tells="reaction",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[research_is_complete],
        form="TableForm",
        citizen="Wij gaven u het verslag, en u tekende het als aanvraag.",
    )
    def sign_at_table(self, *, on: dt.date, by: User | None, reaction: str = "", **details: Any) -> None:
        """Report set, handed over and application received in one step, with the citizen at the table."""
        self.settled_on, self.settled_by = self.settled_on or on, self.settled_by or by
        self.sent_on, self.signed_on = on, on
        if reaction.strip():
            self.reaction, self.reacted_on = reaction, on


class Need(models.Model):
    """One thing that is needed, and what there is for it in each part, in the order of the courts.

    `what` names it in a few words; `extent` is the limitation and how much support that asks. With a `carer_name` it is
    what that person needs to go on caring (2.3.2 lid 4 d); `carer` is who of the web that is, where they stand there.
    """

    outside_organisations: ClassVar[
        tuple[str, ...]
    ] = ()  # a form about it asks who is around, as of what hangs on a case

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    research = models.ForeignKey(Research, on_delete=models.CASCADE, related_name="needs")
    order = models.PositiveSmallIntegerField(default=0)
    carer = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="+")
    carer_name = models.CharField("mantelzorger", max_length=120, blank=True)
    what = models.CharField("wat is nodig", max_length=160)
    extent = models.TextField("wat lukt niet, en hoeveel hulp is nodig", blank=True)
    own = models.TextField("zelf en thuis", blank=True)
    own_mark = mark_field()
    network = models.TextField("mensen dichtbij", blank=True)
    network_mark = mark_field()
    kern = models.TextField("in de kern", blank=True)
    kern_mark = mark_field()
    other_law = models.TextField("andere wet", blank=True)
    other_law_mark = mark_field()
    left = models.TextField("wat overblijft", blank=True)
    left_mark = mark_field()

    class Meta:
        verbose_name = "wat nodig is"
        verbose_name_plural = "wat nodig is"
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.what

    @property
    def named(self) -> str:
        """'warm eten'; of somebody who gives care 'Corrie Bos: een avond vrij'."""
        return f"{self.carer_name}: {self.what}" if self.carer_name else self.what

    @property
    def anchor(self) -> Any:
        """The case; the one that is held, where it is."""
        return self.__dict__.get("case") or self.research.case


class Option(models.Model):
    """One of several ways in which a need can be met; the citizen chooses."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, related_name="options")
    what = models.CharField("op welke manier", max_length=300)
    chosen_on = models.DateField("gekozen op", null=True, editable=False)

    class Meta:
        verbose_name = "manier"
        verbose_name_plural = "manieren"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("need",), condition=Q(chosen_on__isnull=False), name="one_way_is_chosen_of_a_need"
            ),
        )

    def __str__(self) -> str:
        return self.what


class Basis(models.Model):
    """What the words of a part rest on: the conversation, something that is known, or what somebody else told."""

    research = models.ForeignKey(Research, on_delete=models.CASCADE, related_name="bases", db_index=False)
    need = models.ForeignKey(Need, on_delete=models.CASCADE, null=True, related_name="bases")
    part = models.CharField(max_length=10, choices=Part.choices)
    source = models.CharField(max_length=40)  # 'gesprek', 'ander', or the key of what is known (see `known`)
    words = models.CharField(max_length=300)  # as one reads it: which letter, who told it, how consent was given

    class Meta:
        verbose_name = "waar het op rust"
        verbose_name_plural = "waar het op rust"
        constraints = (
            models.UniqueConstraint(
                fields=("research", "need", "part"), name="one_basis_of_a_part", nulls_distinct=False
            ),
        )

    def __str__(self) -> str:
        return self.words


class Asked(models.Model):
    """A question that the law wants put, and when it was: one key each."""

    research = models.ForeignKey(Research, on_delete=models.CASCADE, related_name="asked", db_index=False)
    question = models.CharField(max_length=30)  # see `questions.Question`
    on = models.DateField()
    by_name = models.CharField(max_length=150)

    class Meta:
        verbose_name = "gestelde vraag"
        verbose_name_plural = "gestelde vragen"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("research", "question"), name="asked_once_in_a_research"),)

    def __str__(self) -> str:
        return self.question


class EarlierText(models.Model):
    """What stood in a part before somebody else wrote there: nothing that was written is lost."""

    research = models.ForeignKey(Research, on_delete=models.CASCADE, related_name="earlier")
    need = models.ForeignKey(Need, on_delete=models.SET_NULL, null=True, related_name="earlier")
    about = models.CharField(max_length=160, blank=True)  # what was needed, also once that row is gone
    part = models.CharField(max_length=10, choices=Part.choices)
    text = models.TextField()
    replaced_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    replaced_by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "eerdere tekst"
        verbose_name_plural = "eerdere teksten"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"eerdere tekst {self.pk}"
