"""Notices of default as one person may see them."""

from typing import Any

from django.db import models

from roles.actions import Action
from roles.policy import Sight, which


class DefaultNoticeQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """Of a case one may see the decisions of."""
        return self.filter(which(sight, Action.VIEW_DECISION, "case__"))
