"""Keeping what is written during a visit. A page saves often, over a connection that comes and goes."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from casework.cases.models import Case
from casework.engine.errors import NotNow, refuse
from casework.engine.machine import unmet
from casework.engine.writes import Write, write_on
from casework.visits.conditions import its_file_is_worked_in
from casework.visits.models import Visit
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What a page sends: under which `key`, what it says, and which version of it this page knows (0 for none).

    A page that saves by itself names its `window` and counts its savings in `seq`; a plain form has neither.
    """

    key: uuid.UUID
    text: str
    on: dt.date
    asked: tuple[int, ...] = ()
    seen: int = 0
    window: uuid.UUID | None = None
    seq: int = 0

    @property
    def by_itself(self) -> bool:
        return self.window is not None and self.seq > 0

    def is_of(self, row: Visit) -> bool:
        """Whether this page saved it last."""
        return self.by_itself and row.window == self.window


@dataclass(frozen=True, slots=True)
class Kept:
    """Where it stands now; None where there were no words. `apart`: another page went on with the same visit."""

    visit: Visit | None
    apart: bool = False


def keep(case: Case, *, by: User | Sight, typed: Typed, at: dt.datetime | None = None) -> Kept:
    """Keep what was typed. The same saving twice, after an answer that got lost, changes nothing.

    Where another page went on with it, or it is done already, these words get a visit of their own: nothing is written
    over. Emptied, it is gone. Raises NotAllowed, NotNow.
    """
    with write_on(case, by=by, action=Action.EDIT_FILE, at=at) as write:
        write.reroute = False
        rows = list(Visit.all_of().select_for_update(no_key=True).filter(case=write.anchor, by=write.by, key=typed.key))
        row = rows[0] if rows else None
        if row is None:
            return Kept(_begun(write, typed, typed.key))
        if _is_kept_already(row, typed):
            return Kept(row)
        if row.writes and (typed.is_of(row) or typed.seen == row.version):
            return Kept(_gone_on(write, row, typed))
        if typed.text == row.text:
            return Kept(row)
        return Kept(_apart(write, typed), apart=True)


def _is_kept_already(row: Visit, typed: Typed) -> bool:
    """An older saving of this page that comes late; or the same once more, in whatever way."""
    if typed.is_of(row) and typed.seq < row.seq:
        return True
    return typed.text == row.text and (not row.writes or list(typed.asked) == row.asked)


def _begun(write: Write, typed: Typed, key: uuid.UUID) -> Visit | None:
    case = write.anchor
    if not typed.text.strip():
        return None
    if reasons := unmet((its_file_is_worked_in,), write.attempt()):
        raise NotNow(reasons)
    refuse(case.happened_within(write.on).refusal(typed.on))
    assert write.by is not None
    write.reroute = True  # it is theirs to finish
    return Visit.objects.create(
        case=case,
        by=write.by,
        by_name=write.by.name,
        on=typed.on,
        at=write.at,
        saved_at=write.at,
        text=typed.text,
        asked=list(typed.asked),
        key=key,
        window=typed.window if typed.by_itself else None,
        seq=typed.seq,
        state_since=write.on,
    )


def _gone_on(write: Write, row: Visit, typed: Typed) -> Visit | None:
    if not typed.text.strip():  # nothing was said after all: nobody has to finish it
        write.reroute = True
        row.delete()
        return None
    row.text, row.asked, row.saved_at = typed.text, list(typed.asked), write.at
    row.version += 1
    row.window, row.seq = (typed.window, typed.seq) if typed.by_itself else (None, 0)
    row.save(update_fields=["text", "asked", "saved_at", "version", "window", "seq"])
    return row


def _apart(write: Write, typed: Typed) -> Visit | None:
    """In the one that this page has apart already, or in a new one."""
    mine: Any = Visit.objects.standing().select_for_update(no_key=True).filter(case=write.anchor, by=write.by)
    row = next((one for one in mine.filter(window=typed.window) if one.writes and typed.is_of(one)), None)
    if row is None:
        return _begun(write, typed, uuid.uuid4())
    return row if _is_kept_already(row, typed) else _gone_on(write, row, typed)
