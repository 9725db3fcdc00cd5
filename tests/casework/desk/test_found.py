"""What is found by a statement of fixed shape is what the same query finds when it is built anew, for whatever words."""

import random
from copy import deepcopy

import pytest

from casework.desk import found
from casework.desk.asked import read
from casework.desk.found import Search, Stage, named_like
from roles.policy import sight
from tests.factories import World, today

WORDS = (
    "zeldzaam",
    "zeldzame",
    "berg",
    "numansdorp",
    "50%",
    "a_b",
    "o'neill",
    "back\\slash",
    "şahin",
    "{0}",
    "$1",
    "%s",
    "alleen",
)
ASKED = (
    "zeldzaam",
    "van den berg",
    "berg alleen",
    "50% korting",
    "a_b zeldzaam",
    "back\\slash",
    "o'neill şahin",
    "%s $1",
    "ikz",
)


@pytest.fixture(scope="module")
def kept_town(kept_world: World) -> World:
    chance = random.Random(16)
    for _ in range(60):
        name, street, question = (" ".join(chance.choices(WORDS, k=2)) for _ in range(3))
        place = {"team": kept_world.other_team, "kern": kept_world.other_kern} if chance.random() < 0.3 else {}
        person = kept_world.person(name, street=street)
        kept_world.case("onderzoek", person=person, question=question, **place)
    return kept_world


@pytest.fixture
def town(kept_town: World, db) -> World:
    return deepcopy(kept_town)


@pytest.mark.parametrize("who", ["consulent", "eerstecontact", "afdelingshoofd"])
@pytest.mark.parametrize("asked", ASKED)
def test_it_finds_the_same(town: World, who: str, asked: str) -> None:
    words = read(asked, today())
    search = Search(sight(getattr(town, who)), words, named_like(words))
    for stage in search.stages:
        anew = found._some(search.ways(stage))
        assert search.some(stage) == anew, stage
    if who == "afdelingshoofd" and asked == "zeldzaam":
        assert len(search.some(Stage.ALL)) > 5


def test_it_really_is_of_fixed_shape(town: World, caplog) -> None:
    """Else it would be slower, and nothing would tell."""
    words = read("van den berg alleen", today())
    search = Search(sight(town.consulent), words, named_like(words))
    for stage in search.stages:
        search.some(stage)
    assert not caplog.records
    assert found._fixed.cache_info().currsize >= len(search.stages)
