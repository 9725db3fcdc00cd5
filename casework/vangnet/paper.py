"""What the letters about the vangnet say."""

import datetime as dt
from typing import Any

from casework.cases.models import Case
from casework.documents.in_words import Json, _day
from casework.engine.words import euros
from casework.vangnet.states import VangnetState


def _vangnet(case: Case, request: Any, on: dt.date) -> Json:
    return {
        "purpose": request.purpose,
        "asked": euros(request.amount),
        "asked_on": _day(request.requested_on),
        "amount": euros(request.approved_amount),
        "payee": request.payee,
        "schemes": request.schemes,
        "why": request.decided_why if request.state == VangnetState.AFGEWEZEN else request.why_now,
    }
