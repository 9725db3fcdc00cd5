"""Of help that is filled in: what goes beyond the mandate of who fills it in, to be told beside that answer."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from casework.engine.mandates import covers
from casework.engine.words import euros


def beyond(mandates: Sequence[Any], *, amount: Decimal | None, weeks: int | None) -> dict[str, str]:
    """'amount' and 'weeks', each with its sentence; empty where a mandate reaches. Measured by the one that is nearest."""
    return min((_of(one, amount, weeks) for one in reversed(mandates)), key=len, default={})


def _of(mandate: Any, amount: Decimal | None, weeks: int | None) -> dict[str, str]:
    found = {}
    if amount is not None and not covers(mandate, amount=amount):
        found["amount"] = f"Dit is meer dan uw mandaat: hoogstens {euros(mandate.max_amount)} per week."
    if weeks is not None and not covers(mandate, weeks=weeks):
        most = "1 week" if mandate.max_weeks == 1 else f"{mandate.max_weeks} weken"
        found["weeks"] = f"Dit is langer dan uw mandaat: hoogstens {most}."
    return found
