"""Receiving an application."""

import datetime as dt
import uuid

from casework.applications import possible_days as applications_days
from casework.applications.conditions import TOO_EARLY, none_waits, on_an_open_melding
from casework.applications.models import Application
from casework.applications.paper import RECEIVED
from casework.cases.models import Case
from casework.cases.terms import research as research_term
from casework.documents.asking import letter
from casework.engine import possible_days
from casework.engine.errors import NotNow, Reason
from casework.engine.machine import unmet
from casework.engine.writes import Write, write_on
from casework.law.models import clock
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def application_span(case: Case, on: dt.date) -> possible_days.Days:
    """Between which days an application on this case can have come in."""
    research_ends = research_term(clock(), case.clock_from).on if case.clock_from else None
    return applications_days.applied(case, on, research_ends=research_ends)


def receive_application(
    case: Case,
    *,
    by: User | Sight,
    what: str,
    received_on: dt.date,
    report_signed: bool = False,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Application:
    """An application came in: possible after the report, or when the research took longer than its term (2.3.2 lid 9).

    A signed report may be the application. Raises NotAllowed, NotNow, Repeated.
    """
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        case = write.anchor
        if reasons := _in_the_way(write, received_on, report_signed=report_signed):
            raise NotNow(reasons)
        return received(write, what=what, received_on=received_on, report_signed=report_signed)


def received(
    write: Write,
    *,
    what: str,
    received_on: dt.date,
    report_signed: bool = False,
    action: Action = Action.EDIT_FILE,
) -> Application:
    """It came in: the two weeks run, and the applicant gets a confirmation with the day of the decision."""
    application = Application.objects.create(
        case=write.anchor, what=what, received_on=received_on, report_signed=report_signed, state_since=write.on
    )
    getattr(write.anchor, "_prefetched_objects_cache", {}).pop("applications", None)
    write.tell(
        "application.received",
        "Aanvraag ontvangen",
        text=what,
        obj=application,
        action=action,
        citizen="Wij hebben uw aanvraag ontvangen.",
    )
    letter(write, RECEIVED, application)
    return application


def _in_the_way(write: Write, received_on: dt.date, *, report_signed: bool) -> list[Reason]:
    case, attempt = write.anchor, write.attempt()
    span = application_span(case, write.on)
    reasons = unmet((on_an_open_melding,), attempt)
    if received_on < span.first and case.report_sent_on is None:
        reasons.append(Reason(TOO_EARLY))
    elif error := span.refusal(received_on):
        reasons.append(Reason(error))
    if report_signed and case.report_sent_on is None:
        reasons.append(Reason("Er is nog geen verslag dat de inwoner kan ondertekenen."))
    return [*reasons, *unmet((none_waits,), attempt)]
