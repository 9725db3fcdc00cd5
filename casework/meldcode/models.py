"""The meldcode huiselijk geweld en kindermishandeling: five steps, known to who works on it and to nobody else."""

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from casework.cases.child import CaseChild
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.meldcode.conditions import (
    is_another_of_the_team,
    is_kept_as_it_was_read,
    is_kept_from_the_citizen,
    reports_or_says_why_not,
    review_is_near,
    says_what_was_reported,
    says_what_was_seen,
    says_whether_they_talked,
    says_which_help,
    says_whose_advice,
    says_why_it_is_kept,
    says_why_so_weighed,
    works_on_it,
)
from casework.meldcode.querysets import MeldcodeQuerySet
from casework.meldcode.states import Advised, MeldcodeState, Weighed
from roles.actions import Action as A
from roles.models import User

_WORKERS = may(A.EDIT_FILE, works_on_it)
REPORTED_BY = "Wmo 2015, artikel 5.2.6"  # without consent; docs/beheer.md says what a lawyer must confirm


class Meldcode(CaseChild):
    """One suspicion, from signals to decision. `others` are the keys of colleagues who work on it besides `lead`.

    `opened_on`: since when the citizen reads it; until then `kept_why` says why not, and `review_on` when that is looked
    at again.
    """

    objects = MeldcodeQuerySet.as_manager()
    alongside = ("lead",)
    view = A.VIEW_FILE
    titles = Titles("Meldcode", "Meldcode over", "Onze zorgen over veiligheid")
    logged_as = "zaak"  # as any look at the case: who reads who looked can't tell that there is one

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="meldcodes")
    state = machine_state("stand", MeldcodeState, MeldcodeState.SIGNALEN)
    lead = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    others = ArrayField(models.BigIntegerField(), default=list, editable=False)
    begun_on = models.DateField("begonnen op")
    signals = models.TextField("signalen", blank=True)
    advised_by = models.CharField("advies van", max_length=20, choices=Advised.choices, blank=True)
    advised_on = models.DateField("advies op", null=True)
    advice = models.TextField("het advies", blank=True)
    talked_on = models.DateField("gesproken op", null=True)
    talked = models.TextField("het gesprek", blank=True)
    not_talked_why = models.TextField("waarom niet gesproken", blank=True)
    weighed = models.CharField("weging", max_length=20, choices=Weighed.choices, blank=True)
    weighing = models.TextField("afwegingskader", blank=True)
    reported_on = models.DateField("gemeld bij Veilig Thuis op", null=True)
    reported = models.TextField("wat aan Veilig Thuis is verteld", blank=True)
    reported_by_article = models.CharField("grond", max_length=60, blank=True)
    not_reported_why = models.TextField("waarom niet gemeld", blank=True)
    helped = models.TextField("hulp", blank=True)
    decided_on = models.DateField("besloten op", null=True)
    kept_why = models.TextField("waarom de inwoner dit niet leest", blank=True)
    review_on = models.DateField("opnieuw bekijken op", null=True)
    opened_on = models.DateField("te lezen door de inwoner sinds", null=True)

    class Meta:
        verbose_name = "meldcode"
        verbose_name_plural = "meldcodes"
        ordering = ("-begun_on", "-pk")
        constraints = (
            models.CheckConstraint(name="meldcode_state_is_known", condition=Q(state__in=MeldcodeState.values)),
            models.CheckConstraint(
                name="meldcode_is_kept_for_a_reason_until_a_day",
                condition=Q(opened_on__isnull=False) | ~Q(kept_why="") & Q(review_on__isnull=False),
            ),
            models.CheckConstraint(
                name="what_went_to_veilig_thuis_says_on_what_ground",
                condition=Q(reported_on=None) | ~Q(reported="") & ~Q(reported_by_article=""),
            ),
        )

    def __str__(self) -> str:
        return f"meldcode {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/meldcodes/{self.public_id}/"

    @property
    def kept_apart(self) -> str:
        return str(self.public_id)

    @property
    def also(self) -> list[User]:
        """Who works on it besides the first, by name."""
        return list(User.objects.filter(pk__in=self.others).order_by("first_name", "last_name", "pk"))

    @step(
        state,
        [MeldcodeState.SIGNALEN],
        MeldcodeState.ADVIES,
        "Leg de signalen vast",
        done="De signalen staan vast. Vraag nu advies.",
        happened="Meldcode stap 1: signalen in kaart",
        by=[_WORKERS],
        needs=[says_what_was_seen],
        form="SignalsForm",
        primary=True,
    )
    def note_signals(self, *, signals: str, **details: Any) -> None:
        """What was seen and heard, by whom and when: facts, and what is only thought is called so."""
        self.signals = signals

    @step(
        state,
        [MeldcodeState.ADVIES],
        MeldcodeState.GESPREK,
        "Leg het advies vast",
        done="Het advies staat vast. Spreek nu met de inwoner, als dat veilig is.",
        happened="Meldcode stap 2: advies gevraagd",
        by=[_WORKERS],
        needs=[says_whose_advice],
        form="AdviceForm",
        primary=True,
    )
    def note_advice(self, *, advised_by: str, advised_on: dt.date, advice: str, **details: Any) -> None:
        """Of a colleague who knows, or of Veilig Thuis: to whom nobody's name is told for that."""
        self.advised_by, self.advised_on, self.advice = advised_by, advised_on, advice

    @step(
        state,
        [MeldcodeState.GESPREK],
        MeldcodeState.WEGEN,
        "Leg het gesprek vast",
        done="Het gesprek staat vast. Weeg nu hoe ernstig het is.",
        happened="Meldcode stap 3: gesprek",
        by=[_WORKERS],
        needs=[says_whether_they_talked],
        form="TalkForm",
        primary=True,
    )
    def note_talk(
        self, *, talked_on: dt.date | None = None, talked: str = "", not_talked_why: str = "", **details: Any
    ) -> None:
        """With whom it is about; not where that would put somebody in danger, and then why."""
        self.talked_on, self.talked, self.not_talked_why = talked_on, talked, not_talked_why

    @step(
        state,
        [MeldcodeState.WEGEN],
        MeldcodeState.BESLISSEN,
        "Weeg",
        done="De weging staat vast. Beslis nu.",
        happened="Meldcode stap 4: gewogen",
        by=[_WORKERS],
        needs=[says_why_so_weighed],
        form="WeighForm",
        primary=True,
    )
    def weigh(self, *, weighed: str, weighing: str, **details: Any) -> None:
        """With the afwegingskader of one's own profession."""
        self.weighed, self.weighing = weighed, weighing

    @step(
        state,
        [MeldcodeState.BESLISSEN],
        MeldcodeState.AFGEROND,
        "Beslis",
        done="De beslissing staat vast.",
        happened="Meldcode stap 5: beslist",
        by=[_WORKERS],
        needs=[reports_or_says_why_not, says_what_was_reported, says_which_help],
        form="DecideForm",
        primary=True,
    )
    def decide(
        self,
        *,
        on: dt.date,
        reported_on: dt.date | None = None,
        reported: str = "",
        not_reported_why: str = "",
        helped: str = "",
        **details: Any,
    ) -> None:
        """To report, to help, or both. What is told to Veilig Thuis goes there without consent, by its article."""
        self.decided_on, self.helped, self.not_reported_why = on, helped, not_reported_why
        self.reported_on, self.reported = reported_on, reported if reported_on else ""
        self.reported_by_article = REPORTED_BY if reported_on else ""

    @step(
        state,
        MeldcodeState.values,
        None,
        "Laat een collega meewerken",
        done="Deze collega werkt nu mee, en kan alles hiervan lezen.",
        happened="Een collega werkt mee aan de meldcode",
        by=[_WORKERS],
        needs=[is_another_of_the_team],
        form="JoinForm",
    )
    def join(self, *, person: User, leads: bool = False, **details: Any) -> None:
        """By name. Who leads it from now on is the other, and both go on reading it."""
        if leads:
            self.others, self.lead = [*self.others, self.lead_id], person
        else:
            self.others = [*self.others, person.pk]

    @step(
        state,
        MeldcodeState.values,
        None,
        "Kijk opnieuw of de inwoner dit mag lezen",
        done="De inwoner leest dit nog niet. Op de dag die u koos, kijkt u opnieuw.",
        happened="Meldcode blijft afgeschermd voor de inwoner",
        by=[_WORKERS],
        needs=[is_kept_from_the_citizen, says_why_it_is_kept, review_is_near],
        form="KeepForm",
    )
    def keep(self, *, kept_why: str, review_on: dt.date, **details: Any) -> None:
        """Not for ever: with a reason, until a day."""
        self.kept_why, self.review_on = kept_why, review_on

    @step(
        state,
        MeldcodeState.values,
        None,
        "Laat de inwoner dit lezen",
        done="De inwoner leest dit nu op Mijn zaak.",
        happened="Meldcode te lezen door de inwoner",
        by=[_WORKERS],
        needs=[is_kept_from_the_citizen, is_kept_as_it_was_read],
        form="OpenForm",
    )
    def open_up(self, *, on: dt.date, **details: Any) -> None:
        """The danger is over, or they were told. Who represents them still reads nothing of it."""
        self.opened_on, self.review_on = on, None
