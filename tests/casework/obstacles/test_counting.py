"""Nothing that is told of obstacles, and nothing that can be worked out from all of it together, is of 1 to 4 cases."""

import random
from collections import defaultdict
from decimal import Decimal
from itertools import count, product

import pytest

from casework.obstacles.counting import FEWEST, NOT_LISTED, REST, Counted, Group, groups, table, total
from casework.obstacles.models import Instead

YEAR = 2026
TEAMS, SCHEMES = (1, 2, 3), (NOT_LISTED, 7, 8, 9)


def of_counts(counts: dict[tuple[int, int], int]) -> list[Counted]:
    """Each obstacle of another case."""
    case = count(1)
    return [Counted(YEAR, team, scheme, next(case)) for (team, scheme), n in counts.items() for _ in range(n)]


def told(counts: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    return {(one.team, one.scheme): one.sums.cases for one in groups(of_counts(counts))}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        # as it is, from five; beside it nothing of a team with fewer: also not in all teams together
        ({(1, 7): 5, (2, 7): 6}, {(1, 7): 5, (2, 7): 6}),
        ({(1, 7): 9, (2, 7): 3}, {(1, 7): 9}),
        ({(1, 7): 3, (2, 7): 4}, {}),
        # the small ones of a team together, where that makes five
        ({(1, 7): 3, (1, 8): 3, (1, 9): 6}, {(1, REST): 6, (1, 9): 6}),
        ({(1, 7): 2, (1, 8): 2}, {}),
        # one alone would be known by its name
        ({(1, 7): 4, (1, 9): 6}, {(1, 9): 6}),
        # eight of two cells that hold four at most: each would be known
        ({(1, 7): 4, (1, 8): 4}, {}),
        ({(1, 7): 4, (1, 8): 4, (1, 9): 1}, {(1, REST): 9}),
    ],
)
def test_small_cells_are_put_together_or_left_out(counts, expected) -> None:
    assert told(counts) == expected


@pytest.mark.parametrize(("teams", "schemes", "most"), [(2, 2, 6), (1, 4, 5)])
def test_no_cell_of_one_to_four_follows_from_all_that_is_told(teams: int, schemes: int, most: int) -> None:
    """Of every table there is: another table tells exactly the same, with something else in that cell. Whoever adds,
    subtracts, and knows the rule, knows no more than that."""
    keys = list(product(range(1, teams + 1), range(1, schemes + 1)))
    possible: dict[frozenset, list[set[int]]] = defaultdict(lambda: [set() for _ in keys])
    for numbers in product(range(most + 1), repeat=len(keys)):
        seen = frozenset(told(dict(zip(keys, numbers, strict=True))).items())
        for values, number in zip(possible[seen], numbers, strict=True):
            values.add(number)
    for seen, cells in possible.items():
        known = [key for key, cell in zip(keys, cells, strict=True) if len(cell) == 1 and 0 < min(cell) < FEWEST]
        assert known == [], seen


def at_random(seed: int) -> list[Counted]:
    """Two years; cases with several obstacles, also in more teams and schemes."""
    rnd = random.Random(seed)
    return [
        Counted(
            rnd.choice((YEAR, YEAR - 1)),
            rnd.choice(TEAMS),
            rnd.choice(SCHEMES),
            rnd.randint(1, 30),
            rnd.randint(0, 90),
            Decimal(rnd.randint(0, 5000)),
            rnd.choice(Instead.values),
        )
        for _ in range(rnd.randint(0, 120))
    ]


def cells_of(counted: list[Counted], group: Group, others: list[Group]) -> list[Counted]:
    """The obstacles that a group is of: where it is of the rest, those of which there is no group of their own."""
    apart = {(one.year, one.team, one.scheme) for one in others}
    return [
        one
        for one in counted
        if (one.year, one.team) == (group.year, group.team)
        and (one.scheme == group.scheme or (group.scheme == REST and (one.year, one.team, one.scheme) not in apart))
    ]


def test_whatever_is_told_is_made_of_groups_of_five_or_more() -> None:
    """Every team, every year, all teams, a total: differences between any of them are sums of groups too."""
    withheld = 0
    for seed in range(100):
        counted = at_random(seed)
        made = groups(counted)
        assert made == groups(random.Random(seed).sample(counted, len(counted))), seed  # whatever the order
        assert len({(one.year, one.team, one.scheme) for one in made}) == len(made), seed
        for one in made:
            of_it = cells_of(counted, one, made)
            assert one.sums.cases == len({line.case for line in of_it}) >= FEWEST, seed
            assert one.sums.days == sum(line.days for line in of_it), seed
            assert one.sums.euros == sum(line.euros for line in of_it), seed
            if one.sums.instead is None:
                withheld += 1
            else:
                assert sum(one.sums.instead.values()) == one.sums.cases, seed
                assert all(number == 0 or number >= FEWEST for number in one.sums.instead.values()), seed
        # a cell with enough is told as it is
        cells = defaultdict(set)
        for line in counted:
            cells[line.year, line.team, line.scheme].add(line.case)
        whole = {key for key, cases in cells.items() if len(cases) >= FEWEST}
        assert {(one.year, one.team, one.scheme) for one in made if one.scheme != REST} == whole, seed
        # a page: of a team or of all, a year and the year before; its totals are its rows, and no more
        for team in (None, *TEAMS):
            shown = [one for one in made if team is None or one.team == team]
            rows = table(shown, YEAR)
            for year, sums in ((YEAR, [row.now for row in rows]), (YEAR - 1, [row.before for row in rows])):
                there = [one for one in sums if one]
                assert all(one.cases >= FEWEST for one in there), seed
                assert total(shown, year).cases == sum(one.cases for one in there), seed
                assert (total(shown, year).instead is None) == any(one.instead is None for one in there), seed
    assert withheld
