"""Whose turn a case makes it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

from casework.applications.turns import _applications
from casework.appointments.turns import _appointments
from casework.cases.states import CaseKind, Phase
from casework.documents.turns import _letters
from casework.engine.facts import CaseFacts
from casework.engine.turns import Roster, Turn, _term, _turn
from casework.goals.turns import _goals
from casework.handovers.turns import _handovers
from casework.indicaties.turns import _ended_indicaties, _indicaties
from casework.law.terms import Clock, Term
from casework.vangnet.turns import _requests
from roles.matrix import Role
from roles.policy import Post


def turns(case: CaseFacts, staff: Sequence[Post], mandates: Sequence[Any], clock: Clock, on: dt.date) -> list[Turn]:
    """Every open turn on this case on that day. Pure: nothing is read or written."""
    roster = Roster(case, staff, mandates, clock, on)
    found: list[Turn] = []
    if case.row.phase != Phase.AFGESLOTEN:
        found += _phase(roster)
        found += _direction(roster)
        for rule in _WHILE_OPEN:
            found += rule(roster)
    for rule in _ALSO_AFTERWARDS:
        found += rule(roster)
    return found


def _phase(roster: Roster) -> list[Turn]:
    row = roster.row
    match row.phase:
        case Phase.AANMELDING:
            return _reported(roster)
        case Phase.ONDERZOEK:
            return _researching(roster)
        case Phase.PLAN:
            due = _term(roster, "uitvoering_starten", row.state_since, "plan")
            return [
                _turn(
                    roster,
                    "case:start",
                    "case.start",
                    "Start de uitvoering",
                    "Het plan ligt vast.",
                    roster.leading(),
                    due,
                )
            ]
        case Phase.UITVOERING:
            day = row.evaluate_on or row.state_since
            return [
                _turn(
                    roster,
                    "case:evaluate",
                    "case.evaluate",
                    "Evalueer",
                    "De afgesproken evaluatie.",
                    roster.leading(),
                    Term(day, "de afgesproken evaluatiedatum"),
                )
            ]
        case _:
            due = _term(roster, "evaluatie_afronden", row.state_since, "evaluatie")
            return [
                _turn(
                    roster,
                    "case:conclude",
                    "case.go_on",
                    "Stel bij, ga door of sluit af",
                    "De evaluatie is begonnen.",
                    roster.leading(),
                    due,
                )
            ]


def _reported(roster: Roster) -> list[Turn]:
    row = roster.row
    melding = row.kind == CaseKind.MELDING
    step, what = ("case.take_up", "Pak op") if melding else ("case.advise", "Handel af of zet om")
    why = {CaseKind.MELDING: "Nieuwe melding.", CaseKind.VRAAG: "Nieuwe vraag."}.get(row.kind, "Nieuw signaal.")
    due = (
        Term(row.reported_on, "spoed: vandaag") if row.urgent else _term(roster, "oppakken", row.reported_on, "gemeld")
    )
    assigned = [roster.regisseur] if melding and row.regisseur_id else []
    seats = [*assigned, roster.role(Role.WMO_CONSULENT), *roster.leaders()]
    found = [_turn(roster, "case:reported", step, what, f"{why}{' Spoed.' if row.urgent else ''}", seats, due)]
    late = _term(roster, "oppakken_escalatie", row.reported_on, "gemeld")
    if roster.on > late.on:
        found.append(
            _turn(
                roster,
                "case:reported:leader",
                step,
                what,
                "Dit ligt te lang: nog niet opgepakt.",
                roster.leaders(),
                late,
            )
        )
    return found


def _researching(roster: Roster) -> list[Turn]:
    row = roster.row
    what, why = "Rond het onderzoek af", "Het onderzoek loopt."
    if row.report_sent_on:
        # the legal term was met by the report; what is left is to plan, or to close
        due = _term(roster, "uitvoering_starten", row.report_sent_on, "verslag verstuurd")
        what, why = "Leg het plan vast, of sluit af", "Het verslag van het onderzoek is verstuurd."
    elif row.clock_from:
        due = roster.clock.research(row.clock_from, agreed_until=row.research_until)
    else:
        due = _term(roster, "onderzoek", row.state_since, "onderzoek begonnen")
    found = [_turn(roster, "case:research", "case.set_plan", what, why, roster.leading(), due)]
    if row.met_on is None:
        found.append(
            _turn(
                roster,
                "case:meet",
                "case.meet",
                "Maak kennis",
                "Het onderzoek is begonnen.",
                roster.leading(),
                _term(roster, "kennismaken", row.state_since, "onderzoek begonnen"),
            )
        )
    return found


def _direction(roster: Roster) -> list[Turn]:
    """Someone must be looking: a led case without a regisseur who is there goes to the teamleider today."""
    row = roster.row
    if roster.regisseur.able or (row.phase == Phase.AANMELDING and row.regisseur_id is None):
        return []
    why = "De regisseur is er niet en niemand neemt waar." if row.regisseur_id else "Deze zaak heeft geen regisseur."
    return [
        _turn(
            roster,
            "case:assign",
            "case.assign",
            "Wijs een regisseur toe",
            why,
            roster.leaders(),
            Term(roster.on, "vandaag"),
        )
    ]


def _doubles(roster: Roster) -> list[Turn]:
    if roster.row.looks_like_id is None:
        return []
    due = _term(roster, "dubbel", roster.row.reported_on, "gemeld")
    return [
        _turn(
            roster,
            "case:double",
            "case.keep_apart",
            "Mogelijk dubbel: voeg samen of laat staan",
            "Deze zaak lijkt op een andere.",
            roster.seeing_both(),
            due,
        )
    ]


def _seeking(roster: Roster) -> list[Turn]:
    since = roster.row.seeking_since
    if since is None or roster.case.handovers:
        return []
    return [
        _turn(
            roster,
            "case:seek",
            "case.keep",
            "Zoek een andere partij, of houd zelf",
            "De overdracht ging niet door.",
            roster.offering(),
            _term(roster, "andere_partij", since, "niet doorgegaan"),
        )
    ]


_WHILE_OPEN: Final = (_doubles, _seeking, _handovers, _goals, _indicaties, _applications, _appointments)
_ALSO_AFTERWARDS: Final = (_ended_indicaties, _requests, _letters)
