"""A file that came in while the scanner was away is looked at by a worker, before anybody can open it."""

import datetime as dt
import logging
from collections.abc import Iterator
from typing import Final

from django.utils import timezone

from casework.engine import door, missing_files, scanner
from casework.engine.alone import alone
from casework.engine.errors import MovedAway, NotNow
from casework.engine.turns import NobodyThere
from casework.pieces.models import Piece

log = logging.getLogger(__name__)
PATIENCE: Final = dt.timedelta(minutes=1)
WORKER_PATIENCE: Final = 30.0  # seconds: nobody waits for the page


def check(piece_id: int) -> None:
    """Look at this one, unless it was looked at, is gone, or is in another worker's hands. Safe to run twice."""
    with alone("piece", piece_id) as mine:
        piece = Piece.objects.waiting(timezone.now()).filter(pk=piece_id).first() if mine else None
        if piece is not None:
            _check(piece)


def _check(piece: Piece) -> None:
    try:
        _tell(piece, _virus_in(piece))
    except (scanner.ScannerAway, NobodyThere) as away:
        log.warning("Piece %s waits: %s", piece.pk, type(away).__name__)
        Piece.objects.filter(pk=piece.pk).update(claimed_until=timezone.now() + PATIENCE)
    except FileNotFoundError:
        missing_files.tell(piece, "file")
        Piece.objects.filter(pk=piece.pk).update(claimed_until=timezone.now() + 60 * PATIENCE)
    except NotNow:
        pass  # somebody was at it after all


def _virus_in(piece: Piece) -> str | None:
    """What was found; '' where nothing was, None where there is no scanner any more. Raises ScannerAway."""
    try:
        with piece.file.open("rb") as file:
            return "" if scanner.scan(file, patience=WORKER_PATIENCE) else None
    except scanner.Infected as found:
        return str(found)


def _tell(piece: Piece, virus: str | None) -> None:
    """In the file where it is by now: it may have moved while it was looked at, and what was found is of the file."""
    for now in _as_long_as_it_waits(piece):
        try:
            _tell_there(now, virus)
        except MovedAway:
            continue
        return


def _as_long_as_it_waits(piece: Piece) -> Iterator[Piece]:
    yield piece
    while again := Piece.objects.waiting(timezone.now()).filter(pk=piece.pk).first():
        yield again


def _tell_there(piece: Piece, virus: str | None) -> None:
    if not virus:
        door.perform(piece, "pass_check", by=None, looked_at=virus is not None)
        return
    names = [str(file.name) for file in (piece.file, piece.small) if file]
    storage = piece.file.storage
    door.perform(piece, "fail_check", by=None, virus=virus)
    for name in names:  # after that, or a row would tell of what isn't there
        storage.delete(name)
