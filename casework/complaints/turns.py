"""Whose turn a complaint makes it: a leader who wasn't involved takes it up, then it is theirs; and its letters.

Nobody knows of such a turn who may not read the complaint. Where everybody who could handle it is whom it is about, it is
nobody's turn: docs/beheer.md says what then.
"""

import datetime as dt
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import JSONObject

from casework.complaints.involved import took_part
from casework.complaints.models import Complaint
from casework.complaints.paper import LETTERS
from casework.complaints.states import OPEN, ComplaintState
from casework.complaints.terms import settled_by
from casework.documents.kinds import label_of
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import NOBODY, Roster, Seat, Turn
from roles.actions import Action

WAITING: Final = (DocumentState.KLAAR, DocumentState.MISLUKT)


def _letters() -> Any:
    kinds = [one.kind for one in LETTERS]
    return Document.objects.filter(
        case=OuterRef("case"), about=OuterRef("public_id"), kind__in=kinds, state__in=WAITING
    )


def _letters_of(on: dt.date) -> Any:
    columns = {"id": "public_id", "kind": "kind", "state": "state", "since": "state_since", "asked_by": "asked_by_id"}
    return ArraySubquery(_letters().order_by("pk").values(json=JSONObject(**columns)))


def _took_part(on: dt.date) -> Any:
    return ArraySubquery(took_part(OuterRef("case")))


OPEN_ROWS = OpenRows(
    rows=lambda on: Complaint.objects.filter(Q(state__in=OPEN) | Q(Exists(_letters()))),
    columns=(
        *("state", "person_id", "handler_id", "registered_by_id", "received_on", "committee", "adjourned_on"),
        *("agreed_until", "told_on"),
    ),
    nested={"letters": _letters_of, "took_part": _took_part},
    people=("handler_id", "registered_by_id"),
    not_asked=("person_id",),  # whom it is about is kept from it
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [turn for one in rows for turn in _of(roster, one)]


def _of(roster: Roster, one: OpenRow) -> Iterator[Turn]:
    seats = _handling(roster, one)
    if not any(seat.able for seat in seats):
        return
    known = _known_to(roster, one)
    if one.state == ComplaintState.ONTVANGEN:
        due = roster.term("klacht_oppakken", one.received_on, "klacht ontvangen")
        what, why = "Neem de klacht in behandeling", "Er kwam een klacht binnen. U was er niet bij betrokken."
        yield roster.turn(
            "complaint", "", "take_up", what, why, seats, due, of=one, outlives=True, known_to=known, can_wait=False
        )
    elif one.state == ComplaintState.IN_BEHANDELING:
        due = settled_by(roster.clock, one)
        what, why = "Handel de klacht af", "Hoor de inwoner en wie het betreft, en schrijf op wat u vond."
        yield roster.turn(
            "complaint", "", "settle", what, why, seats, due, of=one, outlives=True, known_to=known, can_wait=False
        )
    for letter in one.letters:
        yield _send(roster, one, OpenRow(letter), seats, known)


def _handling(roster: Roster, one: OpenRow) -> list[Seat]:
    """Who has it in hand; else the leaders who took no part, else those it isn't about."""
    about = {one.person_id} - {None}
    out = {*about, *one.took_part, roster.row.regisseur_id} - {None}
    mine = [roster.person(one.handler_id, Action.HANDLE_COMPLAINT)] if one.handler_id else []
    return [seat for seat in (*mine, *roster.leaders(but=out), *roster.leaders(but=about)) if not seat.able & about]


def _known_to(roster: Roster, one: OpenRow) -> frozenset[int]:
    handling = roster.who(post for post in roster.staff if roster.reaches(post, Action.HANDLE_COMPLAINT))
    named = {one.handler_id, one.registered_by_id} - {None}
    kept_from: Set[int] = {one.person_id} if one.person_id and not one.told_on else NOBODY
    return frozenset((handling | named) - kept_from)


def _send(roster: Roster, one: OpenRow, letter: OpenRow, seats: list[Seat], known: frozenset[int]) -> Turn:
    """Of the letter itself: whoever asked for it, else who handles the complaint."""
    asked = roster.person(letter.asked_by, Action.SEND_DOCUMENT)
    first = [replace(asked, able=asked.able & known)]
    failed = letter.state == DocumentState.MISLUKT
    step = "retry" if failed else "send"
    what = "De brief is niet gelukt: probeer opnieuw" if failed else "Verstuur of reik uit"
    why = f"De brief ‘{label_of(letter.kind)}’ {'kon niet worden gemaakt' if failed else 'is klaar'}."
    due = roster.term("versturen", dt.date.fromisoformat(letter.since), "klaar")
    seats = [*first, *seats]
    turn = roster.turn("complaint", "letter", step, what, why, seats, due, of=one, outlives=True, known_to=known)
    key, url = f"complaint:{letter.id}:letter", f"/documenten/{letter.id}/"
    return replace(turn, key=key, step=f"document.{step}", object_id=letter.id, url=url)
