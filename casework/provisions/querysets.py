"""Provisions as one person may see them."""

from typing import Any

from django.db import models
from django.db.models import Q

from casework.cases.querysets import as_citizen
from roles.actions import Action
from roles.policy import Sight, which


class ProvisionQuerySet(models.QuerySet[Any]):
    """Of a case one may see the decisions of, or delivered by one's own organisation once the decision was sent."""

    def visible_to(self, sight: Sight) -> Any:
        """A citizen sees what was decided, not the line that is still being weighed."""
        decided = ~Q(case_id__in=as_citizen(sight)) | ~Q(state="gevraagd")
        return self.filter(which(sight, Action.VIEW_PROVISION, "case__", own="") & decided)

    def in_few_words(self, sight: Sight, public_ids: list[str]) -> dict[str, str]:
        """What a list says of them to the provider, who may see them but not the file."""
        return dict(self.visible_to(sight).filter(public_id__in=public_ids).values_list("public_id", "what"))
