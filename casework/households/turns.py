"""Whose turn a household makes it."""

from collections.abc import Sequence

from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.households.models import Household, Member


def _read(row: OpenRow) -> None:
    row["url"] = f"/huishoudens/{row.public_id}/"


OPEN_ROWS = OpenRows(
    rows=lambda on: Household.objects.all(),
    columns=("public_id", "team_id", "kern_id", "regisseur_id", "state", "state_since"),
    people=("regisseur_id",),
    read=_read,
)
MEMBERS = OpenRows(rows=lambda on: Member.objects.exclude(asks=""), columns=("asks", "asks_since"))


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return []


def member_turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return []
