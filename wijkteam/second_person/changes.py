"""What a row is and what it becomes, as JSON that waits for a second person, and the way back to a row."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django.apps import apps
from django.db import models

from roles.proposals import ABSENCE, ACCOUNT, MANDATE, MEMBERSHIP

Values = dict[str, Any]

KERNEN: Final = "kernen"
# of each kind of row the columns that beheer sets
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    MEMBERSHIP: ("user", "role", "team", "organisation", "since", "until", "hours"),
    ABSENCE: ("membership", "since", "until", "cover"),
    MANDATE: (
        "kind",
        "user",
        "role",
        "team",
        "organisation",
        "max_amount",
        "max_weeks",
        "since",
        "until",
        "decision_number",
        "decision_on",
        "employer",
        "employer_consent_on",
    ),
    ACCOUNT: ("id", "username", "first_name", "last_name", "email", "is_active"),
}
HAVE_KERNEN: Final = (MEMBERSHIP, MANDATE)


def kind_of(model: type[models.Model]) -> str:
    return str(model._meta.label_lower)


def change(kind: str, pk: int | None, before: Values, after: Values, row: Values) -> Values:
    """One row of a proposal: what changes, from what, and the `row` as it is then.

    Where either was changed since, it isn't confirmed.
    """
    return {"kind": kind, "pk": pk, "before": before, "after": after, "row": row}


def values_of(row: models.Model, kernen: Iterable[Any] | None = None) -> Values:
    """What the columns say; the kernen as they are stored, or those that are given."""
    kind = kind_of(type(row))
    found = {name: _plain(getattr(row, row._meta.get_field(name).attname)) for name in COLUMNS[kind]}  # type: ignore[union-attr]
    if kind in HAVE_KERNEN:
        rows: Any = row
        chosen = kernen if kernen is not None else (rows.kernen.all() if row.pk else ())
        found[KERNEN] = sorted(one.pk for one in chosen)
    return found


def _plain(value: Any) -> Any:
    match value:
        case dt.date():
            return value.isoformat()
        case Decimal():
            return str(value.quantize(Decimal("0.01")))
    return value


def put(row: models.Model, values: Values) -> None:
    """Set the columns of a row; it isn't saved, and its kernen aren't columns."""
    for name, value in values.items():
        if name in COLUMNS[kind_of(type(row))]:
            column: Any = row._meta.get_field(name)
            setattr(row, column.attname, None if value is None else column.to_python(value))


def row_of(one: Values) -> Any:
    """The row that a change is about, as it stands, or a new one. Raises DoesNotExist."""
    model: Any = apps.get_model(one["kind"])
    return model._default_manager.get(pk=one["pk"]) if one["pk"] else model()


def still_stands(row: models.Model, one: Values) -> bool:
    """Whether what a change started from still stands; and whether with it the row becomes what was shown. What narrows
    or counts for nothing is written meanwhile without anybody: an absence made longer, under a cover that waits."""
    stands = values_of(row)
    becomes = stands | one["after"]
    return all(stands[name] == value for name, value in one["before"].items()) and all(
        one["row"].get(name, value) == value for name, value in becomes.items()
    )


def people_of(changes: Iterable[Values]) -> set[int]:
    """The ids of whom it is for: by name, or as who acts in somebody's place."""
    return {one["row"][name] for one in changes for name in ("user", "cover", "id") if one["row"].get(name)}
