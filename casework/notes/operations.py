"""Writing a note on the file."""

import datetime as dt
import uuid

from casework.cases.models import Case
from casework.engine.said_before import A_MOMENT, refuse_said_before
from casework.engine.writes import visit
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
    with visit(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as here:
        assert here.by is not None
        same = Note.objects.filter(case=here.case, by=here.by, text=text, shielded=shielded, at__gte=here.at - A_MOMENT)
        refuse_said_before(here, "note.added", "", same)
        note = Note.objects.create(
            case=here.case,
            text=text,
            shielded=shielded,
            ground=ground if shielded else "",
            by=here.by,
            by_name=here.by.name,
            at=here.at,
        )
        here.tell("note.added", "Afgeschermde notitie" if shielded else "Notitie", action=Action.EDIT_FILE)
        here.reroute = False
    return note
