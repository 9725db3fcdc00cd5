"""Street and town of a postcode and house number, where the municipality has a service for it; none by default.

The questions and answers are those of the Locatieserver of PDOK, which serves the register of addresses (BAG). It is asked
nothing but postcode and number, and never for an address that is secret.
"""

import json
import re
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Final

from django.conf import settings

_PATIENCE: Final = 2  # seconds; who reports is on the phone
_ENOUGH: Final = 100_000  # bytes of an answer
_NUMBER: Final = re.compile(r"([1-9]\d{0,4})\s*[-/]?\s*([a-z0-9]{0,6})", re.IGNORECASE)  # 27, 27a, 27 a, 27-bis


@dataclass(frozen=True, slots=True)
class Place:
    """Where that is."""

    street: str
    town: str


class NoAnswer(Exception):
    """The service is away, too slow, or says something else than addresses."""


def is_asked() -> bool:
    """Whether there is such a service."""
    return bool(settings.WIJKTEAM_ADDRESS_SERVICE)


def house_number(text: str) -> tuple[str, str] | None:
    """Of what is typed for a street, where that is a number alone: '27 a' is ('27', 'a')."""
    found = _NUMBER.fullmatch(text.strip())
    return (found[1], found[2]) if found else None


def look_up(postcode: str, number: str) -> Place | None:
    """The street and town there; None where no house has that number. Raises NoAnswer."""
    asked = [
        ("q", f"{postcode.replace(' ', '')} {number}"),
        ("fq", "type:adres"),
        ("fq", f"postcode:{postcode.replace(' ', '')}"),
        ("fq", f"huisnummer:{number}"),
        ("fl", "straatnaam,woonplaatsnaam"),
        ("rows", "1"),
    ]
    url = f"{settings.WIJKTEAM_ADDRESS_SERVICE}?{urllib.parse.urlencode(asked)}"
    try:
        with urllib.request.urlopen(url, timeout=_PATIENCE) as answer:
            found = json.loads(answer.read(_ENOUGH))["response"]["docs"]
            return Place(str(found[0]["straatnaam"]), str(found[0]["woonplaatsnaam"])) if found else None
    except (OSError, HTTPException, ValueError, LookupError, TypeError) as error:
        raise NoAnswer from error
