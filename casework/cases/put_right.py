"""What somebody wrote and is wrong, put right: its words, who may read it, or the file it stands in. What it was is kept.

One way for all that is `Written`: notes, reports on goals, pieces.
"""

import datetime as dt
import uuid
from typing import Any, Final

from django.db import models, transaction

from casework.cases.models import Case
from casework.cases.written import WrittenBefore
from casework.engine.errors import MovedAway, NotAllowed, NotNow, Reason
from casework.engine.holding import hold
from casework.engine.writes import Write, write_on
from roles.actions import Action
from roles.matrix import Role
from roles.models import Reading, User
from roles.policy import Sight, may

MOST_NAMED: Final = 12  # of who read it elsewhere; the rest is counted


class Remedy(models.TextChoices):
    CORRECT = "verbeter", "De tekst klopt niet: ik verbeter die"
    SHIELD = "scherm", "De inwoner mag dit niet lezen: ik scherm het af"
    MOVE = "verplaats", "Dit hoort in een andere zaak: ik verplaats het"
    STRIKE = "weg", "Dit hoort hier niet: ik haal het weg"


def put_right(
    row: Any,
    *,
    by: User | Sight,
    what: str,
    why: str,
    ground: str = "",
    other: Case | None = None,
    place: Any = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
    **words: Any,
) -> Any:
    """One remedy. `words` are the columns as they should be, to correct; `place` is where in the other file.

    Raises NotAllowed, NotNow (it isn't there any more, another wrote it), Repeated.
    """
    case = row.stands_in
    with transaction.atomic():
        hold(Case, {case.pk, *([other.pk] if other is not None and what == Remedy.MOVE else [])})
        with write_on(case, by=by, token=token, at=at) as write:
            row = as_it_stands(row, write.anchor)
            _refuse_who_may_not(write, row, what)
            keep(write, row, why)
            write.reroute = row.reroutes
            match what:
                case Remedy.CORRECT:
                    _correct(write, row, words, why)
                case Remedy.SHIELD:
                    _shield(write, row, ground, why)
                case Remedy.STRIKE:
                    _strike(write, row, why)
                case _:
                    assert other is not None
                    _move(write, row, other, place, why)
            row.save()
    return row


def _locked(row: Any) -> Any:
    return type(row).all_of().select_for_update(of=("self",), no_key=True).get(pk=row.pk)


def as_it_stands(row: Any, case: Any) -> Any:
    """Locked, in this file still."""
    gone = NotNow([Reason(f"{row.this()} staat hier niet meer. Een collega was u voor.")])
    try:
        now = _locked(row)
    except type(row).DoesNotExist as struck:
        raise gone from struck
    if now.stands_in.pk != case.pk or now.struck_at is not None:
        raise gone
    now.put_in(case)
    return now


def _refuse_who_may_not(write: Write, row: Any, what: str) -> None:
    """Who works in the file; and whoever told it from outside corrects their own words."""
    assert write.sight is not None
    if may(write.sight, row.keeps, write.anchor):
        return
    if what == Remedy.CORRECT and is_own_words(row, write.sight):
        return
    raise NotAllowed


def is_own_words(row: Any, sight: Sight) -> bool:
    return row.writer_id in sight.acts_for and bool(row.may_be_told_by(sight))


def may_correct(row: Any, sight: Sight) -> bool:
    """Whoever wrote it, their cover, or the leader: nobody else changes what a colleague wrote."""
    return row.writer_id in sight.acts_for or may(sight, Action.ASSIGN_CASE, row.stands_in)


def keep(write: Write, row: Any, why: str) -> None:
    WrittenBefore.objects.create(
        noun=row.noun,
        key=row.pk,
        case=write.anchor,
        was=row.as_kept(),
        at=write.at,
        by_name=write.by_name,
        why=why,
    )


def _tell(write: Write, row: Any, what: str, label: str, text: str, **columns: Any) -> None:
    write.tell(
        f"{row.noun}.{what}",
        f"{row.named()} {label}",
        text=text,
        action=row.keeps,
        url=row.told_at(write.anchor),
        details=row.event_of(),
        **columns,
    )


