"""Whose turn temporary help makes it: to finish, review, end or extend it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Case, F, Q, When
from django.utils import timezone

from casework.cases.seats import leading
from casework.engine.mandates import holders
from casework.engine.noun import OpenRows
from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Seat, Turn
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.put_to import minutes, working_hours
from casework.indicaties.states import IndicatieState
from casework.law.days import sentence
from casework.law.moments import within
from casework.law.terms import Term
from casework.provisions.granted import GRANTED
from roles.actions import Action
from roles.matrix import Relation, Role
from roles.models import MandateKind


def _open(on: dt.date) -> Any:
    unsettled = Q(state__in=IndicatieState.UNSETTLED)
    ended = Q(state=IndicatieState.GEEINDIGD, after_end_on__isnull=True)
    stop_untold = Q(
        state__in=IndicatieState.STOPPED,
        shared_until__isnull=False,
        help_started_on__isnull=False,
        help_stopped_on=None,
    )
    rows = VoorlopigeIndicatie.objects.filter(unsettled | ended | stop_untold)
    begins = Case(When(taken_over_by__state__in=GRANTED, then=F("taken_over_by__starts_on")))
    return rows.annotate(decision_starts=begins, sent_back=~Q(sent_back_why=""))


OPEN_ROWS = OpenRows(
    rows=_open,
    columns=(
        "state",
        "made_by_id",
        "submitted_to_id",
        "submitted_at",
        "issued_by_id",
        "issued_on",
        "starts_on",
        "ends_on",
        "help_started_on",
        "help_stopped_on",
        "shared_until",
        "cannot_on",
        "after_end_on",
        "reviewed_on",
        "review_ok",
        "review_answered_on",
        "amount_per_week",
        "provider_id",
        "decision_starts",
        "sent_back",
    ),
    days=("decision_starts",),
    people=("made_by_id", "issued_by_id", "submitted_to_id"),
    organisations=("provider_id",),  # they say how it goes; who works there doesn't decide on it
    not_asked=("reviewed_by_id",),  # whoever reviewed it has done their part
    mandates=True,
    relations={Relation.ISSUED: ("issued_by_id", "submitted_to_id")},
)


def turns(roster: Roster, rows: Sequence[OpenRow]) -> list[Turn]:
    return [turn for one in rows for turn in _OF_STATE[one.state](roster, one)]


def _draft(roster: Roster, one: OpenRow) -> list[Turn]:
    why = (
        "Een collega gaf haar terug: lees waarom bij de indicatie."
        if one.sent_back
        else "Een voorlopige indicatie staat in concept."
    )
    seats = [roster.person(one.made_by_id, Action.ISSUE_INDICATIE), *leading(roster)]
    due = roster.term("indicatie_afmaken", one.since, "concept")
    return [roster.turn("indicatie", "finish", "discard", "Maak af of laat vervallen", why, seats, due, of=one)]


def _submitted(roster: Roster, one: OpenRow) -> list[Turn]:
    what, why = "Beslis over de voorlopige indicatie", "Een collega legde deze indicatie voor."
    due_at, seats = _within_the_hour(roster, one), _deciders(roster, one)
    due = _said(due_at, one)
    if any(seat.able for seat in seats):
        decide = roster.turn("indicatie", "decide", "issue", what, why, seats, due, of=one, due_at=due_at)
        return [decide, *_leader_too(roster, one, decide)]
    what, why = "Geef de indicatie terug aan wie haar maakte", "Niemand met een mandaat is er om haar af te geven."
    return [roster.turn("indicatie", "decide", "send_back", what, why, roster.leaders(), due, of=one)]


def _within_the_hour(roster: Roster, one: OpenRow) -> dt.datetime | None:
    """By when it is decided on; of what was put to somebody before that was known, only the day."""
    if one.submitted_at is None:
        return None
    return within(minutes(), timezone.localtime(one.submitted_at), working_hours(), roster.clock)


def _said(due_at: dt.datetime | None, one: OpenRow) -> Term:
    if due_at is None:
        return Term(one.since, "voorgelegd: vandaag")
    put = timezone.localtime(one.submitted_at)
    return Term(
        due_at.date(),
        f"voorgelegd op {sentence(put.date())} om {put:%H.%M} uur: binnen {minutes()} minuten op een werkdag,"
        f" dus vóór {due_at:%H.%M} uur",
    )


def _leader_too(roster: Roster, one: OpenRow, decide: Turn) -> list[Turn]:
    """Whoever leads sees to it that it is decided, by the same moment; unless it is theirs to decide already."""
    seats = [replace(seat, able=seat.able - decide.seat.able) for seat in roster.leaders()]
    if decide.due_at is None or not any(seat.able for seat in seats):
        return []
    what, why = "Zorg dat er op tijd wordt beslist", "Een collega legde een voorlopige indicatie voor, en wacht daarop."
    return [
        roster.turn(
            "indicatie", "decide:leader", "send_back", what, why, seats, decide.due, of=one, due_at=decide.due_at
        )
    ]


def _deciders(roster: Roster, one: OpenRow) -> list[Seat]:
    """To whom it was put, for as long as they hold a mandate; then whoever else does, but not who made it."""
    held = holders(MandateKind.INDICATIE, roster.row, roster.staff, roster.mandates)
    employees = roster.employees(one.provider_id)
    put_to = roster.person(one.submitted_to_id, Action.ISSUE_INDICATIE)
    put_to = replace(put_to, able=frozenset(put_to.able & held.keys() - employees))
    but = {one.made_by_id, *employees}
    return [put_to, *roster.mandated(MandateKind.INDICATIE, Action.ISSUE_INDICATIE, but=but)]


def _running(roster: Roster, one: OpenRow) -> list[Turn]:
    return [
        *_start(roster, one),
        *_trouble(roster, one),
        *_stopped_early(roster, one),
        *_review(roster, one),
        *_disagreed(roster, one),
        *_towards_the_end(roster, one),
    ]


def _start(roster: Roster, one: OpenRow) -> list[Turn]:
    if one.help_started_on is not None or one.cannot_on:
        return []
    what, why = "Is de hulp gestart?", "De voorlopige indicatie is afgegeven."
    seats = _delivering(roster, one)
    due = roster.term("hulp_gestart", max(one.starts_on, one.issued_on), "begin van de hulp")
    return [roster.turn("indicatie", "started", "confirm_start", what, why, seats, due, of=one)]


def _delivering(roster: Roster, one: OpenRow) -> list[Seat]:
    """The provider; where nobody there has an account, whoever issued it, else the regisseur."""
    there = roster.organisation(one.provider_id, Role.UITVOERDER) if roster.still_shared(one.shared_until) else []
    return [*there, roster.person(one.issued_by_id, Action.ISSUE_INDICATIE), *leading(roster)]


def _trouble(roster: Roster, one: OpenRow) -> list[Turn]:
    if not one.cannot_on:
        return []
    due = Term(one.cannot_on, "vandaag")
    what, why = "De hulp kan niet (op tijd): zeg hoe het verder gaat", "De aanbieder meldde dat het niet lukt."
    return [roster.turn("indicatie", "trouble", "agree", what, why, leading(roster), due, of=one)]


def _stopped_early(roster: Roster, one: OpenRow) -> list[Turn]:
    if not one.help_stopped_on or one.help_stopped_on >= one.ends_on:
        return []
    due = roster.term("stop_bevestigen", one.help_stopped_on, "gestopt")
    what, why = "De hulp is eerder gestopt: trek in of verleng", "Wat is toegezegd, stopt niet vanzelf eerder."
    return [roster.turn("indicatie", "early", "withdraw", what, why, leading(roster), due, of=one)]


def _last_day(roster: Roster, one: OpenRow) -> list[Turn]:
    """Of help that was over: it may have been withdrawn for a day to come."""
    if not one.shared_until or not one.help_started_on or one.help_stopped_on or not roster.is_past(one.ends_on):
        return []
    due = roster.term("stop_bevestigen", one.ends_on, "einde van de hulp")
    what, why = "Bevestig de laatste dag van de hulp", "De tijdelijke hulp is gestopt."
    seats = _delivering(roster, one)
    return [roster.turn("indicatie", "stop", "confirm_stop", what, why, seats, due, of=one, outlives=True)]


def _review(roster: Roster, one: OpenRow) -> list[Turn]:
    if one.reviewed_on is not None:
        return []
    what, why = "Toets de voorlopige indicatie", "Een collega gaf de tijdelijke hulp alleen af."
    due = roster.term("toets", one.issued_on, "afgegeven")
    return [roster.turn("indicatie", "review", "review", what, why, _others(roster, one), due, of=one)]


def _others(roster: Roster, one: OpenRow) -> list[Seat]:
    """Who may decide on it besides whoever issued it, and doesn't work where the help comes from."""
    but = {one.issued_by_id, *roster.employees(one.provider_id)}
    mandated = roster.mandated(MandateKind.INDICATIE, Action.REVIEW_INDICATIE, but=but)
    return [*mandated, *roster.leaders(but=but)]


