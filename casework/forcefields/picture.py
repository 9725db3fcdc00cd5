"""A krachtenveld as a picture: pure geometry, in units of an SVG.

The citizen stands in the middle. At the left who works along, at the right who works against, above and below who does
neither or of whom nothing was said; the heavier the frame, the more influence. A tie is a line under the frames, whose
kind is told by how it is drawn. Nothing overlaps: what is long takes more lines, and its frame more height.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from casework.engine.printable import in_lines
from casework.forcefields.shown import Picture, Standing, Tied
from casework.forcefields.states import Influence, Stance, TieKind

BOLD: Final = 1.08  # how much wider a line is in bold
LINE: Final = 1.3  # from one line to the next, in the size of its letters
FRAME: Final = {Influence.GROOT: 4.0, Influence.GEMIDDELD: 2.0, Influence.KLEIN: 1.0, "": 1.0}
LANE: Final = 7.0  # between two ties that run beside each other
ORDER: Final = (*Influence.values, "")  # who has most stands first
# how a line is drawn: (width, dashes)
STROKE: Final = {
    TieKind.STEUNEND: (4.0, ""),
    TieKind.ZAKELIJK: (1.5, ""),
    TieKind.GESPANNEN: (2.5, "9 6"),
    TieKind.VERBROKEN: (2.0, "2 5"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How large it is drawn."""

    width: int
    size: float
    small: float
    gap: int


SCREEN: Final = Look(width=900, size=15, small=13, gap=28)
PAPER: Final = Look(width=624, size=11, small=9.5, gap=18)


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text, its left end on the base line. `kind`: 'name', 'about' or 'label'."""

    x: float
    y: float
    text: str
    kind: str
    size: float


@dataclass(frozen=True, slots=True)
class Box:
    """Somebody in their frame; key 0 is the citizen."""

    key: int
    x: float
    y: float
    width: float
    height: float
    frame: float
    dashed: bool
    lines: tuple[Words, ...]

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def is_person(self) -> bool:
        return self.key == 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tie as a path; `cross` is where one that was broken has its mark, from x, y to x, y twice."""

    kind: str
    path: str
    width: float
    dashes: str
    cross: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class FieldPicture:
    width: float
    height: float
    heads: tuple[Words, ...]
    boxes: tuple[Box, ...]
    ties: tuple[Drawn, ...]
    legend: tuple[tuple[Drawn, Words], ...]

    @property
    def view_box(self) -> str:
        """With room for half a line around the outermost frames."""
        return f"-3 -3 {self.width + 6:g} {self.height + 6:g}"


