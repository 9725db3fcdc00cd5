"""Decisions in the load data: temporary help at once, and applications that are granted or rejected."""

import datetime as dt
from decimal import Decimal

from casework.applications.lines import is_granted, line
from casework.applications.models import Application, ApplicationSuspension
from casework.cases.states import Layer
from casework.engine.words import Json
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.paper import ISSUED
from casework.provisions.granted import of_line
from casework.provisions.models import Provision
from wijkteam.town.load.chronicle import Chronicle, Tomorrow
from wijkteam.town.load.copying import Row
from wijkteam.town.load.file import ask_letter, send_letter
from wijkteam.town.load.teams import Colleague

# --- help at once ----------------------------------------------------------------------------------------------


def help_at_once(case: Chronicle, *, by: Colleague) -> None:
    """Issued, and what became of it: each thing on its own day, as far as it has come. The case goes on meanwhile."""
    begun, minute = case.day, case.minute
    nurse = by in case.team.nurses
    issuer = by if nurse else case.pick(case.team.consulenten)
    row = _issue(case, issuer, case.team.mandates["nurses" if nurse else "voorlopige_indicatie"])
    letter = ask_letter(case, ISSUED, row["public_id"])
    try:
        send_letter(case, letter)
        _start_and_review(case, row, issuer)
        _end_help(case, row)
    except Tomorrow:
        pass
    case.day, case.minute = begun, minute + 30


def _issue(case: Chronicle, issuer: Colleague, mandate: int) -> Row:
    row = case.tables[VoorlopigeIndicatie].add(
        public_id=case.public_id(),
        case_id=case.row["id"],
        what="Hulp bij het huishouden",
        frequency="3 uur per week",
        provider_id=case.team.provider.pk,
        amount_per_week=Decimal(case.dice.choice((90, 120, 240))),
        starts_on=case.day,
        ends_on=case.day + dt.timedelta(days=56),
        agreed_with="de inwoner zelf",
        why_now="Na een val kan het niet wachten.",
        made_by_id=issuer.pk,
        issued_by_id=issuer.pk,
        issued_on=case.day,
        mandate_id=mandate,
        state="afgegeven",
        state_since=case.day,
    )
    case.event(
        issuer,
        "indicatie.issue",
        "Geef af",
        object_id=row["public_id"],
        mandate_id=mandate,
        before="concept",
        after="afgegeven",
        citizen="U krijgt tijdelijk hulp.",
    )
    case.row |= {"holder_kind": "team", "holder_team_id": case.team.team_id, "layer": Layer.PROFESSIONAL.value}
    return row


def _start_and_review(case: Chronicle, row: Row, issuer: Colleague) -> None:
    """Raises Tomorrow where that is not yet."""
    begun, public_id, leader = case.day, row["public_id"], case.team.leader
    page = "indicaties", public_id
    case.later(1, 2)
    row["help_started_on"] = case.day
    case.turn(
        f"indicatie:{public_id}:started",
        "indicatie.confirm_start",
        "Is de hulp gestart?",
        begun,
        1,
        issuer,
        page,
    )
    case.event(
        issuer,
        "indicatie.confirm_start",
        "Hulp is gestart",
        object_id=public_id,
        citizen="De tijdelijke hulp is begonnen.",
    )
    case.later(0, 2)
    row |= {"reviewed_by_id": leader.pk, "reviewed_on": case.day, "review_ok": True}
    case.turn(
        f"indicatie:{public_id}:review",
        "indicatie.review",
        "Toets de voorlopige indicatie",
        begun,
        2,
        leader,
        page,
    )
    case.event(leader, "indicatie.review", "Toets", object_id=public_id)


def _end_help(case: Chronicle, row: Row) -> None:
    """Where its last day is past; now and then nobody has decided what comes after it."""
    ends = row["ends_on"]
    if ends >= case.today:
        return
    row |= {
        "state": case.pick(("omgezet", "ingetrokken", "geeindigd")),
        "state_since": ends,
        "withdrawn_why": "De buren helpen nu.",
        "heard_on": ends,
        "heard_how": "telefonisch",
        "after_end": "Geen hulp meer nodig.",
        "after_end_on": ends,
    }
    if case.chance(0.03):
        row |= {"state": "geeindigd", "after_end": "", "after_end_on": None}
        case.waits = True


# --- applications ----------------------------------------------------------------------------------------------


def apply_for_support(case: Chronicle) -> None:
    """Received, and decided some weeks later. Raises Tomorrow where that is not yet."""
    row = case.tables[Application].add(
        public_id=case.public_id(),
        case_id=case.row["id"],
        what="Dagbesteding",
        received_on=case.day,
        report_signed=True,
        state="ontvangen",
        state_since=case.day,
    )
    case.event(case.regisseur, "application.received", "Aanvraag ontvangen", "Dagbesteding", object_id=row["public_id"])
    received = case.day
    if case.chance(0.1):
        case.tables[ApplicationSuspension].add(
            application_id=row["id"], ground="gegevens", since=case.day, until=case.day + dt.timedelta(days=7)
        )
    case.later(3, 16)
    _decide(case, row, received)


def _decide(case: Chronicle, row: Row, received: dt.date) -> None:
    who, public_id = case.pick(case.team.consulenten), row["public_id"]
    granted = case.chance(0.8)
    one = line(
        outcome="toegekend" if granted else "afgewezen",
        what="Dagbesteding",
        frequency="2 dagdelen per week",
        motivation="Uit het onderzoek blijkt dat dit passend is.",
        starts_on=case.day,
        ends_on=case.day + dt.timedelta(days=365),
    ) | {"provider": case.team.provider.pk, "ground": case.team.grounds["wmo_maatwerk"]}
    row |= {
        "state": "besloten",
        "state_since": case.day,
        "decided_by_id": who.pk,
        "decided_on": case.day,
        "announced_on": case.day,
        "mandate_id": case.team.mandates["besluit"],
        "number": f"B{case.number}",
        "content": {"lines": [one], "looked_at": [], "care": "", "takes_over": ""},
    }
    _provide(case, row, one)
    case.turn(
        f"application:{public_id}:decide",
        "application.decide",
        "Beslis op de aanvraag",
        received,
        14,
        who,
        ("aanvragen", public_id),
    )
    case.event(
        who,
        "application.decide",
        "Besluit",
        object_id=public_id,
        before="ontvangen",
        after=row["state"],
        citizen="Er is een besluit op uw aanvraag.",
    )


def _provide(case: Chronicle, application: Row, one: Json) -> None:
    """What was granted runs from the day it was; a refusal stays one."""
    granted = is_granted(one)
    ended = granted and case.day + dt.timedelta(days=365) < case.today
    case.tables[Provision].add(
        public_id=case.public_id(),
        case_id=case.row["id"],
        application_id=application["id"],
        state="afgewezen" if not granted else "beeindigd" if ended else "gestart",
        state_since=case.day,
        started_on=case.day if granted else None,
        **of_line(one),
    )
