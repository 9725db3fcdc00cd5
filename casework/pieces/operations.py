"""Adding what came in, and putting right what is said of it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import PurePath
from typing import Any, Final

from django.core.files.base import ContentFile
from django.utils import timezone

from casework.cases.models import Case
from casework.engine.errors import NotNow, Reason
from casework.engine.holding import locked_on
from casework.engine.outbox import wake
from casework.engine.stored_files import stored
from casework.engine.words import day_in_words
from casework.engine.writes import Write, write_on
from casework.pieces.incoming import Incoming
from casework.pieces.models import Piece
from casework.pieces.states import PieceState, SeenBy
from roles.actions import Action
from roles.models import User
from roles.policy import Sight

CHECK: Final = "workers.tasks.check_piece"
CHANGEABLE: Final = (PieceState.OPGENOMEN, PieceState.WACHT)
SHOWN_TO_CITIZEN: Final = "Er is een stuk aan uw dossier toegevoegd."


def add_pieces(
    case: Case,
    *,
    by: User | Sight,
    incoming: Sequence[Incoming],
    kind: str,
    received_on: dt.date,
    title: str = "",
    from_whom: str = "",
    dated_on: dt.date | None = None,
    seen_by: str = SeenBy.TEAM,
    ground: str = "",
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Piece:
    """One piece per file; what wasn't said is what the file says of itself. Gives the first.

    The same file a second time on a case is refused, with where it is. Raises NotAllowed, NotNow, Repeated.
    """
    at = at or timezone.now()
    rows = [
        Piece(
            case=case,
            kind=one.kind(kind),
            title=_title(one, kind, title, number, len(incoming)),
            from_whom=from_whom or one.sender,
            dated_on=dated_on or one.day,
            received_on=received_on,
            seen_by=seen_by,
            ground=ground if seen_by == SeenBy.AFGESCHERMD else "",
            state=PieceState.WACHT if one.looked_at is None else PieceState.OPGENOMEN,
            state_since=timezone.localtime(at).date(),
            sha256=one.sha256,
            size=one.upload.size,
            mail=one.mail,
            checked_at=at if one.looked_at else None,
            added_at=at,
        )
        for number, one in enumerate(incoming, 1)
    ]
    with ExitStack() as kept:
        for row, one in zip(rows, incoming, strict=True):
            _store(kept, row, one)
        with write_on(case, by=by, action=Action.KEEP_PIECE, token=token, at=at) as write:
            _refuse_what_is_there(write, rows)
            for row in rows:
                row.case, row.added_by, row.added_by_name = write.anchor, write.by, write.by_name
                row.save(force_insert=True)
                if row.state == PieceState.WACHT:
                    wake(CHECK, row.pk)
            _tell(write, rows)
            write.reroute = False
    return rows[0]


def _title(one: Incoming, kind: str, given: str, number: int, of: int) -> str:
    if not given:
        return one.title(kind)
    return given if of == 1 else f"{given[:148]} ({number} van {of})"


def _store(kept: ExitStack, row: Piece, one: Incoming) -> None:
    """Both on the disk before the row names them; gone again where it doesn't come to that."""
    name = Piece._meta.get_field("file").generate_filename(row, one.upload.name)
    row.file.name = kept.enter_context(stored(row, "file", name, one.upload))
    if one.small is not None:
        small = str(PurePath(name).with_name(f"{PurePath(name).stem}-klein.jpg"))
        row.small.name = kept.enter_context(stored(row, "small", small, ContentFile(one.small)))


def _refuse_what_is_there(write: Write, rows: Sequence[Piece]) -> None:
    """Of what this person may not see it isn't told that it is there."""
    assert write.sight is not None
    there = Piece.objects.visible_to(write.sight).filter(
        case=write.anchor, sha256__in=[row.sha256 for row in rows], state__in=CHANGEABLE
    )
    if reasons := [
        Reason(
            f"Dit bestand staat al bij deze zaak: ‘{one.title}’, binnengekomen op {day_in_words(one.received_on)}."
            " Kies het niet opnieuw."
        )
        for one in there
    ]:
        raise NotNow(reasons)


def _tell(write: Write, rows: Sequence[Piece]) -> None:
    """One act, one line. Without its title: who may read that is decided by the piece, also later on."""
    first = rows[0]
    shown = SHOWN_TO_CITIZEN if first.seen_by == SeenBy.INWONER and first.opens else ""
    one = len(rows) == 1
    write.tell(
        "piece.added",
        f"{first.get_kind_display()} toegevoegd" if one else f"{len(rows)} stukken toegevoegd",
        obj=first,
        action=Action.KEEP_PIECE,
        citizen=shown,
        details={"pieces": [row.public_id for row in rows]},
    )


def change_piece(piece: Piece, *, by: User | Sight, token: uuid.UUID | None = None, **fields: Any) -> Piece:
    """What was told wrongly of it. The log keeps what it was. Raises NotAllowed, NotNow, Repeated."""
    with write_on(piece.case, by=by, action=Action.KEEP_PIECE, token=token) as write:
        row: Piece = locked_on(write.anchor, Piece, piece.pk)
        if row.state not in CHANGEABLE:
            raise NotNow([Reason("Dit stuk staat niet meer in het dossier.")])
        was = {name: getattr(row, name) for name in fields}
        for name, value in fields.items():
            setattr(row, name, value)
        if row.seen_by != SeenBy.AFGESCHERMD:
            row.ground = ""
        row.save()
        write.tell(
            "piece.changed", "Gegevens van een stuk gewijzigd", obj=row, action=Action.KEEP_PIECE, details={"was": was}
        )
        write.reroute = False
    return row
