"""What rests on the citizen's say, and what taking it back brings about."""

from typing import Any

from django.db.models import Q
from django.db.models.query import QuerySet

from casework.cases.models import Case
from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState


def goals_given_back(handover: Handover) -> QuerySet[Goal]:
    """Goals that hang on this hand-over: its organisation carries them, by the same consent or chosen for it."""
    hangs = Q(shown_in=handover) | (Q(consent=handover.consent_id) if handover.consent_id else Q(pk__in=()))
    goals = Goal.objects.filter(
        hangs, case=handover.case_id, carrier_organisation__isnull=False, state__in=GoalState.ACTIVE
    )
    return goals.filter(carrier_organisation=handover.to_organisation_id).distinct()


def _who_then(case: Case, goal: Goal) -> str:
    """Who carries a running goal from then on (see `back_from_outside`)."""
    if goal.state != GoalState.LOOPT:
        return "Voor dit doel zoeken wij dan een ander."
    if case.regisseur is None:
        return "U vertelt dan zelf hoe het gaat."
    return f"{case.regisseur.name} houdt dan bij hoe het gaat."


def _named(goal: Goal) -> str:
    """Whoever speaks for the citizen reads this too: not the words of what is for another of them alone."""
    return "een doel" if goal.for_one else f"uw doel ‘{goal.wording}’"


def what_follows(case: Case, consent: Any) -> list[str]:
    """What taking it back brings about: that depends on what rests on it."""
    told = []
    for one in consent.handovers.filter(state__in=HandoverState.LIVE, goal=None):
        one.case = case
        if one.state == HandoverState.AANVAARD:
            told.append(f"{one.receiver_name} ziet uw gegevens niet meer. Uw vraag ligt weer bij {case.team.name}.")
        else:
            told.append(f"{one.receiver_name} ziet uw gegevens niet meer. Uw vraag blijft liggen waar zij nu ligt.")
    told += [
        f"{goal.carrier_name} ziet {_named(goal)} niet meer. {_who_then(case, goal)}"
        for goal in consent.goals.filter(state__in=GoalState.ACTIVE)
    ]
    if told:
        told.append(
            "Krijgt u hulp door een besluit of een voorlopige indicatie? Die hulp gaat door. Wilt u dat die ook stopt?"
            f" Bel {case.team.name}."
        )
    return told
