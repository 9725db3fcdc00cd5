"""What the letters about the vangnet say, and the summary."""

import datetime as dt
from typing import Any, Final

from casework.cases.models import Case
from casework.engine.noun import Letter, OnSummary, Paragraph, Readers
from casework.engine.words import Json, day_in_words, euros
from casework.vangnet.states import VangnetState


def _said(case: Case, request: Any, on: dt.date) -> Json:
    return {
        "purpose": request.purpose,
        "asked": euros(request.amount),
        "asked_on": day_in_words(request.requested_on),
        "amount": euros(request.approved_amount),
        "payee": request.payee,
        "schemes": request.schemes_in_words,
        "why": request.decided_why if request.state == VangnetState.AFGEWEZEN else request.why_now,
    }


_FIELDS: Final = {"waarvoor": "purpose", "gevraagd": "asked"}
APPROVED, REJECTED = "vangnet_goedgekeurd", "vangnet_afgewezen"
LETTERS = (
    Letter(
        kind=APPROVED,
        label="U krijgt geld uit het vangnet",
        template="vangnet/pdf/goedgekeurd.html",
        content=_said,
        clause=True,
        announces=True,
        paragraphs=(
            Paragraph(
                "vangnet",
                "Wat het vangnet is",
                "Het vangnet is geld van het wijkteam, voor als een vraag niet kan wachten en geen andere regeling past.",
                _FIELDS,
            ),
        ),
    ),
    Letter(
        kind=REJECTED,
        label="U krijgt geen geld uit het vangnet",
        template="vangnet/pdf/afgewezen.html",
        content=_said,
        clause=True,
        announces=True,
        paragraphs=(
            Paragraph(
                "wat_wel",
                "Onder de reden",
                "Wij denken graag met u mee over wat wel kan. Bel ons daarvoor.",
                _FIELDS,
            ),
        ),
    ),
)


_PROMISED: Final = (
    VangnetState.GOEDGEKEURD,
    *VangnetState.UNDER_WAY,
    VangnetState.UITBETAALD,
    VangnetState.VERANTWOORD,
    VangnetState.VERREKEND,
)


def _money(case: Case, readers: Readers, on: dt.date) -> Json:
    """What was promised from the vangnet; professionals also see what is still asked."""
    states = _PROMISED if readers.citizen else (*_PROMISED, VangnetState.AANGEVRAAGD)
    rows = [
        {
            "purpose": one.purpose,
            "state": one.get_state_display(),
            "decided": day_in_words(one.decided_on),
            "amount": euros(one.paid_amount or one.approved_amount or one.amount),
        }
        for one in case.vangnet_requests.filter(state__in=states).order_by("pk")
    ]
    return {"money": rows}


ON_SUMMARY = (OnSummary(chapter="Besluiten", template="vangnet/pdf/on_summary.html", content=_money),)
