"""The life of one case in the load data: from its report on, until the next thing would be tomorrow.

So the deadlines, histories and turns are those that a year of work leaves: most recent, some late, a few very late.
"""

import datetime as dt

from casework.cases.models import Case
from casework.cases.paper import CONFIRMATION
from wijkteam.town.load.chronicle import Chronicle, Tomorrow, working_day
from wijkteam.town.load.decisions import apply_for_support, help_at_once
from wijkteam.town.load.file import add_appointment, add_contact, add_note, ask_letter, look_around, send_letter
from wijkteam.town.load.goals import add_goal, begin_goal, end_goals, report_progress
from wijkteam.town.load.handovers import hand_over
from wijkteam.town.load.numbers import reference
from wijkteam.town.load.people import add_person
from wijkteam.town.load.researches import begin_research, report_research
from wijkteam.town.load.teams import Colleague
from wijkteam.town.load.vangnet import ask_money
from wijkteam.town.load.words import CHANNELS, OUTCOMES, QUESTIONS


def tell_of_case(case: Chronicle) -> None:
    """All its rows; afterwards `case.waits` says whether it may still be somebody's turn."""
    _report(case)
    try:
        _live(case)
    except Tomorrow:
        pass
    look_around(case)
    case.waits = case.waits or case.row["closed_on"] is None


# --- the report ------------------------------------------------------------------------------------------------


def _report(case: Chronicle) -> None:
    kind = case.dice.choices(("melding", "vraag", "signaal"), (64, 28, 8))[0]
    person = None if kind == "vraag" and case.chance(0.06) else add_person(case)
    case.reporter = case.pick(case.team.nurses if case.chance(0.4) else case.team.regisseurs)
    with_team = person is None or case.chance(0.35)
    case.row = case.tables[Case].add(
        ref=reference(case.day.year, case.number),
        person_id=person,
        kern_id=case.pick(case.team.kern_ids),
        provision="" if person else "Tillift van het zwembad",
        team_id=case.team.team_id,
        kind=kind,
        channel=case.pick(CHANNELS),
        question=case.pick(QUESTIONS),
        received_on=case.day,
        urgent=case.chance(0.05),
        clock_from=case.day if kind == "melding" else None,
        reported_by_id=case.reporter.pk,
        reported_at=case.moment(),
        phase="aanmelding",
        state_since=case.day,
        held_since=case.day,
        updated_at=case.moment(),
        holder_kind="team" if with_team else "inwoner",
        layer="professional" if with_team else "burger",
        holder_team_id=case.team.team_id if with_team else None,
    )
    case.event(
        case.reporter,
        "case.opened",
        f"{kind.capitalize()} gemeld",
        case.row["question"],
        citizen="Uw vraag is bij ons binnengekomen.",
        after="aanmelding",
        layer=case.row["layer"],
        holder=case.team.team_name if with_team else "de inwoner",
    )


# --- phase by phase --------------------------------------------------------------------------------------------


def _live(case: Chronicle) -> None:
    row, reported = case.row, case.day
    letter = ask_letter(case, CONFIRMATION) if row["kind"] == "melding" and row["person_id"] else None
    if row["person_id"] and row["kind"] == "melding" and case.chance(0.2):
        help_at_once(case, by=case.reporter if case.reporter in case.team.nurses else case.team.leader)
    if letter:
        case.later(0, 2)
        send_letter(case, letter)
    case.regisseur = case.pick(case.team.regisseurs)
    if row["kind"] != "melding":
        _answer_or_convert(case, reported)
    case.later(0, 4)
    case.turn("case:reported", "case.weigh", "Bel en weeg", reported, 5)
    row["regisseur_id"] = case.regisseur.pk
    case.enter("onderzoek")
    case.research = begin_research(case)
    case.event(
        case.regisseur,
        "case.take_up",
        "Pak op",
        before="aanmelding",
        after="onderzoek",
        citizen="Het wijkteam heeft uw melding opgepakt.",
    )
    _research(case)
    _plan(case)
    _carry_out(case)


def _answer_or_convert(case: Chronicle, reported: dt.date) -> None:
    """A question or a signal: most are answered, which is the end; others become a report. Raises Tomorrow."""
    row, who = case.row, case.pick(case.team.consulenten)
    if not row["person_id"] or case.chance(0.6):
        if case.chance(0.2):
            ask_money(case)
        case.later(1, 6)
        case.turn("case:reported", "case.advise", "Handel af of zet om", reported, 2)
        _close(case, "advies", who, "case.advise", "Handel af met advies")
        raise Tomorrow
    case.later(1, 5)
    row["kind"], row["clock_from"], row["citizen_knows"] = "melding", case.day, "Besproken aan de telefoon"
    case.event(who, "case.convert", "Zet om", citizen="Uw vraag wordt nu als melding behandeld.")
    send_letter(case, ask_letter(case, CONFIRMATION))


