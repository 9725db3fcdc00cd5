"""What of a file is shared with whom, what for and until when: one per purpose and receiver."""

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.words import day_in_words
from casework.network.models import Contact
from casework.sharing.conditions import (
    ends_by_itself,
    is_asked,
    is_not_left_to_end,
    says_how,
    until_a_day_to_come,
)
from casework.sharing.querysets import SharingQuerySet
from casework.sharing.states import FilePart, Purpose, Rests, SharingState
from roles.actions import Action as A
from roles.models import Team, User
from wijkweb.models import Organisation


def _what_was_always_shared() -> list[str]:
    return [FilePart.VRAAG]


class Sharing(CaseChild):
    """Parts of the file, for one receiver and one purpose; by the citizen's say, or by an article (`grounds.py`).

    What others see of hand-overs and goals rests on it: withdrawn or over, that sight ends at once (AVG art. 7 lid 3).
    `until` is exclusive. `what` holds codes of `FilePart`.
    """

    objects = SharingQuerySet.as_manager()
    alongside = ("with_organisation", "with_team", "with_contact", "recorded_by")
    view = A.VIEW_SHARING
    titles = Titles("Delen", "Delen over", "Wat wij delen")
    is_new = False  # made by the act that runs now: that tells of it, once

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="sharings")
    what = ArrayField(
        models.CharField(max_length=20, choices=FilePart.choices),
        verbose_name="wat",
        default=_what_was_always_shared,
    )
    with_organisation = models.ForeignKey(
        Organisation,
        verbose_name="met welke organisatie",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    with_team = models.ForeignKey(
        Team, verbose_name="met welk team", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    with_contact = models.ForeignKey(
        Contact,
        verbose_name="met wie uit het netwerk",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    with_name = models.CharField("met wie", max_length=120, blank=True)
    purpose = models.CharField("waarvoor", max_length=20, choices=Purpose.choices, default=Purpose.HULP)
    rests = models.CharField("op welke grond", max_length=20, choices=Rests.choices, default=Rests.TOESTEMMING)
    article = models.CharField("artikel", max_length=120, blank=True)
    why = models.TextField("waarom nodig", blank=True)
    text = models.TextField("de tekst die is getoond of voorgelezen", blank=True)
    how = models.CharField("hoe gaf de inwoner toestemming", max_length=120, blank=True)
    given_by = models.CharField("wie gaf toestemming", max_length=120, blank=True)
    also_by = models.CharField("wie gaf ook toestemming", max_length=120, blank=True)
    given_on = models.DateField("op")
    until = models.DateField("tot", null=True, blank=True)
    left_to_end = models.BooleanField("loopt af", default=False, editable=False)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    state = machine_state("stand", SharingState, SharingState.GEGEVEN)
    ended_on = models.DateField(null=True, editable=False)
    ended_why = models.TextField("reden", blank=True)

    class Meta:
        verbose_name = "deling"
        verbose_name_plural = "delingen"
        ordering = ("-given_on", "-pk")
        constraints = (
            models.CheckConstraint(name="sharing_state_is_known", condition=Q(state__in=SharingState.values)),
            models.CheckConstraint(name="sharing_purpose_is_known", condition=Q(purpose__in=Purpose.values)),
            models.CheckConstraint(name="sharing_rests_on_a_ground", condition=Q(rests__in=Rests.values)),
            models.CheckConstraint(
                name="sharing_is_with_one_party",
                condition=Q(with_organisation=None, with_team=None, with_contact=None)
                | Q(with_organisation=None, with_team=None, with_name="")
                | Q(with_organisation=None, with_contact=None, with_name="")
                | Q(with_team=None, with_contact=None, with_name=""),
                violation_error_message="Kies met wie u deelt.",
            ),
            models.CheckConstraint(
                name="sharing_ends_after_it_is_given",
                condition=Q(until__isnull=True) | Q(until__gt=F("given_on")),
                violation_error_message="De einddatum moet na de datum van toestemming liggen.",
            ),
        )
        indexes = (
            models.Index(
                fields=("until",),
                condition=Q(until__isnull=False, state=SharingState.GEGEVEN),
                name="sharings_by_last_day",
            ),
        )

    def __str__(self) -> str:
        return f"deling {self.public_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """It stands since it was given."""
        if self.state_since is None:
            self.state_since = self.given_on
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return f"/delingen/{self.public_id}/"

    @property
    def by(self) -> str:
        """Who gave it; both, where two did."""
        return " en ".join(filter(None, (self.given_by, self.also_by)))

    @property
    def receiver_name(self) -> str:
        party = self.with_organisation or self.with_team or self.with_contact
        return party.name if party else self.with_name

    @property
    def parts(self) -> list[str]:
        """What is shared, in words."""
        return [FilePart(one).label for one in self.what]

    @property
    def caption(self) -> str:
        """With whom, on the timeline."""
        return self.receiver_name

    def valid(self, on: dt.date) -> bool:
        return self.state == SharingState.GEGEVEN and (self.until is None or self.until > on)

    @step(
        state,
        [SharingState.GEGEVEN],
        None,
        "Verleng",
        done="Het delen is verlengd.",
        happened="Delen verlengd",
        tells=lambda details: f"Tot {day_in_words(details['until'])}",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[ends_by_itself, until_a_day_to_come, says_how],
        form="LongerForm",
        citizen="Wij delen uw gegevens langer, zoals met u is afgesproken.",
    )
    def extend(self, *, until: dt.date, how: str = "", given_by: str = "", **details: Any) -> None:
        """The citizen was asked again; where it rests on an article, it is still needed."""
        self.until, self.left_to_end = until, False
        if how:
            self.how, self.given_by = how, given_by

    @step(
        state,
        [SharingState.GEGEVEN],
        None,
        "Laat aflopen",
        done="Het delen stopt vanzelf op de afgesproken dag.",
        happened="Delen loopt af",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[ends_by_itself, is_not_left_to_end],
    )
    def let_end(self, **details: Any) -> None:
        """Nobody needs to look at it again."""
        self.left_to_end = True

    @step(
        state,
        [SharingState.GEGEVEN],
        SharingState.INGETROKKEN,
        "Trek in",
        done="Het delen is gestopt.",
        happened="Delen ingetrokken",
        by=[may(A.STEER_OWN, is_asked), may(A.EDIT_FILE)],
        form="WithdrawForm",
        citizen="Wij delen uw gegevens hier niet meer.",
    )
    def withdraw(self, *, on: dt.date, why: str = "", **details: Any) -> None:
        """By the citizen or who speaks for them, or written down by whoever heard them say it: as easily as it was given."""
        self.ended_on, self.ended_why = on, why

    @step(
        state,
        [SharingState.GEGEVEN],
        SharingState.VERLOPEN,
        "Loopt af",
        done="Het delen is gestopt.",
        happened="Delen afgelopen",
        citizen="Wij delen uw gegevens hier niet meer: de afspraak liep af.",
    )
    def lapse(self, *, on: dt.date, why: str = "", **details: Any) -> None:
        """By the system: on its day, or because it turned out to be another's say."""
        self.ended_on, self.ended_why = on, why

    @step(
        state,
        [SharingState.GEGEVEN],
        SharingState.VERLOPEN,
        "Vervang",
        done="Er is een nieuwe afspraak.",
        happened="Delen opnieuw afgesproken",
    )
    def replace(self, *, on: dt.date, **details: Any) -> None:
        """By the system: for the same purpose the citizen said it anew. What rested on it rests on the new one."""
        self.ended_on = on
