"""What closing a case does to its vangnet requests: until they are paid they stand in the way; later ones live on."""

from collections.abc import Iterable
from typing import Any

from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write
from casework.vangnet.states import VangnetState


def at_end(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    """What is in a file for the bank is paid, or put back by who calls the file off."""
    yield Ending(_taken_back(rows), "withdraw")


def warns(case: Any, rows: list[Any]) -> str:
    return "Wat uit het vangnet is gevraagd en nog niet is betaald, wordt ingetrokken." if _taken_back(rows) else ""


def _taken_back(rows: list[Any]) -> list[Any]:
    return [one for one in rows if one.state in VangnetState.UNPAID]


CLOSING = Closing(
    blocks=(*VangnetState.UNPAID, *VangnetState.UNDER_WAY),
    reason="Er staat nog een vangnetaanvraag open die niet is uitbetaald.",
    where="besluiten#vangnet",
    outlives=(*VangnetState.UNDER_WAY, VangnetState.UITBETAALD, VangnetState.VERANTWOORD, VangnetState.VERREKEND),
    leave_out=("payee_iban",),
    at_end=at_end,
    warns=warns,
)
