"""Call-backs as one person may see them."""

from typing import Any

from django.db import models
from django.db.models import Q

from roles.actions import Action
from roles.policy import Sight, which


class CallBackQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """With the file all of them; who picks up the phone for the team too; else those one took oneself."""
        own = Q(taken_by_id__in=sorted(sight.acts_for)) & which(sight, Action.ASK_CALL_BACK, "case__")
        whole = which(sight, Action.VIEW_FILE, "case__") | which(sight, Action.VIEW_RECEPTION, "case__")
        return self.filter(whole | own)

    def for_citizen(self, sight: Sight) -> Any:
        """What they asked themselves: that somebody else rang about them isn't told here."""
        return self.filter(which(sight, Action.VIEW_OWN, "case__"), with_whom="inwoner")
