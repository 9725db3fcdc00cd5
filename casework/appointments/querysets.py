"""Appointments as one person may see them."""

from typing import Any

from django.db import models

from roles.actions import Action
from roles.policy import Sight, which


class AppointmentQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """With the file, and for who keeps the agenda of the team."""
        return self.filter(which(sight, Action.VIEW_FILE, "case__") | which(sight, Action.VIEW_RECEPTION, "case__"))
