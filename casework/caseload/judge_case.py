"""One row judged whole: the case it becomes.

This is the one place besides the door where a case gets its phase: by its constructor, because what led there didn't
happen in this house. So it is judged by what such a phase rests on (a running plan has goals with a carrier).
"""

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from casework.caseload.columns import EMPTY, NOT_YET, RESTS_ON, required
from casework.caseload.incoming import OLD_BOOKS, TAKEN_OVER, IncomingCase
from casework.caseload.judge_goals import judge_goals
from casework.caseload.judge_help import judge_help
from casework.caseload.judge_parties import judge_regie, judge_regisseur, set_holder
from casework.caseload.judge_person import judge_person, judge_phones, judge_safety, meet
from casework.caseload.row import Row
from casework.cases.models import Case
from casework.cases.places import kernen_at
from casework.cases.possible_days import happened
from casework.cases.states import CaseKind, Channel, EndReason, OnBehalf, Outcome, Phase
from casework.engine.possible_days import Days, lasting
from casework.goals.models import CarrierKind
from casework.law.models import clock
from casework.people.models import Person
from roles.models import Team
from wijkweb.models import Kern


def judge_case(row: Row) -> IncomingCase | None:
    """One row as the case it becomes. None where something is wrong; what, is on the row."""
    _judge_cells(row)
    received_on = row.day("ontvangen_op", happened(None, row.today))
    person = judge_person(row, received_on)
    phones, safety = list(judge_phones(row)), judge_safety(row)
    kern = _kern(row)
    kind, phase = row.choice("soort", CaseKind), row.choice("fase", Phase)
    _judge_phase(row, kind, phase)
    if received_on and phase != Phase.AFGESLOTEN:
        _judge_clock(row, received_on)
    if received_on is None or kern is None or not kind or not phase or (person is None and not row.text("voorziening")):
        return None
    team = row.existing.team(kern, person, received_on)
    if isinstance(team, str):
        row.wrong("kern", team)
        return None
    case = _case(row, kind=kind, phase=phase, received_on=received_on, kern=kern, team=team)
    case.provision = "" if person else row.answer("voorziening")
    case.regie, case.regie_name = judge_regie(row, person)
    set_holder(row, case, person)
    found = replace(_with_goals(row, case, person), found=row.answer("bevindingen"))
    found = replace(found, provisions=list(judge_help(row, case, person)))
    return replace(found, phones=phones, safety=safety) if person else found


def _judge_cells(row: Row) -> None:
    """What no row goes without."""
    for column in required():
        if not row.text(column):
            row.wrong(column, EMPTY)
    row.answer("kenmerk")


def _judge_phase(row: Row, kind: str, phase: str) -> None:
    """A case doesn't come in a phase that its data can't support."""
    if not phase:
        return
    label = Phase(phase).label.lower()
    if kind in (CaseKind.VRAAG, CaseKind.SIGNAAL) and phase not in (Phase.AANMELDING, Phase.AFGESLOTEN):
        row.wrong("soort", f"Een {kind} komt niet in de fase {label}. Maak er een melding van, of kies aanmelding.")
    for column in RESTS_ON.get(phase, ()):
        if not row.text(column):
            row.wrong(column, f"De fase {label} kan niet zonder. Vul dit in, of kies een eerdere fase.")
    for column in NOT_YET.get(phase, ()):
        if row.text(column):
            row.wrong(column, f"In de fase {label} kan dit er nog niet zijn. Maak het leeg, of kies een latere fase.")


def _judge_clock(row: Row, received_on: dt.date) -> None:
    """Whatever is open has terms, and those began with this law."""
    if error := Days(clock().counts_from("onderzoek", "persoonlijk_plan")).refusal(received_on):
        row.wrong("ontvangen_op", error)


