"""Complaints as one person may see them.

Read by: whoever complains and who represents them; who may handle one (the leaders); who has it in hand; who wrote it down.
Whoever it is about reads nothing of it, in no place, until they are told; then they read it too, for they are heard
(Awb 9:10). That it is there, and no more, is known to who directs the case once it is known whom it is about. Nobody else.
"""

from typing import Any

from django.db import models
from django.db.models import Q

from casework.cases.querysets import as_citizen, in_this_name
from casework.complaints.states import About
from roles.actions import Action
from roles.policy import Sight, which


class ComplaintQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        theirs = Q(case_id__in=as_citizen(sight)) & in_this_name("registered_at")
        handled = which(sight, Action.HANDLE_COMPLAINT, "case__")
        mine = Q(registered_by_id=sight.user_id) | Q(handler_id__in=sorted(sight.acts_for)) | Q(person_id=sight.user_id)
        here = which(sight, Action.REGISTER_COMPLAINT, "case__")
        return self.filter(handled | mine & here | theirs & here).exclude(_kept_from(sight))

    def known_to(self, sight: Sight) -> Any:
        """That they are there: those one reads, and those about others on a case that one directs."""
        directs = Q(case__regisseur_id__in=sorted(sight.acts_for)) & which(sight, Action.LEAD_CASE, "case__")
        read = Q(pk__in=self.model._default_manager.visible_to(sight).values("pk"))
        return self.filter(read | directs & ~Q(about=About.ONBEKEND)).exclude(_kept_from(sight))


def _kept_from(sight: Sight) -> Q:
    return Q(person_id=sight.user_id, told_on=None)
