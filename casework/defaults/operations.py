"""Writing down that a notice of default came in."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from casework.cases.models import Case
from casework.defaults.conditions import can_be_late
from casework.defaults.models import DefaultNotice
from casework.defaults.paper import RECEIVED
from casework.defaults.states import DefaultState
from casework.defaults.terms import without_dwangsom
from casework.documents.asking import letter
from casework.engine.errors import NotNow, Reason
from casework.engine.machine import unmet
from casework.engine.words import day_in_words
from casework.engine.writes import Write, write_on
from casework.law.models import clock
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def register_notice(
    case: Case,
    *,
    by: User | Sight,
    received_on: dt.date,
    how: str,
    piece: Any = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> DefaultNotice:
    """Of the application that waits for its decision; without one, of the research. The applicant gets a letter either way.

    Raises NotAllowed, NotNow (nothing is late yet, or one lies there already), Repeated.
    """
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        case = write.anchor
        made = list(case.applications.all())
        waiting = next((one for one in made if one.is_to_be_told), None)
        reasons = unmet((can_be_late,), write.attempt()) or _in_the_way(made, waiting, received_on)
        if reasons:
            raise NotNow(reasons)
        return _noted(write, received_on, is_decision=bool(waiting), how=how, piece=piece, application=waiting)


@dataclass(frozen=True, slots=True)
class Late:
    """Something of a later noun that should have been decided: its public id, what it is called, which, since when."""

    about: str
    what: str
    which: str
    on: dt.date


def note_default(write: Write, *, received_on: dt.date, how: str, late: Late) -> DefaultNotice:
    """For the noun whose decision is late, which says whether it is and tells when it is `stopped`."""
    about = {"about": late.about, "about_what": late.what, "about_which": late.which, "about_on": late.on}
    return _noted(write, received_on, is_decision=True, how=how, told=False, **about)


def _noted(write: Write, received_on: dt.date, *, is_decision: bool, told: bool = True, **what: Any) -> DefaultNotice:
    """With its letter. Not `told` where a step of another noun tells of it."""
    term = without_dwangsom(clock(), received_on) if is_decision else None
    notice = DefaultNotice.objects.create(
        case=write.anchor,
        state=DefaultState.ONTVANGEN if term else DefaultState.GEEN_DWANGSOM,
        state_since=write.on,
        received_on=received_on,
        due_on=term.on if term else None,
        due_why=term.why[:300] if term else "",
        registered_by=write.by,
        **what,
    )
    if told:
        write.tell(
            "default_notice.registered",
            "Ingebrekestelling ontvangen",
            text=f"Verstuur het besluit uiterlijk {day_in_words(term.on)}." if term else "Over een melding.",
            obj=notice,
            action=Action.EDIT_FILE,
            citizen="Wij hebben uw ingebrekestelling ontvangen.",
        )
    letter(write, RECEIVED, notice)
    return notice


def _in_the_way(made: list[Any], waiting: Any, received_on: dt.date) -> list[Reason]:
    if waiting is None:
        return [Reason("Op de aanvraag is al besloten, en het besluit is verstuurd.")] if made else []
    term = waiting.decide_by(received_on)
    if received_on <= term.on:
        return [
            Reason(
                f"De beslistermijn liep nog tot en met {day_in_words(term.on)}. Een brief van daarvoor telt niet als "
                "ingebrekestelling (Awb, artikel 4:17, derde lid). Bewaar de brief bij de stukken, en bel de inwoner."
            )
        ]
    if there := waiting.default_notices.filter(state=DefaultState.ONTVANGEN).first():
        return [Reason(f"Er ligt al een ingebrekestelling van {day_in_words(there.received_on)}. Die telt.")]
    return []
