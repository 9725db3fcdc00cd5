"""Whose turn it is to ring back: of the regisseur, else of the team's pool; by the next working day."""

from collections.abc import Sequence

from casework.callbacks.models import CallBack
from casework.callbacks.states import CallBackState
from casework.cases.seats import regisseur
from casework.contacts.words import WithWhom
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from roles.matrix import Role

OPEN_ROWS = OpenRows(
    rows=lambda on: CallBack.objects.filter(state=CallBackState.OPEN),
    columns=("about", "with_whom", "name", "tries", "counts_from"),
    not_asked=("taken_by_id", "called_by_id", "contact_id"),  # who took it down doesn't have to ring
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [
        roster.turn(
            "call_back",
            "",
            "call",
            "Bel terug",
            _why(one),
            [regisseur(roster), roster.role(Role.WMO_CONSULENT), *roster.leaders()],
            roster.term("terugbellen", one.counts_from, "geen gehoor" if one.tries else "gevraagd"),
            of=one,
            can_wait=False,  # somebody sits by the phone
        )
        for one in rows
    ]


def _why(one: OpenRow) -> str:
    whom = "De inwoner" if one.with_whom == WithWhom.INWONER else one.name
    tried = f" ({one.tries} keer geen gehoor)" if one.tries else ""
    return f"{whom} wil gebeld worden: {one.about}{tried}"
