"""When the turns of an anchor can be others by time alone: derived with its turns, by `lists`, and by nothing else.

The round of each hour looks at what is due by it, so what it costs follows from what time does, and not from how much
there is. A round that looks at everything stays as the proof (`casework.engine.proof`).
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

# As `holding.only_while_held`, for every kind of anchor: its table stands in the row.
_REFUSE = """
IF EXISTS (
    SELECT 1 FROM rows WHERE anchor_id NOT IN (
        SELECT unnest(string_to_array(coalesce(current_setting('wijkteam.held_' || anchor, true), ''), ',')::bigint[])
    )
) THEN
    RAISE EXCEPTION 'when to look again at what is not held' USING ERRCODE = 'integrity_constraint_violation';
END IF;
RETURN NULL;
"""


class LookAgain(models.Model):
    """The first day on which somebody else's turn can follow from an anchor, though nothing happens to it; empty where
    time changes nothing. Written under the anchor's lock only."""

    anchor = models.CharField(max_length=63)  # the table of the anchor
    anchor_id = models.BigIntegerField()
    on = models.DateField(null=True)
    stood_on: dt.date | None = None  # what was written down before

    class Meta:
        verbose_name = "weer te bekijken"
        verbose_name_plural = "weer te bekijken"
        constraints = (models.UniqueConstraint(fields=("anchor", "anchor_id"), name="one_day_to_look_again"),)
        indexes = (
            models.Index(fields=("anchor", "on", "anchor_id"), condition=Q(on__isnull=False), name="look_again_by_day"),
        )
        triggers = tuple(
            pgtrigger.Trigger(
                name=f"{name}_only_while_held",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=operation,
                referencing=pgtrigger.Referencing(new="rows"),  # type: ignore[no-untyped-call]
                func=_REFUSE,
            )
            for name, operation in (("added", pgtrigger.Insert), ("changed", pgtrigger.Update))
        )

    def __str__(self) -> str:
        return f"{self.anchor} {self.anchor_id}"


def due(model: type[Any], on: dt.date) -> models.QuerySet[LookAgain]:
    """Of which anchors of this kind the day has come."""
    return LookAgain.objects.filter(anchor=model._meta.db_table, on__lte=on)


def look_of(model: type[Any]) -> models.Subquery:
    """What is written down of an anchor, in one query with what it follows from."""
    rows = LookAgain.objects.filter(anchor=model._meta.db_table, anchor_id=OuterRef("pk"))
    return models.Subquery(rows.values(json=JSONObject(id="pk", on="on"))[:1])


def read_look(json: dict[str, Any] | None) -> tuple[int, dt.date | None] | None:
    """The key of the row, and its day."""
    return None if json is None else (json["id"], json["on"] and dt.date.fromisoformat(json["on"]))


def too_late(rows: Iterable[LookAgain]) -> int:
    """Of how many the day would have gone by unseen. A day too early does no harm."""
    return sum(one.on is not None and (one.stood_on is None or one.stood_on > one.on) for one in rows)
