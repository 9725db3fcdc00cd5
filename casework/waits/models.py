"""A case that waits for something from elsewhere, until a day."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from casework.advice.models import Advice
from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.cases.querysets import CaseChildQuerySet
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.words import day_in_words
from casework.waits.conditions import tells_by_itself, waits_on_a_day_to_come
from casework.waits.states import FOR_CITIZEN, WaitsFor, WaitState
from roles.actions import Action as A
from roles.models import User


class Wait(CaseChild):
    """'Wacht op een offerte tot 4 december': nothing to be done until it is there, and that day somebody looks.

    `advice`: the one it waits for, which says by itself when it is there, and whose turn it is on that day.
    """

    objects = CaseChildQuerySet.as_manager()
    alongside = ("made_by",)
    view = A.VIEW_FILE
    titles = Titles("Wachten", "Wachten in de zaak van")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="waits")
    waits_for = models.CharField("waarop", max_length=20, choices=WaitsFor.choices)
    what = models.CharField("wat precies", max_length=160, blank=True)
    advice = models.ForeignKey(Advice, on_delete=models.SET_NULL, null=True, editable=False, related_name="waits")
    until = models.DateField("tot")
    since = models.DateField("sinds", editable=False)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    state = machine_state("stand", WaitState, WaitState.LOOPT)

    class Meta:
        verbose_name = "wachten"
        verbose_name_plural = "wachten"
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(name="wait_state_is_known", condition=Q(state__in=WaitState.values)),
            models.CheckConstraint(name="wait_is_for_something", condition=Q(waits_for__in=WaitsFor.values)),
            models.UniqueConstraint(
                fields=("case",), condition=Q(state=WaitState.LOOPT), name="a_case_waits_for_one_thing"
            ),
        )

    def __str__(self) -> str:
        return f"wachten {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/wachten/{self.public_id}/"

    @property
    def on_what(self) -> str:
        """'een offerte: traplift', as colleagues read it."""
        label = self.get_waits_for_display()
        return f"{label}: {self.what}" if self.what else label

    @property
    def for_citizen(self) -> str:
        return FOR_CITIZEN[WaitsFor(self.waits_for)]

    @step(
        state,
        [WaitState.LOOPT],
        WaitState.GEKOMEN,
        "Het is er",
        done="Het is er. De zaak wacht niet meer.",
        happened="Het is er",
        by=[may(A.EDIT_FILE)],
        needs=[tells_by_itself],
        primary=True,
        citizen="Waar wij op wachtten, is er.",
    )
    def come(self, **details: object) -> None:
        """Whoever opens the post may say so; what rested stands on the list again."""

    @step(
        state,
        [WaitState.LOOPT],
        None,
        "Wacht langer",
        done="De zaak wacht langer.",
        happened="Wacht langer",
        tells=lambda details: f"Tot {day_in_words(details['until'])}",
        by=[may(A.LEAD_CASE, is_regisseur)],
        needs=[tells_by_itself, waits_on_a_day_to_come],
        form="LongerForm",
        citizen="Wij wachten langer.",
    )
    def extend(self, *, until: dt.date, **details: Any) -> None:
        self.until = until

    @step(
        state,
        [WaitState.LOOPT],
        WaitState.GESTOPT,
        "Stop met wachten",
        done="De zaak wacht niet meer.",
        happened="Wacht niet meer",
        tells="why",
        by=[may(A.LEAD_CASE, is_regisseur)],
        citizen="Wij wachten niet meer.",
    )
    def stop(self, **details: object) -> None:
        """It isn't needed any more, or it won't come."""
