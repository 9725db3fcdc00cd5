"""Asking for paper: a summary of one case, or the open cases of a team for the weekly meeting."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils import timezone

from casework import outbox, snapshots
from casework.errors import NotAllowed
from casework.models import Case, Document, DocumentKind
from casework.steps import as_sight, visit
from roles.actions import Action
from roles.models import Team, User
from roles.policy import Sight, may
from roles.reading_log import exported


def ask_summary(
    case: Case, *, by: User | Sight, for_citizen: bool, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> Document:
    """Put a summary in the queue; what is shielded only for professionals, and only if the asker may see it.

    Raises NotAllowed, Repeated.
    """
    kind = DocumentKind.SAMENVATTING_INWONER if for_citizen else DocumentKind.SAMENVATTING_PROFESSIONAL
    with visit(case, by=by, action=Action.MAKE_DOCUMENT, token=token, at=at) as here:
        here.reroute = False  # paper for oneself is nobody's turn
        shielded = not for_citizen and _holds_shielded(here.case, here.sight)
        document = outbox.ask(
            kind,
            case=here.case,
            by=here.by,
            at=here.at,
            shielded=shielded,
            snapshot=snapshots.summary(here.case, for_citizen=for_citizen, shielded=shielded, on=here.on),
        )
        here.tell("document.asked", kind.label, obj=document, action=Action.MAKE_DOCUMENT)
    return document


def _holds_shielded(case: Case, sight: Sight | None) -> bool:
    if sight is None or not may(sight, Action.VIEW_SHIELDED, case):
        return False
    return case.reporter_shielded or case.notes.filter(shielded=True).exists()


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
        mine = Document.objects.filter(kind=DocumentKind.OVERLEG, asked_by=sight.user, about=about)
        first: Document | None = mine.first() if token else None
        if first is not None:
            return first
        cases = Case.objects.visible_to(sight, Action.VIEW_FILE).filter(team=team)
        snapshot = snapshots.batch(cases, team=team, on=on)
        rows = len(snapshot["cases"])
        exported(sight, part="weekoverleg", why=f"open zaken van {team}", rows=rows)
        return outbox.ask(
            DocumentKind.OVERLEG,
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
