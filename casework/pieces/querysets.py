"""Pieces as one person may see them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from casework.cases.querysets import as_citizen
from casework.pieces.states import PieceState, SeenBy
from roles.actions import Action
from roles.policy import Sight, which


class PieceQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """Colleagues: those of the file, the shielded ones only who may see such, what doesn't belong there only who
        keeps the pieces. The citizen: what was shown to them."""
        keeps = which(sight, Action.KEEP_PIECE, "case__")
        colleague = keeps | which(sight, Action.VIEW_FILE, "case__") & ~Q(state=PieceState.GESCHRAPT)
        not_kept_from_me = ~Q(seen_by=SeenBy.AFGESCHERMD) | which(sight, Action.VIEW_SHIELDED, "case__")
        citizen = Q(case_id__in=as_citizen(sight), seen_by=SeenBy.INWONER, state=PieceState.OPGENOMEN)
        return self.filter(which(sight, Action.VIEW_PIECE, "case__"), colleague & not_kept_from_me | citizen)

    def waiting(self, now: dt.datetime) -> Any:
        """To be looked at now: not what must wait a while after a try that failed."""
        return self.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=now), state=PieceState.WACHT)