def _correct(write: Write, row: Any, words: dict[str, Any], why: str) -> None:
    if write.sight is not None and not may_correct(row, write.sight):
        raise NotNow([Reason(f"De tekst verbetert wie {row.the} schreef, of de teamleider. {OTHERS_MAY}")])
    changed = {name: value for name, value in words.items() if getattr(row, name) != value}
    if not changed:
        raise NotNow([Reason("De tekst is dezelfde gebleven.")])
    for name, value in changed.items():
        setattr(row, name, value)
    told = "" if row.is_kept_from_citizen() or row.for_one else f"{row.a().capitalize()} is verbeterd."
    _tell(write, row, "corrected", "verbeterd", row.told_with(why), citizen=told)


OTHERS_MAY: Final = "Afschermen of weghalen kunt u wel."


def _shield(write: Write, row: Any, ground: str, why: str) -> None:
    if row.is_kept_from_citizen():
        raise NotNow([Reason(f"{row.this()} is al afgeschermd.")])
    row.keep_from_citizen(ground)
    _tell(write, row, "shielded", "afgeschermd", why)


def _strike(write: Write, row: Any, why: str) -> None:
    """Out of everybody's sight at once; the privacy officer says what becomes of it."""
    row.struck_at, row.struck_by_name, row.struck_why = write.at, write.by_name, why
    _tell(write, row, "struck", "weggehaald: hoort niet bij deze zaak", why)


def _move(write: Write, row: Any, other: Case, place: Any, why: str) -> None:
    """To the file it belongs in. Whose it is reads there who could have read it here, and did."""
    readers = _readers(write.anchor, row)
    if other.pk == write.anchor.pk:
        raise NotNow([Reason(f"{row.this()} staat al in deze zaak.")])
    _tell(write, row, "moved_away", "verplaatst naar een andere zaak", why, beside=other)
    hidden = row.is_kept_from_citizen() or row.for_one
    with write_on(other, by=write.sight, action=row.keeps, at=write.at) as there:
        row.go_to(there.anchor, place)
        _tell(
            there,
            row,
            "moved_here",
            "hierheen verplaatst",
            f"{why}\n\nDit stond bij vergissing in een ander dossier. Daar keek: {readers or 'niemand'}.",
            citizen="" if hidden else f"{row.a().capitalize()} over u stond bij vergissing in een ander dossier.",
        )
        there.reroute = row.reroutes


def _readers(case: Case, row: Any) -> str:
    """Who looked in that file since it stood there, as the log has it: colleagues by name and role. Whose file that is
    isn't told here, nor who reported there in confidence."""
    rows = Reading.objects.filter(case_id=case.pk, refused=False, at__gte=row.written_at)
    names = sorted({_reader(case, *one) for one in rows.values_list("by_id", "by_name", "role")})
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" en nog {more} anderen" if more > 0 else "")


def _reader(case: Case, by: int | None, name: str, role: str) -> str:
    if role in ("", Role.BURGER.label):
        return "een inwoner"
    if case.reporter_shielded and by == case.reported_by_id:
        return "een medewerker"
    return f"{name} ({role.lower()})"


def settle(
    row: Any, *, by: User | Sight, back: bool, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """The privacy officer says what becomes of what was struck: it stays away, or it belonged there after all."""
    with write_on(row.stands_in, by=by, action=Action.VIEW_READING_LOG, token=token, at=at) as write:
        now = _locked(row)
        if now.struck_at is None or now.settled_at is not None:
            raise NotNow([Reason("Hierover is al beslist.")])
        if now.stands_in.pk != write.anchor.pk:
            raise MovedAway
        now.put_in(write.anchor)
        write.reroute = now.reroutes
        if back:
            now.struck_at, now.struck_by_name, now.struck_why = None, "", ""
            now.comes_back(write)
        else:
            now.settled_at = write.at
        now.save()
        label = "teruggezet" if back else "blijft weg"
        write.tell(
            f"{now.noun}.{'returned' if back else 'settled'}",
            f"Weggehaald: {now.the.partition(' ')[2]} {label}",
            action=Action.VIEW_READING_LOG,
        )
