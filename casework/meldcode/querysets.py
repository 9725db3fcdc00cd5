"""A meldcode as one person may see it: by name who works on it, and the teamleider of that team. Nobody else can tell that
it is there: also not who reads the whole file, who stands in for one of them, or who leads all teams.

The citizen reads it once that is said to be safe; who represents them doesn't, for it may be about them.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from roles.actions import Action
from roles.matrix import GrantKind
from roles.policy import Sight, which


class MeldcodeQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        named = Q(lead_id=sight.user_id) | Q(others__contains=[sight.user_id])
        own = sight.by_themselves()
        theirs = named & which(own, Action.EDIT_FILE, "case__")
        theirs |= which(own.in_their_teams(), Action.ASSIGN_CASE, "case__")
        mine = [case for case, kind in sight.grants.items() if kind is GrantKind.OWN]
        return self.filter(theirs | Q(case_id__in=mine, opened_on__isnull=False))
