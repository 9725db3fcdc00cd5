"""Whose turn an open application makes it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from casework.applications.conditions import prepared_for_another, took_the_former
from casework.applications.models import Application, ApplicationSuspension
from casework.applications.states import ApplicationState, SuspensionGround
from casework.applications.terms import decision as decision_term
from casework.cases.seats import leading, regisseur
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Turn
from casework.law.days import sentence
from casework.law.terms import Suspension, Term
from roles.actions import Action
from roles.models import MandateKind


def _suspensions(on: dt.date) -> Any:
    columns = ("since", "until", "ground", "asked_until")
    rows = ApplicationSuspension.objects.filter(application=OuterRef("pk")).order_by("since")
    return ArraySubquery(rows.values(json=JSONObject(**{name: name for name in columns})))


def _read(row: OpenRow) -> None:
    """The intervals as the clock wants them, and the last with its ground and the term that was set."""
    rows = [_suspension(one) for one in row["suspensions"]]
    row["suspensions"] = [Suspension(one.since, one.until, one.lapses_on) for one in rows]
    row["suspended"] = rows[-1] if rows else None


def _suspension(row: dict[str, Any]) -> OpenRow:
    days = {name: row[name] and dt.date.fromisoformat(row[name]) for name in ("since", "until", "asked_until")}
    lapses_on = ApplicationSuspension(ground=row["ground"], **days).lapses_on
    return OpenRow(ground=row["ground"], lapses_on=lapses_on, **days)


OPEN_ROWS = OpenRows(
    rows=lambda on: Application.objects.filter(state__in=ApplicationState.OPEN),
    columns=(
        *("state", "received_on", "prepared_by_id", "needs_second", "per_week"),
        *("former_by_id", "former_prepared_by_id"),
    ),
    nested={"suspensions": _suspensions},
    read=_read,
    people=("prepared_by_id",),
    # nobody decided yet on what is open; who took what it comes in the place of is kept from it
    not_asked=("decided_by_id", "former_by_id", "former_prepared_by_id"),
    mandates=True,
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [
        _prepared(roster, one) if one.state == ApplicationState.VOORBEREID else _received(roster, one) for one in rows
    ]


def _received(roster: Roster, one: OpenRow) -> Turn:
    """The regisseur who may decides; one who may not prepares it, for whoever holds the mandate."""
    former = took_the_former(one)
    seats = roster.mandated(MandateKind.BESLUIT, Action.DECIDE_APPLICATION, but=former)
    directing = regisseur(roster)
    what, why = _waiting_for_data(one.suspended, roster) or (_DECIDE, "Er is een aanvraag ontvangen.")
    due, rests = _due(roster, one), _rests(one.suspended)
    if not any(seat.able for seat in seats):
        return _nobody_may(roster, one)
    if any(directing.able & seat.able for seat in seats) or not directing.able:
        seats = [directing, *seats]
        return roster.turn("application", "decide", "decide", what, why, seats, due, of=one, rests_until=rests)
    what = "Bereid het besluit voor" if what == _DECIDE else what
    reason = "U nam het besluit dat is herroepen" if directing.able & former else "U hebt hiervoor geen mandaat"
    why = f"{why} {reason}: een collega beslist daarna."
    seats = [directing, *seats]
    return roster.turn("application", "prepare", "prepare", what, why, seats, due, of=one, rests_until=rests)


def _prepared(roster: Roster, one: OpenRow) -> Turn:
    """Whoever holds a mandate that reaches, the smallest first; not who prepared it, where a second person decides."""
    but = prepared_for_another(one) | took_the_former(one)
    seats = roster.mandated(MandateKind.BESLUIT, Action.DECIDE_APPLICATION, but=but, amount=one.per_week)
    if not any(seat.able for seat in seats):
        return _nobody_may(roster, one)
    why = "Een collega bereidde het besluit voor." + (
        " Hierover beslist een tweede persoon." if one.needs_second else ""
    )
    return roster.turn("application", "decide", "decide", _DECIDE, why, seats, _due(roster, one), of=one)


def _nobody_may(roster: Roster, one: OpenRow) -> Turn:
    what = "Niemand mag beslissen: vraag beheer om een mandaat, of stel uit"
    why = "Niemand die er is, heeft een mandaat voor dit besluit."
    return roster.turn("application", "decide", "delay", what, why, leading(roster), _due(roster, one), of=one)


_DECIDE: Final = "Beslis op de aanvraag"


def _due(roster: Roster, one: OpenRow) -> Term:
    """As long as it stands still, the term is a day longer each day; else it is the same whenever it is asked."""
    still = any(suspension.until is None for suspension in one.suspensions)
    on = roster.each_day() if still else one.received_on
    return decision_term(roster.clock, one.received_on, suspensions=one.suspensions, on=on)


def _rests(row: OpenRow | None) -> dt.date | None:
    """While others are to do something it isn't on the list of who decides; what they were asked is on *Uitgezet*."""
    if row is None or row.until is not None or row.asked_until is None:
        return None
    answer_by: dt.date = row.asked_until
    return answer_by + dt.timedelta(days=1)


def _waiting_for_data(row: OpenRow | None, roster: Roster) -> tuple[str, str] | None:
    """What a suspension makes of the turn: that the term stands still, or that its set end went by unused."""
    if row is None:
        return None
    if row.lapses_on is not None and row.until in (None, row.lapses_on) and roster.has_come(row.lapses_on):
        what = "De gevraagde gegevens zijn niet gekomen: beslis" if row.ground == SuspensionGround.GEGEVENS else ""
        return what or "Het afgesproken uitstel is voorbij: beslis", "De termijn loopt weer."
    if row.until is not None:
        return None
    if row.asked_until is not None and roster.is_past(row.asked_until):
        # force majeure, or the applicant's doing: it may last
        return "De gestelde termijn is voorbij: hervat of beslis", "De termijn staat nog stil."
    until = f" tot en met {sentence(row.asked_until)}" if row.asked_until else ""
    return _DECIDE, f"De termijn staat stil{until}."
