"""Who live together, at one address; and who of them may not know everything of another."""

import datetime as dt
from typing import Any, ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from casework.engine.anchor import Anchor
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.refs import drawn
from casework.households.conditions import directs_from_the_team
from casework.households.querysets import HouseholdQuerySet, MemberQuerySet, WallQuerySet, recused_of, seen
from casework.households.states import Asks, Ended, HouseholdState, Relation
from casework.people.models import Person
from roles.actions import Action as A
from roles.models import Team, User
from wijkweb.models import Kern


def new_ref(year: int) -> str:
    return drawn("GEZ", year)


class Household(Anchor):
    """Those who live together. The address is kept here once: that of its members is written from it.

    Who sees the file of a member sees the household, and by that no other case: see ADR 34.
    """

    objects = HouseholdQuerySet.as_manager()
    anchor_field = "household"
    event_model = "casework.HouseholdEvent"
    work_model = "casework.HouseholdWork"
    open_states = (HouseholdState.BEWOOND,)
    view = A.VIEW_FILE
    titles = Titles("Gezin en huishouden", "Huishouden")
    on_a_list = ("public_id", "ref", "name", "walled", "state")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    ref = models.CharField("nummer", max_length=20, unique=True, editable=False)
    name = models.CharField("naam van het huishouden", max_length=120)
    team = models.ForeignKey(Team, verbose_name="team", on_delete=models.PROTECT, related_name="+", db_index=False)
    kern = models.ForeignKey(Kern, verbose_name="kern", on_delete=models.PROTECT, related_name="+")
    street = models.CharField("straat en huisnummer", max_length=160, blank=True)
    postcode = models.CharField("postcode", max_length=7, blank=True)
    town = models.CharField("plaats", max_length=80, blank=True)
    secret_address = models.BooleanField("geheim adres", default=False)
    regisseur = models.ForeignKey(
        User, verbose_name="wie heeft de regie", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = machine_state("stand", HouseholdState, HouseholdState.BEWOOND)
    walled = models.BooleanField("er staat een muur", default=False, db_default=False, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "huishouden"
        verbose_name_plural = "huishoudens"
        constraints = (
            models.CheckConstraint(name="household_state_is_known", condition=Q(state__in=HouseholdState.values)),
            models.CheckConstraint(name="household_has_a_name", condition=~Q(name="")),
        )
        indexes = (models.Index(fields=("team", "state"), name="households_of_a_team"),)

    def __str__(self) -> str:
        return self.ref

    def get_absolute_url(self) -> str:
        return f"/huishoudens/{self.public_id}/"

    @property
    def subject(self) -> str:
        """Its number where a wall stands: its name can be that of one of them, and not everybody may know of both."""
        return self.ref if self.walled else self.name

    def titled(self, *, named: bool) -> str:
        """By its own name, which says already what it is."""
        return f"Huishouden {self.subject}" if named and self.walled else self.subject if named else self.titles.alone

    @property
    def address(self) -> str:
        """One line, or a notice: a secret address shows nowhere but where it is changed."""
        if self.secret_address:
            return "geheim adres"
        return ", ".join(part for part in (self.street, f"{self.postcode} {self.town}".strip()) if part)

    @classmethod
    def seen(cls, sight: Any, path: str = "") -> Q:
        """By the file of a member, and not by the team it is of."""
        return Q(seen(sight, cls.view, f"{path}pk"))

    def closed_to(self) -> frozenset[int]:
        """Who knows one of them privately does nothing for the household."""
        return frozenset(recused_of(self.pk).values_list("recusals__user_id", flat=True))

    @classmethod
    def closed_to_some(cls) -> models.QuerySet[Any]:
        known = recused_of(models.OuterRef("pk"))
        return cls._default_manager.filter(models.Exists(known), state__in=cls.open_states)

    @step(
        state,
        [HouseholdState.BEWOOND],
        None,
        "Wijs de regie toe",
        done="Het staat vast wie de regie heeft.",
        happened="Regie over het huishouden toegewezen",
        by=[may(A.ASSIGN_CASE)],
        needs=[directs_from_the_team],
        form="DirectForm",
        primary=True,
    )
    def direct(self, *, regisseur: User, **details: Any) -> None:
        self.regisseur = regisseur

    @step(
        state,
        [HouseholdState.BEWOOND],
        HouseholdState.OPGEHEVEN,
        "Hef het huishouden op",
        done="Het huishouden is opgeheven.",
        happened="Er woont hier niemand meer",
        closes="end",
    )
    def dissolve(self, **details: Any) -> None:
        """By the system, when the last one left."""


@pghistory.track()
class Member(models.Model):
    """One who lives in a household, from–until. `authority`: who of the household holds gezag over this minor;
    with neither that nor `authority_elsewhere` it isn't known.

    `of_age_on` is filled from the day on which they are 18; `asks` is what happened last, until somebody said what that
    means for the household.
    """

    objects = MemberQuerySet.as_manager()
    anchor_field = "household"
    key_field = "public_id"
    alongside = ("person",)
    view = A.VIEW_FILE

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    relation = models.CharField("wie is dit in het huishouden", max_length=20, choices=Relation.choices)
    authority = models.ManyToManyField(
        "self", verbose_name="wie heeft het gezag", symmetrical=False, blank=True, related_name="authority_over"
    )
    authority_elsewhere = models.CharField("wie elders woont en het gezag heeft", max_length=120, blank=True)
    authority_said_on = models.DateField("gezag nagegaan op", null=True, editable=False)
    since = models.DateField("woont hier sinds")
    until = models.DateField("tot", null=True, blank=True, editable=False)
    ended_why = models.CharField("waarom niet meer", max_length=20, choices=Ended.choices, blank=True, editable=False)
    of_age_on = models.DateField("18 sinds", null=True, editable=False)
    asks = models.CharField("wat er gebeurde", max_length=20, choices=Asks.choices, blank=True, editable=False)
    asks_since = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name = "lid van een huishouden"
        verbose_name_plural = "leden van een huishouden"
        ordering = ("since", "pk")
        constraints = (
            models.CheckConstraint(name="member_relation_is_known", condition=Q(relation__in=Relation.values)),
            # one that ended on its first day was a mistake, and stays on record
            models.CheckConstraint(
                name="member_does_not_leave_before_coming", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="who_lives_here_has_no_end",
                condition=Q(until=None, ended_why="") | Q(until__isnull=False, ended_why__in=Ended.values),
            ),
            models.CheckConstraint(
                name="what_asks_something_has_its_day",
                condition=Q(asks="", asks_since=None) | ~Q(asks="") & Q(asks_since__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("person",), condition=Q(until__isnull=True), name="one_household_at_a_time"
            ),
        )
        indexes = (
            models.Index(
                fields=("of_age_on", "person"),
                condition=Q(of_age_on__isnull=True, until__isnull=True),
                name="members_not_of_age",
            ),
        )

    def __str__(self) -> str:
        return f"lid {self.public_id}"

    def get_absolute_url(self) -> str:
        """There is no page of one of them alone."""
        return self.household.get_absolute_url()

    @property
    def anchor(self) -> Household:
        return self.household

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def lives_here(self) -> bool:
        return self.until is None

    def asks_what_it_means(self, what: Asks, on: dt.date) -> None:
        self.asks, self.asks_since = what, on

    def asks_no_more(self) -> None:
        self.asks, self.asks_since = Asks.NIETS, None

    def end(self, why: Ended, on: dt.date) -> None:
        """From that day they live there no more."""
        self.until, self.ended_why = max(on, self.since), why
        self.asks_what_it_means(Asks(why), on)


@pghistory.track()
class Wall(models.Model):
    """A safety wall between two members: neither may learn of the other by us, not even that there is a case.

    `one` is for whose sake. On `until` or `review_on` somebody decides whether it stays; it stands until it is lifted.
    """

    objects = WallQuerySet.as_manager()

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="walls")
    one = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="walls_as_one")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="walls_as_other")
    why = models.TextField("waarom")
    until = models.DateField("tot", null=True, blank=True)
    review_on = models.DateField("opnieuw bekijken op", null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_on = models.DateField("opgeheven op", null=True, editable=False)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    lifted_why = models.TextField("waarom opgeheven", blank=True, default="", db_default="", editable=False)
    gone_over_on = models.DateField("beide zaken nagelopen op", null=True, editable=False)
    state_since = models.DateField("sinds", editable=False, db_default=Now())
    # by which case it came to stand for this one too: two that turned out to be one person, until they are two again
    came_with = models.CharField("kwam mee met", max_length=20, blank=True, default="", db_default="", editable=False)

    anchor_field: ClassVar[str] = "household"
    key_field: ClassVar[str] = "public_id"
    alongside: ClassVar[tuple[str, ...]] = ("one", "other", "by", "lifted_by")
    view: ClassVar[A] = A.VIEW_FILE

    class Meta:
        verbose_name = "muur"
        verbose_name_plural = "muren"
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(name="a_wall_stands_between_two", condition=~Q(one=F("other"))),
            models.CheckConstraint(
                name="a_wall_ends_or_is_looked_at_again", condition=Q(until__isnull=False) | Q(review_on__isnull=False)
            ),
            models.CheckConstraint(name="a_wall_has_its_reason", condition=~Q(why="")),
            models.CheckConstraint(
                name="who_lifts_a_wall_is_known",
                condition=Q(lifted_on=None, lifted_by=None) | Q(lifted_on__isnull=False, lifted_by__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=("one",), condition=Q(lifted_on=None), name="walls_standing_by_one"),
            models.Index(fields=("other",), condition=Q(lifted_on=None), name="walls_standing_by_other"),
        )

    def __str__(self) -> str:
        return f"muur {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/huishoudens/muur/{self.public_id}/"

    @property
    def anchor(self) -> Any:
        return self.household

    @property
    def decide_on(self) -> dt.date:
        """The day on which somebody decides whether it stays."""
        return min(one for one in (self.until, self.review_on) if one is not None)
