"""Whose turn a research makes it, until its report has reached the citizen."""

from collections.abc import Sequence

from casework.cases.seats import leading
from casework.cases.terms import research as research_term
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.terms import Term
from casework.research.models import Research
from casework.research.states import ResearchState

OPEN_ROWS = OpenRows(
    rows=lambda on: Research.objects.filter(state__in=(ResearchState.LOOPT, ResearchState.VASTGESTELD), owed=True),
    columns=("state", "begun_on", "version", "sent_on"),
    not_asked=("settled_by_id",),  # whoever directs the case now sends it
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    """Of the newest: an older one is told of by it."""
    return [_next(roster, one) for one in rows[-1:]]


def _next(roster: Roster, one: OpenRow) -> Turn:
    due = _due(roster, one)
    if one.state == ResearchState.VASTGESTELD:
        why = "Het verslag van het onderzoek staat vast."
        return roster.turn("research", "", "send", "Verstuur het verslag", why, leading(roster), due, of=one)
    why = "Het verslag wordt aangepast." if one.sent_on else "Het onderzoek loopt."
    return roster.turn("research", "", "settle", "Stel het verslag vast", why, leading(roster), due, of=one)


def _due(roster: Roster, one: OpenRow) -> Term:
    """The term of the law was met by the first report; a next one follows its reaction."""
    row = roster.row
    if one.sent_on:
        return roster.term("uitvoering_starten", one.since, "reactie op het verslag")
    if row.clock_from:
        return research_term(roster.clock, row.clock_from, agreed_until=row.research_until)
    return roster.term("onderzoek", one.begun_on, "onderzoek begonnen")
