"""What steps do to hand-overs and to who holds the question."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from casework.cases.holder import move_holder
from casework.cases.places import kern_there
from casework.cases.states import PartyKind
from casework.engine.holding import locked_row
from casework.engine.noun import Reached
from casework.engine.undo import put_back
from casework.engine.writes import Write
from casework.goals.models import CarrierKind, Goal
from casework.goals.operations import back_from_outside
from casework.goals.states import GoalState
from casework.handovers.conditions import is_of_the_receiver
from casework.handovers.consents import goals_given_back
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.law.days import ONE_DAY
from casework.law.models import clock
from casework.sharing.models import Sharing
from casework.sharing.operations import tell_of


def pass_on_former(write: Write, *, but: Handover | None = None) -> None:
    former = write.anchor.handovers.filter(state=HandoverState.AANVAARD, goal__isnull=True)
    write.cascade(former.exclude(pk=but.pk) if but else former, "pass_on")


def accepted(write: Write, handover: Handover, before: str, details: dict[str, Any]) -> None:
    if handover.goal_id:
        _carry_goal(write, handover)
        return
    pass_on_former(write, but=handover)
    case = write.anchor
    case.seeking_since = None
    if handover.to_team is not None and handover.to_team_id != case.team_id:
        handover.from_team = case.team  # of this moment: since the offer the case may have moved
        handover.save(update_fields=["from_team"])
        case.team, case.regisseur = handover.to_team, None  # its teamleider is asked to assign
        # as was asked, or else by the address
        case.kern = details["kern"] or case.kern if "kern" in details else kern_there(case, handover.to_team)
    move_holder(
        write,
        kind=handover.to_kind,
        contact=handover.to_contact,
        organisation=handover.to_organisation,
        team=handover.to_team,
    )


def _carry_goal(write: Write, handover: Handover) -> None:
    """A goal handed over alone: its carrier changes, the holder stays."""
    assert handover.goal_id is not None
    goal = locked_row(Goal, handover.goal_id)
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
        goal.carrier_user = write.by
    goal.layer, goal.consent = handover.to_layer, handover.consent
    goal.shared_until = handover.shared_until if goal.state == GoalState.LOOPT else None
    goal.seeking_since, goal.carried_since = None, write.at
    goal.save()
    # the goal has its own page now; the offer has done its work
    write.cascade([handover], "pass_on")


def named(write: Write, handover: Handover, before: str, details: dict[str, Any]) -> None:
    if handover.consent is not None:
        tell_of(write, handover.consent)


def came_to_nothing(write: Write, handover: Handover, before: str, details: dict[str, Any]) -> None:
    if not write.anchor.is_open:
        return
    if handover.goal_id is None:
        write.anchor.seeking_since = write.on
    else:
        for goal in Goal.objects.filter(pk=handover.goal_id, state__in=GoalState.ACTIVE):
            write.keep(goal)
            goal.seeking_since = write.on
            goal.save(update_fields=["seeking_since"])


def refused(write: Write, handover: Handover, before: str, details: dict[str, Any]) -> None:
    """Whoever was asked and refuses by mistake still sees it, without a name, for as long as they can undo that."""
    came_to_nothing(write, handover, before, details)
    if write.sight is not None and is_of_the_receiver(write.sight, handover):
        handover.shared_until = clock().add_working_days(write.on, 1) + ONE_DAY
        handover.save(update_fields=["shared_until"])


def refusal_undone(write: Write, handover: Handover, before: str, details: dict[str, Any]) -> None:
    """The offer stands as it stood, with who may see it; nobody seeks another party for it."""
    put_back(write, handover, "Bied de vraag opnieuw aan.")


def given_back(write: Write, handover: Handover, before: str, details: dict[str, Any]) -> None:
    """The team that offered it holds it at once. Where the case went along to another team it returns, and that
    teamleider is asked to assign, as on the way there."""
    case, back = write.anchor, handover.from_team
    case.seeking_since = write.on
    back_from_outside(write, goals_given_back(handover))
    if back is not None and case.team_id == handover.to_team_id != back.pk:
        case.team, case.regisseur = back, None
    move_holder(write, kind=PartyKind.TEAM, team=case.team)


def consent_ended(write: Write, consent: Any, before: str, details: dict[str, Any]) -> None:
    """What rested on it: offers are withdrawn, and an accepted hand-over returns."""
    why = details.get("why") or "De inwoner trok de toestemming in."
    consent.handovers.filter(state=HandoverState.GEWEIGERD, shared_until__gt=write.on).update(shared_until=write.on)
    write.cascade(consent.handovers.filter(state=HandoverState.AANGEBODEN), "withdraw", why=why)
    write.cascade(consent.handovers.filter(state=HandoverState.AANVAARD), "give_back", why=why)


def agreed_anew(write: Write, sharing: Any, before: str, details: dict[str, Any]) -> None:
    """What rested on it rests on what was agreed instead, or longer, and is seen for as long as that holds."""
    now = Sharing.objects.get(pk=details["successor"]) if "successor" in details else sharing
    rows = sharing.handovers.filter(state__in=(*HandoverState.LIVE, HandoverState.GEWEIGERD))
    live = rows.filter(state__in=HandoverState.LIVE, shared_until__gt=write.on)
    live.update(shared_until=now.until or dt.date.max)
    rows.update(consent=now)


def reached(case: Any) -> Iterable[Reached]:
    """Who was told whom it is about: whom it was offered to by name, or named to later."""
    by_name = case.handovers.filter(anonymous=False).exclude(to_kind=PartyKind.INWONER)
    for one in by_name.exclude(to_team=case.team_id).select_related("to_contact", "to_organisation", "to_team"):
        if case.person_since is None or one.offered_on >= timezone.localdate(case.person_since):
            yield Reached("De vraag gedeeld, met naam", one.receiver_name, one.offered_on)


def case_reopened(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """Who held it outside the team lost sight at the closing, so the question is back with the team: someone seeks."""
    held = case.handovers.filter(
        state=HandoverState.AANVAARD, goal__isnull=True, to_kind__in=(PartyKind.ORGANISATIE, PartyKind.TEAM)
    )
    outside = [handover for handover in held if handover.to_team_id != case.team_id]
    write.cascade(outside, "give_back", why="De zaak is heropend.")
