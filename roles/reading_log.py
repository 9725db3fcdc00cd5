"""Who looked: written before the answer goes out, so that an answer without a row can't exist."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from roles import fixed
from roles.actions import Action
from roles.models import Reading
from roles.policy import Sight, basis


def looked(sight: Sight, case: Any, *, part: str, action: Action, obj: Any = None) -> Reading:
    """Remember a look at a part of a file, with the role and the relation it rested on.

    `case` has a `file_id`, the key under which its readings are found; None where it is no case.
    """
    return written(look(sight, case, part=part, action=action, obj=obj))


def look(sight: Sight, case: Any, *, part: str, action: Action, obj: Any = None) -> Reading:
    """The same, for who writes it with something else: before anything is answered."""
    ground = basis(sight, action, obj if obj is not None else case)
    return Reading(
        by_id=sight.user_id,
        by_name=sight.user.name,
        role=ground.role.label if ground else "",
        case_id=case.file_id,
        ref=str(case),
        part=part,
        why=ground.words if ground else "",
    )


def written(row: Reading) -> Reading:
    fixed.insert([row])
    return row


def looked_over(sight: Sight, rows: Iterable[Any], *, part: str, action: Action) -> None:
    """Remember a list that tells something of the file of each of these. One statement, however many."""
    fixed.insert([look(sight, row.anchor, part=part, action=action, obj=row) for row in rows])


def looked_since(sight: Sight, case: Any, *, part: str, since: dt.datetime) -> bool:
    """Whether this person's look at that part is remembered already, since that moment."""
    rows = Reading.objects.filter(by=sight.user, part=part, refused=False, at__gte=since)
    return rows.filter(case_id=case.file_id, ref=str(case)).exists()


def listed(sight: Sight, *, part: str, why: str, rows: int) -> None:
    """Remember a list that names people whose turn it isn't for this person to take: its filter (`why`) and how many it
    named. Where it named nobody, nothing was read."""
    if rows:
        exported(sight, part=part, why=why, rows=rows)


def exported(sight: Sight, *, part: str, why: str, rows: int) -> Reading:
    """Remember a list that left the building, or what was looked for: its filter (`why`) and its number of rows."""
    return written(
        Reading(
            by_id=sight.user_id,
            by_name=sight.user.name,
            role=", ".join(sorted(role.label for role in sight.roles))[:40],
            ref="",
            part=part,
            why=why[:200],
            rows=rows,
        )
    )


def refused(sight: Sight, *, file_id: int | None, ref: str, part: str) -> Reading:
    """Remember an attempt that was turned away; called outside the rolled-back transaction."""
    return written(
        Reading(
            by_id=sight.user_id,
            by_name=sight.user.name,
            role=", ".join(sorted(role.label for role in sight.roles))[:40],
            case_id=file_id,
            ref=ref,
            part=part[:60],
            why="",
            refused=True,
        )
    )
