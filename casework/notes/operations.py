"""Writing on the file: a note, or a contact with what was said."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from casework.appointments.operations import appoint
from casework.cases.models import Case
from casework.contacts.models import Contacted
from casework.contacts.operations import record_contact
from casework.engine.said_before import A_MOMENT, refuse_said_before
from casework.engine.writes import Write, write_on
from casework.notes.models import Note
from casework.people.models import Representative
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

_LABELS: Final = {  # of a contact or not, shielded or not
    (False, False): "Notitie",
    (False, True): "Afgeschermde notitie",
    (True, False): "Contactmoment",
    (True, True): "Afgeschermd contactmoment",
}


@dataclass(frozen=True, slots=True)
class Next:
    """What was agreed in it: what, on which day, and who does it (by default whoever writes)."""

    what: str
    on: dt.date
    person: User | None = None


def add_note(
    case: Case,
    *,
    by: User | Sight,
    text: str,
    shielded: bool = False,
    ground: str = "",
    told: Contacted | None = None,
    agreed: Next | None = None,
    only_citizen: bool = False,
    only_speaker: Representative | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Note:
    """A note on the file, open to the citizen unless shielded with a ground; `told` makes it what was said in a contact,
    `agreed` makes the next appointment in the same transaction; `only_*`: for one reader alone (`for_one.py`). Raises
    NotAllowed, NotNow, Repeated.
    """
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        note = write_down(
            write,
            text=text,
            shielded=shielded,
            ground=ground,
            told=told,
            only_citizen=only_citizen,
            only_speaker=only_speaker,
        )
        if agreed is not None:
            assert write.by is not None
            appoint(write, what=agreed.what, on=agreed.on, person=agreed.person or write.by)
        write.reroute = agreed is not None or write.anchor.met_on != write.was("met_on")
    return note


def write_down(
    write: Write,
    *,
    text: str,
    shielded: bool = False,
    ground: str = "",
    told: Contacted | None = None,
    only_citizen: bool = False,
    only_speaker: Representative | None = None,
) -> Note:
    """The note itself, within the write it is part of."""
    assert write.by is not None
    same = Note.objects.filter(
        case=write.anchor,
        by=write.by,
        text=text,
        shielded=shielded,
        at__gte=write.at - A_MOMENT,
        contact_moment__isnull=told is None,
    )
    refuse_said_before(write, "note.added", "", same)
    moment = record_contact(write, told) if told is not None else None
    note = Note.objects.create(
        case=write.anchor,
        contact_moment=moment,
        text=text,
        shielded=shielded,
        ground=ground if shielded else "",
        only_citizen=only_citizen,
        only_speaker=only_speaker,
        by=write.by,
        by_name=write.by.name,
        at=write.at,
    )
    write.tell("note.added", _LABELS[moment is not None, shielded], action=Action.EDIT_FILE)
    return note
