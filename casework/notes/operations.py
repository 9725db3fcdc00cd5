"""Writing a note on the file."""

import datetime as dt
import uuid

from casework.cases.models import Case
from casework.engine.said_before import A_MOMENT, refuse_said_before
from casework.engine.writes import write_on
from casework.notes.models import Note
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def add_note(
    case: Case,
    *,
    by: User | Sight,
    text: str,
    shielded: bool = False,
    ground: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Note:
    """A note on the file, open to the citizen unless shielded with a ground. Raises NotAllowed, Repeated."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        assert write.by is not None
        same = Note.objects.filter(
            case=write.anchor, by=write.by, text=text, shielded=shielded, at__gte=write.at - A_MOMENT
        )
        refuse_said_before(write, "note.added", "", same)
        note = Note.objects.create(
            case=write.anchor,
            text=text,
            shielded=shielded,
            ground=ground if shielded else "",
            by=write.by,
            by_name=write.by.name,
            at=write.at,
        )
        write.tell("note.added", "Afgeschermde notitie" if shielded else "Notitie", action=Action.EDIT_FILE)
        write.reroute = False
    return note
