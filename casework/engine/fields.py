"""The fields every form is made of: Dutch days and amounts, and words that keep what was typed."""

import datetime as dt
import re
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from casework.engine.possible_days import EARLIEST, LATEST, Days
from casework.engine.telling import Reader
from casework.engine.words import euros, whole_number

_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})", re.ASCII)
_YEAR_FIRST: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
A_DAY: Final = "Vul een datum in, bijvoorbeeld 4-12-2026."
AN_AMOUNT: Final = "Vul een bedrag in, bijvoorbeeld 4.850,00."
A_NUMBER: Final = "Vul een heel getal in, bijvoorbeeld 12."
LONGEST_TEXT: Final = 20_000


class DayInput(forms.DateInput):
    """The browser's own date picker; it only takes ISO, so what was typed as 4-12-2026 is written that way again."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, str) and (day := read_day(value)):
            value = day
        return super().format_value(value)


def read_day(text: str) -> dt.date | None:
    """'4-12-2026', '4/12/2026', '4.12.2026' and '2026-12-04' are the same day; None where it is no day."""
    found = _DAY_FIRST.fullmatch(text.strip()) or _YEAR_FIRST.fullmatch(text.strip())
    try:
        return dt.date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None
    except ValueError:  # the 31st of February
        return None


def day_within(text: str, span: Days) -> dt.date:
    """The day that these words say, for whoever asks it: a field, a file. Raises ValidationError, in Dutch."""
    day = read_day(text)
    if day is None:
        raise ValidationError(A_DAY, code="invalid")
    refuse_day(day, span)
    return day


def refuse_day(day: dt.date, span: Days) -> None:
    """Raises ValidationError where this day can't be true."""
    if not EARLIEST <= day <= LATEST:
        raise ValidationError("Vul een datum in tussen 1900 en 2100.")
    if error := span.refusal(day):
        raise ValidationError(error)


class DayField(forms.DateField):
    """A day within a span: see `casework.engine.possible_days` for which days can be true."""

    widget = DayInput
    default_error_messages = {"required": A_DAY, "invalid": A_DAY}

    def __init__(self, *, span: Days | None = None, **kwargs: Any) -> None:
        self.span = span or Days()
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        if (day := read_day(value)) is None:
            raise ValidationError(A_DAY, code="invalid")
        return day

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None:
            refuse_day(value, self.span)


def read_euros(text: str) -> Decimal | None:
    """'4.850,00', '4850', '€ 4 850,-' and '4850.00' are the same amount; None where it is no amount."""
    text = re.sub(r"[\s€]", "", text).removesuffix(",-").removesuffix(",--")
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d{1,2})?", text):
        text = text.replace(".", "")
    text = text.replace(",", ".")
    return Decimal(text) if re.fullmatch(r"-?\d{1,15}(\.\d{1,2})?", text, re.ASCII) else None


class EurosField(forms.CharField):
    """An amount in euros, typed the Dutch way. `least` and `most` are included."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {"required": AN_AMOUNT}

    def __init__(
        self, *, least: Decimal = Decimal("0.01"), most: Decimal = Decimal("9999999.99"), **kwargs: Any
    ) -> None:
        self.least, self.most = least, most
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text in self.empty_values:
            return None
        amount = read_euros(text)
        if amount is None:
            raise ValidationError(AN_AMOUNT)
        if amount < self.least:
            above = "boven nul" if self.least > 0 else "van nul of meer"
            raise ValidationError(f"Vul een bedrag {above} in.")
        if amount > self.most:
            raise ValidationError(f"Vul hoogstens {euros(self.most)} in.")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return euros(value).removeprefix("€\N{NO-BREAK SPACE}") if isinstance(value, Decimal) else value


class NumberField(forms.IntegerField):
    """A whole number of `least` (nought) or more. Text with a numeric keypad: the wheel never changes it."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {"required": A_NUMBER, "invalid": A_NUMBER}

    def __init__(self, *, least: int = 0, most: int = 32767, **kwargs: Any) -> None:
        super().__init__(min_value=least, max_value=most, localize=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = str(value).strip() if value is not None else ""
        if text and not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise ValidationError(A_NUMBER)
        return int(text) if text else None


class WordsField(forms.CharField):
    """Words, one line or more. Too long is told, not cut off: the browser's own limit would drop what was pasted.

    `reader` is who reads them besides the team; what is long the citizen may always read.
    """

    def __init__(
        self,
        *,
        long: bool = False,
        longest: int | None = None,
        rows: int = 4,
        reader: Reader | None = None,
        **kwargs: Any,
    ) -> None:
        self.reader = reader or (Reader.CITIZEN if long else None)
        if long:
            kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=longest or (LONGEST_TEXT if long else 200), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value: Any) -> Any:
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def run_validators(self, value: Any) -> None:
        if "\0" in value:  # the database keeps none
            raise ValidationError("Hier staat een teken dat wij niet kunnen bewaren. Typ de tekst opnieuw.")
        super().run_validators(value)


ASKING: Final[tuple[tuple[type[forms.Field], str], ...]] = (
    (forms.FileField, "Kies een bestand."),
    (forms.ChoiceField, "Maak een keuze."),
    (forms.ModelChoiceField, "Maak een keuze."),
    (forms.BooleanField, "Zet hier een vinkje."),
    (WordsField, "Vul dit in."),
)
# in our own words: those of the framework say 'zorg ervoor dat deze waarde'
LIMITS: Final = {
    "min_value": "Vul %(limit_value)s of meer in.",
    "max_value": "Vul hoogstens %(limit_value)s in.",
}


def too_long(longest: int) -> str:
    """What is said of words of more letters than that."""
    return f"Maak dit korter: hoogstens {whole_number(longest)} tekens."


def ask_in_dutch(fields: dict[str, forms.Field]) -> None:
    """What is missing is asked for in words that fit the field.

    `aria-required` instead of `required`: a field nobody has touched yet isn't shown as wrong.
    """
    for field in fields.values():
        if field.required and not isinstance(field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            field.widget.attrs["aria-required"] = "true"
        # it is about somebody else: the browser would fill in who types
        field.widget.attrs["autocomplete"] = "off"
        field.error_messages |= LIMITS
        if (longest := getattr(field, "max_length", None)) is not None:
            field.error_messages["max_length"] = too_long(longest)
        for kind, words in ASKING:
            if isinstance(field, kind):
                field.error_messages["required"] = words
                break
        if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
            field.error_messages["invalid_choice"] = "Kies iets uit de lijst."
