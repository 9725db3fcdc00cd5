"""The wijkweb as the booklet draws it: pure geometry, in units of an SVG, from people to places.

The person stands in the middle with who is close; head and heart above, hands at both sides, feet on the ground. Every
field is there, also an empty one. Nothing overlaps or runs out: what is long takes more lines, its field more height,
and its row with it. The page and the paper draw what this gives, each in its own colours.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from casework.engine.printable import in_lines
from wijkweb.models import LifeDomain

TOP: Final = (LifeDomain.KERK, LifeDomain.VERENIGING, LifeDomain.KUNST)
LEFT: Final = (LifeDomain.ONDERWIJS, LifeDomain.ONDERNEMERS)
RIGHT: Final = (LifeDomain.EERSTELIJN, LifeDomain.TWEEDELIJN)
GROUND: Final = (LifeDomain.WONEN, LifeDomain.GEMEENTE, LifeDomain.VEILIGHEID)
BOLD: Final = 1.08  # how much wider a line is in bold
LINE: Final = 1.3  # from one line to the next, in the size of its letters
MANY: Final = 4  # more in one field stand in two columns, where it is wide enough for those
FIGURE: Final = (96, 132)  # the person, as the templates draw them
RADIUS: Final = {None: 4.5, 1: 3.5, 2: 5.0, 3: 6.5}  # of a dot, by how strong the tie is
APART: Final = 24.0  # between two lines to write on


@dataclass(frozen=True, slots=True)
class Look:
    """How large it is drawn. `side` is the width of the fields at the hands; `rules` are empty lines to write on."""

    width: int
    side: int
    size: float
    small: float
    gap: int
    least: int  # the height of an empty field
    most: int  # so many in one field; the others are counted
    figure: float = 1  # how large the person is, of FIGURE
    tap: float = 0  # the least height of a dot and its words, where it leads somewhere
    rules: int = 0


SCREEN: Final = Look(width=1010, side=216, size=15, small=13, gap=32, least=84, most=12, tap=34)
BESIDE: Final = Look(
    width=660, side=134, size=14, small=12.5, gap=18, least=56, most=8, figure=0.6
)  # two, side by side
PAPER: Final = Look(width=624, side=132, size=11, small=10, gap=14, least=34, most=6, figure=0.7)
SHEET: Final = Look(width=690, side=150, size=13, small=12, gap=18, least=190, most=12, figure=0.8)
EMPTY_SHEET: Final = Look(width=690, side=150, size=13, small=12, gap=18, least=190, most=0, figure=0.8, rules=6)


Thread = tuple[float, float, float, float]  # from x, y to x, y
Rule = tuple[float, float, float]  # what one writes on: from x to x, at y


@dataclass(frozen=True, slots=True)
class Somebody:
    """A dot: its name, what stands below it (who this is), and how the tie is. `key` is for its link."""

    name: str
    about: str = ""
    strength: int | None = None
    ended: bool = False
    key: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, its left end on the base line (its middle, of who and what stands in the middle). `kind`: 'name',
    'about', 'label', 'more', 'person' or 'close'."""

    x: float
    y: float
    text: str
    kind: str
    size: float


@dataclass(frozen=True, slots=True)
class Dot:
    """`r` says how strong the tie is; one that ended is open. `reach` is what one can tap: left, top, width, height."""

    x: float
    y: float
    r: float
    ended: bool
    key: int
    lines: tuple[Line, ...]
    reach: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Field:
    """One life domain, in its frame."""

    code: str
    label: tuple[Line, ...]
    x: float
    y: float
    width: float
    height: float
    dots: tuple[Dot, ...] = ()
    more: tuple[Line, ...] = ()
    rules: tuple[Rule, ...] = ()

    @property
    def empty(self) -> bool:
        return not self.dots

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Web:
    """The whole picture. `figure` is where the person is drawn: left and top of a box of FIGURE, scaled."""

    width: float
    height: float
    fields: tuple[Field, ...]
    close: Field  # family and who is close, around the person
    name: tuple[Line, ...]
    figure: tuple[float, float]
    figure_scale: float
    threads: tuple[Thread, ...]

    @property
    def drawn(self) -> tuple[Field, ...]:
        return (*self.fields, self.close)

    @property
    def view_box(self) -> str:
        """With room for half a line around the outermost frames."""
        return f"-2 -2 {self.width + 4:g} {self.height + 4:g}"


