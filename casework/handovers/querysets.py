"""Hand-overs as one person may see them."""

from __future__ import annotations

from typing import Any

from django.db import models

from roles.actions import Action
from roles.policy import Sight, which


class HandoverQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """Of a case one may see the hand-overs of, or offered to (held by) one's own team or organisation."""
        return self.filter(which(sight, Action.VIEW_HANDOVER, "case__"))
