"""What can be read on paper: the letters of the fonts that come with the product, the same on every machine.

What isn't among them (a smiley, a name in another script) would be an empty box. It is told where it is typed, and on
paper words stand in its place.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

FONTS: Final = Path(settings.BASE_DIR) / "wijkteam" / "static" / "fonts"
PICTURE: Final = "[plaatje]"
OTHER: Final = "[tekens die niet op papier kunnen]"
# what changes another sign, or is no sign at all: it never stands alone
_ALONG: Final = frozenset({"Mn", "Me", "Cf", "Cc", "Sk"})


@cache
def _known() -> frozenset[int]:
    """The signs that each of the fonts has: whatever is typed may be printed bold or slanted."""
    from fontTools.ttLib import TTFont  # slow to import, so only where somebody types what isn't plain

    return frozenset.intersection(*(frozenset(TTFont(path).getBestCmap()) for path in FONTS.glob("*.woff2")))


_MARKS: Final = frozenset("–—‘’“”„…€•")


def _is_plain(text: str) -> bool:
    """Western letters, digits and marks: nearly everything that is typed, told without looking into a font."""
    return all(sign <= "\u017e" or sign in _MARKS for sign in text)


def missing(text: str) -> str:
    """The signs in it that the fonts don't have, each once, in their order."""
    if _is_plain(text):
        return ""
    signs = dict.fromkeys(unicodedata.normalize("NFC", text))
    return "".join(sign for sign in signs if not _is_printable(sign) and unicodedata.category(sign) not in _ALONG)


def _is_printable(sign: str) -> bool:
    return ord(sign) in _known() or sign.isspace()


def printable(text: str) -> str:
    """The same text with words where the fonts have no letters; each run of such signs once."""
    if _is_plain(text):
        return text
    text = unicodedata.normalize("NFC", text)
    unknown = missing(text)
    if not unknown:
        return text
    one = f"[{re.escape(unknown)}]"
    along = "".join(sorted({sign for sign in text if not _is_printable(sign) and sign not in unknown}))
    run = re.compile(
        rf"{one}(?:[{re.escape(along)}\s]*{one})*[{re.escape(along)}]*" if along else rf"{one}(?:\s*{one})*"
    )
    return run.sub(lambda found: _instead(found.group()), text)


def _instead(run: str) -> str:
    is_picture = all(unicodedata.category(sign) in {"So", "Cn", *_ALONG} or sign.isspace() for sign in run)
    return PICTURE if is_picture else OTHER


@cache
def _advances() -> tuple[dict[int, float], float]:
    """How wide each sign of the upright font is, in its size; and the widest of them, for what it hasn't."""
    from fontTools.ttLib import TTFont  # slow to import

    font = TTFont(FONTS / "SourceSans3-Regular.ttf.woff2")
    of_glyph, unit = font["hmtx"], font["head"].unitsPerEm
    widths = {sign: of_glyph[glyph][0] / unit for sign, glyph in font.getBestCmap().items()}
    return widths, max(widths.values())


def lines_on_paper(text: str, *, size: float, width: float) -> int:
    """Over how many lines it runs at this size of letters, both in points. A word that is longer than a line is broken,
    as the style sheet says (`overflow-wrap: anywhere`)."""
    if _is_plain(text) and len(text) * size <= width:  # no plain sign is wider than it is high: no font is opened
        return 1
    lines, room = 1, width
    for word in printable(text).split():
        needs = _wide(f" {word}" if room < width else word) * size
        if needs > room and room < width:
            lines, room, needs = lines + 1, width, _wide(word) * size
        if needs > width:
            lines += int(needs // width)
            needs %= width
        room -= needs
    return lines


def _wide(word: str) -> float:
    widths, widest = _advances()
    return sum(widths.get(ord(sign), widest) for sign in word)


def in_lines(text: str, *, size: float, width: float) -> list[str]:
    """The same text in lines that fit: for what lays out itself, as a picture does. Size and width in one unit. A word
    longer than a line is broken; of signs that the fonts haven't the widest is taken."""
    lines: list[str] = []
    line, room = "", width
    for word in text.split():
        needs = _wide(f" {word}" if line else word) * size
        if line and needs > room:
            lines, line, room = [*lines, line], "", width
            needs = _wide(word) * size
        while needs > room:  # alone on its line, and too long for it
            fits = _most_that_fits(word, room / size)
            lines, word = [*lines, word[:fits]], word[fits:]
            needs = _wide(word) * size
        line, room = f"{line} {word}".lstrip(), room - needs
    return [*lines, line] if line else lines


def _most_that_fits(word: str, ems: float) -> int:
    """How many of its signs, at least one: else it would never end."""
    return max((count for count in range(1, len(word)) if _wide(word[:count]) <= ems), default=1)
