"""A picture made small, for a list. It is decoded within bounds: a small file can say that it is a huge picture."""

import io
import struct
import warnings
from typing import Any, Final

from PIL import Image, ImageOps

SIDE: Final = 320  # pixels of the longest side: sharp at 160 on a phone
MOST: Final = {"JPEG": 64_000_000, "PNG": 25_000_000}  # pixels; a JPEG is made smaller while it is decoded


# all that Pillow says of a broken one, also of what a camera wrote in it
_BROKEN: Final = (
    *(OSError, ValueError, SyntaxError, LookupError, EOFError),
    *(TypeError, ArithmeticError, struct.error),
)


class Broken(Exception):
    """It begins as a picture, and isn't a whole one."""


def small(file: Any) -> bytes | None:
    """A JPEG of at most `SIDE` pixels, upright and without what the camera wrote in it (place, moment).

    None where it is too large to be decoded here. Raises Broken. The file stands at its beginning afterwards.
    """
    if not _is_whole(file):
        raise Broken
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _small(file)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return None
    except _BROKEN as error:
        raise Broken from error
    finally:
        file.seek(0)


def _is_whole(file: Any) -> bool:
    """Whether its end is there. Pillow can't be asked: what makes our papers tells it, in the same process, to fill in
    what is missing."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    if content.startswith(b"\xff\xd8"):  # the end after the last of the picture itself, not that of a small one within
        return bool(content.rfind(b"\xff\xd9") > content.rfind(b"\xff\xda") > 0)
    return b"IEND" in content


def _small(file: Any) -> bytes | None:
    with Image.open(file, formats=tuple(MOST)) as picture:
        if picture.width * picture.height > MOST[picture.format or "PNG"]:
            return None
        picture.draft("RGB", (SIDE * 2, SIDE * 2))
        picture.thumbnail((SIDE, SIDE))
        upright = ImageOps.exif_transpose(picture).convert("RGBA")
    on_white = Image.new("RGB", upright.size, "white")
    on_white.paste(upright, mask=upright)
    made = io.BytesIO()
    on_white.save(made, "JPEG", quality=75)
    return made.getvalue()
