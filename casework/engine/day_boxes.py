"""A day far from today in three boxes: nobody leafs a calendar back to 1942, and a phone shows its digits."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from casework.engine.fields import DayField, read_day

PARTS: Final = (("day", "Dag", 2), ("month", "Maand", 2), ("year", "Jaar", 4))  # name, label, digits
NO_SUCH_DAY: Final = "Deze dag bestaat niet. Controleer dag, maand en jaar."
IN_BOXES: Final = "Vul dag, maand en jaar in cijfers in, bijvoorbeeld 28 4 1942."


class DayBoxes(forms.Widget):
    """Three boxes with three labels, sent as `name_day`, `name_month` and `name_year`.

    A day that is sent whole under `name`, or typed whole in one box, is read as well.
    """

    use_fieldset = True

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        shared = self.build_attrs(self.attrs, attrs)
        key = shared.pop("id", f"id_{name}")
        look = shared.pop("class", "")
        rest = format_html_join("", ' {}="{}"', sorted(shared.items()))
        typed = in_parts(value)
        return format_html(
            '<div class="wt-day">{}</div>',
            format_html_join(
                "",
                '<div class="wt-day__part"><label for="{}_{}">{}</label><input type="text" inputmode="numeric" name="{}_{}"'
                ' id="{}_{}" value="{}" class="{} wt-day__box wt-day__box--{}"{}></div>',
                (
                    (key, part, label, name, part, key, part, typed[number], look, digits, rest)
                    for number, (part, label, digits) in enumerate(PARTS)
                ),
            ),
        )

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        """'28-4-1942'; what stands in one box only is kept in its place: '--1942'."""
        if name in data:
            return str(data.get(name) or "")
        typed = [str(data.get(f"{name}_{part}") or "").strip() for part, _, _ in PARTS]
        alone = [words for words in typed if words]
        if len(alone) == 1 and read_day(alone[0]):
            return alone[0]
        return "-".join(typed) if alone else ""

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return name not in data and not any(f"{name}_{part}" in data for part, _, _ in PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_{PARTS[0][0]}" if id_ else id_


def in_parts(value: Any) -> tuple[str, str, str]:
    """Day, month and year as they stand in their boxes; what can't be read stays as it was typed."""
    day = value if isinstance(value, dt.date) else read_day(str(value or ""))
    if day:
        return str(day.day), str(day.month), str(day.year)
    first, _, rest = str(value or "").partition("-")
    second, _, third = rest.partition("-")
    return first, second, third


class FarDayField(DayField):
    """A day that isn't near: of birth, on an old paper."""

    widget = DayBoxes  # type: ignore[assignment]
    default_error_messages = {"required": IN_BOXES, "invalid": IN_BOXES}

    def to_python(self, value: Any) -> dt.date | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            words = NO_SUCH_DAY if _is_whole(value) else self.error_messages["invalid"]
            raise ValidationError(words, code="invalid") from error


def _is_whole(value: Any) -> bool:
    """Whether all three boxes hold figures: then it is the day itself that is wrong, the 31st of February."""
    return all(part.isdecimal() for part in in_parts(value))
