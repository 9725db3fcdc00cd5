"""What was corrected in the personal data, and by whom."""

import datetime as dt
from itertools import pairwise
from typing import Any, Final

from roles.models import User

_CORRECTIONS_READ: Final = 50
_NOT_TOLD: Final = ("id", "public_id", "bsn", "bsn_digest")


def corrections(person: Any) -> list[dict[str, Any]]:
    """What was changed in the personal data, from the history in the database: when, by whom, what it was and became."""
    rows = list(person.events.select_related("pgh_context").order_by("-pgh_id")[:_CORRECTIONS_READ])
    fields = [field for field in person._meta.fields if field.name not in _NOT_TOLD]
    ids = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context} - {None}
    names = {one.pk: one.name for one in User.objects.filter(pk__in=ids)}
    result = []
    for after, before in pairwise(rows):
        changes = [
            {"field": field.verbose_name, "was": _plainly(was), "became": _plainly(became)}
            for field in fields
            if (was := getattr(before, field.name)) != (became := getattr(after, field.name))
        ]
        user = after.pgh_context.metadata.get("user") if after.pgh_context else None
        if changes:
            result.append({"at": after.pgh_created_at, "by": names.get(user or 0, "Het systeem"), "changes": changes})
    return result


def _plainly(value: Any) -> str:
    match value:
        case None | "":
            return "leeg"
        case bool():
            return "ja" if value else "nee"
        case dt.date():
            return f"{value:%d-%m-%Y}"
    return str(value)
