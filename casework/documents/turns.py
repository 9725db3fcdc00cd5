"""Whose turn a letter makes it that isn't sent yet."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from casework.cases.paper import CONFIRMATION
from casework.cases.seats import leading
from casework.cases.states import EndReason, Phase
from casework.documents.kinds import announcing, kept_apart, kind_of, letters, sent_by_a_step
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.terms import Term
from roles.actions import Action


def _unannounced() -> Q:
    """Letters that weren't sent, about what must still be told: no newer one took their place."""
    newer = Document.objects.filter(
        case=OuterRef("case"), kind=OuterRef("kind"), about=OuterRef("about"), pk__gt=OuterRef("pk")
    )
    gone = Q(case__person__deceased_on__isnull=False) | Q(case__ended_reason=EndReason.OVERLEDEN)
    return Q(~Exists(newer), ~gone, state=DocumentState.VERVALLEN, kind__in=announcing(), copy_of=None)


def _open(on: dt.date) -> Any:
    return Document.objects.filter(
        Q(kind__in=letters(), state__in=(DocumentState.KLAAR, DocumentState.MISLUKT)) | _unannounced(),
        # what is closed needs no confirmation any more: how it ended is told otherwise
        ~Q(kind=CONFIRMATION, case__phase=Phase.AFGESLOTEN),
        ~Q(kind__in=sent_by_a_step(), state=DocumentState.KLAAR),
        ~Q(kind__in=kept_apart()),  # what they are about says whose turn that is, and who may know
    )


OPEN_ROWS = OpenRows(
    rows=_open,
    columns=("state", "asked_by_id", "kind"),
    people=("asked_by_id",),
    not_asked=("team_id",),  # of a list for the meeting, which is nobody's turn
)

_OF_STATE: Final = {
    DocumentState.KLAAR: ("send", "Verstuur of reik uit", "De brief ‘{}’ is klaar."),
    DocumentState.MISLUKT: (
        "retry",
        "De brief is niet gelukt: probeer opnieuw",
        "De brief ‘{}’ kon niet worden gemaakt.",
    ),
    # a decision that wasn't announced doesn't count (Awb 3:41), and nobody can take it a second time
    DocumentState.VERVALLEN: (
        "remake",
        "Deze brief moet nog naar de inwoner: maak hem opnieuw",
        "De brief ‘{}’ is niet verstuurd.",
    ),
}
_KEYS: Final = {"send": "send", "retry": "retry", "remake": "again"}


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    result = []
    for one in rows:
        step, what, why = _OF_STATE[one.state]
        seats = [roster.person(one.asked_by_id, Action.SEND_DOCUMENT), *leading(roster)]
        due = roster.term("versturen", one.since, "klaar")
        if one.state == DocumentState.VERVALLEN:
            seats = leading(roster)
            due = Term(roster.clock.add_working_days(one.since, 2), "twee werkdagen nadat de brief niet is verstuurd")
        told = why.format(kind_of(one.kind).label)
        result.append(roster.turn("document", _KEYS[step], step, what, told, seats, due, of=one, outlives=True))
    return result
