"""Asking for the summary of a case."""

import datetime as dt
import uuid

from casework.cases.models import Case
from casework.desk.papers import FOR_CITIZEN, FOR_PROFESSIONALS
from casework.desk.summary import summary
from casework.documents.asking import ask
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.engine.writes import write_on
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, may


def ask_summary(
    case: Case, *, by: User | Sight, for_citizen: bool, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> Document:
    """Put a summary in the queue; what is shielded only for professionals, and only if the asker may see it.

    Raises NotAllowed, Repeated.
    """
    kind = FOR_CITIZEN if for_citizen else FOR_PROFESSIONALS
    with write_on(case, by=by, action=Action.MAKE_DOCUMENT, token=token, at=at) as write:
        write.reroute = False  # paper for oneself is nobody's turn
        shielded = not for_citizen and _holds_shielded(write.anchor, write.sight)
        document = ask(
            kind,
            case=write.anchor,
            by=write.by,
            at=write.at,
            shielded=shielded,
            snapshot=summary(write.anchor, for_citizen=for_citizen, shielded=shielded, on=write.on),
        )
        write.tell("document.asked", kind_of(kind).label, obj=document, action=Action.MAKE_DOCUMENT)
    return document


def _holds_shielded(case: Case, sight: Sight | None) -> bool:
    if sight is None or not may(sight, Action.VIEW_SHIELDED, case):
        return False
    return case.reporter_shielded or case.notes.filter(shielded=True).exists()
