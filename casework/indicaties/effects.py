"""What steps do to a voorlopige indicatie, and its letters."""

from typing import Any

from casework.applications.models import Application
from casework.cases.holder import move_holder
from casework.cases.states import Layer, PartyKind
from casework.documents.letters import letter
from casework.engine.writes import Write
from casework.handovers.effects import pass_on_former
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.indicaties import paper
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState


def issued(write: Write, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    """The holder becomes the team by itself (accepted, spoed); the letter says 'U krijgt tijdelijk hulp'."""
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
    letter(write, paper.ISSUED, indicatie)


def extended(write: Write, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.EXTENDED, indicatie)


def withdrawn(write: Write, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.WITHDRAWN, indicatie)


def lapsed(write: Write, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(write, paper.ENDED, indicatie)


def decision_begins(write: Write, application: Application, before: str, details: dict[str, Any]) -> None:
    """A running indicatie is turned into the decision on the day that starts; later days come by date."""
    if application.starts_on and application.starts_on <= write.on:
        write.cascade(write.anchor.indicaties.filter(state=IndicatieState.AFGEGEVEN), "convert")
