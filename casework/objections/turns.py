"""Whose turn an objection makes it: of who handles objections, of who decides on it, and afterwards of who directs the case."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from casework.cases.seats import leading
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Seat, Turn
from casework.law.days import ONE_DAY
from casework.law.terms import Term
from casework.objections import repairs
from casework.objections.models import Objection
from casework.objections.states import DECIDED, OPEN, REVOKES, ObjectionState
from casework.objections.terms import decision
from roles.actions import Action
from roles.matrix import Relation, Role
from roles.models import MandateKind


def _open(on: dt.date) -> Any:
    """Also what was decided: until that was sent, who decided stands to it; until it is carried out, it is a turn."""
    untold = Q(state__in=DECIDED, announced_on=None)
    return Objection.objects.filter(Q(state__in=OPEN) | untold | Q(state__in=REVOKES, replaced_by=None))


OPEN_ROWS = OpenRows(
    rows=_open,
    columns=(
        "state",
        "last_day",
        "committee",
        "repairs",
        "adjourned_on",
        "agreed_until",
        "in_default_until",
        "anew_id",
        "hearing_on",
        "heard_on",
        "waived",
        "decided_on",
        "announced_on",
        "replaced_by_id",
        "handler_id",
        "former_by_id",
        "prepared_by_id",
        "decided_by_id",
    ),
    people=("handler_id", "decided_by_id"),
    # whoever took, prepared or wrote down something did their part
    not_asked=("former_by_id", "prepared_by_id", "registered_by_id"),
    mandates=True,
    relations={Relation.OBJECTED: ("handler_id", "decided_by_id")},
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    found = []
    for one in rows:
        if one.state == ObjectionState.ONTVANGEN:
            found.append(_received(roster, one))
        elif one.state == ObjectionState.IN_BEHANDELING:
            found.append(_handled(roster, one))
        elif one.state in REVOKES and one.replaced_by_id is None:
            found.append(_revoked(roster, one))
    return found


def _received(roster: Roster, one: OpenRow) -> Turn:
    seats = _who_may_handle(roster, one)
    due = min(roster.term("bezwaar_oppakken", one.since, "bezwaar"), _due(roster, one), key=lambda term: term.on)
    return _asked(roster, one, "take_on", "Neem het bezwaar in behandeling", "Er kwam een bezwaar binnen.", seats, due)


def _handled(roster: Roster, one: OpenRow) -> Turn:
    """Whoever handles it hears; then who holds the mandate decides, themselves if they do."""
    handler = roster.person(one.handler_id, Action.HANDLE_OBJECTION)
    due, rests = _due(roster, one), _rests(one)
    if not handler.able:
        why = "Wie het bezwaar behandelde, is er niet."
        return _asked(roster, one, "take_on", "Neem het bezwaar over", why, _who_may_handle(roster, one), due)
    if one.heard_on is None and not one.waived:
        what, why = "Nodig de inwoner uit, of zie af van horen", "De inwoner is nog niet gehoord."
        if one.hearing_on is not None:
            what, why = "Hoor de inwoner", "De inwoner is uitgenodigd."
            rests = max(one.hearing_on, rests or one.hearing_on)
        return _asked(roster, one, "hear", what, why, [handler], due, rests)
    but = {one.former_by_id} - {None}
    seats = roster.mandated(MandateKind.BEZWAAR, Action.DECIDE_OBJECTION, but=but)
    itself = [handler] if any(handler.able & seat.able for seat in seats) else []
    head = roster.municipal(Role.AFDELINGSHOOFD, but=but)
    seats = [*itself, *seats, head, *roster.leaders()]
    why = "De inwoner is gehoord, of hoeft dat niet te worden."
    return _asked(roster, one, "decide", "Beslis op het bezwaar", why, seats, due, rests)


def _revoked(roster: Roster, one: OpenRow) -> Turn:
    what, why = "Neem het nieuwe besluit", "Het bezwaar is (deels) gegrond: het besluit is herroepen."
    due = roster.term("bezwaar_uitvoeren", one.decided_on, "beslissing op bezwaar")
    return _asked(roster, one, "replace", what, why, leading(roster), due)


def _who_may_handle(roster: Roster, one: OpenRow) -> list[Seat]:
    """The role; where nobody is there who may, an afdelingshoofd who took no part; at last whoever sees to it."""
    but = {one.former_by_id, one.prepared_by_id} - {None}
    head = roster.municipal(Role.AFDELINGSHOOFD, but=but)
    return [roster.municipal(Role.BEZWAAR, but=but), head, *roster.leaders()]


def _asked(
    roster: Roster,
    one: OpenRow,
    step: str,
    what: str,
    why: str,
    seats: Sequence[Seat],
    due: Term,
    rests: dt.date | None = None,
) -> Turn:
    return roster.turn(
        "objection", "", step, what, why, seats, due, of=one, outlives=True, rests_until=rests, can_wait=False
    )


def _due(roster: Roster, one: OpenRow) -> Term:
    """As long as it stands still the term is a day longer each day."""
    asked = repairs.read(one.repairs)
    awaited = [row.until for row in asked if row.is_awaited]
    runs_on = bool(awaited) and not roster.is_past(max(awaited))
    due = decision(
        roster.clock,
        one.last_day,
        committee=one.committee,
        adjourned=one.adjourned_on is not None,
        stood_still=[row.stands_still for row in asked],
        agreed_until=one.agreed_until,
        on=roster.each_day() if runs_on else max([one.last_day, *(row.until for row in asked)]) + ONE_DAY,
    )
    if one.in_default_until is None:
        return due
    return Term(one.in_default_until, f"{due.why}; na de ingebrekestelling kost elke dag geld (Awb, artikel 7:14)")


def _rests(one: OpenRow) -> dt.date | None:
    """While the citizen can still repair it, nobody here is to move."""
    awaited = [row.until for row in repairs.read(one.repairs) if row.is_awaited]
    return max(awaited) + ONE_DAY if awaited else None
