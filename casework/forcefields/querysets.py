"""A krachtenveldanalyse as one person may see it: with the file; by name, whoever makes it, for as long as that was agreed;
and the citizen once it was talked over with them."""

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import TruncDate

from casework.cases.querysets import SharedQuerySet
from casework.forcefields.states import ForceFieldState
from roles.actions import Action
from roles.policy import Sight, which


class ForceFieldQuerySet(SharedQuerySet):
    action = Action.VIEW_FORCE_FIELD
    few_words = "why"

    def visible_to(self, sight: Sight) -> Any:
        """To the citizen in whose name the case stands: what was asked before, was about another."""
        in_this_name = Q(case__person_since=None) | Q(asked_on__gte=TruncDate(F("case__person_since")))
        talked_over = Q(state=ForceFieldState.BESPROKEN) & in_this_name
        return super().visible_to(sight).filter(talked_over | ~which(sight, Action.VIEW_OWN, "case__"))
