"""Applications, and what else is promised in a decision, as one person may see them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from casework.cases.querysets import as_citizen
from roles.actions import Action
from roles.policy import Sight, which


class DecisionQuerySet(models.QuerySet[Any]):
    """Applications; of indicaties see `casework.indicaties.querysets`."""

    def visible_to(self, sight: Sight) -> Any:
        """Of a case one may see the decisions of; a citizen sees an indicatie once it was issued, not its draft."""
        promised = ~Q(case_id__in=as_citizen(sight)) | ~Q(state__in=DRAFTS)
        return self.filter(which(sight, Action.VIEW_DECISION, "case__") & promised)


DRAFTS = ("concept", "voorgelegd", "vervallen")
