"""The pages start from one world per module."""

from copy import deepcopy

import pytest


@pytest.fixture
def world(kept_world, db):
    return deepcopy(kept_world)
