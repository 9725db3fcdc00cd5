"""Which consents were given, and what rests on them."""

from django.db.models import Prefetch, Q
from django.db.models.query import QuerySet

from casework.cases.models import Case
from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.network.models import Consent


def consents_of(case: Case) -> QuerySet[Consent]:
    """With all that tells to whom each was given."""
    return case.consents.prefetch_related(
        Prefetch("handovers", Handover.objects.select_related("to_contact", "to_organisation", "to_team")),
        Prefetch("goals", Goal.objects.select_related("carrier_organisation")),
    )


def in_use() -> Q:
    """Something still rests on it: there is anything to take back."""
    return Q(handovers__state__in=HandoverState.LIVE) | Q(goals__state__in=GoalState.ACTIVE)
