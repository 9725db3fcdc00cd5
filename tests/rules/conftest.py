"""What the tables start from."""

import pytest
from django.db import transaction


@pytest.fixture
def town(kept_world):
    """One world for the whole module: each test takes back what it does to it."""
    with transaction.atomic():
        yield kept_world
        transaction.set_rollback(True)
