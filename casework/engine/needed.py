"""A field that may stay empty beside some answers says beside which it may not, and is told as required once one is given.

A form says it as `NEEDED`, by field; who adds fields to another's form says it with `needed`.
"""

from dataclasses import dataclass
from typing import Any, Final

from django import forms

NOW: Final = "verplicht"


@dataclass(frozen=True)
class When:
    """`words` stand behind the label: 'verplicht bij een signaal'. `where` is the field whose answer decides, and `among`
    the answers beside which this one is required; without them the words alone say it."""

    words: str
    where: str = ""
    among: tuple[str, ...] = ()

    @property
    def watched(self) -> dict[str, str]:
        """For the script that tells it while one chooses (needed.js)."""
        return {"data-needed-where": self.where, "data-needed-among": " ".join(self.among)} if self.where else {}


def needed(field: forms.Field, when: When) -> None:
    """Only of what isn't required anyway."""
    if not field.required:
        field.when_needed = when  # type: ignore[attr-defined]


def when_needed(field: forms.Field) -> When | None:
    return getattr(field, "when_needed", None)


def is_needed_now(field: forms.BoundField) -> bool:
    """Whether the answers that stand on the form now ask for this one."""
    when = when_needed(field.field)
    if when is None or when.where not in field.form.fields:
        return False
    return _as_sent(field.form[when.where].value()) in when.among


def _as_sent(value: Any) -> str:
    """As a browser sends it: a tick is 'on'."""
    return "on" if value is True else str(value or "")
