"""A file on its way into the file of a case: what it is, whether it was looked at, and what it says of itself."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Final

from django.core.exceptions import ValidationError

from casework.engine import pictures, scanner, uploads
from casework.pieces.mail import read_mail, sender
from casework.pieces.states import PieceKind

KINDS: Final = (uploads.PDF, uploads.JPG, uploads.PNG, uploads.DOCX, uploads.ODT, uploads.EML)
# 'IMG_2031', 'PXL_20261129_101500', 'WhatsApp Image 2026-11-29 at 10.15', 'scan0001'
_BY_A_CAMERA: Final = re.compile(
    r"(img|dscn?|pxl|scan|image|photo|foto|picture|whatsapp image|document|doc|file)?[\W\d_]*(at|wa|kopie|copy)?[\W\d_]*",
    re.IGNORECASE,
)
_ODD: Final = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, kw_only=True)
class Incoming:
    """`looked_at`: True by a scanner, False where there is none, None where the scanner is away and must look later."""

    upload: Any
    name: str  # as whoever sent it called it, without its ending; '' where that says nothing
    sha256: str
    looked_at: bool | None
    small: bytes | None = None
    mail: dict[str, Any] | None = None

    def title(self, kind: str) -> str:
        """What it is called where nobody says."""
        subject = self.mail["subject"] if self.mail else ""
        return (subject or self.name or PieceKind(kind).label)[:160]

    def kind(self, chosen: str) -> str:
        """An e-mail is one, whatever the form said of the files together."""
        return PieceKind.MAIL if self.mail else chosen

    @property
    def sender(self) -> str:
        return sender(self.mail["from"]) if self.mail else ""

    @property
    def day(self) -> dt.date | None:
        return dt.date.fromisoformat(self.mail["date"]) if self.mail and self.mail["date"] else None


def judged(upload: Any, *, patience: float = scanner.PATIENCE) -> Incoming:
    """Raises ValidationError, in a sentence that names no file: the form does. `patience`: seconds for the scanner."""
    name = _name(upload.name)
    kind = uploads.kind_of(upload, KINDS)
    try:
        small = pictures.small(upload) if kind in (uploads.JPG, uploads.PNG) else None
    except pictures.Broken:
        raise ValidationError("Deze foto is niet heel. Maak of kies hem opnieuw.", code="broken") from None
    return Incoming(
        upload=uploads.nameless(upload, kind),
        name=name,
        sha256=_sha256(upload),
        looked_at=_looked_at(upload, patience),
        small=small,
        mail=_mail(upload) if kind is uploads.EML else None,
    )


def _looked_at(upload: Any, patience: float) -> bool | None:
    """A photo of somebody's letter isn't asked for twice because a scanner is away: then it waits, unopened."""
    try:
        return uploads.refuse_infected(upload, patience=patience)
    except scanner.ScannerAway:
        return None


def _sha256(upload: Any) -> str:
    hashed = hashlib.sha256()
    for piece in upload.chunks():
        hashed.update(piece)
    upload.seek(0)
    return hashed.hexdigest()


def _mail(upload: Any) -> dict[str, Any]:
    upload.seek(0)
    found = read_mail(upload.read())
    upload.seek(0)
    return found


def _name(given: str) -> str:
    """'brief van de verhuurder' of 'brief_van_de_verhuurder.pdf'; '' of 'IMG_2031.jpg'."""
    stem = _ODD.sub("", PurePath(given).stem).replace("_", " ").strip()
    return "" if len(stem) < 3 or _BY_A_CAMERA.fullmatch(stem) else stem[:160]