def _disagreed(roster: Roster, one: OpenRow) -> list[Turn]:
    if one.review_ok is not False or one.review_answered_on is not None:
        return []
    what, why = (
        "Een collega is niet akkoord: trek in, pas aan of leg uit",
        "De toets van de voorlopige indicatie.",
    )
    due = Term(one.reviewed_on, "niet akkoord: vandaag")
    return [roster.turn("indicatie", "disagreed", "explain", what, why, leading(roster), due, of=one)]


def _towards_the_end(roster: Roster, one: OpenRow) -> list[Turn]:
    """What must happen before the help stops. Nothing, where a decision takes over in time; with one that begins
    later, somebody who may extend it closes the gap."""
    step, what, why = "withdraw", "Zet om, verleng of trek in", "De tijdelijke hulp loopt af."
    seats, late, still = leading(roster), "De hulp stopt bijna: verleng of trek in", "Er is nog niets besloten."
    if one.decision_starts:
        if one.ends_on >= one.decision_starts - dt.timedelta(days=1):
            return []
        seats = _others(roster, one)
        step, what = "extend", "Verleng de hulp tot het besluit begint"
        why = f"Het besluit begint pas op {sentence(one.decision_starts)}. De tijdelijke hulp stopt eerder."
        late, still = what, why
    turns = [roster.turn("indicatie", "end", step, what, why, seats, _warning(roster, one), of=one)]
    last = roster.clock.before("indicatie_escalatie", one.ends_on, label="einde van de hulp")
    if roster.has_come(last.on):
        leaders, due = roster.leaders(but={one.issued_by_id}), Term(one.ends_on, last.why)
        turns.append(roster.turn("indicatie", "end:leader", step, late, still, leaders, due, of=one))
    return turns


def _warning(roster: Roster, one: OpenRow) -> Term:
    warned = max(
        roster.clock.before("indicatie_waarschuwing", one.ends_on, label="einde van de hulp").on,
        roster.term("indicatie_na_uitgifte", one.issued_on, "afgegeven").on,
    )
    return Term(warned, "10 dagen voor het einde van de hulp, en niet eerder dan 2 werkdagen na de afgifte")


def _ended(roster: Roster, one: OpenRow) -> list[Turn]:
    return [*_last_day(roster, one), *([] if one.after_end_on else _after_end(roster, one))]


def _after_end(roster: Roster, one: OpenRow) -> list[Turn]:
    what, why = "De hulp is gestopt: beslis", "De voorlopige indicatie eindigde zonder besluit."
    due = Term(one.since, "vandaag")
    return [
        roster.turn("indicatie", "after", "decide_after_end", what, why, roster.leaders(), due, of=one, outlives=True)
    ]


_OF_STATE = {
    IndicatieState.CONCEPT: _draft,
    IndicatieState.VOORGELEGD: _submitted,
    IndicatieState.AFGEGEVEN: _running,
    IndicatieState.INGETROKKEN: _last_day,
    IndicatieState.GEEINDIGD: _ended,
}
