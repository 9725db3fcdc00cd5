"""The burgerservicenummer: the eleven-test, how it stands in the database, and how doubles are found without reading it."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
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
    """As it may stand in the database: with the first of FIELD_KEYS."""
    return _fernet(settings.FIELD_KEYS).encrypt(text.encode()).decode()


def decrypted(text: str) -> str:
    """What `encrypted` was given, now or before a change of key. Raises InvalidToken where none of the keys fits."""
    return _fernet(settings.FIELD_KEYS).decrypt(text.encode()).decode()


def can_be_read(text: str) -> bool:
    """Whether one of FIELD_KEYS fits."""
    try:
        decrypted(text)
    except InvalidToken:
        return False
    return True


@cache
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    """Writes with the first, reads with any."""
    return MultiFernet([Fernet(key) for key in keys])


class EncryptedTextField(models.TextField[str, str]):
    """Text that stands encrypted in the database."""

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return encrypted(text) if text else text

    def from_db_value(self, value: Any, *args: Any) -> Any:
        return decrypted(value) if value else value


def digest(bsn: str) -> str:
    """A keyed fingerprint, to find doubles without reading the number."""
    return _digest(bsn, settings.FIELD_KEYS[0]) if bsn else ""


def todays_digests(numbers: Iterable[str]) -> dict[str, str]:
    """Every digest by which these numbers may stand in the database while a key is being changed, and what each is today.

    So whoever looks one up finds it under either key, and who compares two rows compares like with like.
    """
    return {_digest(bsn, key): digest(bsn) for bsn in numbers if bsn for key in settings.FIELD_KEYS}


def _digest(bsn: str, key: str) -> str:
    return salted_hmac("casework.bsn", bsn, secret=key, algorithm="sha256").hexdigest()
