"""Goals, and what was told of them, as one person may see them."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from casework.cases.for_one import for_reader
from casework.cases.querysets import SharedQuerySet
from roles.actions import Action
from roles.policy import Sight, which


class GoalQuerySet(SharedQuerySet):
    """Of a case one may see, or carried by one's own organisation while that is agreed."""

    action = Action.VIEW_GOAL
    few_words = "wording"

    def visible_to(self, sight: Sight) -> Any:
        return super().visible_to(sight).filter(for_reader(sight))


class ReportQuerySet(models.QuerySet[Any]):
    """How it goes, as it was told."""

    def visible_to(self, sight: Sight) -> Any:
        """All of it with the file, and to the citizen. Whoever carries the goal reads what was told since they do, and
        what they told themselves: what another heard before is not theirs, and the citizen never agreed to it."""
        whole = which(sight, Action.VIEW_FILE, "goal__case__") | which(sight, Action.VIEW_OWN, "goal__case__")
        mine = Q(by_id__in=sorted(sight.acts_for))
        own_time = Q(at__gte=F("goal__carried_since")) | mine
        # in one's own case nothing that is shielded, also not what one told oneself: a colleague said why it is kept
        theirs = mine & ~which(sight, Action.VIEW_OWN, "goal__case__")
        open_to_me = Q(shielded=False) | which(sight, Action.VIEW_SHIELDED, "goal__case__") | theirs
        seen = whole | which(sight, Action.VIEW_GOAL, "goal__case__", own="goal__") & own_time
        return self.filter(seen, open_to_me, for_reader(sight, "goal__", "goal__case__"))


class ReportManager(models.Manager.from_queryset(ReportQuerySet)):  # type: ignore[misc]
    """What was struck is read by nobody but who settles it."""

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(struck_at=None)
