"""An objection against a decision (Awb 6 and 7), from its receipt to the decision on it, and what came in its place."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from django.db import models
from django.db.models import Q

from casework.applications.models import Application
from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.defaults.terms import without_dwangsom
from casework.documents.models import Document
from casework.engine.conditions import is_agreed, says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.words import day_in_words
from casework.law.models import clock
from casework.law.terms import Term
from casework.objections import conditions as when
from casework.objections import repairs
from casework.objections.querysets import ObjectionQuerySet
from casework.objections.repairs import Repair
from casework.objections.states import (
    DECIDED,
    NOT_HEARD,
    OPEN,
    REVOKES,
    CameBy,
    Costs,
    HearingBy,
    Measure,
    ObjectionState,
    RepairKind,
    Waived,
)
from casework.objections.terms import FILE_LIES_OPEN, decision
from roles.actions import Action as A
from roles.models import Mandate, MandateKind, User

HANDLES: Final = (may(A.HANDLE_OBJECTION, when.handles_it),)


def _outcome(details: dict[str, Any]) -> str:
    return f"{ObjectionState(details['outcome']).label}. {details['motivation']}"


def _invitation(details: dict[str, Any]) -> str:
    at = f"{day_in_words(details['hearing_on'])} om {details['hearing_at']:%H.%M} uur"
    by = f"{HearingBy.TELEFOON.label}: " if details["hearing_by"] == HearingBy.TELEFOON else ""
    return f"{at}. {by}{details['hearing_place']}"


class Objection(CaseChild):
    """`against` is the letter with the decision; `last_day` the last on which one could object to it. Who took that decision
    (`former_by`) decides nothing here, and who prepared it doesn't handle it (Awb 10:3 lid 3, 7:5)."""

    objects = ObjectionQuerySet.as_manager()
    alongside = ("against", "handler", "former_by", "decided_by", "mandate", "replaced_by", "anew")
    view = A.VIEW_OBJECTION
    titles = Titles("Bezwaar", "Bezwaar van", "Uw bezwaar")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="objections")
    against = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="objections")
    state = machine_state("stand", ObjectionState, ObjectionState.ONTVANGEN)
    received_on = models.DateField("ontvangen op")
    how = models.CharField("hoe", max_length=20, choices=CameBy.choices)
    posted_on = models.DateField("op de post gedaan op", null=True)
    by_whom = models.CharField("namens de inwoner", max_length=160, blank=True)
    text = models.TextField("wat er in het bezwaar staat", blank=True)
    pro_forma = models.BooleanField("nog zonder gronden", default=False)
    costs_asked = models.BooleanField("vraagt om vergoeding van kosten", default=False)
    last_day = models.DateField("bezwaar kon tot en met")
    in_time = models.BooleanField("op tijd")
    in_time_why = models.CharField(max_length=300)
    late_why = models.TextField("waarom te laat", blank=True)
    registered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    former_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    handler = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="objections_handled")
    committee = models.BooleanField("met een commissie", default=False)
    repairs = models.JSONField("om herstel gevraagd", default=list)
    adjourned_on = models.DateField("verdaagd op", null=True)
    adjourned_why = models.TextField("waarom verdaagd", blank=True)
    agreed_until = models.DateField("met instemming uitgesteld tot en met", null=True)
    agreed_how = models.CharField("hoe de inwoner instemde", max_length=160, blank=True)
    called_on = models.DateField("gebeld op", null=True)
    called_words = models.TextField("wat er is gezegd", blank=True)
    invited_on = models.DateField("uitgenodigd op", null=True)
    hearing_on = models.DateField("dag van de hoorzitting", null=True)
    hearing_at = models.TimeField("hoe laat", null=True)
    hearing_by = models.CharField(
        "op een plek of aan de telefoon", max_length=20, choices=HearingBy.choices, blank=True
    )
    hearing_place = models.CharField("waar, of op welk nummer", max_length=200, blank=True)
    file_where = models.CharField("waar het dossier ligt", max_length=200, blank=True)
    file_open_on = models.DateField("dossier ter inzage vanaf", null=True)
    hearing_agreed = models.CharField("hoe de inwoner instemde met het horen zo", max_length=160, blank=True)
    heard_on = models.DateField("gehoord op", null=True)
    heard_by = models.CharField("wie hoorde, en wie was erbij", max_length=200, blank=True)
    heard_words = models.TextField("verslag van het horen", blank=True)
    waived = models.CharField("waarom niet gehoord", max_length=1, choices=Waived.choices, blank=True)
    waived_why = models.TextField("toelichting", blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField("beslist op", null=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField("nummer van de beslissing", max_length=40, blank=True)
    motivation = models.TextField("motivering", blank=True)
    instead = models.TextField("wat er in de plaats komt", blank=True)
    costs = models.CharField("kosten", max_length=20, choices=Costs.choices, blank=True)
    costs_amount = models.DecimalField("vergoeding", max_digits=8, decimal_places=2, null=True)
    announced_on = models.DateField("beslissing verstuurd of gegeven op", null=True, editable=False)
    appeal_until = models.DateField("beroep kan tot en met", null=True, editable=False)
    appeal_why = models.CharField(max_length=300, blank=True, editable=False)
    settled_on = models.DateField("afgerond op", null=True, editable=False)  # decided or withdrawn
    withdrawn_why = models.TextField("waarom ingetrokken", blank=True)
    replaced_by = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, related_name="+")
    # on which application what comes in its place is decided; `taken_along`: that one was there for something else
    anew = models.ForeignKey(Application, on_delete=models.SET_NULL, null=True, related_name="+")
    taken_along = models.BooleanField("meegenomen in een andere aanvraag", default=False)
    in_default_until = models.DateField("na ingebrekestelling uiterlijk", null=True)
    measure_on = models.DateField("voorlopige voorziening gevraagd op", null=True)
    measure = models.CharField("uitkomst bij de rechtbank", max_length=20, choices=Measure.choices, blank=True)
    measure_words = models.TextField("wat de rechter bepaalde", blank=True)

    class Meta:
        verbose_name = "bezwaar"
        verbose_name_plural = "bezwaren"
        ordering = ("-received_on", "-pk")
        constraints = (
            models.CheckConstraint(name="objection_state_is_known", condition=Q(state__in=ObjectionState.values)),
            models.CheckConstraint(
                name="an_objection_that_waits_is_not_settled",
                condition=Q(state__in=OPEN, settled_on__isnull=True) | ~Q(state__in=OPEN) & Q(settled_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_decision_on_objection_names_its_mandate",
                condition=~Q(state__in=DECIDED)
                | Q(decided_by__isnull=False, decided_on__isnull=False, mandate__isnull=False) & ~Q(number=""),
            ),
            models.CheckConstraint(
                name="who_decided_before_decides_no_objection",
                condition=Q(decided_by__isnull=True) | Q(former_by__isnull=True) | ~Q(decided_by=models.F("former_by")),
            ),
            models.UniqueConstraint(
                fields=("against",),
                condition=Q(settled_on__isnull=True),
                name="one_open_objection_against_a_decision",
                violation_error_message="Tegen dit besluit ligt al een bezwaar.",
            ),
        )
        indexes = (models.Index(fields=("case",), condition=Q(settled_on__isnull=True), name="objections_that_wait"),)

    def __str__(self) -> str:
        return f"bezwaar {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/bezwaren/{self.public_id}/"

    @property
    def is_open(self) -> bool:
        return self.settled_on is None

    @property
    def is_to_be_told(self) -> bool:
        """Whether the term runs: until what was decided was sent or given (Awb 3:40, 3:41)."""
        return self.is_open or (self.state in DECIDED and self.announced_on is None)

    @property
    def asked_to_repair(self) -> list[Repair]:
        """Each request to put something right, in order."""
        return repairs.read(self.repairs)

    @property
    def revokes(self) -> bool:
        """Whether something comes in the place of the former decision."""
        return self.state in REVOKES

    @property
    def not_heard(self) -> str:
        """Why nobody was heard, said to who objected; '' where that isn't so."""
        return NOT_HEARD[Waived(self.waived)] if self.waived else ""

    def decide_by(self, on: dt.date) -> Term:
        """The last day to decide, as it is counted on that day."""
        return decision(
            clock(),
            self.last_day,
            committee=self.committee,
            adjourned=self.adjourned_on is not None,
            stood_still=[one.stands_still for one in self.asked_to_repair],
            agreed_until=self.agreed_until,
            on=on,
        )

    @step(
        state,
        OPEN,
        ObjectionState.IN_BEHANDELING,
        "Neem in behandeling",
        done="U behandelt dit bezwaar.",
        happened="Bezwaar in behandeling",
        by=[may(A.HANDLE_OBJECTION, when.took_no_part)],
        needs=[when.another_handles_it],
        form="TakeOnForm",
        primary=True,
        citizen="Wij behandelen uw bezwaar.",
    )
    def take_on(self, *, by: User | None, committee: bool = False, **details: Any) -> None:
        """By who neither took nor prepared the decision; a colleague takes it over in the same way."""
        self.handler, self.committee = by, committee

    @step(
        state,
        [ObjectionState.IN_BEHANDELING],
        None,
        "Vraag herstel",
        done="De brief met het verzoek wordt gemaakt. De termijn staat stil vanaf morgen.",
        happened="Om herstel van het bezwaar gevraagd",
        tells="missing",
        by=HANDLES,
        needs=[when.same_not_asked, when.says_what_is_missing, is_agreed("until")],
        form="RepairForm",
        citizen="Wij vragen u om iets dat nog ontbreekt bij uw bezwaar.",
    )
    def ask_repair(self, *, on: dt.date, missing: str, until: dt.date, kind: str, **details: Any) -> None:
        """Awb 6:6: what is missing, and until when it can be repaired. Why it is late is asked in the same way (6:11). Each
        thing that is missing is a request of its own, with its own days."""
        self.repairs = repairs.asked(self.repairs, kind=kind, missing=missing, on=on, until=until)

    @step(
        state,
        [ObjectionState.IN_BEHANDELING],
        None,
        "Leg het herstel vast",
        done="Vastgelegd wat er kwam. Ontbreekt er niets meer, dan loopt de termijn weer.",
        happened="Bezwaar hersteld",
        tells="words",
        by=HANDLES,
        needs=[when.repair_is_awaited, when.names_what_was_repaired, when.repaired_can_be_true],
        form="RepairedForm",
        primary=True,
        citizen="Wij kregen wat ontbrak bij uw bezwaar.",
    )
    def repaired(self, *, repair: str, repaired_on: dt.date, words: str = "", **details: Any) -> None:
        """`repair` is the place of the request. Why somebody objects, or why that is late, is kept where that stands."""
        self.repairs = repairs.repaired(self.repairs, int(repair), repaired_on)
        kind = self.asked_to_repair[int(repair)].kind
        if kind == RepairKind.TE_LAAT:
            self.late_why = words or self.late_why
            return
        self.pro_forma = self.pro_forma and kind != RepairKind.GRONDEN
        self.text = "\n\n".join(filter(None, (self.text, words)))

    @step(
        state,
        [ObjectionState.IN_BEHANDELING],
        None,
        "Verdaag",
        done="De beslissing is zes weken verdaagd. De brief wordt gemaakt.",
        happened="Beslissing op bezwaar verdaagd",
        by=HANDLES,
        needs=[when.not_adjourned, when.term_runs, says_why],
        form="AdjournForm",
        citizen="De beslissing op uw bezwaar komt zes weken later.",
    )
    def adjourn(self, *, on: dt.date, why: str, **details: Any) -> None:
        """Once, by six weeks, while the term runs (Awb 7:10 lid 3)."""
        self.adjourned_on, self.adjourned_why = on, why

    @step(
        state,
        [ObjectionState.IN_BEHANDELING],
        None,
        "Stel uit met instemming",
        done="Vastgelegd tot wanneer de inwoner instemde.",
        happened="Beslissing op bezwaar uitgesteld met instemming",
        tells="how",
        by=HANDLES,
        needs=[when.agreed_is_later],
        form="AgreeForm",
        citizen="U stemde in met een latere beslissing op uw bezwaar.",
    )
    def agree(self, *, agreed_until: dt.date, how: str, **details: Any) -> None:
        """Awb 7:10 lid 4."""
        self.agreed_until, self.agreed_how = agreed_until, how

    @step(
        state,
        [ObjectionState.IN_BEHANDELING],
        None,
        "Leg het gesprek vast",
        done="Het gesprek staat vast.",
        happened="Gebeld over het bezwaar",
        tells="words",
        by=HANDLES,
        needs=[when.called_can_be_true],
        form="CallForm",
        citizen="Wij belden met u over uw bezwaar.",
    )
    def call(self, *, called_on: dt.date, words: str, **details: Any) -> None:
        """Of more than one call the last stands here; the timeline has them all."""
        told = f"{day_in_words(called_on)}: {words}"
        self.called_on, self.called_words = called_on, "\n\n".join(filter(None, (self.called_words, told)))

    @step(
        state,
        [ObjectionState.IN_BEHANDELING],
        None,
        "Nodig uit voor de hoorzitting",
        done="De uitnodiging en het dossier worden gemaakt.",
        happened="Uitgenodigd voor de hoorzitting",
        tells=_invitation,
        by=HANDLES,
        needs=[when.not_heard, when.in_time_to_be_read, when.says_where_and_when],
        form="InviteForm",
        citizen="Wij nodigden u uit om over uw bezwaar te vertellen.",
    )
    def invite(
        self,
        *,
        on: dt.date,
        hearing_on: dt.date,
        hearing_at: dt.time,
        hearing_by: str,
        hearing_place: str,
        file_where: str,
        **details: Any,
    ) -> None:
        """In writing, with where and when the file lies open (Awb 7:4 lid 3). Another day is another invitation, and whoever
        said that they needn't be heard may be invited after all."""
        self.invited_on, self.hearing_on, self.hearing_at = on, hearing_on, hearing_at
        self.hearing_by, self.hearing_place, self.file_where = hearing_by, hearing_place, file_where
        self.file_open_on = hearing_on - FILE_LIES_OPEN
        self.waived, self.waived_why = "", ""

    @step(
        state,
        [ObjectionState.IN_BEHANDELING],
        None,
        "Leg het horen vast",
        done="Het verslag van het horen staat vast.",
        happened="Gehoord over het bezwaar",
        tells="words",
        by=HANDLES,
        needs=[when.not_heard, when.heard_can_be_true, when.invited_or_agreed, when.file_lay_open_a_week],
        form="HearForm",
        primary=True,
        citizen="Wij hoorden u over uw bezwaar.",
    )
    def hear(
        self,
        *,
        heard_on: dt.date,
        heard_by: str,
        words: str,
        file_open_on: dt.date | None = None,
        agreed: str = "",
        **details: Any,
    ) -> None:
        """By who didn't prepare the decision (Awb 7:5), after the file lay open for a week (7:4); a report is made (7:7).
        Without an invitation, on another day, or sooner only where they agreed (7:4 lid 5)."""
        self.heard_on, self.file_open_on, self.heard_by, self.heard_words = heard_on, file_open_on, heard_by, words
        self.hearing_agreed = agreed
        self.waived, self.waived_why = "", ""

    @step(
        state,
        [ObjectionState.IN_BEHANDELING],
        None,
        "Zie af van horen",
        done="Vastgelegd waarom de inwoner niet wordt gehoord.",
        happened="Van horen over het bezwaar afgezien",
        by=HANDLES,
        needs=[when.not_heard, when.not_waived, when.says_why_not_heard, says_why],
        form="WaiveForm",
        citizen="Wij beslissen op uw bezwaar zonder u te horen.",
    )
    def waive(self, *, waived: str, why: str, **details: Any) -> None:
        self.waived, self.waived_why = waived, why

    @step(
        state,
        [ObjectionState.IN_BEHANDELING],
        None,
        "Beslis op het bezwaar",
        done="Op het bezwaar is beslist. De brief wordt gemaakt.",
        happened="Beslist op het bezwaar",
        tells=_outcome,
        by=[may(A.DECIDE_OBJECTION, when.holds_bezwaar_mandate, when.did_not_decide_before)],
        needs=[
            when.heard_or_waived,
            when.repair_is_over,
            when.says_why_so,
            when.inadmissible_for_a_reason,
            when.late_is_excused,
            when.says_what_comes_instead,
            when.costs_fit,
        ],
        form="DecideForm",
        primary=True,
        citizen="Er is beslist op uw bezwaar. U krijgt daarover een brief.",
        under=MandateKind.BEZWAAR,
        back_to=DECIDED,
    )
    def decide(
        self,
        *,
        on: dt.date,
        by: User | None,
        mandate: Mandate,
        outcome: str,
        motivation: str,
        instead: str = "",
        costs: str = "",
        costs_amount: Decimal | None = None,
        **details: Any,
    ) -> str:
        """On behalf of the college, under a mandate of its own kind; which of the four it becomes is what was decided."""
        self.decided_by, self.decided_on, self.mandate, self.settled_on = by, on, mandate, on
        before = type(self).objects.filter(case=self.case_id, state__in=DECIDED).count()
        self.number = f"{self.case.ref}-BZ{before + 1}"
        self.motivation, self.instead = motivation, instead if outcome in REVOKES else ""
        self.costs, self.costs_amount = costs, costs_amount if costs == Costs.VERGOED else None
        return str(ObjectionState(outcome))

    @step(
        state,
        OPEN,
        None,
        "Leg een ingebrekestelling vast",
        done="De ingebrekestelling is vastgelegd. De ontvangstbevestiging wordt gemaakt.",
        happened="Ingebrekestelling over een bezwaar",
        by=[may(A.EDIT_FILE), may(A.HANDLE_OBJECTION)],
        needs=[when.not_in_default_yet, when.term_is_over, when.late_already],
        form="InDefaultForm",
        citizen="Wij kregen uw brief dat onze beslissing op uw bezwaar te laat is.",
    )
    def in_default(self, *, received_on: dt.date, **details: Any) -> None:
        """Awb 7:14: the dwangsom holds here too. From two weeks after it on, each day costs something."""
        self.in_default_until = without_dwangsom(clock(), received_on).on

    @step(
        state,
        [ObjectionState.IN_BEHANDELING, *DECIDED],
        None,
        "Stel het dossier samen",
        done="Het dossier wordt gemaakt. De inwoner kan het ook lezen.",
        happened="Dossier van het bezwaar samengesteld",
        by=HANDLES,
        citizen="U kunt de papieren lezen die over uw bezwaar gaan.",
    )
    def compile_file(self, **details: Any) -> None:
        """All that the decision rests on and what happened since, as one document; whose it is may read it (Awb 7:4)."""

    @step(
        state,
        OPEN,
        ObjectionState.INGETROKKEN,
        "Trek het bezwaar in",
        done="Het bezwaar is ingetrokken.",
        happened="Bezwaar ingetrokken",
        by=[may(A.STEER_OWN), may(A.HANDLE_OBJECTION, when.handles_it)],
        needs=[says_why],
        form="WhyForm",
        citizen="Het bezwaar is ingetrokken.",
    )
    def withdraw(self, *, on: dt.date, why: str = "", **details: Any) -> None:
        """By who made it: in writing, or at the hearing (Awb 6:21); who handles it writes down how."""
        self.settled_on, self.withdrawn_why = on, why

    @step(
        state,
        ObjectionState.values,
        None,
        "Leg de voorlopige voorziening vast",
        done="Vastgelegd wat er bij de rechtbank is gevraagd.",
        happened="Voorlopige voorziening bij de rechtbank",
        tells="words",
        by=[may(A.HANDLE_OBJECTION)],
        needs=[when.measure_can_be_true],
        form="MeasureForm",
    )
    def record_measure(self, *, measure_on: dt.date, measure: str, words: str = "", **details: Any) -> None:
        """A fact: when it was asked at the court, and what the judge said (Awb 8:81)."""
        self.measure_on, self.measure, self.measure_words = measure_on, measure, words

    @step(
        state,
        REVOKES,
        None,
        "Neem mee in de aanvraag die loopt",
        done="Het nieuwe besluit komt in het besluit op de aanvraag die loopt.",
        happened="Het nieuwe besluit komt met een andere aanvraag",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.ASSIGN_CASE)],
        needs=[when.not_replaced, when.nothing_asked_anew, when.another_waits],
    )
    def take_along(self, **details: Any) -> None:
        """Where something else was asked for already. Otherwise one of its own is opened as soon as that one is decided."""
        self.anew, self.taken_along = when.open_application(self.case), True

    @step(
        state,
        REVOKES,
        None,
        "Leg vast wat ervoor in de plaats kwam",
        done="Vastgelegd welk besluit ervoor in de plaats kwam.",
        happened="Besluit vervangen na bezwaar",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.ASSIGN_CASE), may(A.HANDLE_OBJECTION)],
        needs=[when.not_replaced, when.names_what_replaces],
        form="ReplaceForm",
        primary=True,
    )
    def replace(self, *, replaced_by: Document, **details: Any) -> None:
        """The former decision is revoked; what was decided in its place has a letter of its own (Awb 7:11 lid 2)."""
        self.replaced_by = replaced_by
