"""The file of one care question of one subject: a person, or a provision or initiative."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Case as Choose
from django.db.models import Q, Value, When
from django.db.models.functions import Left, Right, Upper

from casework.cases.conditions import (
    advice_grants_nothing,
    another_kern,
    came_of_age,
    citizen_knows_of_it,
    converts_upward,
    did_not_say_alive,
    died_in_their_life,
    double_is_not_behind_a_wall,
    double_is_open,
    double_names_the_other,
    ended_by_a_death,
    has_happened,
    instead_of_undoing,
    is_about_a_person,
    is_just_reported,
    is_melding,
    is_no_melding_yet,
    is_regisseur,
    is_regisseur_or_reporter,
    is_seeking,
    later_than_the_term,
    looks_like_another,
    no_melding_unless_withdrawn,
    no_wall_between,
    nobody_said_alive,
    not_ended_by_a_death,
    not_ended_for_good,
    not_met_yet,
    not_weighed_yet,
    regie_named,
    regisseur_is_of_the_team,
    report_not_sent,
    report_sent_if_researching,
    road_or_weight_differs,
    sees_where_it_went_on,
    short_has_no_plan,
    somebody_said_alive,
    somebody_speaks,
    still_in_that_name,
    takes_the_long_road,
    the_other_is_open,
    weighed_or_begun,
)
from casework.cases.possible_days import happened
from casework.cases.querysets import CaseQuerySet
from casework.cases.sorting import sorted_by
from casework.cases.states import (
    CaseKind,
    Channel,
    EndReason,
    Layer,
    OnBehalf,
    Outcome,
    PartyKind,
    Phase,
    Regie,
    Road,
    Weight,
)
from casework.cases.telling import told_by
from casework.cases.terms import research as research_term
from casework.engine.anchor import Anchor
from casework.engine.conditions import is_agreed, says_why
from casework.engine.holding import locked_row
from casework.engine.machine import CONTRIBUTED, Titles, machine_state, may, step
from casework.engine.possible_days import Days
from casework.engine.refs import REF_TAIL, drawn
from casework.engine.telling import Reader, Told
from casework.engine.undo import act_of, can_be_undone, changed_by, did_it
from casework.households.heard import when_a_case_changes
from casework.households.walls import cases_at_walls
from casework.law.models import clock
from casework.law.terms import Term
from casework.people.models import NAME, Person
from roles.actions import Action as A
from roles.matrix import GrantKind
from roles.models import Team, User
from roles.policy import which
from wijkweb.models import Kern, Organisation

NO_CASE: Final = 0  # the key of none


def new_ref(year: int) -> str:
    return drawn("HW", year)


def party_is_one(kind: str, prefix: str) -> Q:
    """Exactly the column that belongs to the kind of party is filled."""
    contact, organisation, team = (f"{prefix}_{name}__isnull" for name in ("contact", "organisation", "team"))
    return (
        Q(**{kind: PartyKind.INWONER, contact: True, organisation: True, team: True})
        | Q(**{kind: PartyKind.NAASTE, contact: False, organisation: True, team: True})
        | Q(**{kind: PartyKind.ORGANISATIE, contact: True, organisation: False, team: True})
        | Q(**{kind: PartyKind.TEAM, contact: True, organisation: True, team: False})
    )


class Case(Anchor):
    """`phase` says where the procedure stands; `holder_*` names the one party that holds the question now.

    The layer follows from the holder and from nothing else; both change together, in `holder.move_holder`.
    """

    state_field = "phase"
    open_states = Phase.OPEN
    event_model = "casework.CaseEvent"
    work_model = "casework.WorkItem"
    read_elsewhere = ("team_id", "kern_id")  # by a case that looks like it
    names_other = dict.fromkeys(("merge", "same_person", "keep_apart"), "looks_like")
    anchor_field = "case"
    key_field = "ref"
    on_a_list = (
        *("ref", "layer", "provision", "holder_kind", *(f"person__{name}" for name in NAME)),
        *(f"holder_{one}__name" for one in ("contact", "organisation", "team")),
    )
    on_a_team_list = tuple(f"regisseur__{one}" for one in ("first_name", "last_name", "username"))
    beside_child = ("person", "kern", "team", "regisseur", "holder_contact", "holder_organisation", "holder_team")
    view = A.VIEW_CASE
    titles = Titles("Zaak", "Zaak van")
    outside_organisations = ("holder_organisation_id",)
    outside_people = ("reported_by_id",)
    objects = CaseQuerySet.as_manager()

    ref = models.CharField("zaaknummer", max_length=20, unique=True, editable=False)
    person = models.ForeignKey(
        Person, verbose_name="inwoner", on_delete=models.PROTECT, null=True, related_name="cases"
    )
    provision = models.CharField("voorziening of initiatief", max_length=160, blank=True)
    kern = models.ForeignKey(Kern, verbose_name="kern", on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, verbose_name="team", on_delete=models.PROTECT, related_name="cases", db_index=False)
    kind = models.CharField("soort", max_length=20, choices=CaseKind.choices)
    phase = machine_state("fase", Phase, Phase.AANMELDING)
    channel = models.CharField("hoe kwam het binnen", max_length=20, choices=Channel.choices)
    on_behalf = models.CharField("namens wie", max_length=20, choices=OnBehalf.choices, default=OnBehalf.ZELF)
    reporter_name = models.CharField("wie meldt", max_length=120, blank=True)
    reporter_shielded = models.BooleanField("melder afschermen", default=False)
    citizen_knows = models.CharField("weet de inwoner ervan, en hoe", max_length=200, blank=True)
    urgent = models.BooleanField("spoed", default=False)
    question = models.TextField("hulpvraag")
    received_on = models.DateField("ontvangen op")
    clock_from = models.DateField("termijn loopt vanaf", null=True)
    reported_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="cases_reported", db_index=False
    )
    reported_at = models.DateTimeField()
    regisseur = models.ForeignKey(
        User, verbose_name="casusregisseur", on_delete=models.PROTECT, null=True, related_name="cases_directed"
    )

    # who holds the question now
    holder_kind = models.CharField("ligt nu bij", max_length=20, choices=PartyKind.choices, editable=False)
    holder_contact = models.ForeignKey(
        "casework.Contact", on_delete=models.PROTECT, null=True, editable=False, related_name="holds"
    )
    holder_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    holder_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    layer = models.CharField("laag", max_length=20, choices=Layer.choices, editable=False)
    held_since = models.DateField(editable=False)
    seeking_since = models.DateField(null=True, editable=False)  # an offer came to nothing; someone must be found

    # weighed after the first call: until then what most cases are
    weighed_on = models.DateField("gebeld en gewogen op", null=True, editable=False)
    really_asked = models.TextField("wat er echt gevraagd wordt", blank=True)
    road = models.CharField("weg", max_length=10, choices=Road.choices, default=Road.LANG)
    weight = models.CharField("gewicht", max_length=10, choices=Weight.choices, default=Weight.GEMIDDELD)

    # research and plan
    regie = models.CharField("regie", max_length=20, choices=Regie.choices, blank=True)
    regie_name = models.CharField("wie heeft de regie", max_length=120, blank=True)
    met_on = models.DateField("kennisgemaakt op", null=True)
    personal_plan_on = models.DateField("persoonlijk plan ontvangen op", null=True, blank=True)
    no_network = models.BooleanField("er is naar het netwerk gekeken: er is niemand", default=False)
    research_until = models.DateField("afgesproken latere datum", null=True)
    research_until_how = models.CharField("hoe is dat afgesproken", max_length=200, blank=True)
    report_sent_on = models.DateField("onderzoeksverslag verstuurd op", null=True)
    agreed_on = models.DateField("inwoner ging akkoord op", null=True)
    agreed_how = models.CharField("hoe ging de inwoner akkoord", max_length=200, blank=True)
    goals_agreed_on = models.DateField(null=True, editable=False)  # since when reports count for an evaluation
    evaluate_on = models.DateField("evaluatie op", null=True)

    # doubles and links
    looks_like = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, editable=False, related_name="+")
    linked = models.ManyToManyField("self", verbose_name="gekoppelde zaken", blank=True)

    # who speaks, once the citizen is 18
    came_of_age_on = models.DateField("18 geworden op", null=True, editable=False)
    said_who_speaks_on = models.DateField("nagegaan wie er spreekt op", null=True, editable=False)

    # a death that may be a mistake: told by one, confirmed by another
    alive_told_on = models.DateField(null=True, editable=False)
    alive_told_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")

    # the end
    closed_on = models.DateField("afgesloten op", null=True)
    outcome = models.CharField("uitkomst", max_length=20, choices=Outcome.choices, blank=True)
    solved_layer = models.CharField("opgelost op laag", max_length=20, choices=Layer.choices, blank=True)
    ended_reason = models.CharField("waarom beëindigd", max_length=20, choices=EndReason.choices, blank=True)
    closing_words = models.TextField("toelichting bij het einde", blank=True)
    double_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="doubles")
    import_key = models.CharField(max_length=80, blank=True, editable=False)  # so that an import makes no doubles
    person_since = models.DateTimeField(null=True, editable=False)  # it stood in another's name until then
    updated_at = models.DateTimeField(auto_now=True)  # retention counts 15 years from the last change (Wmo 5.3.4)

    class Meta:
        verbose_name = "zaak"
        verbose_name_plural = "zaken"
        ordering = ("-reported_at", "-pk")
        permissions = tuple(GrantKind.choices)
        indexes = (
            models.Index(fields=("team", "phase", "layer")),
            models.Index(fields=("reported_by", "-reported_at")),
            models.Index(fields=("kern", "phase")),
            # the triangle of a whole municipality: counted and the longest found without reading the cases
            models.Index(
                fields=("layer", "phase", "held_since", "id"),
                condition=Q(phase__in=Phase.OPEN),
                name="case_open_by_place",
            ),
            models.Index(fields=("-held_since", "-id"), name="case_by_last_move"),
            models.Index(fields=("team", "-held_since"), name="case_of_a_team_by_last_move"),
            GinIndex(
                OpClass(Upper("provision"), name="gin_trgm_ops"),
                condition=~Q(provision=""),
                name="case_by_part_of_provision",
            ),
            GinIndex(SearchVector("question", config="dutch"), name="case_by_words_of_question"),
            models.Index(Right("ref", REF_TAIL), name="case_by_end_of_ref"),
            models.Index(fields=("-reported_at", "-id"), name="case_by_report"),  # the newest of what many have
        )
        constraints = (
            models.CheckConstraint(name="case_phase_is_known", condition=Q(phase__in=Phase.values)),
            models.CheckConstraint(name="case_road_is_known", condition=Q(road__in=Road.values)),
            models.CheckConstraint(name="case_weight_is_known", condition=Q(weight__in=Weight.values)),
            models.CheckConstraint(
                name="case_has_one_subject",
                condition=Q(person__isnull=False, provision="") | Q(person__isnull=True) & ~Q(provision=""),
            ),
            models.CheckConstraint(name="case_has_one_holder", condition=party_is_one("holder_kind", "holder")),
            models.CheckConstraint(
                name="case_layer_follows_its_holder",
                condition=Q(holder_kind__in=(PartyKind.INWONER, PartyKind.NAASTE), layer=Layer.BURGER)
                | Q(holder_kind=PartyKind.ORGANISATIE, layer__in=(Layer.MIDDENVELD, Layer.PROFESSIONAL))
                | Q(holder_kind=PartyKind.TEAM, layer=Layer.PROFESSIONAL),
            ),
            models.CheckConstraint(
                name="a_closed_case_has_a_day_and_an_outcome",
                condition=Q(phase=Phase.AFGESLOTEN, closed_on__isnull=False) & (~Q(outcome="") | ~Q(ended_reason=""))
                | ~Q(phase=Phase.AFGESLOTEN) & Q(closed_on__isnull=True, outcome="", ended_reason=""),
            ),
            models.CheckConstraint(
                name="a_melding_has_its_clock",
                condition=~Q(kind=CaseKind.MELDING) | Q(clock_from__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("import_key",), condition=~Q(import_key=""), name="an_imported_row_is_one_case"
            ),
        )
        triggers = when_a_case_changes()

    def __str__(self) -> str:
        return self.ref

    @property
    def case(self) -> "Case":
        """So that a case and what hangs on it can be judged alike."""
        return self

    @property
    def file_id(self) -> int:
        """Grants by name, recusals and readings know it under its own key."""
        return self.pk

    @property
    def citizen_url(self) -> str:
        return f"/mijn/{self.ref}/"

    def happened_within(self, on: dt.date) -> Days:
        return happened(self, on)

    def told_by(self, text: str, reader: Reader, sight: Any) -> Iterable[Told]:
        return told_by(self, text, reader, sight)

    def lock_with_it(self) -> None:
        """The same person may have another case, which somebody else has locked."""
        if self.person_id is not None:
            self.person = locked_row(Person, self.person_id)

    def held_with(self, step: str, details: dict[str, Any], other: int | None) -> Iterable[int]:
        """Where the question goes on in another case: that one, and those that look like this one. Where two are of one
        person: the other. Where a death is put right: the others that it ended.

        Where that is undone: the same ones. With them those of whom a wall keeps apart from one of the two.

        Beside one that isn't there the same is asked: by what it costs nobody learns that somebody is known elsewhere.
        """
        if step == "confirm_alive" and self.person_id is not None:
            mistaken = Case.objects.filter(person=self.person_id, ended_reason=EndReason.OVERLEDEN)
            return mistaken.exclude(pk=self.pk).values_list("pk", flat=True)
        if step == "end":
            other = getattr(details.get("double_of"), "pk", None)
            return () if other is None else {other, *self.read_by(), *cases_at_walls(self.pk, other)}
        if step == "merge":
            return {other or NO_CASE, *self.read_by(), *cases_at_walls(self.pk, other or NO_CASE)}
        if step == "undo":
            if self.double_of_id is None:
                return ()
            changed = changed_by(act_of(self, self.state_since), Case)
            return {self.double_of_id, *(one.pk for one in changed)}
        if step == "same_person":
            return {other or NO_CASE, *cases_at_walls(self.pk, other or NO_CASE)}
        return ()

    def read_by(self) -> Iterable[int]:
        return Case.objects.filter(looks_like=self).values_list("pk", flat=True)

    @classmethod
    def closed_to_some(cls) -> models.QuerySet[Any]:
        known = Q(recusals__isnull=False) | Q(looks_like__recusals__isnull=False)
        return cls.objects.open().filter(known).distinct()

    def closed_to(self) -> frozenset[int]:
        return frozenset(self.recusals.values_list("user_id", flat=True))

    def get_absolute_url(self) -> str:
        return f"/zaken/{self.ref}/"

    @property
    def subject(self) -> str:
        """Who or what it is about, for pages of those who may see the case."""
        return self.person.name if self.person else self.provision

    @property
    def holder_name(self) -> str:
        """'Ligt nu bij', in words."""
        if self.holder_kind == PartyKind.INWONER:
            return self.subject
        party = self.holder_contact or self.holder_organisation or self.holder_team
        return party.name if party else ""

    @property
    def listed(self) -> str:
        return self.person.listed if self.person else self.provision

    @property
    def held_by(self) -> str:
        by_who_asked = self.holder_kind == PartyKind.INWONER and self.person_id is not None
        return "De inwoner" if by_who_asked else self.holder_name

    @classmethod
    def sorted_by(cls, what: str, path: str) -> Any:
        return sorted_by(what, path)

    @classmethod
    def led_by(cls, people: Iterable[int], path: str) -> Q:
        among = list(people)
        if among:
            return Q(**{f"{path}regisseur__in": among})
        return Q(**{f"{path}regisseur": None, f"{path}phase__in": Phase.OPEN})

    @classmethod
    def in_own_words(cls, sight: Any, path: str, length: int) -> Any:
        whole = which(sight, A.VIEW_FILE, path)
        return Choose(When(whole, then=Left(f"{path}question", length)), default=Value(""))

    @property
    def research_term(self) -> Term | None:
        """Until when the research lasts, while it does."""
        lasts = self.phase in (Phase.AANMELDING, Phase.ONDERZOEK)
        if self.kind != CaseKind.MELDING or self.clock_from is None or not lasts:
            return None
        return research_term(clock(), self.clock_from, agreed_until=self.research_until)

    # --- steps -------------------------------------------------------------------------------------------------

    @step(
        phase,
        [Phase.AANMELDING],
        None,
        "Zet om",
        done="De zaak is omgezet.",
        happened="Omgezet",
        by=[may(A.CONVERT_CASE)],
        needs=[is_no_melding_yet, is_about_a_person, converts_upward, citizen_knows_of_it],
        form="ConvertForm",
        citizen="Uw vraag wordt nu als melding behandeld.",
    )
    def convert(self, *, on: dt.date, kind: str, citizen_knows: str, **details: Any) -> None:
        """A vraag or signaal becomes a melding (or a signaal a vraag); a melding's clock runs from that day."""
        self.kind = kind
        self.citizen_knows = citizen_knows
        self.clock_from = on if kind == CaseKind.MELDING else None

    @step(
        phase,
        [Phase.AANMELDING],
        None,
        "Bel en weeg",
        done="Het staat vast. De teamleider wijst toe, of pak het zelf op.",
        happened="Gebeld en gewogen",
        tells="really_asked",
        by=[may(A.WEIGH_CASE)],
        needs=[is_melding, not_weighed_yet],
        form="WeighForm",
        primary=True,
        citizen="Het wijkteam heeft uw melding bekeken.",
    )
    def weigh(self, *, on: dt.date, urgent: bool, really_asked: str, road: str, weight: str, **details: Any) -> None:
        """The first call after a report, by anyone of the team: it makes nobody the regisseur."""
        self.weighed_on, self.urgent, self.really_asked = on, urgent, really_asked
        self.road, self.weight = road, weight

    @step(
        phase,
        Phase.OPEN,
        None,
        "Wijzig weg of gewicht",
        done="Het is gewijzigd. Wat er staat, blijft staan.",
        happened="Weg of gewicht gewijzigd",
        by=[may(A.WEIGH_CASE, is_just_reported), may(A.LEAD_CASE, is_regisseur), may(A.ASSIGN_CASE)],
        needs=[is_melding, weighed_or_begun, short_has_no_plan, road_or_weight_differs],
        form="RoadForm",
    )
    def change_road(self, *, road: str = "", weight: str = "", **details: Any) -> None:
        """At any time: nothing that was written belongs to one road alone."""
        self.road, self.weight = road or self.road, weight or self.weight

    @step(
        phase,
        [Phase.AANMELDING],
        Phase.ONDERZOEK,
        "Pak op",
        done="U hebt de melding opgepakt.",
        happened="Opgepakt",
        by=[may(A.TAKE_UP_CASE), may(A.LEAD_CASE, is_regisseur)],
        needs=[is_melding],
        form="TakeUpForm",
        primary=True,
        citizen="Het wijkteam heeft uw melding opgepakt.",
    )
    def take_up(self, *, by: User | None, **details: Any) -> None:
        """Research begins (Wmo 2015, 2.3.2 lid 1); who takes it up directs it, unless someone already does."""
        self.regisseur = self.regisseur or by

    @step(
        phase,
        [Phase.AANMELDING],
        Phase.AFGESLOTEN,
        "Handel af met advies",
        done="De vraag is afgehandeld.",
        happened="Afgehandeld met advies",
        tells="advice",
        by=[may(A.ADVISE_CASE)],
        needs=[no_melding_unless_withdrawn, advice_grants_nothing],
        undoable=True,
        closes="close",
        form="AdviseForm",
        citizen="Uw vraag is afgehandeld.",
    )
    def advise(self, *, on: dt.date, outcome: str, advice: str, **details: Any) -> None:
        self.outcome, self.solved_layer, self.closing_words, self.closed_on = outcome, self.layer, advice, on

    @step(
        phase,
        [Phase.ONDERZOEK],
        None,
        "Maak kennis",
        done="De kennismaking staat vast.",
        happened="Kennisgemaakt",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[not_met_yet, has_happened("met_on")],
        form="MeetForm",
        primary=True,
        citizen="Wij hebben met u kennisgemaakt.",
    )
    def meet(self, *, met_on: dt.date, **details: Any) -> None:
        self.met_on = met_on

    @step(
        phase,
        [Phase.ONDERZOEK],
        None,
        "Spreek een latere datum af",
        done="De latere datum is vastgelegd.",
        happened="Latere datum afgesproken",
        tells="how",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[is_melding, report_not_sent, later_than_the_term],
        form="ResearchDateForm",
        citizen="Wij hebben met u een latere datum voor het onderzoek afgesproken.",
    )
    def agree_later(self, *, research_until: dt.date, how: str, **details: Any) -> None:
        """Not a suspension: an agreement with the citizen. The right to apply after six weeks stays."""
        self.research_until, self.research_until_how = research_until, how

    @step(
        phase,
        [Phase.ONDERZOEK],
        Phase.PLAN,
        "Leg plan vast",
        done="Het plan ligt vast.",
        happened="Plan vastgelegd",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[takes_the_long_road, CONTRIBUTED, regie_named],
        form="PlanForm",
        primary=True,
        citizen="Uw plan ligt vast.",
    )
    def set_plan(self, *, regie: str, regie_name: str, no_network: bool = False, **details: Any) -> None:
        """Of a research that has all it needs; its report may follow."""
        self.regie, self.regie_name, self.no_network = regie, regie_name, no_network

    @step(
        phase,
        [Phase.PLAN],
        Phase.UITVOERING,
        "Start uitvoering",
        done="De uitvoering is begonnen.",
        happened="Uitvoering begonnen",
        tells="agreed_how",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[
            CONTRIBUTED,
            has_happened("agreed_on"),
            is_agreed("evaluate_on"),
        ],
        form="StartForm",
        primary=True,
        citizen="De uitvoering van uw plan is begonnen.",
    )
    def start(self, *, on: dt.date, agreed_on: dt.date, agreed_how: str, evaluate_on: dt.date, **details: Any) -> None:
        """With the citizen's agreement. Starts the goals."""
        self.agreed_on, self.agreed_how, self.evaluate_on = agreed_on, agreed_how, evaluate_on
        self.goals_agreed_on = on

    @step(
        phase,
        [Phase.UITVOERING],
        Phase.EVALUATIE,
        "Evalueer",
        done="De evaluatie is begonnen.",
        happened="Evaluatie begonnen",
        by=[may(A.LEAD_CASE, is_regisseur)],
        form="EvaluateForm",
        primary=True,
        citizen="Wij kijken met u hoe het gaat.",
    )
    def evaluate(self, **details: Any) -> None:
        """For each running goal a report since the last agreement, or the regisseur says how it goes."""

    @step(
        phase,
        [Phase.EVALUATIE],
        Phase.PLAN,
        "Stel bij",
        done="Het plan wordt bijgesteld.",
        happened="Plan wordt bijgesteld",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[says_why],
        form="WhyForm",
        citizen="Uw plan wordt bijgesteld.",
    )
    def revise(self, **details: Any) -> None:
        """Back to the drawing table, with why."""

    @step(
        phase,
        [Phase.EVALUATIE],
        Phase.UITVOERING,
        "Ga door",
        done="De uitvoering gaat door.",
        happened="Uitvoering gaat door",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[is_agreed("evaluate_on")],
        form="ContinueForm",
        primary=True,
        citizen="De uitvoering van uw plan gaat door.",
    )
    def go_on(self, *, on: dt.date, evaluate_on: dt.date, **details: Any) -> None:
        self.evaluate_on, self.goals_agreed_on = evaluate_on, on

    @step(
        phase,
        [Phase.ONDERZOEK, Phase.PLAN, Phase.EVALUATIE],
        Phase.AFGESLOTEN,
        "Sluit af",
        done="De zaak is afgesloten.",
        happened="Afgesloten",
        tells="closing_words",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[report_sent_if_researching],
        undoable=True,
        closes="close",
        form="CloseForm",
        primary=True,
        citizen="Uw zaak is afgesloten.",
    )
    def close(self, *, on: dt.date, outcome: str, solved_layer: str, closing_words: str = "", **details: Any) -> None:
        self.outcome, self.solved_layer, self.closing_words, self.closed_on = outcome, solved_layer, closing_words, on

    @step(
        phase,
        Phase.OPEN,
        Phase.AFGESLOTEN,
        "Beëindig",
        done="De zaak is beëindigd.",
        happened="Beëindigd",
        tells="closing_words",
        by=[may(A.END_CASE, is_regisseur), may(A.ASSIGN_CASE)],
        needs=[double_names_the_other, double_is_open, double_is_not_behind_a_wall, died_in_their_life],
        undoable=True,
        closes="end",
        form="EndForm",
        citizen="Uw zaak is beëindigd.",
    )
    def end(
        self, *, on: dt.date, ended_reason: str, closing_words: str, double_of: "Case | None" = None, **details: Any
    ) -> None:
        """Withdraws hand-overs and unpaid requests, stops goals, ends the indicatie on a date."""
        self.ended_reason, self.closing_words, self.closed_on = ended_reason, closing_words, on
        self.double_of = double_of

    @step(
        phase,
        [Phase.AANMELDING],
        Phase.AFGESLOTEN,
        "Voeg samen",
        done="De zaken zijn samengevoegd.",
        happened="Samengevoegd met een andere zaak",
        by=[may(A.SETTLE_DOUBLE)],
        needs=[looks_like_another, the_other_is_open, no_wall_between],
        undoable=True,
        closes="close",
        form="MergeForm",
        citizen="Uw vraag is bij uw andere zaak gevoegd.",
    )
    def merge(self, *, on: dt.date, **details: Any) -> None:
        """The same question twice: it goes on in the other case, to which the words are copied."""
        self.ended_reason, self.closed_on, self.double_of = EndReason.DUBBEL, on, self.looks_like
        self.looks_like = None

    @step(
        phase,
        Phase.OPEN,
        None,
        "Zelfde persoon, andere vraag",
        done="Deze zaak gaat nu over dezelfde inwoner. De gegevens zijn samen één.",
        happened="Dezelfde persoon als in een andere zaak",
        beside="looks_like",
        by=[may(A.SETTLE_DOUBLE)],
        needs=[looks_like_another, is_about_a_person, no_wall_between],
    )
    def same_person(self, **details: Any) -> None:
        """Two questions of one person: whatever is corrected or recorded of them holds for both."""
        assert self.looks_like is not None  # the condition saw to that
        self.person_id, self.looks_like = self.looks_like.person_id, None

    @step(
        phase,
        Phase.OPEN,
        None,
        "Wijzig de kern",
        done="De kern is gewijzigd.",
        happened="Kern gewijzigd",
        by=[may(A.CONVERT_CASE, is_just_reported), may(A.TAKE_UP_CASE), may(A.LEAD_CASE, is_regisseur)],
        needs=[another_kern],
        form="KernForm",
    )
    def correct_kern(self, *, kern: Kern, **details: Any) -> None:
        """Reported at the wrong place, the team follows from the kern, as it did then. Later somebody moved: the case
        goes to another team by hand-over alone."""
        self.kern = kern

    @step(
        phase,
        Phase.OPEN,
        None,
        "Laat staan",
        done="De zaken blijven apart.",
        happened="Zaken blijven apart",
        beside="looks_like",
        by=[may(A.SETTLE_DOUBLE)],
        needs=[looks_like_another],
    )
    def keep_apart(self, **details: Any) -> None:
        self.looks_like = None

    @step(
        phase,
        [Phase.AFGESLOTEN],
        Phase.ONDERZOEK,
        "Heropen",
        done="De zaak is heropend.",
        happened="Heropend",
        by=[may(A.REOPEN_CASE)],
        needs=[not_ended_for_good, says_why],
        form="WhyForm",
        citizen="Uw zaak is heropend.",
    )
    def reopen(self, *, on: dt.date, by: User | None, **details: Any) -> None:
        """With a fresh clock: what was urgent then isn't so by itself now."""
        self._begin_again(on, by)

    def _begin_again(self, on: dt.date, by: User | None) -> None:
        self.urgent = False
        self.closed_on, self.outcome, self.solved_layer, self.ended_reason = None, "", "", ""
        self.closing_words, self.double_of, self.report_sent_on, self.research_until = "", None, None, None
        self.clock_from = on if self.kind == CaseKind.MELDING else None
        self.met_on, self.alive_told_on, self.alive_told_by = None, None, None
        self.regisseur = self.regisseur or by

    @step(
        phase,
        [Phase.AFGESLOTEN],
        None,
        "Maak ongedaan",
        done="Het is ongedaan gemaakt. De zaak staat weer zoals daarvoor.",
        happened="Het einde is ongedaan gemaakt",
        by=[may(A.VIEW_CASE, did_it), may(A.ASSIGN_CASE)],
        needs=[
            *can_be_undone(instead_of_undoing),
            not_ended_by_a_death,
            still_in_that_name,
            sees_where_it_went_on,
            CONTRIBUTED,
            says_why,
        ],
        form="WhyForm",
        citizen="Wij hadden een vergissing gemaakt. Uw zaak is weer open, zoals daarvoor.",
        back_to=Phase.OPEN,
    )
    def undo(self, *, on: dt.date, **details: Any) -> str:
        """Closed, ended or merged by mistake: as if that hadn't been done, with all that it changed."""
        (own,) = (one for one in changed_by(act_of(self, on), type(self)) if one.pk == self.pk)
        return own.state_was

    @property
    def undo_has_no_end(self) -> bool:
        """Two cases that turn out to be of two people are taken apart, however long ago they were put together."""
        return self.ended_reason == EndReason.DUBBEL

    @step(
        phase,
        [Phase.AFGESLOTEN],
        None,
        "Meld: de inwoner leeft",
        done="Uw melding staat vast. Een collega kijkt het vandaag na.",
        happened="Gemeld dat de inwoner leeft",
        by=[may(A.REOPEN_CASE)],
        needs=[ended_by_a_death, nobody_said_alive, says_why],
        form="WhyForm",
    )
    def tell_alive(self, *, on: dt.date, by: User | None, **details: Any) -> None:
        """A death that was recorded wrongly is put right by two people: this is the first."""
        self.alive_told_on, self.alive_told_by = on, by

    @step(
        phase,
        [Phase.AFGESLOTEN],
        Phase.ONDERZOEK,
        "Bevestig: de inwoner leeft",
        done="Het overlijden is hersteld. De zaak is weer open.",
        happened="Overlijden hersteld, zaak heropend",
        by=[may(A.REOPEN_CASE, did_not_say_alive)],
        needs=[somebody_said_alive],
        form="AliveForm",
        primary=True,
        citizen="Wij hadden een vergissing gemaakt. Uw zaak is weer open.",
    )
    def confirm_alive(self, *, on: dt.date, by: User | None, **details: Any) -> None:
        """What the death ended stays ended: it is listed, so that it can be begun again."""
        self._begin_again(on, by)

    @step(
        phase,
        [Phase.AFGESLOTEN],
        None,
        "Laat gesloten",
        done="De zaak blijft gesloten.",
        happened="Zaak blijft gesloten",
        by=[may(A.REOPEN_CASE)],
        needs=[somebody_said_alive, says_why],
        form="WhyForm",
    )
    def stay_closed(self, **details: Any) -> None:
        """The death was right, or this case needn't be open again."""
        self.alive_told_on, self.alive_told_by = None, None

    @step(
        phase,
        Phase.OPEN,
        None,
        "Word 18",
        done="De inwoner is 18.",
        happened="De inwoner is 18 geworden",
        citizen="U bent 18 geworden: u spreekt nu voor uzelf.",
    )
    def come_of_age(self, *, on: dt.date, **details: Any) -> None:
        """By the system: a parent or guardian speaks no more of itself, and somebody asks who does."""
        self.came_of_age_on = on

    @step(
        phase,
        Phase.OPEN,
        None,
        "Leg vast wie er spreekt",
        done="Het staat vast.",
        happened="Nagegaan wie er spreekt",
        tells="who_speaks",
        by=[may(A.LEAD_CASE, is_regisseur), may(A.TAKE_UP_CASE)],
        needs=[came_of_age, somebody_speaks],
        form="WhoSpeaksForm",
    )
    def say_who_speaks(self, *, on: dt.date, **details: Any) -> None:
        self.said_who_speaks_on = on

    @step(
        phase,
        Phase.OPEN,
        None,
        "Wijs toe",
        done="De zaak is toegewezen.",
        happened="Casusregisseur aangewezen",
        by=[may(A.ASSIGN_CASE)],
        needs=[regisseur_is_of_the_team],
        form="AssignForm",
    )
    def assign(self, *, regisseur: User, **details: Any) -> None:
        self.regisseur = regisseur

    @step(
        phase,
        Phase.OPEN,
        None,
        "Houd zelf",
        done="U houdt de vraag zelf.",
        happened="Zelf gehouden",
        formerly="keep",
        by=[may(A.OFFER_HANDOVER, is_regisseur_or_reporter)],
        needs=[is_seeking],
    )
    def hold(self, **details: Any) -> None:
        """Settles an offer that was refused, withdrawn or given back: it stays where it lies."""
        self.seeking_since = None
