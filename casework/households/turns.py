"""Whose turn a household makes it: to name who directs, and to say what it means that something happened to one of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.households.models import Household, Member
from casework.households.querysets import cases, recused_of
from casework.households.states import Asks
from casework.law.terms import house
from roles.actions import Action

RULES: Final = (house("huishouden_regie", 5), house("huishouden_gebeurtenis", 5))
TOGETHER: Final = 2  # so many of them with an open case need somebody who directs
ASKED: Final = {
    Asks.GEBOREN: ("Leg vast wie het gezag heeft", "Er is een kind geboren."),
    Asks.ACHTTIEN: ("Vraag opnieuw akkoord", "Een kind is 18 geworden: het gezag is voorbij."),
    Asks.VERTROKKEN: ("Kijk wat het vertrek betekent", "Iemand woont niet meer in het huishouden."),
    Asks.OVERLEDEN: ("Kijk wat het overlijden betekent", "Iemand uit het huishouden is overleden."),
}


def _open_cases(on: dt.date) -> Any:
    """Of who lives there: whose, and since when."""
    model = cases().model
    here = {"person__memberships__household": OuterRef("pk"), "person__memberships__until": None}
    rows = cases().filter(**{f"{model.state_field}__in": model.open_states}, **here)
    return ArraySubquery(rows.values(json=JSONObject(person="person_id", on="received_on")))


def _asking(on: dt.date) -> Any:
    rows = Member.objects.filter(household=OuterRef("pk")).exclude(asks="").order_by("pk")
    return ArraySubquery(rows.values(json=JSONObject(id="public_id", asks="asks", on="asks_since")))


def _closed_to(on: dt.date) -> Any:
    return ArraySubquery(recused_of(OuterRef("pk")).values("recusals__user_id"))


def _read(row: OpenRow) -> None:
    row["url"] = f"/huishoudens/{row.public_id}/"


OPEN_ROWS = OpenRows(
    rows=lambda on: Household.objects.all(),
    columns=("public_id", "team_id", "kern_id", "regisseur_id", "state", "state_since"),
    people=("regisseur_id",),
    nested={"open_cases": _open_cases, "asking": _asking, "closed_to": _closed_to},
    read=_read,
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [*_direct(roster), *_settle(roster)]


def _direct(roster: Roster) -> list[Turn]:
    since = needed_since(roster.row)
    directs = roster.person(roster.row.regisseur_id, Action.EDIT_FILE)
    if since is None or directs.able:
        return []
    due = roster.term("huishouden_regie", since, "een tweede open zaak in het huishouden")
    why = "Meer dan één van hen heeft een open zaak, en niemand heeft de regie."
    what = "Wijs iemand aan voor de regie over het huishouden"
    return [roster.turn("household", "direct", "direct", what, why, roster.leaders(), due)]


def needed_since(row: OpenRow) -> dt.date | None:
    """Since when more than one of them has an open case; None where that isn't so."""
    first: dict[int, dt.date] = {}
    for one in row.open_cases:
        day = dt.date.fromisoformat(one["on"])
        first[one["person"]] = min(day, first.get(one["person"], day))
    days = sorted(first.values())
    return max(days[TOGETHER - 1], row.state_since) if len(days) >= TOGETHER else None


def _settle(roster: Roster) -> list[Turn]:
    return [_about(roster, one) for one in roster.row.asking]


def _about(roster: Roster, one: dict[str, Any]) -> Turn:
    """On the page where it is said; of who has the regie, else of who names one."""
    what, why = ASKED[Asks(one["asks"])]
    seats = [roster.person(roster.row.regisseur_id, Action.EDIT_FILE), *roster.leaders()]
    due = roster.term("huishouden_gebeurtenis", dt.date.fromisoformat(one["on"]), "de dag waarop het gebeurde")
    made = roster.turn("household", "settle", "settle", what, why, seats, due)
    return replace(
        made, key=f"{made.key}:{one['id']}", object_id=one["id"], url=f"/huishoudens/lid/{one['id']}/gezien/"
    )
