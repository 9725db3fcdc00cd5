"""Somebody rang and wants to be rung back."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from casework.callbacks.conditions import says_what, took_it
from casework.callbacks.querysets import CallBackQuerySet
from casework.callbacks.states import CallBackState
from casework.cases.child import CaseChild
from casework.contacts.words import WithWhom
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.people.phones import PhoneField
from roles.actions import Action as A
from roles.models import User


class CallBack(CaseChild):
    """Who wants to be rung, at which number, about what. Whoever took it reads what became of it, not what was said:
    that is a note on the file."""

    objects = CallBackQuerySet.as_manager()
    alongside = ("taken_by", "called_by", "contact")
    view = A.ASK_CALL_BACK
    titles = Titles("Terugbelverzoek", "Terugbelverzoek van")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="call_backs")
    with_whom = models.CharField("wie", max_length=20, choices=WithWhom.choices, default=WithWhom.INWONER)
    contact = models.ForeignKey("casework.Contact", on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField("naam", max_length=120, blank=True)
    phone = PhoneField("telefoon", max_length=40, blank=True)
    about = models.CharField("waarover", max_length=200)
    taken_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    taken_by_name = models.CharField(max_length=150)
    taken_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField("geen gehoor", default=0, editable=False)
    counts_from = models.DateField(editable=False)  # of the term: the day it was asked, or tried last
    called_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    called_at = models.DateTimeField(null=True, editable=False)
    state = machine_state("stand", CallBackState, CallBackState.OPEN)

    class Meta:
        verbose_name = "terugbelverzoek"
        verbose_name_plural = "terugbelverzoeken"
        ordering = ("-taken_at", "-pk")
        indexes = (models.Index(fields=("taken_by", "-taken_at"), name="call_backs_by_taker"),)
        constraints = (
            models.CheckConstraint(name="call_back_state_is_known", condition=Q(state__in=CallBackState.values)),
            models.CheckConstraint(
                name="call_back_says_who",
                condition=Q(with_whom=WithWhom.INWONER, name="") | ~Q(with_whom=WithWhom.INWONER) & ~Q(name=""),
            ),
        )

    def __str__(self) -> str:
        return f"terugbelverzoek {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/terugbelverzoeken/{self.public_id}/"

    @property
    def caption(self) -> str:
        """What it is about, for the timeline."""
        return self.about

    @property
    def who(self) -> str:
        """Who wants to be rung, for pages of those who may see the case."""
        return self.case.subject if self.with_whom == WithWhom.INWONER else self.name

    @property
    def number(self) -> str:
        """At which number: the one that was given, else the one that is known of the citizen."""
        person = self.case.person
        theirs = person.phone if person and self.with_whom == WithWhom.INWONER else ""
        return self.phone or theirs

    @step(
        state,
        [CallBackState.OPEN],
        CallBackState.GEBELD,
        "Bel terug",
        done="Vastgelegd dat u belde. Het gesprek staat op de tijdlijn.",
        happened="Teruggebeld",
        by=[may(A.EDIT_FILE)],
        needs=[says_what],
        form="CallForm",
        primary=True,
    )
    def call(self, *, at: dt.datetime, by: User | None, **details: Any) -> None:
        """They were reached. What was said becomes a contact on the file, by an effect."""
        self.called_by, self.called_at = by, at

    @step(
        state,
        [CallBackState.OPEN],
        None,
        "Geen gehoor",
        done="Geen gehoor. Het verzoek blijft staan, voor de volgende werkdag.",
        happened="Teruggebeld, geen gehoor",
        by=[may(A.EDIT_FILE)],
        form="NoAnswerForm",
    )
    def miss(self, *, on: dt.date, **details: Any) -> None:
        self.tries += 1
        self.counts_from = on

    @step(
        state,
        [CallBackState.OPEN],
        CallBackState.VERVALLEN,
        "Laat vervallen",
        done="Het terugbelverzoek vervalt.",
        happened="Terugbelverzoek vervallen",
        by=[may(A.EDIT_FILE), may(A.ASK_CALL_BACK, took_it)],
        needs=[says_why],
        form="WhyForm",
    )
    def drop(self, **details: Any) -> None:
        """They rang themselves, or it was a mistake."""