def web(name: str, people: Mapping[str, Sequence[Somebody]], look: Look) -> Web:
    """`name` stands in the middle; `people` by code of the life domain."""
    third = (look.width - 2 * look.gap) / 3
    columns = [number * (third + look.gap) for number in range(3)]
    top = _row([_field(one, people, x, 0, third, look) for one, x in zip(TOP, columns, strict=True)])
    y = top[0].bottom + look.gap
    left, right, (close, lines, figure) = _at_the_middle(name, people, y, look)
    y = close.bottom + look.gap
    ground = _row([_field(one, people, x, y, third, look) for one, x in zip(GROUND, columns, strict=True)])
    around = (*top, *right, *reversed(ground), *reversed(left))
    threads = (*_to_the_person(close, top, left, right, ground), *_round(around))
    fields = (*top, *left, *right, *ground)
    return Web(look.width, ground[0].bottom, fields, close, lines, figure, look.figure, threads)


# --- one field -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Column:
    """People below each other, from `y` on."""

    x: float
    y: float
    width: float
    look: Look
    dots: list[Dot] = field(default_factory=list)

    def put(self, one: Somebody) -> None:
        indent = self.look.size + 1
        lines: list[Line] = []
        y = self.y
        for kind, text, size in (("name", one.name, self.look.size), ("about", one.about, self.look.small)):
            for words in in_lines(text, size=size, width=self.width - indent):
                y += size * LINE
                lines.append(Line(self.x + indent, round(y - size * 0.3, 1), words, kind, size))
        middle = self.y + self.look.size * LINE * 0.58
        scale = self.look.size / 15  # for letters of that size RADIUS is meant
        x, ends = round(self.x + 7 * scale, 1), max(y + self.look.size * 0.45, self.y + self.look.tap)
        reach = (self.x, round(self.y, 1), self.width, round(ends - self.y, 1))
        dot = Dot(x, round(middle, 1), RADIUS[one.strength] * scale, one.ended, one.key, tuple(lines), reach)
        self.dots.append(dot)
        self.y = ends


def _padding(look: Look) -> float:
    return look.size * 0.8


def _label(
    text: str, x: float, y: float, width: float, size: float, kind: str = "label"
) -> tuple[tuple[Line, ...], float]:
    """Bold, and where it ends."""
    lines = []
    for words in in_lines(text, size=size * BOLD, width=width):
        y += size * LINE
        lines.append(Line(x, round(y - size * 0.3, 1), words, kind, size))
    return tuple(lines), y


def _field(
    domain: LifeDomain, people: Mapping[str, Sequence[Somebody]], x: float, y: float, width: float, look: Look
) -> Field:
    pad, there = _padding(look), people.get(str(domain), ())
    label, below = _label(domain.label, x + pad, y + pad * 0.6, width - 2 * pad, look.small)
    count = 2 if min(len(there), look.most) > MANY and width >= look.size * 20 else 1
    each = (width - 2 * pad - (count - 1) * pad) / count
    columns = [_Column(x + pad + n * (each + pad), below + pad * 0.4, each, look) for n in range(count)]
    _fill(columns, there[: look.most])
    ends = max(one.y for one in columns)
    more, ends = _counted(len(there) - look.most, x + pad, ends, width - 2 * pad, look)
    height = max(look.least, ends + pad * 0.6 - y)
    dots = tuple(dot for column in columns for dot in column.dots)
    rules = _rules(x + pad, below, width - 2 * pad, look.rules)
    return Field(str(domain), label, x, y, width, height, dots, more, rules)


