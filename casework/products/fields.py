"""How much: a number that is typed the Dutch way."""

import re
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

A_QUANTITY: Final = "Vul een getal in, bijvoorbeeld 2,5."
MOST: Final = Decimal("999.99")


class QuantityField(forms.CharField):
    """More than nothing, with at most two decimals: '2,5' and '2.5' are the same."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"required": A_QUANTITY}

    def clean(self, value: Any) -> Any:
        text = self.to_python(value) or ""
        self.validate(text)
        if text in self.empty_values:
            return None
        if not re.fullmatch(r"\d{1,6}([.,]\d{1,2})?", text, re.ASCII):
            raise ValidationError(A_QUANTITY)
        number = Decimal(text.replace(",", "."))
        if not 0 < number <= MOST:
            raise ValidationError("Vul een getal boven nul in, en hoogstens 999,99.")
        return number

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value