def field_picture(field: Picture, look: Look) -> FieldPicture:
    gutter = look.gap * 2.0  # in which ties are seen
    margin = look.gap * 0.75  # at both sides, for ties between two below each other
    column = (look.width - 2 * gutter - 2 * margin) / 3
    xs = [margin, margin + column + gutter, margin + 2 * (column + gutter)]
    heads, top = _heads(xs, column, look)
    along = [one for one in field.there if one.stance == Stance.MEE]
    against = [one for one in field.there if one.stance == Stance.TEGEN]
    others = _by_influence(one for one in field.there if one.stance not in (Stance.MEE, Stance.TEGEN))
    above, below = others[: (len(others) + 1) // 2], others[(len(others) + 1) // 2 :]
    left = _stack(_by_influence(along), xs[0], top, column, look)
    right = _stack(_by_influence(against), xs[2], top, column, look)
    upper = _stack(above, xs[1], top, column, look)
    person = _person(field.subject, xs[1], _ends(upper, top - look.gap) + look.gap, column, look)
    lower = _stack(below, xs[1], person.y + person.height + look.gap, column, look)
    middle = [*upper, person, *lower]
    height = max(_ends(one, top) for one in (left, right, middle))
    boxes = [
        *_centred(left, top, height, look),
        *_centred(middle, top, height, look),
        *_centred(right, top, height, look),
    ]
    by_key = {one.key: one for one in boxes}
    ties, below_all = _ties(_drawable(field.ties, by_key), by_key, xs, height, look)
    legend, ends = _legend(below_all, look)
    return FieldPicture(look.width, ends, heads, tuple(boxes), ties, legend)


def _drawable(ties: Iterable[Tied], boxes: dict[int, Box]) -> Iterable[Tied]:
    return (one for one in ties if one.one in boxes and (one.other or 0) in boxes)


def _by_influence(there: Iterable[Standing]) -> list[Standing]:
    return sorted(there, key=lambda one: (ORDER.index(one.influence), one.key))


def _heads(xs: Sequence[float], column: float, look: Look) -> tuple[tuple[Words, ...], float]:
    """What each side means, and where that ends."""
    heads, deepest = [], 0.0
    for x, words in zip(xs, ("Werkt mee", "Neutraal, of niet gezegd", "Werkt tegen"), strict=True):
        lines, y = _lines([(words, "label", look.small)], x, 0, column, look)
        heads += lines
        deepest = max(deepest, y)
    return tuple(heads), deepest + look.gap * 0.4


def _lines(
    texts: Iterable[tuple[str, str, float]], x: float, y: float, width: float, look: Look
) -> tuple[list[Words], float]:
    """Each text in lines that fit, and where they end."""
    found = []
    for text, kind, size in texts:
        for words in in_lines(text, size=size * (1 if kind == "about" else BOLD), width=width):
            y += size * LINE
            found.append(Words(round(x, 1), round(y - size * 0.3, 1), words, kind, size))
    return found, y


def _box(key: int, texts: list[tuple[str, str, float]], at: tuple[float, float], width: float, frame: float,
         look: Look, *, dashed: bool = False) -> Box:  # fmt: skip
    (x, y), pad = at, look.size * 0.7
    lines, ends = _lines([one for one in texts if one[0]], x + pad, y + pad * 0.6, width - 2 * pad, look)
    return Box(key, round(x, 1), round(y, 1), round(width, 1), round(ends + pad - y, 1), frame, dashed, tuple(lines))


def _stack(there: Sequence[Standing], x: float, y: float, width: float, look: Look) -> list[Box]:
    """Below each other."""
    found = []
    for one in there:
        influence = f"Invloed: {one.influence_in_words.lower()}" if one.influence else ""
        texts = [
            (one.name, "name", look.size),
            (one.role, "about", look.small),
            (influence, "about", look.small),
            ("Houdt de regie" if one.directs else "", "label", look.small),
        ]
        box = _box(one.key, texts, (x, y), width, FRAME[one.influence], look, dashed=not one.influence)
        found.append(box)
        y = box.y + box.height + look.gap
    return found


def _person(name: str, x: float, y: float, width: float, look: Look) -> Box:
    return _box(0, [(name, "name", look.size)], (x, y), width, FRAME[Influence.GEMIDDELD], look)


def _ends(boxes: Sequence[Box], top: float) -> float:
    return max((one.y + one.height for one in boxes), default=top)


def _centred(boxes: Sequence[Box], top: float, height: float, look: Look) -> list[Box]:
    """In the middle of the height that the longest of the three has."""
    if not boxes:
        return []
    spare = (height - _ends(boxes, top)) / 2
    return [_lower(one, spare) for one in boxes]


def _lower(one: Box, by: float) -> Box:
    lines = tuple(replace(line, y=round(line.y + by, 1)) for line in one.lines)
    return replace(one, y=round(one.y + by, 1), lines=lines)


def _ties(
    ties: Iterable[Tied], boxes: dict[int, Box], xs: Sequence[float], bottom: float, look: Look
) -> tuple[tuple[Drawn, ...], float]:
    """All of them, and where the lowest ends. From one side to the other they run below everybody, each in its lane."""
    found, lane = [], 0
    for tie in ties:
        one, other = sorted((boxes[tie.one], boxes[tie.other or 0]), key=lambda box: box.x)
        if one.x == other.x:
            found.append(_beside(tie.kind, one, other, xs, look))
        elif {round(xs[0], 1), round(xs[2], 1)} == {one.x, other.x}:
            found.append(
                _below(tie.kind, one, other, bottom + look.gap * 0.5 + lane * LANE, lane * LANE % look.gap, look)
            )
            lane += 1
        else:
            (x1, y1), (x2, y2) = (one.x + one.width, one.middle[1]), (other.x, other.middle[1])
            path = f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"
            found.append(_drawn(tie.kind, path, ((x1 + x2) / 2, (y1 + y2) / 2)))
    return tuple(found), bottom + (look.gap * 0.5 + lane * LANE if lane else 0)


def _beside(kind: str, one: Box, other: Box, xs: Sequence[float], look: Look) -> Drawn:
    """Between two below each other: round, at the outer side (of the middle column in the room at its right)."""
    left = one.x == round(xs[0], 1)
    side, out = (one.x, -look.gap) if left else (one.x + one.width, look.gap)
    y1, y2 = one.middle[1], other.middle[1]
    path = f"M{side:.1f} {y1:.1f}Q{side + out:.1f} {(y1 + y2) / 2:.1f} {side:.1f} {y2:.1f}"
    return _drawn(kind, path, (side + out / 2, (y1 + y2) / 2))


def _below(kind: str, one: Box, other: Box, lane: float, aside: float, look: Look) -> Drawn:
    """From the left column to the right one, by the room beside them and below the middle one."""
    x1, x2 = one.x + one.width, other.x
    down, up = x1 + look.gap * 0.5 + aside, x2 - look.gap * 0.5 - aside
    y1, y2 = one.middle[1], other.middle[1]
    path = f"M{x1:.1f} {y1:.1f}L{down:.1f} {y1:.1f}L{down:.1f} {lane:.1f}L{up:.1f} {lane:.1f}L{up:.1f} {y2:.1f}L{x2:.1f} {y2:.1f}"
    return _drawn(kind, path, ((down + up) / 2, lane))


def _drawn(kind: str, path: str, at: tuple[float, float]) -> Drawn:
    width, dashes = STROKE[TieKind(kind)]
    (x, y), arm = at, 6.0
    cross = (
        ((x - arm, y - arm, x + arm, y + arm), (x - arm, y + arm, x + arm, y - arm))
        if kind == TieKind.VERBROKEN
        else ()
    )
    rounded = tuple((round(a, 1), round(b, 1), round(c, 1), round(d, 1)) for a, b, c, d in cross)
    return Drawn(kind, path, width, dashes, rounded)


def _legend(y: float, look: Look) -> tuple[tuple[tuple[Drawn, Words], ...], float]:
    """What each kind of line means."""
    each, line = look.width / len(STROKE), 44.0
    y += look.gap + look.small
    found = []
    for number, kind in enumerate(STROKE):
        x = number * each
        middle = y - look.small * 0.3
        drawn = _drawn(kind, f"M{x:.1f} {middle:.1f}L{x + line:.1f} {middle:.1f}", (x + line / 2, middle))
        found.append((drawn, Words(round(x + line + 8, 1), round(y, 1), kind.label, "about", look.small)))
    return tuple(found), y + look.small
