"""Telephone numbers: stored in one form, '+31612345678', and shown as people here write them, '06 12345678', '0186 12 34 56'."""

import re
from typing import Any, Final

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from casework.engine.fields import WordsField

COUNTRY: Final = "NL"  # of a number without one
A_PHONE: Final = "Vul één telefoonnummer in, zonder andere woorden. Bijvoorbeeld 06 12345678."


def normal_phone(text: str) -> str:
    """The one form of a number; what is no number stays as it is."""
    number = _parsed(text)
    return text.strip() if number is None else phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def shown_phone(text: str) -> str:
    """A number of this country as it is dialled here, any other with its country."""
    number = _parsed(text)
    if number is None:
        return text
    ours = number.country_code == phonenumbers.country_code_for_region(COUNTRY)
    kinds = phonenumbers.PhoneNumberFormat
    shown = phonenumbers.format_number(number, kinds.NATIONAL if ours else kinds.INTERNATIONAL)
    return _in_pairs(shown) if ours else shown


def _in_pairs(shown: str) -> str:
    """'0186 12 34 56' and '010 123 45 67', as on every letterhead here; of any other kind as it is."""
    net, _, rest = shown.partition(" ")
    digits = rest.replace(" ", "")
    if not digits.isdigit() or (len(net), len(digits)) not in {(4, 6), (3, 7)}:
        return shown
    return " ".join((net, digits[:-4], digits[-4:-2], digits[-2:]))


def check_phone(text: str) -> None:
    """Raises ValidationError where it can't be a number."""
    if text and _parsed(text) is None:
        raise ValidationError(A_PHONE)


def _parsed(text: str) -> phonenumbers.PhoneNumber | None:
    if re.search(r"[^\W\d_]", text):  # letters would count as keys of a phone: '06 12 (dochter)'
        return None
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None


class PhoneField(models.CharField[str, str]):
    """A number in its one form, whatever way it is written to the database."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = normal_phone(super().pre_save(model_instance, add) or "")
        setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        return normal_phone(value) if isinstance(value, str) else super().get_prep_value(value)


class PhoneWords(WordsField):
    """A number as anybody writes it."""

    widget = forms.TelInput(attrs={"inputmode": "tel"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Telefoon", longest=40, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        check_phone(text)
        return normal_phone(text)

    def prepare_value(self, value: Any) -> Any:
        """As it is stored, it is shown the usual way; what was typed stays as it was typed."""
        stored = isinstance(value, str) and value.startswith("+") and normal_phone(value) == value
        return shown_phone(value) if stored else value
