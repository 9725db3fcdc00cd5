"""Goals as one person may see them."""

from __future__ import annotations

from typing import Any

from django.db import models

from roles.actions import Action
from roles.policy import Sight, which


class GoalQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """Of a case one may see, or carried by one's own organisation while that is agreed."""
        return self.filter(which(sight, Action.VIEW_GOAL, "case__"))
