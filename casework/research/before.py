"""The research of a case whose research was not done here, or not in rows: what is known of it."""

from typing import Any

from casework.cases.states import CaseKind, Phase
from casework.research.models import Research
from casework.research.states import ResearchState


def research_of(case: Any, free: str = "") -> Research | None:
    """Not saved yet; None where no research was begun: of what is new, or was a question until its end. `free`: what was found, in one text.

    Sent where the report was; running in onderzoek; else settled, and owed to nobody: the plan was made without it.
    """
    asked_only = case.kind != CaseKind.MELDING and case.phase == Phase.AFGESLOTEN
    if case.phase == Phase.AANMELDING or asked_only:
        return None
    state = ResearchState.VASTGESTELD
    if case.report_sent_on:
        state = ResearchState.VERSTUURD
    elif case.phase == Phase.ONDERZOEK:
        state = ResearchState.LOOPT
    return Research(
        case=case,
        state=state,
        state_since=case.report_sent_on or case.state_since,
        begun_on=case.clock_from or case.received_on,
        free=free,
        sent_on=case.report_sent_on,
        owed=state == ResearchState.LOOPT,
    )
