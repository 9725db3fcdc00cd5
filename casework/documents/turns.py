"""Whose turn a letter makes it that isn't sent yet."""

from typing import Final

from casework.documents.models import DocumentKind
from casework.documents.states import DocumentState
from casework.engine.turns import Roster, Turn, _term, _turn
from casework.law.terms import Term
from roles.actions import Action as A


def _letters(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.documents:
        name, step, what, why = _LETTER_TURNS[one.state]
        seats = [roster.person(one.asked_by_id, A.SEND_DOCUMENT), *roster.leading()]
        due = _term(roster, "versturen", one.since, "klaar")
        if one.state == DocumentState.VERVALLEN:
            seats = roster.leading()
            due = Term(roster.clock.add_working_days(one.since, 2), "twee werkdagen nadat de brief niet is verstuurd")
        found.append(
            _turn(
                roster,
                f"document:{one.id}:{name}",
                step,
                what,
                why.format(DocumentKind(one.kind).label),
                seats,
                due,
                obj=one,
                place="documenten",
            )
        )
    return found


_LETTER_TURNS: Final = {
    DocumentState.KLAAR: ("send", "document.send", "Verstuur of reik uit", "De brief ‘{}’ is klaar."),
    DocumentState.MISLUKT: (
        "retry",
        "document.retry",
        "De brief is niet gelukt: probeer opnieuw",
        "De brief ‘{}’ kon niet worden gemaakt.",
    ),
    # a decision that wasn't announced doesn't count (Awb 3:41), and nobody can take it a second time
    DocumentState.VERVALLEN: (
        "again",
        "document.remake",
        "Deze brief moet nog naar de inwoner: maak hem opnieuw",
        "De brief ‘{}’ is niet verstuurd.",
    ),
}
