"""Papers that came in, in the file of an objection: each page of them stands on a page of ours.

So a page of the file has its number, wherever it came from, and the contents say where it is. What is drawn on theirs is
put on ours as a picture of it, smaller: nothing of it can do anything. What can't be shown has a sheet that says so.
"""

import hashlib
import io
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.files.storage import default_storage

from casework.engine.words import Json
from casework.objections.taken_apart import AT_MOST, BROKEN, LARGE, REFUSALS

TOGETHER: Final = 100 * 1024**2
PAGES_TOGETHER: Final = 1000
SECONDS_TOGETHER: Final = 45  # less than the worker has for the whole file, which is laid out after it
KINDS: Final = {".pdf": "pdf", ".jpg": "picture", ".jpeg": "picture", ".png": "picture"}
BESIDE: Final = "Dit bestand is geen PDF of foto."
TOO_LARGE: Final = REFUSALS[LARGE]
TOO_SLOW: Final = "Het lezen van dit bestand duurt te lang."
GONE: Final = "Dit bestand is er niet meer, of is veranderd."
# of the page, in points: what is drawn stands between the head and the foot, below a title
LEFT, BOTTOM, WIDTH, HEIGHT = 62.0, 72.0, 471.0, 640.0


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one file: its pages as a plain PDF, or why they aren't there."""

    pdf: bytes = b""
    pages: int = 0
    why_not: str = ""


def read(content: Json) -> Json:
    """With what came of each file, `taken`; all files together are bounded as well."""
    size, pages, until = 0, 0, time.monotonic() + SECONDS_TOGETHER
    parts = []
    for part in content["parts"]:
        if "upload" in part:
            taken = _taken(part["upload"], until)
            size, pages = size + len(taken.pdf), pages + taken.pages
            part = part | {"taken": Taken(why_not=TOO_LARGE) if size > TOGETHER or pages > PAGES_TOGETHER else taken}
        parts.append(part)
    return content | {"parts": parts}


def _taken(upload: Json, until: float) -> Taken:
    name = str(upload["name"])
    kind = KINDS.get(name[name.rfind(".") :].lower())
    if kind is None:
        return Taken(why_not=BESIDE)
    try:
        with default_storage.open(name) as file:
            if file.size > AT_MOST:
                return Taken(why_not=TOO_LARGE)
            content = file.read()
    except OSError:
        return Taken(why_not=GONE)
    if hashlib.sha256(content).hexdigest() != upload["sha256"]:
        return Taken(why_not=GONE)
    return _apart(kind, content, until)


def _apart(kind: str, content: bytes, until: float) -> Taken:
    """By a process that has little time and memory, and may die of it. `until`: when all files have had theirs."""
    left = until - time.monotonic()
    if left <= 0:
        return Taken(why_not=TOO_SLOW)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "casework.objections.taken_apart", kind],
            input=content,
            capture_output=True,
            timeout=left,
            cwd=settings.BASE_DIR,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Taken(why_not=TOO_SLOW)
    if done.returncode or not done.stdout:
        return Taken(why_not=REFUSALS.get(done.returncode, REFUSALS[BROKEN]))
    from pypdf import PdfReader

    return Taken(done.stdout, len(PdfReader(io.BytesIO(done.stdout)).pages))


def bound(content: Json, pdf: bytes) -> bytes:
    """The file as it was laid out, with on each page that was kept free what came in."""
    taken = [(number, part["taken"]) for number, part in enumerate(content["parts"], 1) if "taken" in part]
    if not any(one.pages for _, one in taken):
        return pdf
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    places = writer.named_destinations
    for number, one in taken:
        if one.pages:
            first = writer.get_destination_page_number(places[f"stuk-{number}"]) or 0
            for offset, theirs in enumerate(PdfReader(io.BytesIO(one.pdf)).pages):
                _draw(writer, writer.pages[first + offset], theirs, f"/Binnengekomen{number}.{offset}")
    _is_no_longer_all_tagged(writer)
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def _draw(writer: Any, ours: Any, theirs: Any, called: str) -> None:
    """One page on another, in the space that is there, turned as it was and never larger than it is. `called`: as nothing
    else is, for all our pages share what they draw with."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

    box, turned = theirs.cropbox, int(theirs.get("/Rotate", 0) or 0) % 360
    wide, high = float(box.width), float(box.height)
    across, along = (high, wide) if turned in (90, 270) else (wide, high)
    scale = min(WIDTH / max(across, 1), HEIGHT / max(along, 1), 1)
    form = StreamObject()
    content = theirs.get_contents()
    form.set_data(content.get_data() if content is not None else b"")
    resources = theirs.get("/Resources", DictionaryObject()).get_object().clone(writer)
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(side) for side in (box.left, box.bottom, box.right, box.top)),
            NameObject("/Resources"): resources,
        }
    )
    name = NameObject(called)
    own = ours["/Resources"].get_object()
    if "/XObject" not in own:
        own[NameObject("/XObject")] = DictionaryObject()
    own["/XObject"].get_object()[name] = writer._add_object(form.flate_encode())
    matrix = _placed(turned, float(box.left), float(box.bottom), wide, high, scale, HEIGHT - along * scale)
    drawn = StreamObject()
    words = " ".join(f"{one:.4f}" for one in matrix)
    drawn.set_data(f"\n/Artifact BMC q {words} cm {name} Do Q EMC\n".encode())
    there = ours["/Contents"].get_object()
    rows = list(there) if isinstance(there, ArrayObject) else [ours.raw_get("/Contents")]
    ours[NameObject("/Contents")] = ArrayObject([*_apart_from_it(writer, rows), writer._add_object(drawn)])


def _apart_from_it(writer: Any, rows: list[Any]) -> list[Any]:
    """What ours draws, between marks that leave nothing behind for what is drawn after it."""
    from pypdf.generic import StreamObject

    before, after = StreamObject(), StreamObject()
    before.set_data(b"q\n")
    after.set_data(b"\nQ\n")
    return [writer._add_object(before), *rows, writer._add_object(after)]


def _placed(
    turned: int, left: float, bottom: float, wide: float, high: float, scale: float, lower: float
) -> tuple[float, ...]:
    """The matrix that turns a page clockwise by that many degrees, and puts it at the top of the space."""
    a, b, c, d, e, f = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, left + wide),
        180: (-1, 0, 0, -1, left + wide, bottom + high),
        270: (0, 1, -1, 0, bottom + high, -left),
    }.get(turned, (1, 0, 0, 1, -left, -bottom))
    return scale * a, scale * b, scale * c, scale * d, scale * e + LEFT, scale * f + BOTTOM + lower


def _is_no_longer_all_tagged(writer: Any) -> None:
    """What came in says nothing to who can't see it: the whole no longer says of itself that it does (PDF/UA)."""
    metadata = writer.root_object.get("/Metadata")
    if metadata is not None:
        stream = metadata.get_object()
        stream.set_data(stream.get_data().replace(b"pdfuaid:part", b"pdfuaid:none"))
