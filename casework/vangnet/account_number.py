"""An account number (IBAN): whether money can be sent to it, and as much of it as a list or a log shows.

The one judge of it, for forms, rows, imports and the municipality's own account.
"""

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from stdnum import iban

# who takes part in SEPA credit transfers, by the letters with which an IBAN begins: EPC409-09, the list of 2025
SEPA: Final = frozenset(
    [
        "AD",
        "AL",
        "AT",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GB",
        "GI",
        "GR",
        "HR",
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MC",
        "MD",
        "ME",
        "MK",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
        "RS",
        "SE",
        "SI",
        "SK",
        "SM",
        "VA",
    ]
)
SHOWN: Final = 4  # letters at either end


@dataclass(frozen=True, slots=True)
class AccountNumber:
    """One that a step is given: what is remembered of the step tells it apart and no more."""

    number: str

    def __str__(self) -> str:
        return masked(self.number)


def compact(number: str) -> str:
    """Without spaces, in capitals."""
    return str(iban.compact(number)) if number else ""


def refusal(number: str) -> str:
    """Why no money can be sent there; empty where it can."""
    if not iban.is_valid(number):
        return "Dit rekeningnummer klopt niet. Controleer de letters en cijfers."
    if compact(number)[:2] not in SEPA:
        return (
            "Dit rekeningnummer is van een land buiten SEPA. Betaal dit buiten Wijkteam om, of vraag een ander nummer."
        )
    return ""


def check_account(number: str) -> None:
    """Raises ValidationError in Dutch; the number itself isn't repeated."""
    if refused := refusal(number):
        raise ValidationError(refused)


def can_be_paid(number: str) -> bool:
    return not refusal(number)


def masked(number: str) -> str:
    """'NL91 … 4300': enough to tell two apart. Empty where there is none."""
    return f"{number[:SHOWN]} … {number[-SHOWN:]}" if number else ""


def in_groups(number: str) -> str:
    """'NL91 ABNA 0417 1643 00', as people compare one with a letter."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
