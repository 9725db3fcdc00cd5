"""What walls between members do to a plan: nothing of it joins people between whom one stands."""

from collections.abc import Iterable

from casework.households.walls import walled_from


def crosses_a_wall(people: Iterable[int]) -> bool:
    """Whether a wall stands between any two of these people. One query."""
    among = {*people}
    return bool(walled_from(among) & among)
