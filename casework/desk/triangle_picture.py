"""The picture of Driehoek: the product's mark, with a dot for every question in the band where it lies.

It repeats what the table beside it says, and is drawn anew at every look; no more dots than fit, so that a large municipality
sees one of the same size.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.safestring import SafeString, mark_safe

from casework.cases.states import Layer

WIDTH: Final = 400
_SCALES: Final = (1, 10, 100, 1_000, 10_000)
_SLANT: Final = 200 / 360  # both sides run to one point, in a box of 400 × 360


@dataclass(frozen=True, slots=True)
class _Place:
    """A band: its corners, how deep its rows of dots lie, how far apart two stand, and from the slanting side."""

    points: str
    depths: tuple[int, ...]
    across: int = 22
    edge: int = 18

    @property
    def room(self) -> int:
        return sum(map(self.beside, self.depths))

    def beside(self, depth: int) -> int:
        """How many dots stand beside each other that deep."""
        return int((WIDTH - 2 * depth * _SLANT - 2 * self.edge) // self.across) + 1


_BANDS: Final[dict[str, _Place]] = {
    Layer.BURGER: _Place("0,0 400,0 342,104 58,104", (24, 52, 80)),
    Layer.MIDDENVELD: _Place("69,124 331,124 273,228 127,228", (148, 176, 204)),
    Layer.PROFESSIONAL: _Place("138,248 262,248 200,360", (262, 279, 296, 313), across=18, edge=14),
}


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: int
    late: bool


@dataclass(frozen=True, slots=True)
class Band:
    points: str
    dots: list[Dot]

    @property
    def drawn(self) -> SafeString:
        """Its dots as an SVG has them: there are hundreds, and a template takes each number apart."""
        return mark_safe("".join(map(_circles, self.dots)))  # noqa: S308  our own numbers


def _circles(dot: Dot) -> str:
    at = f'cx="{dot.x:g}" cy="{dot.y}"'
    ring = f'<circle class="wt-triangle__ring" {at} r="8"></circle>' if dot.late else ""
    return f'{ring}<circle class="wt-triangle__dot" {at} r="5.5"></circle>'


@dataclass(frozen=True, slots=True)
class Picture:
    """`each`: how many questions one dot is."""

    each: int
    bands: list[Band]


def picture(lying: Mapping[str, tuple[int, int]]) -> Picture:
    """`lying`: per layer how many questions there are, and of how many something is late."""
    each = next(one for one in _SCALES if one == _SCALES[-1] or _fit(lying, one))
    return Picture(each, [Band(place.points, list(_dots(place, lying[one], each))) for one, place in _BANDS.items()])


def _fit(lying: Mapping[str, tuple[int, int]], each: int) -> bool:
    return all(_up(lying[one][0], each) <= place.room for one, place in _BANDS.items())


def _up(number: int, each: int) -> int:
    return -(-number // each)


def _dots(place: _Place, counted: tuple[int, int], each: int) -> Iterator[Dot]:
    """From the top down, each row in the middle; those that are late spread among the others."""
    number, late = (min(_up(one, each), place.room) for one in counted)
    ringed = {one * number // late for one in range(late)}
    drawn = 0
    for depth in place.depths:
        here = min(place.beside(depth), number - drawn)
        first = WIDTH / 2 - (here - 1) * place.across / 2
        for one in range(here):
            yield Dot(first + one * place.across, depth, drawn + one in ringed)
        drawn += here
