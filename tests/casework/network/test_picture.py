"""The wijkweb as a picture: whatever stands in it, nothing overlaps and nothing runs out of its frame."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.engine.printable import _wide
from casework.network import picture
from casework.network.picture import BESIDE, EMPTY_SHEET, PAPER, SCREEN, SHEET, Field, Line, Somebody, Web, web
from wijkweb.models import LifeDomain

LOOKS = {"screen": SCREEN, "beside": BESIDE, "paper": PAPER, "sheet": SHEET, "empty sheet": EMPTY_SHEET}
CODES = [str(one) for one in LifeDomain]
Box = tuple[float, float, float, float]
# letters of many languages, wide ones, one long word, signs that no font has
letters = st.text(
    st.sampled_from("aeimnorstWMw ÉşłŁğßßøåčĐжщЯΩλ学校人مرحباशा😀-'’.,")
    | st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")),
    max_size=120,
)
names = letters.filter(str.strip) | st.sampled_from(["W" * 120, "Anna van der Wal-de Groot tot Oud-Beijerland", "Öz"])
people = st.builds(
    Somebody,
    name=names,
    about=letters.map(lambda text: text[:80]),
    strength=st.sampled_from([None, 1, 2, 3]),
    ended=st.booleans(),
    key=st.integers(1, 99),
)
webs = st.dictionaries(st.sampled_from(CODES), st.lists(people, max_size=14), max_size=6)


def box_of(line: Line) -> Box:
    """Where it is written, with what hangs below the base line."""
    bold = picture.BOLD if line.kind in ("label", "person", "close") else 1
    width = _wide(line.text) * line.size * bold
    left = line.x - width / 2 if line.kind in ("person", "close") else line.x
    return left, line.y - line.size * 0.8, left + width, line.y + line.size * 0.25


def lines_of(one: Field) -> list[Line]:
    return [*one.label, *(line for dot in one.dots for line in dot.lines), *one.more]


def apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] + 0.5 or other[2] <= one[0] + 0.5 or one[3] <= other[1] + 0.5 or other[3] <= one[1] + 0.5


def frame(one: Field) -> Box:
    return one.x, one.y, one.right, one.bottom


def within(inner: Box, outer: Box) -> bool:
    spare = 0.6
    return (
        inner[0] >= outer[0] - spare
        and inner[1] >= outer[1] - spare
        and inner[2] <= outer[2] + spare
        and inner[3] <= outer[3] + spare
    )


def figure_of(drawn: Web) -> Box:
    x, y = drawn.figure
    return x, y, x + picture.FIGURE[0] * drawn.figure_scale, y + picture.FIGURE[1] * drawn.figure_scale


@pytest.mark.parametrize("look", LOOKS)
@settings(max_examples=15, deadline=None)
@given(name=names, there=webs)
def test_nothing_overlaps_and_nothing_runs_out(look: str, name: str, there: dict[str, list[Somebody]]) -> None:
    drawn = web(name, there, LOOKS[look])
    everything = (0, 0, drawn.width, drawn.height)
    for one, other in combinations(drawn.drawn, 2):
        assert apart(frame(one), frame(other)), (one.code, other.code)
    for one in drawn.drawn:
        assert within(frame(one), everything), one.code
        boxes = [box_of(line) for line in lines_of(one)]
        boxes += [(dot.x - dot.r, dot.y - dot.r, dot.x + dot.r, dot.y + dot.r) for dot in one.dots]
        if one is drawn.close:
            boxes += [figure_of(drawn), *(box_of(line) for line in drawn.name)]
        for box in boxes:
            assert within(box, frame(one)), one.code
        for box, beside in combinations(boxes, 2):
            assert apart(box, beside), (one.code, box, beside)
        reaches = [(x, y, x + width, y + height) for x, y, width, height in (dot.reach for dot in one.dots)]
        assert all(within(reach, frame(one)) for reach in reaches)
        assert all(apart(reach, beside) for reach, beside in combinations(reaches, 2)), one.code
        for left, right, y in one.rules:
            assert within((left, y, right, y), frame(one))
    for x1, y1, x2, y2 in drawn.threads:
        line = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        assert within(line, everything)
        assert all(apart(line, frame(one)) for one in drawn.drawn), "a thread runs through a field"


@pytest.mark.parametrize("look", LOOKS)
def test_every_field_is_there_also_empty(look: str) -> None:
    drawn = web("Toos Vermaat", {}, LOOKS[look])
    assert sorted(one.code for one in drawn.drawn) == sorted(CODES)
    assert all(one.empty and one.label for one in drawn.drawn)


def test_as_the_booklet_draws_it() -> None:
    """Head and heart above, hands aside, feet on the ground, who is close around the person."""
    drawn = web("Toos Vermaat", {}, SCREEN)
    at = {one.code: one.middle for one in drawn.drawn}
    x, y = at["familie"]
    assert {code for code in at if at[code][1] < y - 100} >= {"kerk", "vereniging", "kunst"}
    assert all(at[code][1] > y + 50 for code in ("wonen", "gemeente", "veiligheid"))
    assert at["onderwijs"][0] == at["ondernemers"][0] < x < at["eerstelijn"][0] == at["tweedelijn"][0]


def test_whoever_finds_no_place_is_counted() -> None:
    drawn = web("Toos", {"kerk": [Somebody(f"Lid {n}") for n in range(20)]}, SCREEN)
    church = drawn.fields[0]
    assert len(church.dots) == SCREEN.most
    assert [line.text for line in church.more] == ["en nog 8, zie de lijst"]


def test_twelve_in_one_field_stand_in_two_columns() -> None:
    drawn = web("Toos", {"kerk": [Somebody(f"Lid {n}", "ouderling") for n in range(12)]}, SCREEN)
    assert len({dot.x for dot in drawn.fields[0].dots}) == 2
    assert drawn.height < 800


def test_a_stronger_tie_is_a_larger_dot_and_one_that_ended_is_open() -> None:
    drawn = web("Toos", {"kerk": [Somebody("A", "", 1), Somebody("B", "", 3), Somebody("C", "", None, True)]}, SCREEN)
    weak, strong, ended = drawn.fields[0].dots
    assert weak.r < strong.r
    assert (strong.ended, ended.ended) == (False, True)
