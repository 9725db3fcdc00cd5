"""What a person will do on a day."""

import datetime as dt

from django.db import models
from django.db.models import Q

from casework.appointments.conditions import another_can_keep_it, is_for_somebody_of_the_file, stands_as_it_was_shown
from casework.appointments.paper import moved_to, when
from casework.appointments.querysets import AppointmentQuerySet
from casework.appointments.states import AppointmentKind, AppointmentState
from casework.cases.child import CaseChild
from casework.engine.conditions import is_agreed, says_why
from casework.engine.machine import Titles, machine_state, may, step
from casework.engine.public_id import public_id
from roles.actions import Action as A
from roles.models import User


class Appointment(CaseChild):
    """'Bel dinsdag': something a person will do on a day."""

    objects = AppointmentQuerySet.as_manager()
    alongside = ("person", "made_by")
    view = A.VIEW_CASE
    titles = Titles("Afspraak", "Afspraak over")

    public_id = models.CharField(max_length=16, unique=True, default=public_id, editable=False)
    case = models.ForeignKey("casework.Case", on_delete=models.CASCADE, related_name="appointments")
    what = models.CharField("wat", max_length=160)
    on = models.DateField("wanneer")
    at_time = models.TimeField("hoe laat", null=True)
    kind = models.CharField(
        "soort",
        max_length=20,
        choices=AppointmentKind.choices,
        default=AppointmentKind.ANDERS,
        db_default=AppointmentKind.ANDERS,
    )
    place = models.CharField("waar", max_length=200, blank=True, default="", db_default="")
    person = models.ForeignKey(User, verbose_name="wie", on_delete=models.PROTECT, related_name="appointments")
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    state = machine_state("stand", AppointmentState, AppointmentState.GEPLAND)

    class Meta:
        verbose_name = "afspraak"
        verbose_name_plural = "afspraken"
        ordering = ("on", "at_time", "pk")
        constraints = (
            models.CheckConstraint(name="appointment_kind_is_known", condition=Q(kind__in=AppointmentKind.values)),
            models.CheckConstraint(name="appointment_state_is_known", condition=Q(state__in=AppointmentState.values)),
        )

    @property
    def when(self) -> str:
        return when(self)

    def __str__(self) -> str:
        return f"afspraak {self.public_id}"

    def get_absolute_url(self) -> str:
        return f"/afspraken/{self.public_id}/"

    @step(
        state,
        [AppointmentState.GEPLAND],
        AppointmentState.GEDAAN,
        "Gedaan",
        done="De afspraak is gedaan.",
        happened="Afspraak gedaan",
        formerly="keep",
        tells="text",
        by=[may(A.KEEP_AGENDA)],
        form="AppointmentDoneForm",
        primary=True,
    )
    def fulfil(self, **details: object) -> None:
        """Kept as agreed, perhaps with a word on how it went."""

    @step(
        state,
        [AppointmentState.GEPLAND],
        None,
        "Verzet",
        done="De afspraak is verzet.",
        happened="Afspraak verzet",
        tells=moved_to,
        by=[may(A.KEEP_AGENDA)],
        needs=[is_agreed("day"), is_for_somebody_of_the_file, stands_as_it_was_shown],
        form="MoveForm",
    )
    def move(self, *, day: dt.date, person: User, at_time: dt.time | None = None, **details: object) -> None:
        """To another day or time, or to another colleague."""
        self.on, self.at_time, self.person = day, at_time, person

    @step(
        state,
        [AppointmentState.GEPLAND],
        None,
        "Geef door",
        done="De afspraak is doorgegeven.",
        happened="Afspraak doorgegeven aan een collega",
        tells="text",
        by=[may(A.KEEP_AGENDA)],
        needs=[another_can_keep_it],
        form="PassOnForm",
    )
    def pass_on(self, *, person: User, **details: object) -> None:
        """Another colleague will do it, on the same day."""
        self.person = person

    @step(
        state,
        [AppointmentState.GEPLAND],
        AppointmentState.VERVALLEN,
        "Laat vervallen",
        done="De afspraak vervalt.",
        happened="Afspraak vervallen",
        by=[may(A.KEEP_AGENDA)],
        needs=[says_why],
        form="WhyForm",
    )
    def drop(self, **details: object) -> None:
        """No longer needed."""
