"""A krachtenveld as a picture: nothing overlaps or runs out, and no tie is hidden behind somebody it isn't of."""

import re
from itertools import combinations, pairwise
from typing import Final

import pytest

from casework.forcefields.picture import PAPER, SCREEN, Box, FieldPicture, Look, field_picture
from casework.forcefields.shown import Picture, Standing, Tied
from casework.forcefields.states import Influence, Stance, TieKind

KINDS: Final = TieKind.values


def crowd(count: int) -> Picture:
    """Everybody somewhere, everybody tied to the next and to the person; with names longer than a frame is wide."""
    there = tuple(
        Standing(
            key=number,
            name=f"Mevrouw Van der Hoeksche-Waardenburg {number} Wijkverpleegkundigenorganisatiecoördinator",
            role="begeleider" * (number % 4),
            influence=("", *Influence.values)[number % 4],
            stance=("", *Stance.values)[number * 7 % 4],
            directs=number == 3,
        )
        for number in range(1, count + 1)
    )
    pairs = [(one.key, other.key) for one, other in combinations(there, 2)] + [(one.key, None) for one in there]
    ties = tuple(Tied(one, other, KINDS[n % len(KINDS)], "") for n, (one, other) in enumerate(pairs))
    return Picture("Nu", "Truus van den Berg-Zonneveld", there, ties, "Niemand")


def meet(one: Box, other: Box) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return not beside and one.y < other.y + other.height and other.y < one.y + one.height


def points(path: str) -> list[tuple[float, float]]:
    numbers = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def crossed(picture: FieldPicture, path: str) -> list[int]:
    """Behind whom it runs: it is looked at along the way, not at its ends."""
    ends = points(path)
    if "Q" in path:
        (x1, y1), (cx, cy), (x2, y2) = ends
        ways = [(0.25 * x1 + 0.5 * cx + 0.25 * x2, 0.25 * y1 + 0.5 * cy + 0.25 * y2)]
    else:
        ways = [
            (a + (c - a) * part, b + (d - b) * part)
            for (a, b), (c, d) in pairwise(ends)
            for part in (0.1, 0.3, 0.5, 0.7, 0.9)
        ]
    return [
        box.key
        for box in picture.boxes
        for x, y in ways
        if box.x < x < box.x + box.width and box.y < y < box.y + box.height
    ]


@pytest.mark.parametrize("look", [SCREEN, PAPER], ids=["screen", "paper"])
@pytest.mark.parametrize("count", [0, 1, 4, 14])
def test_everybody_and_every_tie_can_be_seen(look: Look, count: int) -> None:
    picture = field_picture(crowd(count), look)
    assert len(picture.boxes) == count + 1
    assert [pair for pair in combinations(picture.boxes, 2) if meet(*pair)] == []
    for box in picture.boxes:
        assert box.x >= 0, box
        assert box.x + box.width <= picture.width, box
        assert all(box.y < line.y <= box.y + box.height for line in box.lines), box
    lowest = max(box.y + box.height for box in picture.boxes)
    assert all(line.y > lowest for _, line in picture.legend)
    assert len(picture.ties) == count * (count + 1) / 2
    assert {tie.path: crossed(picture, tie.path) for tie in picture.ties if crossed(picture, tie.path)} == {}
    assert all(0 <= x <= picture.width and y <= picture.height for tie in picture.ties for x, y in points(tie.path)
               if "Q" not in tie.path)  # fmt: skip


def test_each_kind_is_told_by_how_it_is_drawn() -> None:
    """Not by its colour: width, dashes, and a cross where it was broken."""
    legend = [tie for tie, _ in field_picture(crowd(1), SCREEN).legend]
    assert len({(one.width, one.dashes, bool(one.cross)) for one in legend}) == len(TieKind)
