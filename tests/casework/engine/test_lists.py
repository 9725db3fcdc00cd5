"""The lists say the same whoever asks, and whatever moment they are brought in line."""

from tests.casework.on_the_lists import who_by_when
from tests.factories import World, user


def test_turns_are_pure_of_who_asks(world: World, new_case) -> None:
    case = new_case("plan")
    before = who_by_when(case)
    user("nieuweling")
    assert who_by_when(case) == before
