"""Whose turn temporary help makes it: to finish, review, end or extend it."""

import datetime as dt

from casework.engine.facts import Fact
from casework.engine.turns import Roster, Turn, _term, _turn
from casework.indicaties.states import IndicatieState
from casework.law.terms import Term, sentence
from roles.actions import Action as A
from roles.models import MandateKind


def _indicaties(roster: Roster) -> list[Turn]:
    found = []
    for one in roster.case.indicaties:
        if one.state == IndicatieState.AFGEGEVEN:
            found += _running_indicatie(roster, one)
        elif one.state == IndicatieState.CONCEPT:
            seats = [roster.person(one.made_by_id, A.ISSUE_INDICATIE), *roster.leading()]
            found.append(
                _turn(
                    roster,
                    f"indicatie:{one.id}:finish",
                    "indicatie.discard",
                    "Maak af of laat vervallen",
                    "Een collega gaf haar terug: lees waarom bij de indicatie."
                    if one.sent_back
                    else "Een voorlopige indicatie staat in concept.",
                    seats,
                    _term(roster, "indicatie_afmaken", one.since, "concept"),
                    obj=one,
                    place="indicaties",
                )
            )
        elif one.state == IndicatieState.VOORGELEGD:
            seats = [roster.person(one.submitted_to_id, A.ISSUE_INDICATIE), *roster.leaders()]
            found.append(
                _turn(
                    roster,
                    f"indicatie:{one.id}:decide",
                    "indicatie.issue",
                    "Beslis over de voorlopige indicatie",
                    "Een collega legde deze indicatie voor.",
                    seats,
                    Term(one.since, "voorgelegd: vandaag"),
                    obj=one,
                    place="indicaties",
                )
            )
    return found


def _running_indicatie(roster: Roster, one: Fact) -> list[Turn]:
    key = f"indicatie:{one.id}"
    found = []
    if one.help_started_on is None:
        start = max(one.starts_on, one.issued_on)
        seats = [roster.person(one.issued_by_id, A.ISSUE_INDICATIE), *roster.leading()]
        found.append(
            _turn(
                roster,
                f"{key}:started",
                "indicatie.confirm_start",
                "Is de hulp gestart?",
                "De voorlopige indicatie is afgegeven.",
                seats,
                _term(roster, "hulp_gestart", start, "begin van de hulp"),
                obj=one,
                place="indicaties",
            )
        )
    if one.reviewed_on is None:
        but = {one.issued_by_id, *roster.employees(one.provider_id)}
        seats = [*roster.mandated(MandateKind.INDICATIE, but=but), *roster.leaders(but=but)]
        found.append(
            _turn(
                roster,
                f"{key}:review",
                "indicatie.review",
                "Toets de voorlopige indicatie",
                "Een collega gaf haar alleen af.",
                seats,
                _term(roster, "toets", one.issued_on, "afgegeven"),
                obj=one,
                place="indicaties",
            )
        )
    if one.review_ok is False and one.review_answered_on is None:
        found.append(
            _turn(
                roster,
                f"{key}:disagreed",
                "indicatie.explain",
                "Een collega is niet akkoord: trek in, pas aan of leg uit",
                "De toets van de voorlopige indicatie.",
                roster.leading(),
                Term(one.reviewed_on, "niet akkoord: vandaag"),
                obj=one,
                place="indicaties",
            )
        )
    return found + _towards_the_end(roster, one)


def _towards_the_end(roster: Roster, one: Fact) -> list[Turn]:
    """What must happen before the help stops. Nothing, where a decision takes over in time; with one that begins
    later, somebody who may extend it closes the gap."""
    key, clock = f"indicatie:{one.id}", roster.clock
    step, what, why = "indicatie.withdraw", "Zet om, verleng of trek in", "De tijdelijke hulp loopt af."
    seats, late = roster.leading(), "De hulp stopt bijna: verleng of trek in"
    if one.decision_starts:
        if one.ends_on >= one.decision_starts - dt.timedelta(days=1):
            return []
        but = {one.issued_by_id, *roster.employees(one.provider_id)}
        seats = [*roster.mandated(MandateKind.INDICATIE, but=but), *roster.leaders(but=but)]
        step, what = "indicatie.extend", "Verleng de hulp tot het besluit begint"
        why = f"Het besluit begint pas op {sentence(one.decision_starts)}. De tijdelijke hulp stopt eerder."
        late = what
    found = []
    warned = max(
        clock.before("indicatie_waarschuwing", one.ends_on, label="einde van de hulp").on,
        _term(roster, "indicatie_na_uitgifte", one.issued_on, "afgegeven").on,
    )
    due = Term(warned, "10 dagen voor het einde van de hulp, en niet eerder dan 2 werkdagen na de afgifte")
    found.append(
        _turn(
            roster,
            f"{key}:end",
            step,
            what,
            why,
            seats,
            due,
            obj=one,
            place="indicaties",
        )
    )
    last = clock.before("indicatie_escalatie", one.ends_on, label="einde van de hulp")
    if roster.on >= last.on:
        found.append(
            _turn(
                roster,
                f"{key}:end:leader",
                step,
                late,
                why if one.decision_starts else "Er is nog niets besloten.",
                roster.leaders(but={one.issued_by_id}),
                Term(one.ends_on, last.why),
                obj=one,
                place="indicaties",
            )
        )
    return found


def _ended_indicaties(roster: Roster) -> list[Turn]:
    return [
        _turn(
            roster,
            f"indicatie:{one.id}:after",
            "indicatie.decide_after_end",
            "De hulp is gestopt: beslis",
            "De voorlopige indicatie eindigde zonder besluit.",
            roster.leaders(),
            Term(one.since, "vandaag"),
            obj=one,
            place="indicaties",
        )
        for one in roster.case.indicaties
        if one.state == IndicatieState.GEEINDIGD
    ]
