"""What steps do to hand-overs and to who holds the question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from casework.cases.states import PartyKind
from casework.goals.models import CarrierKind, Goal
from casework.goals.states import GoalState
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState

if TYPE_CHECKING:
    from casework.engine.writes import Visit
from casework.cases.holder import move_holder
from casework.engine.effects import of


def _pass_on_former(here: Visit, *, but: Handover | None = None) -> None:
    former = here.case.handovers.filter(state=HandoverState.AANVAARD, goal__isnull=True)
    here.cascade(former.exclude(pk=but.pk) if but else former, "pass_on")


@of(Handover, "accept")
def _accepted(here: Visit, handover: Handover, before: str, details: dict[str, Any]) -> None:
    if handover.goal_id:
        _carry_goal(here, handover)
        return
    _pass_on_former(here, but=handover)
    case = here.case
    case.seeking_since = None
    if handover.to_team is not None and handover.to_team_id != case.team_id:
        handover.from_team = case.team  # of this moment: since the offer the case may have moved
        handover.save(update_fields=["from_team"])
        case.team, case.regisseur = handover.to_team, None  # its teamleider is asked to assign
    move_holder(
        here,
        kind=handover.to_kind,
        contact=handover.to_contact,
        organisation=handover.to_organisation,
        team=handover.to_team,
    )


def _carry_goal(here: Visit, handover: Handover) -> None:
    """A goal handed over alone: its carrier changes, the holder stays."""
    goal = Goal.objects.select_for_update().get(pk=handover.goal_id)
    goal.carrier_contact = goal.carrier_organisation = goal.carrier_user = None
    kinds = {
        PartyKind.INWONER: CarrierKind.INWONER,
        PartyKind.NAASTE: CarrierKind.NAASTE,
        PartyKind.ORGANISATIE: CarrierKind.ORGANISATIE,
        PartyKind.TEAM: CarrierKind.COLLEGA,
    }
    goal.carrier_kind = kinds[PartyKind(handover.to_kind)]
    goal.carrier_contact, goal.carrier_organisation = handover.to_contact, handover.to_organisation
    if handover.to_kind == PartyKind.TEAM:
        goal.carrier_user = here.by
    goal.layer, goal.consent = handover.to_layer, handover.consent
    goal.shared_until = handover.shared_until if goal.state == GoalState.LOOPT else None
    goal.seeking_since = None
    goal.save()
    # the goal has its own page now; the offer has done its work
    here.cascade([handover], "pass_on")


@of(Handover, "refuse", "withdraw")
def _came_to_nothing(here: Visit, handover: Handover, before: str, details: dict[str, Any]) -> None:
    if not here.case.is_open:
        return
    if handover.goal_id is None:
        here.case.seeking_since = here.on
    else:
        Goal.objects.filter(pk=handover.goal_id, state__in=GoalState.ACTIVE).update(seeking_since=here.on)


@of(Handover, "give_back")
def _given_back(here: Visit, handover: Handover, before: str, details: dict[str, Any]) -> None:
    """The team that offered it holds it at once. Where the case went along to another team it returns, and that
    teamleider is asked to assign, as on the way there."""
    case, back = here.case, handover.from_team
    case.seeking_since = here.on
    if back is not None and case.team_id == handover.to_team_id != back.pk:
        case.team, case.regisseur = back, None
    move_holder(here, kind=PartyKind.TEAM, team=case.team)
