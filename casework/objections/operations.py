"""Writing down that somebody objects: by the team for what came in, or by the citizen themselves."""

import datetime as dt
import uuid
from typing import Any

from casework.cases.models import Case
from casework.documents.asking import letter
from casework.documents.kinds import deciding
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.errors import NotNow, Reason
from casework.engine.words import day_in_words
from casework.engine.writes import Write, write_on
from casework.law.models import clock
from casework.objections.against import former_of
from casework.objections.models import Objection
from casework.objections.paper import RECEIVED
from casework.objections.states import CameBy
from casework.objections.terms import came_in_time
from roles.actions import Action
from roles.models import User
from roles.policy import Sight


def register_objection(
    case: Case,
    *,
    by: User | Sight,
    against: Document,
    received_on: dt.date,
    how: str,
    posted_on: dt.date | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **told: Any,
) -> Objection:
    """What came in, by anyone of the team. `told`: by_whom, text, pro_forma, late_why, costs_asked.

    Raises NotAllowed, NotNow (no decision to object to, one lies there already, a day that can't be), Repeated.
    """
    with write_on(case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
        if how != CameBy.POST:
            posted_on = None
        return _registered(
            write, against, Action.EDIT_FILE, received_on=received_on, how=how, posted_on=posted_on, **told
        )


def object_online(
    case: Case,
    *,
    by: User | Sight,
    against: Document,
    text: str = "",
    late_why: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Objection:
    """By the citizen or who represents them, on their own page. Without why it is still an objection (Awb 6:6).

    Raises as `register_objection`.
    """
    with write_on(case, by=by, action=Action.STEER_OWN, token=token, at=at) as write:
        told: dict[str, Any] = {"text": text, "late_why": late_why, "pro_forma": not text.strip()}
        return _registered(write, against, Action.STEER_OWN, received_on=write.on, how=CameBy.DIGITAAL, **told)


def _registered(
    write: Write,
    against: Document,
    action: Action,
    *,
    received_on: dt.date,
    how: str,
    posted_on: dt.date | None = None,
    **told: Any,
) -> Objection:
    """Read anew under the lock: which decision it is, and whether one lies there already."""
    found = write.anchor.documents.filter(pk=against.pk, kind__in=deciding(), state=DocumentState.VERSTUURD).first()
    if found is None or found.object_until is None:
        raise NotNow([Reason("Tegen deze brief kan geen bezwaar: er staat geen besluit in, of hij is niet verstuurd.")])
    if there := Objection.objects.filter(against=found, settled_on=None).first():
        raise NotNow([Reason(f"Tegen dit besluit ligt al een bezwaar, van {day_in_words(there.received_on)}.")])
    if found.sent_on is not None and received_on < found.sent_on:
        raise NotNow(
            [Reason(f"Het besluit is verstuurd op {day_in_words(found.sent_on)}: eerder kon er geen bezwaar zijn.")]
        )
    in_time, why = came_in_time(clock(), found.object_until, received_on=received_on, posted_on=posted_on)
    former = former_of(found)
    objection = Objection.objects.create(
        case=write.anchor,
        against=found,
        state_since=write.on,
        received_on=received_on,
        how=how,
        posted_on=posted_on,
        last_day=found.object_until,
        in_time=in_time,
        in_time_why=why[:300],
        registered_by=write.by,
        former_by_id=former.by,
        prepared_by_id=former.prepared_by,
        **told,
    )
    write.tell(
        "objection.registered",
        "Bezwaar ontvangen",
        text=f"Tegen: {found.get_kind_display()}. {'Op tijd.' if in_time else 'Te laat.'}",
        obj=objection,
        action=action,
        citizen="Wij hebben uw bezwaar ontvangen.",
    )
    letter(write, RECEIVED, objection)
    return objection
