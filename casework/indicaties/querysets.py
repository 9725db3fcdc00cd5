"""Temporary help as one person may see it."""

from typing import Any

from django.db.models import Q

from casework.applications.querysets import DRAFTS, DecisionQuerySet
from casework.cases.querysets import as_citizen
from roles.actions import Action
from roles.policy import Sight, which


class IndicatieQuerySet(DecisionQuerySet):
    """As any decision; and what one's own organisation gives, once it was issued (`shared_until`)."""

    def visible_to(self, sight: Sight) -> Any:
        promised = ~Q(case_id__in=as_citizen(sight)) | ~Q(state__in=DRAFTS)
        return self.filter(which(sight, Action.VIEW_PROVISION, "case__", own="") & promised)

    def in_few_words(self, sight: Sight, public_ids: list[str]) -> dict[str, str]:
        """What a list says of them to the provider, who may see them but not the file."""
        return dict(self.visible_to(sight).filter(public_id__in=public_ids).values_list("public_id", "what"))
