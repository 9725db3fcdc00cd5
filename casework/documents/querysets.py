"""Documents as one person may see them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import DateField, Exists, OuterRef, Q, Value

from casework.cases.querysets import as_citizen, in_this_name
from casework.documents.content import stamped
from casework.documents.kinds import POST, citizen_reads, kept_apart, letters
from casework.documents.states import UNSENT, DocumentState
from casework.engine.registry import open_to
from roles.actions import Action
from roles.matrix import MATRIX
from roles.policy import Holding, Sight, which

BATCH_KEPT = dt.timedelta(days=14)  # the list of one meeting and the next


class DocumentQuerySet(models.QuerySet[Any]):
    def visible_to(self, sight: Sight) -> Any:
        """Letters and summaries of cases one may see; the citizen's own, once made; batches of one's own."""
        whole_file = which(sight, Action.VIEW_FILE, "case__")
        without = Q(asked_by_id__in=sorted(sight.acts_for))  # whoever reported, without the file
        theirs = in_this_name("asked_at") & Q(
            case_id__in=as_citizen(sight),
            kind__in=citizen_reads(),
            state__in=(DocumentState.KLAAR, DocumentState.VERSTUURD),
        )
        granted = Q(case_id__in=list(sight.grants))
        post = self._post() & which(sight, Action.VIEW_RECEPTION, "case__")
        shown = which(sight, Action.VIEW_DOCUMENT, "case__") & (whole_file | without & ~granted | theirs | post)
        open_to_me = Q(shielded=False) | which(sight, Action.VIEW_SHIELDED, "case__")
        return self.filter(shown & open_to_me & self._apart(sight) | self._batches(sight))

    @staticmethod
    def _apart(sight: Sight) -> Q:
        """What is about something that not everyone may know is read by who may."""
        return ~Q(kind__in=kept_apart()) | open_to(sight, "about")

    @staticmethod
    def _post() -> Q:
        """Letters that are ready to be sent, and those that were sent: an envelope can come back."""
        return Q(kind__in=letters(), state__in=(DocumentState.KLAAR, DocumentState.VERSTUURD), shielded=False)

    @staticmethod
    def _batches(sight: Sight) -> Q:
        """Lists for the meeting and letters printed at one go, by whoever asked for them: while they work there and it
        is of use.

        One from before a recusal may name who it closed, so that one is closed too.
        """
        found = Q(pk__in=[])
        for right, kinds in ((Action.MAKE_BATCH, ~Q(kind=POST)), (Action.PRINT_POST, Q(kind=POST))):
            places = [holding for holding in sight.holdings if right in MATRIX[holding.role]]
            if places:
                found |= kinds & DocumentQuerySet._of_places(sight, places)
        return found

    @staticmethod
    def _of_places(sight: Sight, places: list[Holding]) -> Q:
        there = Q(team_id__in=[holding.team_id for holding in places if holding.team_id])
        if any(holding.everywhere for holding in places):
            there = Q()
        fresh = Q(asked_at__date__gte=Value(sight.on, DateField()) - Value(BATCH_KEPT))
        closed = sight.user.recusal_set.filter(at__gte=OuterRef("asked_at"))
        return Q(case__isnull=True, asked_by_id=sight.user_id) & there & fresh & Q(~Exists(closed))

    def waiting(self, now: dt.datetime) -> Any:
        """To be made now: not what must wait a while after a try that failed."""
        asked = Q(state=DocumentState.GEVRAAGD) | Q(to_reprint=True)
        return self.filter(asked, Q(claimed_until__isnull=True) | Q(claimed_until__lte=now))

    def asked_by(self, act: Any) -> Any:
        """Letters of a case that one act asked for, or in which what it said stands."""
        said_in = Q(snapshot__also__contains=[{"at": stamped(act.at)}])
        return self.filter(Q(asked_at=act.at) | said_in, case_id=act.case_id, kind__in=letters())

    def about(self, obj: Any) -> Any:
        """Paper about this row of a case."""
        return self.filter(case_id=obj.case_id, about=obj.public_id)

    def unsent_about(self, obj: Any) -> Any:
        """Letters about it that didn't reach anybody (yet)."""
        return self.about(obj).filter(state__in=UNSENT)

    def like(self, document: Any) -> Any:
        """What waits to be made of the same kind, about the same, for the same eyes. Of a list for a meeting: nothing."""
        if document.case_id is None:
            return self.none()
        same = ("case_id", "kind", "about", "shielded", "copy_of_id")
        return self.filter(state=DocumentState.GEVRAAGD, **{name: getattr(document, name) for name in same})
