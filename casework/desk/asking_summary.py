"""Asking for the summary of a case."""

import datetime as dt
import uuid

from casework.cases.models import Case
from casework.desk import summary as snapshots
from casework.documents import asking as outbox
from casework.documents.models import Document, DocumentKind
from casework.engine.writes import visit
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, may


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
