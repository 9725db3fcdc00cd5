"""The burgerservicenummer: the eleven-test, how it stands in the database, and how doubles are found without reading it."""

from typing import Any

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.crypto import salted_hmac
from stdnum.nl import bsn as bsn_rules


def check_bsn(number: str) -> None:
    """The eleven-test. Raises ValidationError in Dutch; the number itself isn't repeated."""
    if not bsn_rules.is_valid(number):
        raise ValidationError("Dit burgerservicenummer klopt niet. Controleer de cijfers.")


def nine_digits(number: str) -> str:
    """The number without marks, and with the leading zero that a spreadsheet drops."""
    return str(bsn_rules.compact(number)) if number else ""


def encrypted(text: str) -> str:
    """As it may stand in the database (Fernet, key from the environment)."""
    return Fernet(settings.FIELD_KEY).encrypt(text.encode()).decode()


def decrypted(text: str) -> str:
    """What `encrypted` was given. Raises InvalidToken after a change of key."""
    return Fernet(settings.FIELD_KEY).decrypt(text.encode()).decode()


class EncryptedTextField(models.TextField[str, str]):
    """Text that stands encrypted in the database."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return encrypted(text) if text else text

    def from_db_value(self, value: Any, *args: Any) -> Any:
        return decrypted(value) if value else value


def digest(bsn: str) -> str:
    """A keyed fingerprint, to find doubles without reading the number."""
    return salted_hmac("casework.bsn", bsn, secret=settings.FIELD_KEY, algorithm="sha256").hexdigest() if bsn else ""
