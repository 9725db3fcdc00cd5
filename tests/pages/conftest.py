"""Many short tests on one world: none of them works on several connections."""

from copy import deepcopy

import pytest

from tests.factories import World


@pytest.fixture
def world(kept_world: World, db) -> World:
    return deepcopy(kept_world)
