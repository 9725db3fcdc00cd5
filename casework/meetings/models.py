"""Who sat at the table about a household, what each was told on which ground, and what was agreed."""

from typing import Any

from django.db import models
from django.db.models import Q

from casework.engine.conditions import says_why
from casework.engine.machine import Machine, Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.households.models import Household, Member
from casework.households.querysets import OfHouseholdQuerySet
from casework.meetings.conditions import (
    agreed_day,
    is_open_here,
    no_wall_between_them,
    one_is_open,
    rests_or_says_why,
    somebody_was_there,
)
from casework.meetings.states import MeetingState
from casework.network.models import Contact
from casework.sharing.models import Sharing
from roles.actions import Action as A
from roles.models import User
from wijkweb.models import Organisation


class Meeting(Machine):
    """One meeting about a household. `about` is read by everybody who was there.

    `why_without`: why somebody outside was told something though nothing allowed it.
    """

    objects = OfHouseholdQuerySet.as_manager()
    anchor_field = "household"
    view = A.VIEW_FILE
    titles = Titles("Gezamenlijk overleg", "Gezamenlijk overleg over")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    household = models.ForeignKey(Household, on_delete=models.CASCADE, related_name="meetings")
    on = models.DateField("op")
    about = models.TextField("waarover")
    why_without = models.TextField("waarom toch gedeeld", blank=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    state = machine_state("stand", MeetingState, MeetingState.CONCEPT)

    class Meta:
        verbose_name = "gezamenlijk overleg"
        verbose_name_plural = "gezamenlijke overleggen"
        ordering = ("-on", "-pk")
        constraints = (
            models.CheckConstraint(name="meeting_state_is_known", condition=Q(state__in=MeetingState.values)),
        )

    def __str__(self) -> str:
        return f"overleg {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/overleggen/{self.public_id}/"

    @property
    def anchor(self) -> Any:
        return self.household

    @anchor.setter
    def anchor(self, household: Any) -> None:
        self.household = household

    @property
    def anchor_id(self) -> Any:
        return self.household_id

    @step(
        state,
        [MeetingState.CONCEPT],
        None,
        "Voeg een deelnemer toe",
        done="De deelnemer staat erbij.",
        happened="Deelnemer aan het overleg toegevoegd",
        tells="",
        by=[may(A.EDIT_FILE)],
        needs=[no_wall_between_them],
        form="ParticipantForm",
    )
    def join(self, **details: Any) -> None:
        """Who was there, and about whom was spoken with them: see `effects.joined`."""

    @step(
        state,
        [MeetingState.CONCEPT],
        None,
        "Schrijf een afspraak op",
        done="De afspraak staat erbij.",
        happened="Afspraak van het overleg opgeschreven",
        tells="",
        by=[may(A.EDIT_FILE)],
        needs=[somebody_was_there, agreed_day],
        form="PromiseForm",
    )
    def promise(self, **details: Any) -> None:
        """Who does what, until when: see `effects.promised`."""

    @step(
        state,
        [MeetingState.CONCEPT],
        None,
        "Haal iets weg",
        done="Het is weggehaald.",
        happened="Iets uit het overleg weggehaald",
        tells="",
        by=[may(A.EDIT_FILE)],
        needs=[somebody_was_there],
        form="TakeOutForm",
    )
    def take_out(self, **details: Any) -> None:
        """A slip, as long as it is being written down: see `effects.taken_out`."""

    @step(
        state,
        [MeetingState.CONCEPT],
        MeetingState.VASTGELEGD,
        "Stel het overleg vast",
        done="Het overleg staat vast. Elke afspraak staat nu bij iemand op de lijst.",
        happened="Gezamenlijk overleg vastgelegd",
        tells="",
        by=[may(A.EDIT_FILE)],
        needs=[somebody_was_there, rests_or_says_why],
        form="SettleForm",
        primary=True,
    )
    def settle(self, *, why_without: str = "", **details: Any) -> None:
        """From here each agreement is somebody's turn."""
        self.why_without = why_without

    @step(
        state,
        [MeetingState.VASTGELEGD],
        None,
        "Vink een afspraak af",
        done="De afspraak is gedaan.",
        happened="Afspraak van het overleg gedaan",
        tells="text",
        by=[may(A.EDIT_FILE)],
        needs=[one_is_open, is_open_here],
        form="TickForm",
    )
    def tick(self, **details: Any) -> None:
        """It was done, or isn't needed any more: see `effects.ticked`."""

    @step(
        state,
        [MeetingState.CONCEPT],
        MeetingState.VERVALLEN,
        "Laat vervallen",
        done="Het overleg is vervallen.",
        happened="Gezamenlijk overleg vervallen",
        by=[may(A.EDIT_FILE)],
        needs=[says_why],
        form="WhyForm",
    )
    def cancel(self, **details: Any) -> None:
        """It didn't take place."""


class Participant(models.Model):
    """One who was there: a member, somebody of a member's web, a colleague, an organisation, or a party in words."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    called = models.CharField("naam", max_length=120, blank=True)

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="a_participant_is_one_party",
                condition=Q(member__isnull=False, contact=None, user=None, organisation=None, called="")
                | Q(member=None, contact__isnull=False, user=None, organisation=None, called="")
                | Q(member=None, contact=None, user__isnull=False, organisation=None, called="")
                | Q(member=None, contact=None, user=None, organisation__isnull=False, called="")
                | Q(member=None, contact=None, user=None, organisation=None) & ~Q(called=""),
            ),
            models.UniqueConstraint(
                name="somebody_is_there_once",
                fields=("meeting", "member", "contact", "user", "organisation", "called"),
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return f"deelnemer {self.pk}"

    @property
    def party(self) -> Any:
        """Who it is: a row with a name, or words."""
        if self.member is not None:
            return self.member.person
        return self.contact or self.user or self.organisation or self.called

    @property
    def name(self) -> str:
        return str(getattr(self.party, "name", self.party))

    @property
    def is_outside(self) -> bool:
        """Told by what the one it is about allows, or by an article; not who lives there, nor a colleague."""
        return self.member_id is None and self.user_id is None


class Spoken(models.Model):
    """That was spoken about this member with somebody outside, and on what that rests; None: on nothing."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="spoken", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "over wie met een deelnemer is gesproken"
        verbose_name_plural = "over wie met deelnemers is gesproken"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(name="spoken_of_once_with_each", fields=("participant", "member")),)

    def __str__(self) -> str:
        return f"gesproken {self.pk}"


class Promise(models.Model):
    """What one of who was there will do, until when; about one of the members, or about all."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="promises")
    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    what = models.CharField("wat", max_length=200)
    who = models.ForeignKey(Participant, verbose_name="wie", on_delete=models.CASCADE, related_name="promises")
    until = models.DateField("uiterlijk")
    member = models.ForeignKey(Member, verbose_name="over wie", on_delete=models.CASCADE, null=True, related_name="+")
    done_on = models.DateField(null=True, editable=False)
    done_text = models.TextField("hoe het ging", blank=True)

    class Meta:
        verbose_name = "afspraak van een overleg"
        verbose_name_plural = "afspraken van overleggen"
        ordering = ("until", "pk")

    def __str__(self) -> str:
        return f"afspraak {self.public_id}"
