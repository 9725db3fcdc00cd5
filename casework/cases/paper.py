"""The confirmation of a melding."""

import datetime as dt
from typing import Any

from django.db.models import Q

from casework.cases.models import Case
from casework.cases.states import CaseKind, Phase
from casework.engine.noun import Letter
from casework.engine.words import Json, day_in_words, length_in_words, term_in_words
from casework.law.models import clock
from casework.law.terms import Term
from wijkweb.models import Organisation


def _confirmation(case: Case, obj: Any, on: dt.date) -> Json:
    """Wmo 2015, 2.3.2 lid 1 to 3: received, research within six weeks, personal plan, client support."""
    since = case.clock_from or case.received_on
    return {
        "received": day_in_words(case.received_on),
        "clock_from": day_in_words(since) if since != case.received_on else "",
        # the words of a shielded reporter would tell who they are
        "question": "" if case.reporter_shielded else case.question,
        "within": length_in_words("onderzoek", since),
        "research": term_in_words(clock().term("onderzoek", since, label="melding")),
        "plan_within": length_in_words("persoonlijk_plan", since).replace("kalenderdagen", "dagen"),
        "plan": term_in_words(clock().term("persoonlijk_plan", since, label="melding")),
        "support": _client_support(case),
    }


def _client_support(case: Case) -> Json:
    """The independent client support of the kern, from the list of organisations; empty: the team helps to find it."""
    result = (
        Organisation.objects.filter(
            Q(kernen=case.kern_id) | Q(kernen=None), active=True, what__icontains="cliëntondersteuning"
        )
        .order_by("name")
        .first()
    )
    return {"name": result.name, "phone": result.phone, "email": result.email} if result else {}


def research_term(case: Case) -> Term | None:
    """Until when the research lasts, while it does."""
    if (
        case.kind != CaseKind.MELDING
        or case.clock_from is None
        or case.phase not in (Phase.AANMELDING, Phase.ONDERZOEK)
    ):
        return None
    return clock().research(case.clock_from, agreed_until=case.research_until)


CONFIRMATION = "bevestiging"
LETTERS = (
    Letter(
        kind=CONFIRMATION,
        label="Bevestiging van uw melding",
        template="pdf/bevestiging.html",
        content=_confirmation,
        announces=True,
        taken_anew=True,
    ),
)