def _research(case: Chronicle) -> None:
    row, begun = case.row, case.day
    case.later(1, 7)
    row["met_on"] = case.day
    case.turn("case:meet", "case.meet", "Maak kennis", begun, 7, case.regisseur)
    case.event(case.regisseur, "case.meet", "Maak kennis", citizen="Wij hebben met u kennisgemaakt.")
    add_note(case)
    for _ in range(int(1 + 5 * case.dice.random())):
        add_contact(case)
    if case.chance(0.3):
        add_appointment(case)
    if case.chance(0.08):
        case.later(5, 25)
        _end(case)
    if case.chance(0.5):
        hand_over(case)
    case.later(7, 22)
    _find(case)
    case.later(1, 8)
    case.turn("case:research", "case.set_plan", "Leg het plan vast, of sluit af", case.day, 14, case.regisseur)
    row["regie"] = case.pick(("inwoner", "naaste", "professional"))
    case.enter("plan")
    case.event(
        case.regisseur,
        "case.set_plan",
        "Leg plan vast",
        before="onderzoek",
        after="plan",
        citizen="Uw plan ligt vast.",
    )


def _find(case: Chronicle) -> None:
    """Goals, the report of the research, and now and then an application."""
    for _ in range(case.dice.choices((1, 2, 3, 4), (35, 35, 20, 10))[0]):
        add_goal(case)
    case.row["report_sent_on"] = case.day
    report_research(case)
    if case.chance(0.2):
        apply_for_support(case)


def _plan(case: Chronicle) -> None:
    planned = case.day
    if case.chance(0.06):
        ask_money(case)
    case.later(2, 12)
    case.turn("case:start", "case.start", "Start de uitvoering", planned, 14, case.regisseur)
    case.row |= {
        "agreed_on": case.day,
        "agreed_how": "Bij de inwoner thuis, mondeling",
        "goals_agreed_on": case.day,
        "evaluate_on": working_day(case.day + dt.timedelta(days=case.dice.choice((42, 60, 90, 90, 120)))),
    }
    case.enter("uitvoering")
    case.event(
        case.regisseur,
        "case.start",
        "Start uitvoering",
        "Bij de inwoner thuis, mondeling",
        before="plan",
        after="uitvoering",
        citizen="De uitvoering van uw plan is begonnen.",
    )
    for goal in case.goals:
        begin_goal(case, goal)


def _carry_out(case: Chronicle) -> None:
    """Round after round: reports, an evaluation, and on, until it is closed or tomorrow."""
    while True:
        due = case.row["evaluate_on"]
        report_progress(case, until=due)
        if case.chance(0.3):
            add_note(case)
        case.day = max(case.day, due)
        _evaluate(case, due)
        if case.chance(0.45):
            break
        case.row["evaluate_on"] = working_day(case.day + dt.timedelta(days=90))
        case.enter("uitvoering")
        case.event(
            case.regisseur,
            "case.go_on",
            "Ga door",
            before="evaluatie",
            after="uitvoering",
            citizen="De uitvoering van uw plan gaat door.",
        )
    _close(case, case.pick(OUTCOMES), case.regisseur, "case.close", "Sluit af")


def _evaluate(case: Chronicle, due: dt.date) -> None:
    case.later(0, 9)
    case.turn("case:evaluate", "case.evaluate", "Evalueer", due - dt.timedelta(days=60), 60, case.regisseur)
    case.enter("evaluatie")
    case.event(
        case.regisseur,
        "case.evaluate",
        "Evalueer",
        before="uitvoering",
        after="evaluatie",
        citizen="Wij kijken met u hoe het gaat.",
    )
    begun = case.later(0, 1)
    case.later(1, 12)
    case.turn("case:conclude", "case.go_on", "Stel bij, ga door of sluit af", begun, 14, case.regisseur)


# --- the end ---------------------------------------------------------------------------------------------------


def _close(case: Chronicle, outcome: str, who: Colleague, verb: str, label: str) -> None:
    before = case.row["phase"]
    case.enter("afgesloten")
    case.row |= {
        "closed_on": case.day,
        "outcome": outcome,
        "solved_layer": case.row["layer"],
        "closing_words": "Samen met de inwoner besproken.",
    }
    case.event(
        who,
        verb,
        label,
        "Samen met de inwoner besproken.",
        before=before,
        after="afgesloten",
        citizen="Uw zaak is afgesloten.",
    )
    end_goals(case)


def _end(case: Chronicle) -> None:
    """Without an outcome. Raises Tomorrow: nothing comes after it."""
    case.enter("afgesloten")
    case.row |= {
        "closed_on": case.day,
        "ended_reason": case.pick(("verhuisd", "ingetrokken", "onbereikbaar")),
        "closing_words": "Op verzoek van de inwoner.",
    }
    case.event(
        case.regisseur,
        "case.end",
        "Beëindig",
        before="onderzoek",
        after="afgesloten",
        citizen="Uw zaak is beëindigd.",
    )
    raise Tomorrow
