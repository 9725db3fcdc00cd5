"""What steps do to a voorlopige indicatie, and its letters."""

import datetime as dt
from typing import Any

from casework.applications.models import Application
from casework.cases.holder import move_holder
from casework.cases.states import Layer, PartyKind
from casework.documents.asking import letter
from casework.documents.models import Document
from casework.engine.mandates import covers
from casework.engine.writes import Write
from casework.handovers.effects import pass_on_former
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.indicaties import paper
from casework.indicaties.conditions import CORRECTED, reaches, weeks_of
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.provisions.granted import GRANTED
from roles.actions import Action
from roles.models import MandateKind


def issued(write: Write, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    """The letter says 'U krijgt tijdelijk hulp'; the holder becomes the team by itself (accepted, spoed), which that same
    letter tells."""
    letter(write, paper.ISSUED, indicatie)
    _goes_to_the_team(write, indicatie)


def issued_and_given(write: Write, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    """The same; once the letter is made it is recorded as handed over."""
    letter(write, paper.ISSUED, indicatie, give=True)
    _goes_to_the_team(write, indicatie)


def _goes_to_the_team(write: Write, indicatie: VoorlopigeIndicatie) -> None:
    case = write.anchor
    if case.holder_kind != PartyKind.TEAM or case.holder_team_id != case.team_id:
        pass_on_former(write)
        Handover.objects.create(
            case=case,
            from_name=case.holder_name[:160],
            from_layer=case.layer,
            to_kind=PartyKind.TEAM,
            to_team=case.team,
            to_layer=Layer.PROFESSIONAL,
            need=indicatie.what,
            reason=indicatie.why_now,
            urgent=True,
            state=HandoverState.AANVAARD,
            state_since=write.on,
            offered_by=write.by,
            offered_on=write.on,
            accepted_by=case.team.name,
            accepted_how="door de voorlopige indicatie",
            accepted_on=write.on,
        )
        move_holder(write, kind=PartyKind.TEAM, team=case.team)


def corrected(write: Write, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    """The corrected one is in force at once, under the mandate of who corrects, and is reviewed as any other. What was
    written about the wrong one and didn't reach the citizen yet doesn't go out any more."""
    step = write.last_event_of(indicatie)
    mandate = (step.mandate if step else None) or _of_the_team(write, details)
    right = VoorlopigeIndicatie.objects.create(
        case=write.anchor,
        replaces=indicatie,
        state=IndicatieState.AFGEGEVEN,
        state_since=write.on,
        why_now=indicatie.why_now,
        made_by=write.by,
        issued_by=write.by,
        issued_on=write.on,
        mandate=mandate,
        shared_until=dt.date.max,
        product=details.get("product"),
        units_per_week=details.get("units_per_week"),
        **{name: details[name] for name in CORRECTED},
    )
    write.remember(
        "indicatie.reissued",
        "Verbeterde indicatie afgegeven",
        text=f"{right.what}, {right.frequency}",
        obj=right,
        action=Action.ISSUE_INDICATIE,
        before=IndicatieState.CONCEPT,
        after=IndicatieState.AFGEGEVEN,
        mandate=mandate,
    )
    write.cascade(Document.objects.unsent_about(indicatie), "overtake")
    letter(write, paper.CORRECTED, right)


def _of_the_team(write: Write, details: dict[str, Any]) -> Any:
    """The smallest that reaches, for the leader who has none of their own."""
    weeks = weeks_of(details["starts_on"], details["ends_on"])
    return next(
        one
        for one in sorted(write.around.mandates, key=reaches)
        if one.kind == MandateKind.INDICATIE and covers(one, amount=details["amount_per_week"], weeks=weeks)
    )


def extended(write: Write, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.EXTENDED, indicatie)


def withdrawn(write: Write, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.WITHDRAWN, indicatie)


def lapsed(write: Write, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.ENDED, indicatie)


def decided(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """The running indicatie is turned into the help that was named for it, on the day that begins; a later day comes by
    date."""
    named = str(details.get("takes_over") or "")
    lines = list(application.provisions.order_by("pk"))
    if not named.isdigit() or not 0 < int(named) <= len(lines) or lines[int(named) - 1].state not in GRANTED:
        return
    provision = lines[int(named) - 1]
    running = list(write.anchor.indicaties.filter(state=IndicatieState.AFGEGEVEN))
    for one in running:
        one.taken_over_by = provision
        one.save(update_fields=["taken_over_by"])
    if provision.starts_on <= write.on:
        write.cascade(running, "convert")
