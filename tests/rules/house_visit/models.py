"""A noun that only the tests know: somebody of the team visits the citizen at home."""

import datetime as dt
from typing import Any

from django.db import models

from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.cases.querysets import CaseChildQuerySet
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from roles.actions import Action as A
from roles.models import User
from tests.rules.house_visit.conditions import the_day_has_come


class VisitState(models.TextChoices):
    GEPLAND = "gepland", "Gepland"
    GEDAAN = "gedaan", "Gedaan"
    AFGEZEGD = "afgezegd", "Afgezegd"


class HouseVisit(CaseChild):
    """One visit, by one colleague, on one day."""

    objects = CaseChildQuerySet.as_manager()
    view = A.VIEW_FILE
    titles = Titles("Huisbezoek", "Huisbezoek bij")

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    case = models.ForeignKey("casework.Case", on_delete=models.DO_NOTHING, related_name="house_visits")
    visitor = models.ForeignKey(User, on_delete=models.DO_NOTHING, related_name="+")
    on = models.DateField("op")
    told = models.TextField("hoe was het", blank=True)
    state = machine_state("stand", VisitState, VisitState.GEPLAND)

    class Meta:
        app_label = "house_visit"
        verbose_name = "huisbezoek"
        indexes = (models.Index(fields=("state", "on"), name="visits_by_day"),)

    def __str__(self) -> str:
        return f"huisbezoek {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/huisbezoeken/{self.public_id}/"

    @step(
        state,
        [VisitState.GEPLAND],
        VisitState.GEDAAN,
        "Leg het bezoek vast",
        done="Het bezoek staat vast.",
        happened="Huisbezoek gedaan",
        tells="told",
        by=[may(A.EDIT_FILE)],
        needs=[the_day_has_come],
        form="ToldForm",
        primary=True,
        citizen="Wij zijn bij u thuis geweest.",
    )
    def tell(self, *, told: str, **details: Any) -> None:
        self.told = told

    @step(
        state,
        [VisitState.GEPLAND],
        VisitState.AFGEZEGD,
        "Zeg het bezoek af",
        done="Het bezoek is afgezegd.",
        happened="Huisbezoek afgezegd",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[says_why],
        form="WhyForm",
    )
    def call_off(self, *, why: str, on: dt.date, **details: Any) -> None:
        """Nobody comes."""