def _fill(columns: Sequence[_Column], people: Sequence[Somebody]) -> None:
    """Down the first, then down the next: as one reads."""
    each = -(-len(people) // len(columns)) or 1
    for number, one in enumerate(people):
        columns[number // each].put(one)


def _counted(left: int, x: float, y: float, width: float, look: Look) -> tuple[tuple[Line, ...], float]:
    """Who found no place: the list beside the picture has them all."""
    if left <= 0 or look.most == 0:
        return (), y
    lines = []
    for words in in_lines(f"en nog {left}, zie de lijst", size=look.small, width=width):
        y += look.small * LINE
        lines.append(Line(x, round(y - look.small * 0.3, 1), words, "more", look.small))
    return tuple(lines), y


def _rules(x: float, y: float, width: float, count: int) -> tuple[Rule, ...]:
    return tuple((x, x + width, round(y + (n + 1) * APART, 1)) for n in range(count))


# --- fields together -------------------------------------------------------------------------------------------


def _as_high(one: Field, height: float) -> Field:
    return replace(one, height=round(height, 1))


def _row(fields: Iterable[Field]) -> list[Field]:
    """All as high as the highest."""
    found = list(fields)
    return [_as_high(one, max(other.height for other in found)) for one in found]


def _stack(
    domains: Sequence[LifeDomain],
    people: Mapping[str, Sequence[Somebody]],
    x: float,
    y: float,
    height: float,
    look: Look,
) -> list[Field]:
    """Below each other, and together at least so high."""
    bare = [_field(one, people, x, y, look.side, look).height for one in domains]
    spare = max(0.0, height - sum(bare) - look.gap * (len(bare) - 1)) / len(bare)
    found = []
    for domain, least in zip(domains, bare, strict=True):
        found.append(_as_high(_field(domain, people, x, y, look.side, look), least + spare))
        y = found[-1].bottom + look.gap
    return found


def _at_the_middle(
    name: str, people: Mapping[str, Sequence[Somebody]], y: float, look: Look
) -> tuple[list[Field], list[Field], tuple[Field, tuple[Line, ...], tuple[float, float]]]:
    """The fields at both hands, and between them the person with who is close: all three as high."""
    height = 0.0
    for _ in range(2):  # the first time to see how high each wants to be
        left = _stack(LEFT, people, 0, y, height, look)
        right = _stack(RIGHT, people, look.width - look.side, y, height, look)
        middle = _close(name, people, y, height, look)
        height = max(left[-1].bottom, right[-1].bottom, middle[0].bottom) - y
    return left, right, middle


def _close(
    name: str, people: Mapping[str, Sequence[Somebody]], y: float, height: float, look: Look
) -> tuple[Field, tuple[Line, ...], tuple[float, float]]:
    x, width, pad = look.side + look.gap, look.width - 2 * (look.side + look.gap), _padding(look)
    middle = x + width / 2
    lines, ends = _label(name, middle, y + pad, width - 2 * pad, look.size, "person")
    label, ends = _label(LifeDomain.FAMILIE.label, middle, ends, width - 2 * pad, look.small, "close")
    there = people.get(str(LifeDomain.FAMILIE), ())
    wide, high = FIGURE[0] * look.figure, FIGURE[1] * look.figure
    beside = (width - wide) / 2 - 2 * pad
    columns = [_Column(x + pad, ends + pad, beside, look), _Column(x + width - pad - beside, ends + pad, beside, look)]
    _fill(columns, there[: look.most])
    figure = middle - wide / 2, ends + pad
    below = max(figure[1] + high, *(one.y for one in columns))
    more, below = _counted(len(there) - look.most, x + pad, below, width - 2 * pad, look)
    dots = tuple(dot for column in columns for dot in column.dots)
    height = max(height, below + pad - y)
    under = figure[1] + high
    rules = _rules(x + pad, under, width - 2 * pad, int((y + height - under - pad) / APART) if look.rules else 0)
    box = Field(str(LifeDomain.FAMILIE), label, x, y, width, height, dots, more, rules)
    return box, lines, figure


# --- threads ---------------------------------------------------------------------------------------------------


def _to_the_person(
    close: Field, top: Sequence[Field], left: Sequence[Field], right: Sequence[Field], ground: Sequence[Field]
) -> list[Thread]:
    """From each field to the frame in the middle: they run in the gaps, where nothing is written."""
    at = [close.x + close.width * part for part in (0.15, 0.5, 0.85)]
    up = [(x, close.y, one.middle[0], one.bottom) for x, one in zip(at, top, strict=True)]
    down = [(x, close.bottom, one.middle[0], one.y) for x, one in zip(at, ground, strict=True)]
    aside = [(close.x, one.middle[1], one.right, one.middle[1]) for one in left]
    return [*up, *down, *aside, *((close.right, one.middle[1], one.x, one.middle[1]) for one in right)]


def _round(around: Sequence[Field]) -> list[Thread]:
    """From each field to its neighbour, all the way round."""
    return [_between(one, other) for one, other in zip(around, (*around[1:], around[0]), strict=True)]


def _between(one: Field, other: Field) -> Thread:
    if one.y == other.y:  # beside each other
        first, second = sorted((one, other), key=lambda field: field.x)
        return first.right, first.middle[1], second.x, second.middle[1]
    upper, lower = sorted((one, other), key=lambda field: field.y)
    x = min((upper, lower), key=lambda field: field.width).middle[0]
    return x, upper.bottom, x, lower.y
