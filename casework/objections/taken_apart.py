"""`python -m casework.objections.taken_apart pdf|picture`: a file that came in, from stdin, as plain pages on stdout.

A process of its own, because what came in may be made to take all memory or time there is: it has little of both, and
dies alone. What can't be shown ends it with one of `REFUSALS`. It knows nothing of the product and needs no database.
"""

import io
import sys
from typing import Any, Final

MEMORY: Final = 1024**3  # bytes
SECONDS: Final = 20  # of the processor
PAGES: Final = 200
SIDE: Final = 2000  # pixels of the longest side of a picture: sharp on A4
PIXELS: Final = 100_000_000
# bytes of what is drawn on all pages of a PDF together, unpacked: whoever binds them reads that
DRAWN: Final = 50 * 1024**2
AT_MOST: Final = 25 * 1024**2  # bytes of what a file becomes
SIZES: Final = (1, 20_000)  # points of a side of a page
REFUSALS: Final = {
    10: "Dit bestand is met een wachtwoord beveiligd.",
    11: f"Dit bestand heeft meer dan {PAGES} pagina's.",
    12: "Dit bestand is niet te lezen.",
    13: "Dit is een formulier dat op een scherm is ingevuld.",
    14: "Dit bestand is te groot voor dit dossier.",
}
LOCKED, LONG, BROKEN, FORM, LARGE = REFUSALS
# what does something when it is opened or clicked, and what isn't on the page
_LEFT_OUT: Final = ("/Annots", "/AA", "/B", "/Metadata", "/PieceInfo", "/Thumb", "/StructParents", "/Trans", "/Group")


class Refused(Exception):
    """With one of the codes of `REFUSALS`."""


def pages_of(content: bytes) -> bytes:
    """The pages of a PDF, with what is drawn on them and nothing else."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Refused(LOCKED)
    if len(reader.pages) > PAGES:
        raise Refused(LONG)
    root: Any = reader.trailer["/Root"].get_object()
    if (form := root.get("/AcroForm")) is not None and form.get_object().get("/Fields"):
        raise Refused(FORM)  # what was filled in is drawn by the reader, not by the page
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page, excluded_keys=_LEFT_OUT)
    drawn = 0
    for page in writer.pages:
        drawn += _made_plain(writer, page)
        if drawn > DRAWN:
            raise Refused(LARGE)
    return _written(writer)


def _made_plain(writer: Any, page: Any) -> int:
    """All that is read of it by whoever binds it is read here first, and written as it should be: what is odd breaks off here.
    The bytes of what is drawn on it."""
    from pypdf.generic import DictionaryObject, NameObject, NumberObject, RectangleObject, StreamObject

    box, (least, most) = page.cropbox, SIZES
    left, bottom, right, top = (float(side) for side in (box.left, box.bottom, box.right, box.top))
    if not (least <= right - left <= most and least <= top - bottom <= most):
        raise Refused(BROKEN)
    for name in ("/MediaBox", "/CropBox"):
        page[NameObject(name)] = RectangleObject((left, bottom, right, top))
    page[NameObject("/Rotate")] = NumberObject(int(page.get("/Rotate", 0) or 0) % 360)
    resources = page.get("/Resources", DictionaryObject()).get_object()
    page[NameObject("/Resources")] = resources if isinstance(resources, DictionaryObject) else DictionaryObject()
    content = page.get_contents()
    data: bytes = content.get_data() if content is not None else b""
    stream = StreamObject()
    stream.set_data(data)
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    return len(data)


def page_of(picture: bytes) -> bytes:
    """A picture, upright, on a page of its own."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = PIXELS
    with Image.open(io.BytesIO(picture), formats=("JPEG", "PNG")) as one:
        one.draft("RGB", (SIDE, SIDE))
        one.thumbnail((SIDE, SIDE))
        upright = ImageOps.exif_transpose(one).convert("RGBA")
        page = Image.new("RGB", upright.size, "white")
        page.paste(upright, mask=upright)
    result = io.BytesIO()
    page.save(result, "PDF", resolution=150)
    return pages_of(result.getvalue())


def _written(writer: Any) -> bytes:
    result = io.BytesIO()
    writer.write(result)
    return result.getvalue()


def _within_bounds() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def main(kind: str) -> int:
    _within_bounds()
    try:
        plain = (pages_of if kind == "pdf" else page_of)(sys.stdin.buffer.read())
    except Refused as refused:
        return int(refused.args[0])
    except Exception:  # whatever a library says of a broken file
        return BROKEN
    if len(plain) > AT_MOST:
        return LARGE
    sys.stdout.buffer.write(plain)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
