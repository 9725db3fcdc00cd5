"""How somebody is reached, and what a visitor must know at the door."""

import datetime as dt
import uuid
from typing import Any

from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason
from casework.engine.holding import locked_row
from casework.engine.said_before import refuse_said_before
from casework.engine.writes import Write, write_on
from casework.people.models import OtherPhone, SafetyNote
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def add_phone(
    case: Case,
    *,
    by: User | Sight,
    number: str,
    whose: str,
    when: str,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> OtherPhone:
    """One more number, of somebody through whom the citizen is reached."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        same = OtherPhone.objects.filter(person=write.anchor.person, number=number, whose=whose)
        refuse_said_before(write, "phone.added", whose, same)
        row = OtherPhone.objects.create(person=write.anchor.person, number=number, whose=whose, when=when)
        _tell(write, "phone.added", "Telefoonnummer toegevoegd", whose)
    return row


def change_phone(
    row: OtherPhone, *, by: User | Sight, gone: bool = False, token: uuid.UUID | None = None, **fields: str
) -> None:
    """Put it right, or take it away; what it was the database keeps."""
    with write_on(row.case, by=by, action=Action.EDIT_FILE, token=token) as write:
        row = _of_this_person(write, OtherPhone, row.pk)
        for name, value in fields.items():
            setattr(row, name, value)
        if gone:
            row.delete()
            _tell(write, "phone.removed", "Telefoonnummer weggehaald", row.whose)
            return
        row.save()
        _tell(write, "phone.changed", "Telefoonnummer verbeterd", row.whose)


def add_safety_note(
    case: Case,
    *,
    by: User | Sight,
    text: str,
    until: dt.date,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> SafetyNote:
    """For whoever goes there: until that day, and for colleagues alone."""
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        assert write.by is not None
        said = {"person": write.anchor.person, "text": text}
        refuse_said_before(write, "safety.added", "", SafetyNote.objects.filter(**said, since=write.on))
        row = SafetyNote.objects.create(**said, since=write.on, until=until, made_by=write.by)
        _tell(write, "safety.added", "Let op bij bezoek vastgelegd", "", citizen=False)
    return row


def end_safety_note(row: SafetyNote, *, by: User | Sight, token: uuid.UUID | None = None) -> None:
    """It isn't so any more. A second click has nothing left to do."""
    with write_on(row.case, by=by, action=Action.EDIT_FILE, token=token) as write:
        row = _of_this_person(write, SafetyNote, row.pk)
        if row.until <= write.on:
            return
        row.until = max(write.on, row.since)
        row.save(update_fields=["until"])
        _tell(write, "safety.ended", "Let op bij bezoek beëindigd", "", citizen=False)


def _of_this_person(write: Write, model: type[Any], pk: int) -> Any:
    try:
        row = locked_row(model, pk)
    except model.DoesNotExist:
        row = None
    if row is None or row.person_id != write.anchor.person_id:
        raise NotNow([Reason("Een collega was u voor: dit staat hier niet meer.")])
    return row


def _tell(write: Write, verb: str, label: str, text: str, *, citizen: bool = True) -> None:
    write.reroute = False  # nobody's turn follows from it
    write.tell(
        verb,
        label,
        text=text,
        action=Action.EDIT_FILE,
        citizen="Uw gegevens zijn verbeterd." if citizen else "",
        url=f"{write.anchor.get_absolute_url()}gegevens/",
    )
