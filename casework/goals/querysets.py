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

    def in_few_words(self, sight: Sight, public_ids: list[str]) -> dict[str, str]:
        """What a list says of them to somebody who may see them, but not the file."""
        rows = self.visible_to(sight).filter(public_id__in=public_ids)
        return dict(rows.values_list("public_id", "wording"))
