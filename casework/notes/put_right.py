"""A note that is wrong, put right: its words, who may read it, or the file it stands in. What it was is kept."""

import datetime as dt
import uuid
from typing import Any, Final

from django.db import models, transaction

from casework.cases.models import Case
from casework.engine.errors import NotAllowed, NotNow, Reason
from casework.engine.holding import hold, locked_row
from casework.engine.writes import Write, write_on
from casework.notes.models import Note, NoteBefore
from roles.actions import Action
from roles.matrix import Role
from roles.models import Reading, User
from roles.policy import Sight, may

NOT_THERE: Final = "Deze notitie staat hier niet meer. Een collega was u voor."
NOT_YOURS: Final = "De tekst verbetert wie de notitie schreef, of de teamleider. Afschermen of weghalen kunt u wel."
MOST_NAMED: Final = 12  # of who read it elsewhere; the rest is counted


class Remedy(models.TextChoices):
    CORRECT = "verbeter", "De tekst klopt niet: ik verbeter haar"
    SHIELD = "scherm", "De inwoner mag haar niet lezen: ik scherm haar af"
    MOVE = "verplaats", "Zij hoort in een andere zaak: ik verplaats haar"
    STRIKE = "weg", "Zij hoort hier niet: ik haal haar weg"


def put_right(
    note: Note,
    *,
    by: User | Sight,
    what: str,
    why: str,
    text: str = "",
    ground: str = "",
    other: Case | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Note:
    """One remedy. Raises NotAllowed, NotNow (it isn't there any more, another wrote it), Repeated."""
    with transaction.atomic():
        hold(Case, {note.case_id, *([other.pk] if other is not None and what == Remedy.MOVE else [])})
        with write_on(note.case, by=by, action=Action.EDIT_FILE, token=token, at=at) as write:
            row: Note = locked_row(Note, note.pk)
            if row.case_id != write.anchor.pk or row.struck_at is not None:
                raise NotNow([Reason(NOT_THERE)])
            row.case = write.anchor
            _keep(write, row, why)
            write.reroute = False
            match what:
                case Remedy.CORRECT:
                    _correct(write, row, text, why)
                case Remedy.SHIELD:
                    _shield(write, row, ground, why)
                case Remedy.STRIKE:
                    _strike(write, row, why)
                case _:
                    assert other is not None
                    _move(write, row, other, why)
            row.save()
    return row


def _keep(write: Write, note: Note, why: str) -> None:
    NoteBefore.objects.create(
        note=note,
        case=write.anchor,
        text=note.text,
        shielded=note.shielded,
        ground=note.ground,
        at=write.at,
        by_name=write.by_name,
        why=why,
    )


def _tell(write: Write, what: str, label: str, text: str, **columns: Any) -> None:
    write.tell(f"note.{what}", label, text=text, action=Action.EDIT_FILE, **columns)


def may_correct(note: Note, sight: Sight) -> bool:
    """Whoever wrote it, their cover, or the leader: nobody else changes what a colleague wrote."""
    return note.by_id in sight.acts_for or may(sight, Action.ASSIGN_CASE, note.case)


def _correct(write: Write, note: Note, text: str, why: str) -> None:
    if write.sight is not None and not may_correct(note, write.sight):
        raise NotNow([Reason(NOT_YOURS)])
    if text == note.text:
        raise NotNow([Reason("De tekst is dezelfde gebleven.")])
    note.text = text
    _tell(write, "corrected", "Notitie verbeterd", why, citizen="" if note.shielded else "Een notitie is verbeterd.")


def _shield(write: Write, note: Note, ground: str, why: str) -> None:
    if note.shielded:
        raise NotNow([Reason("Deze notitie is al afgeschermd.")])
    note.shielded, note.ground = True, ground
    _tell(write, "shielded", "Notitie afgeschermd", why)


def _strike(write: Write, note: Note, why: str) -> None:
    """Out of everybody's sight at once; the privacy officer says what becomes of it."""
    note.struck_at, note.struck_by_name, note.struck_why = write.at, write.by_name, why
    _tell(write, "struck", "Notitie weggehaald: hoort niet bij deze zaak", why)


def _move(write: Write, note: Note, other: Case, why: str) -> None:
    """To the file it belongs in. Whose it is reads there who could have read it here, and did."""
    readers = _readers(write.anchor, note)
    if other.pk == write.anchor.pk:
        raise NotNow([Reason("De notitie staat al in deze zaak.")])
    _tell(write, "moved_away", "Notitie verplaatst naar een andere zaak", why, beside=other)
    with write_on(other, by=write.sight, action=Action.EDIT_FILE, at=write.at) as there:
        if there.sight is not None and not may(there.sight, Action.VIEW_FILE, there.anchor):
            raise NotAllowed
        _tell(
            there,
            "moved_here",
            "Notitie hierheen verplaatst",
            f"{why}\n\nZij stond bij vergissing in een ander dossier. Daar keek: {readers or 'niemand'}.",
            citizen="" if note.shielded else "Een notitie over u stond bij vergissing in een ander dossier.",
        )
        there.reroute = False
    note.case = there.anchor
    if (moment := note.contact_moment) is not None:  # a name stays, the tie to somebody of the other web doesn't
        moment.case, moment.contact = there.anchor, None
        moment.save(update_fields=["case", "contact"])


def _readers(case: Case, note: Note) -> str:
    """Who looked in that file since it stood there, as the log has it: colleagues by name and role. Whose file that is
    isn't told here, nor who reported there in confidence."""
    rows = Reading.objects.filter(case_id=case.pk, refused=False, at__gte=note.at)
    names = sorted({_reader(case, *row) for row in rows.values_list("by_id", "by_name", "role")})
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" en nog {more} anderen" if more > 0 else "")


def _reader(case: Case, by: int | None, name: str, role: str) -> str:
    if role in ("", Role.BURGER.label):
        return "een inwoner"
    if case.reporter_shielded and by == case.reported_by_id:
        return "een medewerker"
    return f"{name} ({role.lower()})"


def settle(
    note: Note, *, by: User | Sight, back: bool, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """The privacy officer says what becomes of what was struck: it stays away, or it belonged there after all."""
    with write_on(note.case, by=by, action=Action.VIEW_READING_LOG, token=token, at=at) as write:
        row: Note = locked_row(Note, note.pk)
        if row.struck_at is None or row.settled_at is not None:
            raise NotNow([Reason("Hierover is al beslist.")])
        write.reroute = False
        if back:
            row.struck_at, row.struck_by_name, row.struck_why = None, "", ""
        else:
            row.settled_at = write.at
        row.save()
        label = "Weggehaalde notitie teruggezet" if back else "Weggehaalde notitie blijft weg"
        write.tell("note.returned" if back else "note.settled", label, action=Action.VIEW_READING_LOG)