def _kern(row: Row) -> Kern | None:
    """By name, by a village with one kern, or by the postcode."""
    existing, words = row.existing, row.text("kern").casefold()
    if words:
        result = existing.kernen_named.get(words) or existing.kernen_in.get(words) or []
    else:
        result = kernen_at(row.text("postcode"), existing.kernen)
    if len(result) == 1:
        return result[0]
    if result:
        row.wrong("kern", f"Hier kan meer dan één kern bedoeld zijn. Kies: {', '.join(one.name for one in result)}.")
    elif words:
        otherwise = "Kies een kern uit de lijst van functioneel beheer."
        hint = existing.did_you_mean("kern", row.text("kern"), existing.kern_names, otherwise)
        row.wrong("kern", f"Deze kern kennen wij niet. {hint}")
    else:
        row.wrong("kern", "Vul de kern in; uit de postcode is zij niet op te maken.")
    return None


def _case(row: Row, *, kind: str, phase: str, received_on: dt.date, kern: Kern, team: Team) -> Case:
    on_behalf = OnBehalf.ANDER if kind == CaseKind.SIGNAAL else OnBehalf.ZELF
    case = Case(
        kern=kern,
        team=team,
        kind=kind,
        phase=phase,
        channel=row.choice("kanaal", Channel, default=Channel.PARTNER),
        on_behalf=row.choice("namens", OnBehalf, default=on_behalf),
        question=row.answer("hulpvraag"),
        received_on=received_on,
        clock_from=received_on if kind == CaseKind.MELDING else None,
        reported_at=timezone.make_aware(dt.datetime.combine(received_on, dt.time(9))),
        regisseur=judge_regisseur(row, team, kern, phase),
        import_key=row.text("kenmerk"),
    )
    _set_days(row, case)
    _set_ending(row, case)
    return case


def _set_days(row: Row, case: Case) -> None:
    """Everything that happened on a day; where the old books don't say since when, it is since today."""
    past, follows, today = happened(case, row.today), "ontvangen_op", row.today
    to_come = Days(case.received_on, lasting(today).last)  # agreed elsewhere, perhaps for longer than one agrees here
    case.state_since = row.day("fase_sinds", past, follows=follows) or today
    case.held_since = row.day("ligt_daar_sinds", past, follows=follows) or today
    case.met_on = row.day("kennisgemaakt_op", past, follows=follows)
    case.report_sent_on = row.day("verslag_op", past, follows=follows)
    case.agreed_on = row.day("akkoord_op", past, follows=follows)
    case.agreed_how = OLD_BOOKS if case.agreed_on else ""
    case.goals_agreed_on = case.agreed_on
    case.evaluate_on = row.day("evaluatie_op", to_come)
    case.closed_on = row.day("afgesloten_op", past, follows=follows)


def _set_ending(row: Row, case: Case) -> None:
    """How it ended, of a case that did."""
    ending = row.choice("uitkomst", Outcome, EndReason)
    if case.phase != Phase.AFGESLOTEN or not ending:
        return
    if ending in Outcome.values:
        case.outcome = ending
    elif ending == EndReason.DUBBEL:
        row.wrong("uitkomst", "Neem een dubbele zaak niet over, alleen de andere. Haal deze regel weg.")
    else:
        case.ended_reason = ending
    case.closing_words = TAKEN_OVER
    case.state_since = case.closed_on or row.today


def _with_goals(row: Row, case: Case, person: Person | None) -> IncomingCase:
    """With its goals, and the consent without which nobody outside the team sees anything of it."""
    goals = list(judge_goals(row, case, person))
    outside = any(one.goal.carrier_kind == CarrierKind.ORGANISATIE for one in goals)
    shares = case.is_open and (case.holder_organisation is not None or outside)
    consent_on = row.day("toestemming_op", happened(None, row.today))
    if shares and person is not None and not row.text("toestemming_op"):
        who = case.holder_organisation.name if case.holder_organisation else "een organisatie die een doel draagt"
        row.wrong(
            "toestemming_op",
            f"Zonder toestemming ziet {who} deze inwoner niet. Vul in wanneer de inwoner "
            "toestemming gaf, of laat de vraag bij het team.",
        )
    met = meet(row, case, person) if person is not None else None
    return IncomingCase(case, person, met, goals, consent_on, shares)
