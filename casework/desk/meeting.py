"""Asking for the team's open cases on paper, for the weekly meeting."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.desk import meeting_paper
from casework.desk.papers import MEETING
from casework.documents.asking import ask
from casework.documents.models import Document
from casework.engine.errors import NotAllowed
from casework.engine.writes import as_sight
from roles.actions import Action
from roles.models import Team, User
from roles.policy import Sight, may
from roles.reading_log import exported


def ask_batch(
    *, team: Team, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> Document:
    """Put the team's open cases in the queue as one document: those whose file the asker may see, and logged as such.

    The same form a second time gives the first document. Raises NotAllowed.
    """
    at = at or timezone.now()
    on = timezone.localtime(at).date()
    sight = as_sight(by, on)
    if sight is None or not _works_in(sight, team):
        raise NotAllowed
    with transaction.atomic():
        User.objects.select_for_update().get(pk=sight.user_id)  # two clicks at the same moment queue up here
        about = str(token or "")
        mine = Document.objects.filter(kind=MEETING, asked_by=sight.user, about=about)
        first: Document | None = mine.first() if token else None
        if first is not None:
            return first
        cases = Case.objects.visible_to(sight, Action.VIEW_FILE).filter(team=team)
        snapshot = meeting_paper.batch(cases, team=team, on=on)
        rows = len(snapshot["cases"])
        exported(sight, part="weekoverleg", why=f"open zaken van {team}", rows=rows)
        return ask(
            MEETING,
            case=None,
            team=team,
            snapshot=snapshot,
            by=sight.user,
            at=at,
            about=about,
            total=max(rows, 1),
        )


def _works_in(sight: Sight, team: Team) -> bool:
    return may(sight, Action.MAKE_BATCH) and any(
        holding.everywhere or holding.team_id == team.pk for holding in sight.holdings
    )
