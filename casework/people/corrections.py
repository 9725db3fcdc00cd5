"""What was corrected in the personal data, and by whom."""

import datetime as dt
from itertools import pairwise
from typing import Any, Final

from casework.people.births import partly_in_words
from casework.people.phones import PhoneField, shown_phone
from roles.models import User

_CORRECTIONS_READ: Final = 50
_NOT_TOLD: Final = ("id", "public_id", "surname_prefix", "partner_prefix")
_WITH_PREFIX: Final = {
    "family_name": "surname_prefix",
    "partner_name": "partner_prefix",
}  # told as one: they were, once


def corrections(person: Any) -> list[dict[str, Any]]:
    """What was changed in the personal data, from the history in the database: when, by whom, what it was and became."""
    rows = list(person.events.select_related("pgh_context").order_by("-pgh_id")[:_CORRECTIONS_READ])
    kept = {field.name for field in person.events.model._meta.fields}  # neither the number nor what is worked out
    fields = [field for field in person._meta.fields if field.name in kept and field.name not in _NOT_TOLD]
    ids = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context} - {None}
    names = {one.pk: one.name for one in User.objects.filter(pk__in=ids)}
    result = []
    for after, before in pairwise(rows):
        told = [(one.verbose_name, *(_plainly(one, _told(row, one.name)) for row in (before, after))) for one in fields]
        changes = [{"field": name, "was": was, "became": became} for name, was, became in told if was != became]
        user = after.pgh_context.metadata.get("user") if after.pgh_context else None
        if changes:
            result.append({"at": after.pgh_created_at, "by": names.get(user or 0, "Het systeem"), "changes": changes})
    return result


def _told(row: Any, name: str) -> Any:
    value = getattr(row, name)
    prefix = _WITH_PREFIX.get(name)
    return f"{getattr(row, prefix)} {value}".strip() if prefix else value


def _plainly(field: Any, value: Any) -> str:
    match value:
        case None | "":
            return "leeg"
        case bool():
            return "ja" if value else "nee"
        case dt.date():
            return f"{value:%d-%m-%Y}"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.name == "birth_about":
        return partly_in_words(value)
    return shown_phone(value) if isinstance(field, PhoneField) else str(value)
