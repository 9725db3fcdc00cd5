"""The numbers of a person as they are typed: each judged and written the usual way in one place, whoever asks it."""

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from stdnum.exceptions import ValidationError as NotANumber
from stdnum.nl import postcode as postcodes

from casework.engine.fields import WordsField
from casework.people.bsn import check_bsn, nine_digits

AS_TYPED: Final = 20  # characters there is room for: a number may be written with spaces, dots and dashes


class PostcodeField(WordsField):
    """'3265aa' as '3265 AA'. Four digits alone are no postcode, nor are letters that are never given out."""

    widget = forms.TextInput(attrs={"autocapitalize": "characters"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=AS_TYPED, **kwargs)

    def clean(self, value: Any) -> str:
        words = super().clean(value)
        try:
            return str(postcodes.validate(words)) if words else ""
        except NotANumber as error:
            raise ValidationError("Vul een postcode in, bijvoorbeeld 3265 AA.") from error


class BsnField(WordsField):
    """Nine digits, however they are written, and with the zero in front that a spreadsheet drops."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(longest=AS_TYPED, **kwargs)

    def clean(self, value: Any) -> str:
        words = super().clean(value)
        if not words:
            return ""
        check_bsn(words)
        return nine_digits(words)
