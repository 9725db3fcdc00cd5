"""What the letters about temporary help say."""

import datetime as dt

from casework.applications.states import ApplicationState
from casework.cases.models import Case
from casework.cases.paper import _research
from casework.documents.in_words import Json, _day, _term
from casework.indicaties.models import VoorlopigeIndicatie
from casework.law.terms import sentence


def _help(indicatie: VoorlopigeIndicatie) -> Json:
    return {
        "what": indicatie.what,
        "provider": indicatie.provider.name,
        "frequency": indicatie.frequency,
        "starts": sentence(indicatie.starts_on),
        "ends": sentence(indicatie.ends_on),
        "agreed_with": indicatie.agreed_with,
        "issued": _day(indicatie.issued_on),
    }


def _issued(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    research = _research(case)
    return {
        "help": _help(indicatie),
        "why": indicatie.why_now,
        "research": _term(research) if research else {},
    }


def _withdrawn(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    return {
        "help": _help(indicatie),
        "why": indicatie.withdrawn_why,
        "heard_how": indicatie.heard_how,
        "heard_on": _day(indicatie.heard_on),
    }


def _extended(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    """Until there is a decision; where there is one already, until that begins."""
    granted = case.applications.filter(state=ApplicationState.TOEGEKEND, starts_on__gt=indicatie.ends_on)
    decision = granted.order_by("starts_on").first()
    return {"help": _help(indicatie), "decision_starts": _day(decision.starts_on) if decision else ""}


def _about_the_help(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    return {"help": _help(indicatie)}
