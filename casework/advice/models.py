"""An advice on what is needed, asked of somebody who knows: a doctor, an occupational therapist, another organisation."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from casework.advice.conditions import (
    asked_for_it,
    came_after_it_was_asked,
    expected_on_a_day_to_come,
    says_what_it_is,
)
from casework.advice.states import AdviceState, Adviser
from casework.cases.child import CaseChild
from casework.cases.conditions import is_regisseur
from casework.cases.querysets import CaseChildQuerySet
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.engine.words import day_in_words
from casework.research.models import Need
from casework.sharing.models import Sharing
from roles.actions import Action as A
from roles.models import User


class Advice(CaseChild):
    """One question to one adviser. Who that is, what they are told and on which ground stands in its `sharing`.

    `about` keeps the words of the need as it was asked, also once that row is gone; empty where it is about all of it.
    `address` is for the letter, in lines. It stops no term: not of the research, nor of the decision (Awb 4:15 knows no
    such ground).
    """

    objects = CaseChildQuerySet.as_manager()
    alongside = ("sharing__with_organisation", "need", "asked_by", "piece")
    view = A.VIEW_FILE
    titles = Titles("Advies", "Advies over")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="advices")
    kind = models.CharField("van wie", max_length=20, choices=Adviser.choices)
    sharing = models.ForeignKey(Sharing, on_delete=models.PROTECT, related_name="advices")
    need = models.ForeignKey(Need, on_delete=models.SET_NULL, null=True, related_name="advices")
    about = models.CharField("waarover", max_length=300, blank=True)
    question = models.TextField("wat wilt u weten")
    address = models.TextField("adres voor de brief", blank=True)
    asked_on = models.DateField("gevraagd op", editable=False)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    expected_by = models.DateField("verwacht uiterlijk")
    state = machine_state("stand", AdviceState, AdviceState.GEVRAAGD)
    received_on = models.DateField("ontvangen op", null=True, editable=False)
    answer = models.TextField("wat het advies is", blank=True)
    piece = models.ForeignKey("casework.Piece", on_delete=models.SET_NULL, null=True, related_name="+")
    ended_why = models.TextField("waarom het niet kwam", blank=True)

    class Meta:
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        ordering = ("-asked_on", "-pk")
        constraints = (
            models.CheckConstraint(name="advice_state_is_known", condition=Q(state__in=AdviceState.values)),
            models.CheckConstraint(name="advice_is_of_somebody_known", condition=Q(kind__in=Adviser.values)),
            models.CheckConstraint(
                name="an_advice_that_came_has_its_day",
                condition=~Q(state=AdviceState.ONTVANGEN) | Q(received_on__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"advies {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/adviezen/{self.public_id}/"

    @property
    def of_whom(self) -> str:
        """'Argonaut, medisch adviseur'."""
        return f"{self.sharing.receiver_name}, {self.get_kind_display().lower()}"

    @property
    def caption(self) -> str:
        """Of whom, on the timeline."""
        return self.of_whom

    @step(
        state,
        [AdviceState.GEVRAAGD],
        AdviceState.ONTVANGEN,
        "Leg het advies vast",
        done="Het advies staat vast. U kunt het in het onderzoek gebruiken.",
        happened="Advies ontvangen",
        tells="answer",
        by=[may(A.EDIT_FILE)],
        needs=[came_after_it_was_asked, says_what_it_is],
        form="ReceiveForm",
        primary=True,
        citizen="Wij kregen het advies over uw vraag.",
    )
    def receive(self, *, received_on: dt.date, answer: str = "", piece: Any = None, **details: Any) -> None:
        """By whoever opens the post: in words that the citizen reads, or as the piece in which it stands."""
        self.received_on, self.answer, self.piece = received_on, answer, piece

    @step(
        state,
        [AdviceState.GEVRAAGD],
        None,
        "Wacht langer op het advies",
        done="De nieuwe dag staat vast.",
        happened="Advies nagevraagd",
        tells=lambda details: f"Verwacht uiterlijk {day_in_words(details['until'])}",
        by=[may(A.EDIT_FILE, asked_for_it), may(A.LEAD_CASE, is_regisseur)],
        needs=[expected_on_a_day_to_come],
        form="LongerForm",
        citizen="Het advies over uw vraag komt later.",
    )
    def extend(self, *, until: dt.date, **details: Any) -> None:
        """It was asked after: by when it comes now."""
        self.expected_by = until

    @step(
        state,
        [AdviceState.GEVRAAGD],
        AdviceState.NIET_GEKOMEN,
        "Het advies komt niet",
        done="Het staat vast: dit advies komt niet.",
        happened="Advies niet gekomen",
        tells="why",
        by=[may(A.EDIT_FILE, asked_for_it), may(A.LEAD_CASE, is_regisseur)],
        needs=[says_why],
        form="WhyForm",
        citizen="Het advies over uw vraag komt niet. Wij gaan zonder verder.",
    )
    def miss(self, *, why: str = "", **details: Any) -> None:
        """The adviser doesn't give it; the research goes on without."""
        self.ended_why = why

    @step(
        state,
        [AdviceState.GEVRAAGD],
        AdviceState.INGETROKKEN,
        "Vraag het advies niet meer",
        done="Het advies wordt niet meer gevraagd.",
        happened="Advies niet meer gevraagd",
        tells="why",
        by=[may(A.EDIT_FILE, asked_for_it), may(A.LEAD_CASE, is_regisseur)],
        needs=[says_why],
        form="WhyForm",
        citizen="Wij vragen geen advies meer over uw vraag.",
    )
    def call_off(self, *, why: str = "", **details: Any) -> None:
        """It isn't needed any more; or, by the system, what it rests on ended."""
        self.ended_why = why
