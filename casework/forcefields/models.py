"""The field of forces around somebody: who is there, how they stand to each other, and how that could be otherwise.

Another body than the one that leads the case draws it, so that nobody draws themselves.
"""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import F, Q

from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.words import day_in_words
from casework.forcefields.conditions import (
    are_still_there,
    can_be_sent_back,
    due_can_be_true,
    is_being_drawn,
    is_between_two,
    is_kept_as_it_was_seen,
    is_regisseur_or_leader,
    names_nobody_who_is_kept,
    review_is_near,
    says_how_it_is,
    says_the_ground,
    says_what_should_change,
    says_what_was_said,
    says_when_it_is_looked_at,
    somebody_is_there,
    something_is_kept,
    talked_can_be_true,
    was_handed_in,
)
from casework.forcefields.querysets import ForceFieldQuerySet
from casework.forcefields.states import ForceFieldState, Influence, Regie, Stance, There, TieKind
from casework.sharing.models import Sharing
from roles.actions import Action as A
from roles.models import User
from wijkweb.models import Organisation

_MAKER = may(A.MAKE_FORCE_FIELD)
_LEADS = may(A.LEAD_CASE, is_regisseur_or_leader)
_TALKS = may(A.LEAD_CASE, is_regisseur)


class ForceField(CaseChild):
    """One analysis, asked of one person at one organisation, and resting on what is shared for it.

    `shared_until` is until when they see it (exclusive). `made_on` is None while it is drawn. `review_on`: when somebody
    looks again at what is kept from the citizen.
    """

    objects = ForceFieldQuerySet.as_manager()
    alongside = ("maker", "maker_organisation", "asked_by", "sharing", "regie_now_party", "regie_then_party")
    view = A.VIEW_FORCE_FIELD
    titles = Titles("Krachtenveldanalyse", "Krachtenveldanalyse rond", "Wie er om u heen staan")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="force_fields")
    state = machine_state("stand", ForceFieldState, ForceFieldState.GEVRAAGD)
    why = models.TextField("waarom")
    maker = models.ForeignKey(User, verbose_name="maker", on_delete=models.PROTECT, related_name="+")
    maker_organisation = models.ForeignKey(
        Organisation, verbose_name="van welke organisatie", on_delete=models.PROTECT, related_name="+"
    )
    asked_on = models.DateField("gevraagd op", editable=False)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    due_on = models.DateField("klaar op")
    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="force_fields")
    shared_until = models.DateField(null=True, editable=False)
    regie_now = models.CharField("wie houdt nu de regie", max_length=20, choices=Regie.choices, blank=True)
    regie_now_party = models.ForeignKey("ForceFieldParty", on_delete=models.SET_NULL, null=True, related_name="+")
    regie_then = models.CharField("wie houdt straks de regie", max_length=20, choices=Regie.choices, blank=True)
    regie_then_party = models.ForeignKey("ForceFieldParty", on_delete=models.SET_NULL, null=True, related_name="+")
    change = models.TextField("wat zou er moeten veranderen", blank=True)
    made_on = models.DateField("opgeleverd op", null=True, editable=False)
    discussed_on = models.DateField("besproken op", null=True)
    said = models.TextField("wat de inwoner ervan vond", blank=True)
    review_on = models.DateField("opnieuw bekijken op", null=True)
    ended_why = models.TextField("waarom niet", blank=True)

    class Meta:
        verbose_name = "krachtenveldanalyse"
        verbose_name_plural = "krachtenveldanalyses"
        ordering = ("-asked_on", "-pk")
        constraints = (
            models.CheckConstraint(name="force_field_state_is_known", condition=Q(state__in=ForceFieldState.values)),
            models.CheckConstraint(
                name="a_force_field_was_talked_over_on_a_day",
                condition=~Q(state=ForceFieldState.BESPROKEN) | Q(discussed_on__isnull=False, made_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"krachtenveldanalyse {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/krachtenvelden/{self.public_id}/"

    @property
    def is_shared_by_name(self) -> bool:
        """Whoever makes it knows around whom."""
        return True

    @property
    def of_whom(self) -> str:
        return f"{self.maker.name}, {self.maker_organisation.name}"

    @step(
        state,
        [ForceFieldState.GEVRAAGD],
        ForceFieldState.IN_DE_MAAK,
        "Begin met de analyse",
        done="U kunt beginnen. Zet er eerst bij wie er om de inwoner heen staan.",
        happened="Krachtenveldanalyse begonnen",
        by=[_MAKER],
        primary=True,
    )
    def accept(self, **details: Any) -> None:
        """Whoever was asked makes it."""

    @step(
        state,
        [ForceFieldState.IN_DE_MAAK],
        None,
        "Voeg iemand toe",
        done="Diegene staat erbij.",
        happened="Partij in het krachtenveld gezet",
        tells="",
        by=[_MAKER],
        needs=[is_being_drawn],
        form="PartyForm",
        primary=True,
    )
    def add_party(self, **details: Any) -> None:
        """Twice the same name is one: what was written last stands. See `effects.party_added`."""

    @step(
        state,
        [ForceFieldState.IN_DE_MAAK],
        None,
        "Leg een band vast",
        done="De band staat erbij.",
        happened="Band in het krachtenveld gezet",
        tells="",
        by=[_MAKER],
        needs=[is_being_drawn, somebody_is_there, is_between_two, says_how_it_is, are_still_there],
        form="TieForm",
    )
    def tie(self, **details: Any) -> None:
        """Between two of them, or one and the citizen. See `effects.tied`."""

    @step(
        state,
        [ForceFieldState.IN_DE_MAAK],
        None,
        "Haal iets weg",
        done="Het is weggehaald.",
        happened="Iets uit het krachtenveld weggehaald",
        tells="",
        by=[_MAKER],
        needs=[is_being_drawn, somebody_is_there],
        form="TakeOutForm",
    )
    def take_out(self, **details: Any) -> None:
        """A slip: somebody with all their ties, or one tie. See `effects.taken_out`."""

    @step(
        state,
        [ForceFieldState.IN_DE_MAAK],
        None,
        "Lever de analyse op",
        done="Dank u wel. De casusregisseur bespreekt de analyse nu met de inwoner.",
        happened="Krachtenveldanalyse opgeleverd",
        tells="",
        by=[_MAKER],
        needs=[is_being_drawn, somebody_is_there, says_what_should_change, are_still_there],
        form="HandInForm",
    )
    def hand_in(
        self,
        *,
        on: dt.date,
        change: str,
        regie_now: str = "",
        regie_now_party: Any = None,
        regie_then: str = "",
        regie_then_party: Any = None,
        **details: Any,
    ) -> None:
        """The picture is whole: who holds the regie now, and what should change."""
        self.made_on, self.change = on, change
        self.regie_now, self.regie_now_party = regie_now, regie_now_party
        self.regie_then, self.regie_then_party = regie_then, regie_then_party

    @step(
        state,
        [ForceFieldState.IN_DE_MAAK],
        None,
        "Vraag om aanvulling",
        done="De maker kan weer verder. Op de afgesproken dag is het klaar.",
        happened="Aanvulling van de krachtenveldanalyse gevraagd",
        tells="why",
        by=[_TALKS],
        needs=[can_be_sent_back, due_can_be_true, says_why],
        form="SendBackForm",
    )
    def send_back(self, *, due_on: dt.date, why: str, **details: Any) -> None:
        """Somebody is missing, or it names who must not be named."""
        self.made_on, self.due_on = None, due_on

    @step(
        state,
        ForceFieldState.AT_THE_MAKER,
        None,
        "Spreek een andere dag af",
        done="De nieuwe dag staat vast.",
        happened="Andere dag voor de krachtenveldanalyse",
        tells=lambda details: f"Klaar op {day_in_words(details['due_on'])}",
        by=[_LEADS],
        needs=[is_being_drawn, due_can_be_true],
        form="LaterForm",
    )
    def extend(self, *, due_on: dt.date, **details: Any) -> None:
        """By the asker, after a call with the maker."""
        self.due_on = due_on

    @step(
        state,
        ForceFieldState.AT_THE_MAKER,
        ForceFieldState.TERUG,
        "Geef de vraag terug",
        done="De vraag ligt weer bij het wijkteam.",
        happened="Krachtenveldanalyse teruggegeven",
        by=[_MAKER],
        needs=[is_being_drawn, says_why],
        form="WhyForm",
    )
    def give_back(self, *, on: dt.date, why: str = "", **details: Any) -> None:
        """Refused, or not after all; and by the system where it may not be shared any more. From now on they see nothing."""
        self.ended_why, self.shared_until, self.made_on = why, on, None

    @step(
        state,
        ForceFieldState.OPEN,
        ForceFieldState.INGETROKKEN,
        "Trek de vraag in",
        done="De vraag is ingetrokken.",
        happened="Krachtenveldanalyse ingetrokken",
        by=[_LEADS],
        needs=[says_why],
        form="WhyForm",
    )
    def withdraw(self, *, on: dt.date, why: str = "", **details: Any) -> None:
        """It isn't needed any more, or somebody else is asked instead."""
        self.ended_why, self.shared_until = why, on

    @step(
        state,
        [ForceFieldState.IN_DE_MAAK],
        ForceFieldState.BESPROKEN,
        "Leg vast dat u dit besprak",
        done="De inwoner leest de analyse nu op Mijn zaak. De maker ziet haar niet meer.",
        happened="Krachtenveldanalyse besproken met de inwoner",
        tells="",
        by=[_TALKS],
        needs=[
            was_handed_in,
            talked_can_be_true,
            says_what_was_said,
            names_nobody_who_is_kept,
            says_when_it_is_looked_at,
            review_is_near,
        ],
        form="DiscussForm",
        citizen="Wij bespraken met u wie er om u heen staan.",
    )
    def discuss(
        self, *, on: dt.date, discussed_on: dt.date, said: str, review_on: dt.date | None = None, **details: Any
    ) -> None:
        """With the citizen, who reads it from now on, but for what is kept from them. Whoever made it is done."""
        self.discussed_on, self.said, self.review_on, self.shared_until = discussed_on, said, review_on, on

    @step(
        state,
        ForceFieldState.DRAWN,
        None,
        "Scherm iemand af",
        done="De inwoner leest dit niet. Op de dag die u koos, kijkt u opnieuw.",
        happened="Iemand in het krachtenveld afgeschermd",
        tells="",
        by=[may(A.EDIT_FILE)],
        needs=[
            was_handed_in,
            says_the_ground,
            says_when_it_is_looked_at,
            review_is_near,
            names_nobody_who_is_kept,
            are_still_there,
        ],
        form="ShieldForm",
    )
    def shield(self, *, review_on: dt.date | None = None, **details: Any) -> None:
        """With all their ties: see `effects.shielded`."""
        self.review_on = review_on

    @step(
        state,
        [ForceFieldState.BESPROKEN],
        None,
        "Kijk opnieuw wat is afgeschermd",
        done="Vastgelegd wie afgeschermd blijft.",
        happened="Opnieuw gekeken wat in het krachtenveld is afgeschermd",
        tells="",
        by=[may(A.EDIT_FILE)],
        needs=[
            something_is_kept,
            is_kept_as_it_was_seen,
            says_when_it_is_looked_at,
            review_is_near,
            are_still_there,
        ],
        form="LookAgainForm",
    )
    def look_again(self, *, review_on: dt.date | None = None, **details: Any) -> None:
        """Who stays kept, until another day; the others are read from now on. See `effects.looked_again`."""
        self.review_on = review_on if details.get("kept") else None


class ForceFieldParty(models.Model):
    """Somebody, or an organisation, around the citizen: as they stand now, and in the proposal ('' there: as now)."""

    field = models.ForeignKey(ForceField, on_delete=models.CASCADE, related_name="parties", db_index=False)
    name = models.CharField("naam", max_length=80)
    role = models.CharField("wie is dit", max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    there = models.CharField("waar staat diegene", max_length=20, choices=There.choices, default=There.ALLEBEI)
    influence = models.CharField("invloed", max_length=20, choices=Influence.choices, blank=True)
    stance = models.CharField("houding", max_length=20, choices=Stance.choices, blank=True)
    influence_then = models.CharField("invloed straks", max_length=20, choices=Influence.choices, blank=True)
    stance_then = models.CharField("houding straks", max_length=20, choices=Stance.choices, blank=True)
    shielded = models.BooleanField("afgeschermd voor de inwoner", default=False)
    ground = models.CharField("waarom afgeschermd", max_length=200, blank=True)

    class Meta:
        verbose_name = "partij in een krachtenveld"
        verbose_name_plural = "partijen in een krachtenveld"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(name="somebody_stands_in_a_field_once", fields=("field", "name")),
            models.CheckConstraint(name="a_shielded_party_has_its_ground", condition=Q(shielded=False) | ~Q(ground="")),
        )

    def __str__(self) -> str:
        return f"partij {self.pk}"


class ForceFieldTie(models.Model):
    """How it is between two, now and in the proposal; `other` None is the citizen. '' is nothing."""

    field = models.ForeignKey(ForceField, on_delete=models.CASCADE, related_name="ties", db_index=False)
    one = models.ForeignKey(ForceFieldParty, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(ForceFieldParty, on_delete=models.CASCADE, null=True, related_name="+")
    now = models.CharField("nu", max_length=20, choices=TieKind.choices, blank=True)
    then = models.CharField("straks", max_length=20, choices=TieKind.choices, blank=True)

    class Meta:
        verbose_name = "band in een krachtenveld"
        verbose_name_plural = "banden in een krachtenveld"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="two_are_tied_once_in_a_field", fields=("field", "one", "other"), nulls_distinct=False
            ),
            models.CheckConstraint(name="a_tie_is_of_two", condition=Q(other=None) | Q(one__lt=F("other"))),
            models.CheckConstraint(name="a_tie_says_something", condition=~Q(now="") | ~Q(then="")),
        )

    def __str__(self) -> str:
        return f"band {self.pk}"
