"""Makes the one change that WIJKTEAM_MUTANT names, before the tests run: for a look at a single mutant by hand."""

import os

import pytest


def pytest_sessionstart(session: pytest.Session) -> None:
    name = os.environ.get("WIJKTEAM_MUTANT", "")
    from tests.mutation.mutants import every_mutant

    mutants = every_mutant()
    if name not in mutants:
        raise pytest.UsageError(f"there is no mutant {name}")
    mutants[name].apply()
