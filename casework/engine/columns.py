"""What the columns of a row held and what they became, as an event keeps it."""

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from django.db import models

CHANGED: Final = "changed"  # in the details of an event: what the step that it tells of changed (see undo.py)


def columns_of(obj: models.Model) -> dict[str, Any]:
    """As they were read; what was left out isn't fetched for it."""
    deferred = obj.get_deferred_fields()
    return {one.attname: getattr(obj, one.attname) for one in obj._meta.concrete_fields if one.attname not in deferred}


def differences(obj: models.Model, before: dict[str, Any]) -> list[str]:
    return [name for name, value in before.items() if getattr(obj, name) != value]


def change_of(row: Any, before: dict[str, Any]) -> dict[str, Any] | None:
    """As it is kept in the event. Since when it is in its state goes along: that is set anew by each step."""
    names = [one for one in differences(row, before) if one != "updated_at"]
    if not names:
        return None
    also = [one for one in ("state_since",) if one in before and one not in names]
    return {
        "model": row._meta.label,
        "pk": row.pk,
        "was": {name: plain(before[name]) for name in (*names, *also)},
        "became": {name: plain(getattr(row, name)) for name in names},
    }


def plain(value: Any) -> Any:
    """What was filled in, as JSON that can be read in ten years."""
    match value:
        case None | bool() | int() | str():
            return value
        case dict():
            return {str(key): plain(one) for key, one in value.items()}
        case list() | tuple() | set() | models.QuerySet():
            return [plain(one) for one in value]
        case dt.datetime() | dt.date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case models.Model():
            return str(getattr(value, "public_id", "") or getattr(value, "ref", "") or value.pk)
    return str(value)
