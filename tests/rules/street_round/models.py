"""A noun that only the tests know, and that hangs on nothing: a team walks through a street and rings at the doors."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models

from casework.engine.anchor import Anchor
from casework.engine.conditions import says_why
from casework.engine.events import Event, append_only, once_per_form
from casework.engine.holding import only_while_held
from casework.engine.machine import Machine, Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.work import OpenWork, OpenWorkQuerySet, for_somebody, one_open_per_key
from roles.actions import Action as A
from roles.models import Team, User
from roles.policy import Sight, which
from tests.rules.street_round.conditions import the_day_has_come
from wijkweb.models import Kern


class RoundState(models.TextChoices):
    GEPLAND = "gepland", "Gepland"
    GELOPEN = "gelopen", "Gelopen"
    AFGEZEGD = "afgezegd", "Afgezegd"


class DoorState(models.TextChoices):
    OPEN = "open", "Nog terug te komen"
    GESPROKEN = "gesproken", "Gesproken"
    OVERGESLAGEN = "overgeslagen", "Overgeslagen"


class RoundQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight, action: A = A.VIEW_FILE) -> Any:
        return self.filter(which(sight, action, named=False))

    def for_page(self) -> Any:
        return self.select_related("team", "kern", "leader")


class DoorQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        return self.filter(which(sight, A.VIEW_FILE, "round__", named=False))


class Round(Anchor):
    """One walk through one street, led by one colleague."""

    objects = RoundQuerySet.as_manager()
    anchor_field = "round"
    event_model = "street_round.RoundEvent"
    work_model = "street_round.RoundWork"
    open_states = (RoundState.GEPLAND,)
    view = A.VIEW_FILE
    titles = Titles("Straatronde", "Straatronde")

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    street = models.CharField("straat", max_length=80)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    kern = models.ForeignKey(Kern, on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("op")
    told = models.TextField("hoe was het", blank=True)
    state = machine_state("stand", RoundState, RoundState.GEPLAND)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "street_round"
        verbose_name = "straatronde"
        indexes = (models.Index(fields=("state", "on"), name="rounds_by_day"),)

    def __str__(self) -> str:
        return self.public_id

    def get_absolute_url(self) -> str:
        return f"/straatrondes/{self.public_id}/"

    @step(
        state,
        [RoundState.GEPLAND],
        RoundState.GELOPEN,
        "Rond de ronde af",
        done="De ronde is afgerond.",
        happened="Ronde gelopen",
        tells="told",
        by=[may(A.EDIT_FILE)],
        needs=[the_day_has_come],
        form="ToldForm",
        primary=True,
        closes="close",
    )
    def finish(self, *, told: str, **details: Any) -> None:
        self.told = told

    @step(
        state,
        [RoundState.GEPLAND],
        RoundState.AFGEZEGD,
        "Zeg de ronde af",
        done="De ronde is afgezegd.",
        happened="Ronde afgezegd",
        by=[may(A.EDIT_FILE)],
        needs=[says_why],
        form="WhyForm",
        closes="end",
    )
    def call_off(self, *, why: str, **details: Any) -> None:
        """Nobody walks."""


class RoundEvent(Event):
    """One thing that happened on a round."""

    anchor_field = "round"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="events")

    class Meta:
        app_label = "street_round"
        ordering = ("-at", "-pk")
        constraints = (once_per_form("one_effect_per_form_on_a_round"),)
        triggers = append_only()


class RoundWork(OpenWork):
    """One open turn on a round."""

    anchor_field = "round"
    mark_prefix: ClassVar[str] = "rounds-"
    objects = OpenWorkQuerySet.as_manager()

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="work")

    class Meta:
        app_label = "street_round"
        ordering = ("due_on", "pk")
        constraints = (one_open_per_key("round", "one_open_per_key_on_a_round"), for_somebody("round_is_for_somebody"))
        triggers = only_while_held("street_round_round", "round_id")


class Door(Machine):
    """Somebody who wasn't at home, to come back to: what hangs on a round."""

    objects = DoorQuerySet.as_manager()
    anchor_field = "round"
    view = A.VIEW_FILE
    titles = Titles("Deur", "Deur")

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="doors")
    number = models.CharField("huisnummer", max_length=8)
    state = machine_state("stand", DoorState, DoorState.OPEN)

    class Meta:
        app_label = "street_round"
        verbose_name = "deur"

    def __str__(self) -> str:
        return f"deur {self.public_id}"

    @property
    def anchor(self) -> Any:
        return self.round

    @anchor.setter
    def anchor(self, anchor: Any) -> None:
        self.round = anchor

    @property
    def anchor_id(self) -> Any:
        return self.round_id

    def get_absolute_url(self) -> str:
        return f"/deuren/{self.public_id}/"

    @step(
        state,
        [DoorState.OPEN],
        DoorState.GESPROKEN,
        "Wij spraken elkaar",
        done="U hebt vastgelegd dat u iemand sprak.",
        happened="Iemand gesproken",
        tells="told",
        by=[may(A.EDIT_FILE)],
        form="ToldForm",
        primary=True,
    )
    def speak(self, *, told: str, on: dt.date, **details: Any) -> None:
        """Somebody was at home."""

    @step(
        state,
        [DoorState.OPEN],
        DoorState.OVERGESLAGEN,
        "Sla over",
        done="De deur is overgeslagen.",
        happened="Deur overgeslagen",
    )
    def skip(self, **details: Any) -> None:
        """The round is called off: nobody comes back."""
