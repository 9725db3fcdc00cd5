"""A complaint about how somebody was treated (Awb, chapter 9)."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from casework.cases.child import CaseChild
from casework.complaints.conditions import (
    agreed_is_later,
    can_still_be_left,
    differs,
    is_about_another,
    is_about_somebody,
    not_adjourned_yet,
    not_told_yet,
    says_how_it_was_put_right,
    says_how_they_agreed,
    says_what_comes_of_it,
    says_when_or_why_not,
    says_whom,
    says_why_left_out,
    term_runs,
    was_heard,
    who_it_is_about_knows,
)
from casework.complaints.involved import was_not_involved
from casework.complaints.querysets import ComplaintQuerySet
from casework.complaints.states import (
    NOT_HANDLED,
    NOT_HEARD,
    OPEN,
    About,
    CameBy,
    ComplaintState,
    Finding,
    LeftOut,
    Waived,
)
from casework.complaints.terms import settled_by
from casework.engine.conditions import says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from casework.law.models import clock
from casework.law.terms import Term
from roles.actions import Action as A
from roles.models import User

_HANDLED = may(A.HANDLE_COMPLAINT, was_not_involved)


class Complaint(CaseChild):
    """Of the citizen of a case, or who represents them, about the conduct of somebody of us, the team or a provider.

    It hangs on the case but is no part of its file: `kept_apart` says so to everything that tells of a case.
    """

    objects = ComplaintQuerySet.as_manager()
    alongside = ("person", "handler", "registered_by")
    view = A.REGISTER_COMPLAINT
    titles = Titles("Klacht", "Klacht van", "Uw klacht")
    logged_as = "besluiten"  # as the tab on which it shows: whom it is about reads who looked at the case

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="complaints")
    state = machine_state("stand", ComplaintState, ComplaintState.ONTVANGEN)
    about = models.CharField("over wie gaat de klacht", max_length=20, choices=About.choices)
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")  # of us, whom it is about
    name = models.CharField("wie of welke organisatie", max_length=160, blank=True)
    received_on = models.DateField("ontvangen op")
    how = models.CharField("hoe kwam de klacht binnen", max_length=20, choices=CameBy.choices)
    text = models.TextField("de klacht, in de woorden van de inwoner")
    registered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    registered_at = models.DateTimeField(editable=False)
    handler = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    committee = models.BooleanField("met een klachtadviescommissie", default=False)
    told_on = models.DateField("verteld op", null=True)
    heard_on = models.DateField("gehoord op", null=True)
    waived = models.CharField("niet gehoord", max_length=20, choices=Waived.choices, blank=True)
    heard = models.TextField("wat is er gezegd", blank=True)
    adjourned_on = models.DateField("verdaagd op", null=True)
    adjourned_why = models.TextField("waarom verdaagd", blank=True)
    agreed_until = models.DateField("met instemming uitgesteld tot en met", null=True)
    agreed_how = models.CharField("hoe en wanneer de inwoner instemde", max_length=160, blank=True)
    left_out = models.CharField("niet behandeld", max_length=20, choices=LeftOut.choices, blank=True)
    finding = models.CharField("oordeel", max_length=20, choices=Finding.choices, blank=True)
    found = models.TextField("wat wij vonden", blank=True)
    done = models.TextField("wat wij doen", blank=True)
    to_satisfaction = models.BooleanField("naar tevredenheid opgelost", default=False)

    class Meta:
        verbose_name = "klacht"
        verbose_name_plural = "klachten"
        ordering = ("-received_on", "-pk")
        constraints = (
            models.CheckConstraint(name="complaint_state_is_known", condition=Q(state__in=ComplaintState.values)),
            models.CheckConstraint(
                name="complaint_about_one_of_us_says_whom",
                condition=~Q(about=About.MEDEWERKER) | Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_in_hand_says_whose",
                condition=~Q(state=ComplaintState.IN_BEHANDELING) | Q(handler__isnull=False),
            ),
            models.CheckConstraint(
                name="complaint_is_handled_by_another",
                condition=Q(person=None) | Q(handler=None) | ~Q(handler=models.F("person")),
            ),
            models.CheckConstraint(
                name="settled_complaint_says_what_came_of_it",
                condition=~Q(state=ComplaintState.AFGEHANDELD)
                | ~Q(done="") & (Q(to_satisfaction=True) | ~Q(finding="") | ~Q(left_out="")),
            ),
        )

    def __str__(self) -> str:
        return f"klacht {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/klachten/{self.public_id}/"

    @property
    def kept_apart(self) -> str:
        return str(self.public_id)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def whom(self) -> str:
        """Whom or what it is about, in words."""
        if self.person is not None:
            return str(self.person.name)
        return self.name or str(self.get_about_display())

    @property
    def not_heard(self) -> str:
        """Why whoever complained wasn't heard, said to them; '' where that isn't so."""
        return NOT_HEARD[Waived(self.waived)] if self.waived else ""

    @property
    def not_handled(self) -> tuple[str, str]:
        """Why it isn't handled, said to whoever complained, and the place of that in Awb 9:8."""
        return NOT_HANDLED[LeftOut(self.left_out)] if self.left_out else ("", "")

    @property
    def term(self) -> Term:
        """By when it is settled."""
        return settled_by(clock(), self)

    @step(
        state,
        [ComplaintState.ONTVANGEN],
        ComplaintState.IN_BEHANDELING,
        "Neem in behandeling",
        done="U behandelt deze klacht.",
        happened="Klacht in behandeling genomen",
        by=[_HANDLED],
        needs=[says_whom, is_about_another],
        form="TakeUpForm",
        primary=True,
        citizen="Iemand die er niet bij betrokken was, bekijkt uw klacht.",
    )
    def take_up(
        self,
        *,
        by: User,
        about: str,
        person: User | None = None,
        name: str = "",
        committee: bool = False,
        **details: Any,
    ) -> None:
        """By who wasn't involved (9:7). By now it is known, as far as it can be, whom it is about."""
        self.handler, self.about, self.name, self.committee = by, about, name, committee
        self.person = person if about == About.MEDEWERKER else None

    @step(
        state,
        OPEN,
        None,
        "Leg vast dat u het vertelde",
        done="Vastgelegd. Degene over wie de klacht gaat, kan haar nu lezen.",
        happened="Verteld aan wie de klacht betreft",
        by=[_HANDLED],
        needs=[is_about_somebody, not_told_yet],
    )
    def tell(self, *, on: dt.date, **details: Any) -> None:
        """By the handler, themselves; a copy of the complaint goes with it (9:9). Until then they read nothing of it."""
        self.told_on = on

    @step(
        state,
        [ComplaintState.IN_BEHANDELING],
        None,
        "Leg het horen vast",
        done="Vastgelegd wat er is gezegd.",
        happened="Gehoord over de klacht",
        tells="heard",
        by=[_HANDLED],
        needs=[says_when_or_why_not],
        form="HearForm",
        citizen="Wij hebben vastgelegd wat u over uw klacht vertelde.",
    )
    def hear(self, *, heard_on: dt.date | None = None, waived: str = "", heard: str = "", **details: Any) -> None:
        """Whoever complains, and whom it is about (9:10); of that a report is made (lid 3)."""
        self.heard_on, self.waived, self.heard = heard_on, waived, heard

    @step(
        state,
        OPEN,
        None,
        "Verdaag",
        done="De termijn is vier weken langer. De brief wordt gemaakt.",
        happened="Klacht verdaagd",
        by=[_HANDLED],
        needs=[not_adjourned_yet, term_runs, says_why],
        form="AdjournForm",
        citizen="Uw klacht kost ons meer tijd. In onze brief leest u waarom.",
    )
    def adjourn(self, *, on: dt.date, why: str = "", **details: Any) -> None:
        """Once, by four weeks at most, told in writing (9:11 lid 2)."""
        self.adjourned_on, self.adjourned_why = on, why

    @step(
        state,
        OPEN,
        None,
        "Stel uit met instemming",
        done="Vastgelegd tot wanneer de inwoner instemde.",
        happened="Klacht uitgesteld met instemming",
        tells="how",
        by=[_HANDLED],
        needs=[agreed_is_later, says_how_they_agreed],
        form="AgreeForm",
        citizen="U vond het goed dat wij langer over uw klacht doen.",
    )
    def agree(self, *, agreed_until: dt.date, how: str, **details: Any) -> None:
        """Longer than that only as far as whoever complains agrees, in writing (9:11 lid 3)."""
        self.agreed_until, self.agreed_how = agreed_until, how

    @step(
        state,
        [ComplaintState.IN_BEHANDELING],
        None,
        "Verander over wie het gaat",
        done="Vastgelegd over wie de klacht gaat.",
        happened="Veranderd over wie de klacht gaat",
        by=[_HANDLED],
        needs=[says_whom, differs],
        form="CorrectForm",
        back_to=[ComplaintState.ONTVANGEN, ComplaintState.IN_BEHANDELING],
    )
    def correct(
        self, *, on: dt.date, by: User, about: str, person: User | None = None, name: str = "", **details: Any
    ) -> ComplaintState:
        """Where it proves to be about whoever handles it, somebody else takes it up (9:7). What they read of it stands in the
        reading log."""
        self.about, self.name = about, name
        self.person = person if about == About.MEDEWERKER else None
        self.told_on = on if self.person is not None and self.person.pk == by.pk else None
        if self.person is None or self.person.pk != self.handler_id:
            return ComplaintState.IN_BEHANDELING
        self.handler = None
        return ComplaintState.ONTVANGEN

    @step(
        state,
        OPEN,
        ComplaintState.AFGEHANDELD,
        "Behandel niet",
        done="De klacht wordt niet behandeld. De brief wordt gemaakt.",
        happened="Klacht niet behandeld",
        tells="done",
        by=[_HANDLED],
        needs=[can_still_be_left, says_why_left_out],
        form="LeaveOutForm",
        citizen="Wij behandelen uw klacht niet. In onze brief leest u waarom.",
    )
    def leave_out(self, *, by: User, left_out: str, done: str, **details: Any) -> None:
        """On a ground of 9:8, told in writing within four weeks (lid 3), and where one can go then."""
        self.left_out, self.done = left_out, done
        self.handler = self.handler or by

    @step(
        state,
        [ComplaintState.IN_BEHANDELING],
        ComplaintState.AFGEHANDELD,
        "Handel af",
        done="De klacht is afgehandeld. De brief wordt gemaakt.",
        happened="Klacht afgehandeld",
        tells="found",
        by=[_HANDLED],
        needs=[who_it_is_about_knows, was_heard, says_what_comes_of_it],
        form="SettleForm",
        primary=True,
        citizen="Uw klacht is afgehandeld. In onze brief leest u wat wij vonden en wat wij doen.",
    )
    def settle(self, *, finding: str, found: str, done: str, **details: Any) -> None:
        """With the findings, the judgement and what is done, and where one can go then (9:12)."""
        self.finding, self.found, self.done = finding, found, done

    @step(
        state,
        OPEN,
        ComplaintState.AFGEHANDELD,
        "Leg vast dat het is opgelost",
        done="De klacht is opgelost. De brief wordt gemaakt.",
        happened="Klacht naar tevredenheid opgelost",
        tells="done",
        by=[_HANDLED],
        needs=[says_how_it_was_put_right],
        form="ResolveForm",
        citizen="Uw klacht is naar uw tevredenheid opgelost.",
    )
    def resolve(self, *, by: User, done: str, **details: Any) -> None:
        """Nothing more of the procedure is needed then (9:5)."""
        self.done, self.to_satisfaction = done, True
        self.handler = self.handler or by

    @step(
        state,
        OPEN,
        ComplaintState.INGETROKKEN,
        "Trek in",
        done="De klacht is ingetrokken.",
        happened="Klacht ingetrokken",
        by=[_HANDLED, may(A.STEER_OWN)],
        needs=[says_why],
        form="WhyForm",
        citizen="De klacht is ingetrokken.",
    )
    def withdraw(self, *, why: str = "", **details: Any) -> None:
        """By whoever complained; a colleague writes down how that was said."""
        self.done = why
