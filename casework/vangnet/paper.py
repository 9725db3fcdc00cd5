"""What the letters about the vangnet say."""

import datetime as dt
from typing import Any

from casework.cases.models import Case
from casework.engine.noun import Letter
from casework.engine.words import Json, day_in_words, euros
from casework.vangnet.states import VangnetState


def _said(case: Case, request: Any, on: dt.date) -> Json:
    return {
        "purpose": request.purpose,
        "asked": euros(request.amount),
        "asked_on": day_in_words(request.requested_on),
        "amount": euros(request.approved_amount),
        "payee": request.payee,
        "schemes": request.schemes,
        "why": request.decided_why if request.state == VangnetState.AFGEWEZEN else request.why_now,
    }


APPROVED, REJECTED = "vangnet_goedgekeurd", "vangnet_afgewezen"
LETTERS = (
    Letter(
        kind=APPROVED,
        label="U krijgt geld uit het vangnet",
        template="pdf/vangnet_goedgekeurd.html",
        content=_said,
        clause=True,
        announces=True,
    ),
    Letter(
        kind=REJECTED,
        label="U krijgt geen geld uit het vangnet",
        template="pdf/vangnet_afgewezen.html",
        content=_said,
        clause=True,
        announces=True,
    ),
)
