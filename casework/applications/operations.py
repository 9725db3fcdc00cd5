"""Receiving an application."""

import datetime as dt
import uuid

from casework.applications import possible_days as applications_days
from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.cases.models import Case
from casework.cases.states import CaseKind
from casework.cases.terms import research as research_term
from casework.engine import possible_days
from casework.engine.errors import NotNow, Reason
from casework.engine.writes import write_on
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
        reasons = []
        if not case.is_open or case.person_id is None or case.kind != CaseKind.MELDING:
            reasons.append(Reason("Een aanvraag kan alleen van een inwoner, op een open melding."))
        span = application_span(case, write.on)
        if received_on < span.first and case.report_sent_on is None:
            reasons.append(
                Reason(
                    "Een aanvraag kan pas na het onderzoeksverslag, of als het onderzoek langer dan zes weken duurt."
                )
            )
        elif error := span.refusal(received_on):
            reasons.append(Reason(error))
        if report_signed and case.report_sent_on is None:
            reasons.append(Reason("Er is nog geen verslag dat de inwoner kan ondertekenen."))
        if case.applications.filter(state=ApplicationState.ONTVANGEN).exists():
            reasons.append(Reason("Er staat al een aanvraag open.", "besluiten"))
        if reasons:
            raise NotNow(reasons)
        application = Application.objects.create(
            case=case, what=what, received_on=received_on, report_signed=report_signed, state_since=write.on
        )
        write.tell(
            "application.received",
            "Aanvraag ontvangen",
            text=what,
            obj=application,
            action=Action.EDIT_FILE,
            citizen="Wij hebben uw aanvraag ontvangen.",
        )
    return application
