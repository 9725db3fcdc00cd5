"""Goals as one person may see them."""

from casework.cases.querysets import SharedQuerySet
from roles.actions import Action


class GoalQuerySet(SharedQuerySet):
    """Of a case one may see, or carried by one's own organisation while that is agreed."""

    action = Action.VIEW_GOAL
    few_words = "wording"
