"""Notices of default as one person may see them."""

from typing import Any

from django.db import models
from django.db.models import Q

from casework.defaults.states import DefaultState
from roles.actions import Action
from roles.policy import Sight, which


class DefaultNoticeQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """Of a case one may see the decisions of; and what is to be paid, or was, for who pays."""
        owed = Q(state=DefaultState.VASTGESTELD, amount__gt=0) & which(sight, Action.RELEASE_PAYMENT, "case__")
        return self.filter(which(sight, Action.VIEW_DECISION, "case__") | owed)
