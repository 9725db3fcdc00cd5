"""Where each box stands: what is imported above, who imports it below, with few crossings and short arrows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from docs.rooms.read import Arrow

BESIDE = 26  # between two boxes of one layer
BETWEEN = 54  # between two layers
BEND = 12  # the room an arrow takes where it passes a layer
SWEEPS = 40


@dataclass
class Spot:
    """A box, or the place where an arrow passes a layer (`bend`). `x` is its middle."""

    name: str
    width: float
    height: float = 0
    bend: bool = False
    way: list["Spot"] = field(default_factory=list, repr=False)  # of a bend: all spots of its arrow
    x: float = 0
    top: float = 0

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass
class Placed:
    """Boxes by name, and for each arrow the spots it runs through, from who imports to what is imported."""

    boxes: dict[str, Spot]
    ways: dict[Arrow, list[Spot]]
    width: float
    height: float


@dataclass
class _Layers:
    rows: list[list[Spot]]
    links: dict[str, list[Spot]] = field(default_factory=dict)  # by name: the neighbours in the rows beside its own


def place(sizes: Mapping[str, tuple[float, float]], arrows: Iterable[Arrow]) -> Placed:
    """`sizes` gives each box its width and height; the arrows may hold no circle."""
    kept = sorted(arrows)
    depth = _depths(sizes, kept)
    boxes = {name: Spot(name, *sizes[name]) for name in sorted(sizes)}
    layers = _Layers([[] for _ in range(max(depth.values()) + 1)])
    for name, box in boxes.items():
        layers.rows[depth[name]].append(box)
    ways = {arrow: _way(arrow, boxes, depth, layers) for arrow in kept}
    _order(layers)
    _spread(layers)
    width, height = _stack(layers.rows)
    return Placed(boxes, ways, width, height)


def _depths(sizes: Iterable[str], arrows: list[Arrow]) -> dict[str, int]:
    """Each box one layer below the lowest one it imports."""
    depth = dict.fromkeys(sorted(sizes), 0)
    for _ in depth:
        for source, target in arrows:
            depth[source] = max(depth[source], depth[target] + 1)
    return depth


def _way(arrow: Arrow, boxes: dict[str, Spot], depth: dict[str, int], layers: _Layers) -> list[Spot]:
    source, target = arrow
    way = [boxes[source]]
    for row in range(depth[source] - 1, depth[target], -1):
        bend = Spot(f"{source}>{target}@{row}", BEND, bend=True)
        layers.rows[row].append(bend)
        way.append(bend)
    way.append(boxes[target])
    for bend in way[1:-1]:
        bend.way = way
    for one, other in pairwise(way):
        layers.links.setdefault(one.name, []).append(other)
        layers.links.setdefault(other.name, []).append(one)
    return way


# --- left to right -------------------------------------------------------------------------------------------------


def _order(layers: _Layers) -> None:
    """Each row by the average place of its neighbours, down and up again; the order with the fewest crossings stays."""
    best, fewest = [list(row) for row in layers.rows], _crossings(layers)
    for sweep in range(SWEEPS):
        rows = layers.rows if sweep % 2 == 0 else layers.rows[::-1]
        for before, row in pairwise(rows):
            seats = {spot.name: seat for seat, spot in enumerate(before)}
            own = {spot.name: seat for seat, spot in enumerate(row)}
            row.sort(key=lambda spot: (_average(spot, layers, seats, own), spot.name))
        if (now := _crossings(layers)) < fewest:
            best, fewest = [list(row) for row in layers.rows], now
    layers.rows = best


def _average(spot: Spot, layers: _Layers, seats: dict[str, int], own: dict[str, int]) -> float:
    beside = [seats[other.name] for other in layers.links.get(spot.name, []) if other.name in seats]
    return sum(beside) / len(beside) if beside else own[spot.name]


def _crossings(layers: _Layers) -> int:
    found = 0
    for upper, lower in pairwise(layers.rows):
        seats = {spot.name: seat for seat, spot in enumerate(upper)}
        lines = [
            (seat, seats[other.name])
            for seat, spot in enumerate(lower)
            for other in layers.links.get(spot.name, [])
            if other.name in seats
        ]
        found += sum(a < c and b > d for a, b in lines for c, d in lines)
    return found


def _spread(layers: _Layers) -> None:
    """Each spot as near as can be to the middle of its neighbours, in its order and with its distance."""
    for row in layers.rows:
        _apart(row, [0.0] * len(row))
    for _ in range(SWEEPS):
        for row in (*layers.rows, *layers.rows[::-1]):
            _apart(row, [_pull(spot, layers) for spot in row])


def _pull(spot: Spot, layers: _Layers) -> float:
    """A box wishes to stand amidst its neighbours; a bend below or above the others of its arrow, for a straight one."""
    beside = spot.way or layers.links.get(spot.name, [])
    return sum(other.x for other in beside) / len(beside) if beside else spot.x


def _apart(row: list[Spot], wished: list[float]) -> None:
    """The places nearest to the wished ones (least squares) at which nothing overlaps: pool adjacent violators."""
    offsets, at = [], 0.0
    for index, spot in enumerate(row):
        if index:
            at += (row[index - 1].width + spot.width) / 2 + BESIDE
        offsets.append(at)
    pools: list[tuple[float, int]] = []  # sum and number
    for wish, offset in zip(wished, offsets, strict=True):
        pool = (wish - offset, 1)
        while pools and pools[-1][0] / pools[-1][1] >= pool[0] / pool[1]:
            last = pools.pop()
            pool = (last[0] + pool[0], last[1] + pool[1])
        pools.append(pool)
    means = [total / number for total, number in pools for _ in range(number)]
    for spot, mean, offset in zip(row, means, offsets, strict=True):
        spot.x = mean + offset


# --- top to bottom -------------------------------------------------------------------------------------------------


def _stack(rows: list[list[Spot]]) -> tuple[float, float]:
    """Rows below each other, whole pixels, the leftmost box at nought. Gives width and height."""
    least = min(spot.left for row in rows for spot in row)
    top = 0.0
    for row in rows:
        height = max(spot.height for spot in row)
        for spot in row:
            spot.x = float(round(spot.x - least))
            spot.top = top
            if spot.bend:
                spot.height = height
        top += height + BETWEEN
    return max(spot.x + spot.width / 2 for row in rows for spot in row), top - BETWEEN
