"""A file that somebody sends, judged by its content: never by its name, nor by what a browser says that it is."""

import os
import re
import secrets
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError

from casework.engine import scanner

START: Final = 64 * 1024  # bytes that are looked at to tell what something is
HEADER_LINE: Final = re.compile(rb"\A(From [^\r\n]+\r?\n)?[!-9;-~]{1,80}:[ \t\r\n]")
# the end of a zip: mark, disks, entries here, entries, bytes of their list, where it begins, length of the comment
END: Final = struct.Struct("<4s4H2LH")
END_MARK: Final = b"PK\x05\x06"
LARGE_MARK: Final = b"PK\x06\x07"
LONGEST_COMMENT: Final = 0xFFFF
LONGEST_ENTRY: Final = 256  # bytes, on average, that the list holds of each part
MOST_PARTS: Final = 5_000  # files in a .docx or .odt; one with more is none that somebody wrote


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file that may come in. `is_it` is asked with its first bytes and the file."""

    ending: str
    label: str
    is_it: Callable[[bytes, Any], bool]


def _begins(mark: bytes) -> Callable[[bytes, Any], bool]:
    return lambda start, file: start.startswith(mark)


def _parts(file: Any) -> list[str]:
    """What a file in the zip format holds, by name; nothing where it is none, or not a whole one."""
    try:
        if not _has_few_parts(file):
            return []
        file.seek(0)
        names = zipfile.ZipFile(file).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []
    return names if len(names) <= MOST_PARTS else []


def _has_few_parts(file: Any) -> bool:
    """By what the end of the file says, before anything is made of the list itself (APPNOTE 4.3.16): how many there are,
    and how long that list is. Who says so in the way for very large files (4.3.15) has too many."""
    file.seek(0, os.SEEK_END)
    size = file.tell()
    file.seek(max(0, size - END.size - LONGEST_COMMENT))
    last = file.read()
    at = len(last) - END.size
    if at < 0 or not (last[at : at + 4] == END_MARK and last[-2:] == b"\0\0"):  # there may be a comment after it
        at = last.rfind(END_MARK)
    if at < 0 or len(last) - at < END.size:
        return False
    _, _, _, _, count, length, _, _ = END.unpack_from(last, at)
    few: bool = count <= MOST_PARTS and length <= MOST_PARTS * LONGEST_ENTRY and last[at - 20 : at - 16] != LARGE_MARK
    return few


def _is_docx(start: bytes, file: Any) -> bool:
    """A Word file without macros."""
    if not start.startswith(b"PK\x03\x04"):
        return False
    parts = {name.lower() for name in _parts(file)}
    return {"[content_types].xml", "word/document.xml"} <= parts and not any("vbaproject" in one for one in parts)


def _is_odt(start: bytes, file: Any) -> bool:
    """A text of OpenDocument without macros: its type stands in its first part, as it is (part 3, 3.3)."""
    if not start.startswith(b"PK\x03\x04") or b"mimetypeapplication/vnd.oasis.opendocument.text" not in start[:120]:
        return False
    parts = _parts(file)
    return "content.xml" in parts and not any(one.startswith(("Basic/", "Scripts/")) for one in parts)


def _is_mail(start: bytes, file: Any) -> bool:
    """An e-mail as RFC 5322 writes it down: who, and when or about what."""
    if b"\0" in start or not HEADER_LINE.match(start):
        return False
    head = BytesHeaderParser().parsebytes(start)
    return "From" in head and bool({"date", "subject", "message-id"} & {name.lower() for name in head})


PDF: Final = Kind("pdf", "PDF", _begins(b"%PDF-"))
JPG: Final = Kind("jpg", "JPG", _begins(b"\xff\xd8\xff"))
PNG: Final = Kind("png", "PNG", _begins(b"\x89PNG\r\n\x1a\n"))
DOCX: Final = Kind("docx", "Word (.docx)", _is_docx)
ODT: Final = Kind("odt", "OpenDocument (.odt)", _is_odt)
EML: Final = Kind("eml", "e-mail (.eml)", _is_mail)

# what people have in hand, and how they can send it all the same
_OTHERWISE: Final[tuple[tuple[Callable[[bytes], bool], str], ...]] = (
    (
        lambda start: start[4:8] == b"ftyp" and start[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1"),
        "Dit is een HEIC-foto: die kan niet elke computer laten zien. Kies in de camera ‘meest compatibel’ (JPG), of"
        " stuur de foto als PDF.",
    ),
    (
        lambda start: start.startswith(b"\xd0\xcf\x11\xe0"),
        "Dit is een bericht van Outlook (.msg) of een oud Word-bestand (.doc). Bewaar het als .eml, .docx of PDF, en"
        " kies dat.",
    ),
    (
        lambda start: start.startswith(b"PK\x03\x04"),
        "Dit is een ingepakt bestand (zip), of een Word-bestand met macro's. Kies de bestanden die erin zitten, of maak er"
        " een PDF van.",
    ),
)


def largest() -> int:
    """Bytes that one file may be."""
    return int(settings.UPLOAD_MAX_MB) * 1024 * 1024


def named(kinds: Sequence[Kind]) -> str:
    """'PDF, JPG of PNG'."""
    *others, last = [one.label for one in kinds]
    return f"{', '.join(others)} of {last}" if others else last


def kind_of(upload: Any, kinds: Sequence[Kind]) -> Kind:
    """Which of these it is. Raises ValidationError, with what would help."""
    if upload.size > largest():
        raise ValidationError(
            f"Dit bestand is te groot. Kies een bestand van hoogstens {settings.UPLOAD_MAX_MB} MB.", code="large"
        )
    upload.seek(0)
    start = upload.read(START)
    found = next((one for one in kinds if one.is_it(start, upload)), None)
    upload.seek(0)
    if found is None:
        otherwise = next((words for is_it, words in _OTHERWISE if is_it(start)), "")
        raise ValidationError(f"Kies een {named(kinds)}. {otherwise}".strip(), code="kind")
    return found


def nameless(upload: Any, kind: Kind) -> Any:
    """Under a name that tells nothing, and ends as what it is."""
    upload.name = f"{secrets.token_hex(8)}.{kind.ending}"
    return upload


def refuse_infected(upload: Any, *, patience: float = scanner.PATIENCE) -> bool:
    """Whether a scanner looked at it and found nothing; False where there is none. Raises ValidationError, ScannerAway."""
    try:
        return scanner.scan(upload, patience=patience)
    except scanner.Infected:
        raise ValidationError(
            "In dit bestand zit een virus. Het is niet bewaard. Open het ook zelf niet, en vertel het aan wie het stuurde.",
            code="infected",
        ) from None


RECEIPT: Final = (PDF, JPG, PNG)


def safe(upload: Any, kinds: Sequence[Kind]) -> Any:
    """A file of one of these kinds, looked at by the scanner, under a name that tells nothing. Raises ValidationError."""
    kind = kind_of(upload, kinds)
    try:
        refuse_infected(upload)
    except scanner.ScannerAway:
        raise ValidationError(
            "De viruscontrole doet het nu niet. Kies het bestand over een paar minuten opnieuw.", code="away"
        ) from None
    return nameless(upload, kind)
