"""What steps do to a voorlopige indicatie."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from casework.applications.models import Application
from casework.cases.models import Case
from casework.cases.states import Layer, PartyKind
from casework.documents.models import DocumentKind
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState

if TYPE_CHECKING:
    from casework.engine.writes import Visit
from casework.cases.holder import move_holder
from casework.cases.open_children import _open
from casework.documents.letters import letter
from casework.engine.effects import of
from casework.handovers.effects import _pass_on_former


def _end_indicaties(here: Visit, case: Case, until: dt.date) -> None:
    """Drafts go; the running one (there is at most one) ends on that day, not before it began."""
    unsettled = _open(here, "indicaties").select_related(*VoorlopigeIndicatie.alongside)
    running = [one for one in unsettled if one.state == IndicatieState.AFGEGEVEN]
    here.cascade([one for one in unsettled if one not in running], "discard")
    for indicatie in running:
        last = min(max(until, indicatie.starts_on), indicatie.ends_on)  # an end never makes help longer
        here.cascade([indicatie], "withdraw", why=case.get_ended_reason_display(), until=last)


@of(VoorlopigeIndicatie, "issue")
def _issued(here: Visit, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    """The holder becomes the team by itself (accepted, spoed); the letter says 'U krijgt tijdelijk hulp'."""
    case = here.case
    if case.holder_kind != PartyKind.TEAM or case.holder_team_id != case.team_id:
        _pass_on_former(here)
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
            state_since=here.on,
            offered_by=here.by,
            offered_on=here.on,
            accepted_by=case.team.name,
            accepted_how="door de voorlopige indicatie",
            accepted_on=here.on,
        )
        move_holder(here, kind=PartyKind.TEAM, team=case.team)
    letter(here, DocumentKind.INDICATIE_AFGEGEVEN, indicatie)


@of(VoorlopigeIndicatie, "extend")
def _extended(here: Visit, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(here, DocumentKind.INDICATIE_VERLENGD, indicatie)


@of(VoorlopigeIndicatie, "withdraw")
def _withdrawn(here: Visit, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(here, DocumentKind.INDICATIE_INGETROKKEN, indicatie)


@of(VoorlopigeIndicatie, "lapse")
def _lapsed(here: Visit, indicatie: VoorlopigeIndicatie, before: str, details: dict[str, Any]) -> None:
    letter(here, DocumentKind.INDICATIE_GEEINDIGD, indicatie)


def _convert_running(here: Visit, application: Application) -> None:
    """A running indicatie is turned into the decision on the day that starts; later days come by date."""
    if application.starts_on and application.starts_on <= here.on:
        here.cascade(here.case.indicaties.filter(state=IndicatieState.AFGEGEVEN), "convert")
