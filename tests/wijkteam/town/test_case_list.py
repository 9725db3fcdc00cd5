"""The tables of the demo and the scenarios beside them: each case can be played, and nothing lies unused."""

import inspect
import tomllib
from types import ModuleType

import pytest

from wijkteam.town.demo.case_list import SCENARIOS, TABLES


def of(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def test_every_table_has_its_scenarios():
    beside = {"researches"}  # what a research found, by the name of whom it is about
    assert {table.stem for table in TABLES.glob("*.toml")} - beside == {of(module) for module in SCENARIOS}


@pytest.mark.parametrize("module", SCENARIOS, ids=of)
def test_every_scenario_is_played_by_a_case(module):
    rows = tomllib.loads((TABLES / f"{of(module)}.toml").read_text(encoding="utf-8"))["case"]
    written = {
        name
        for name, one in inspect.getmembers(module, inspect.isfunction)
        if one.__module__ == module.__name__ and not name.startswith("_")
    }
    assert {row["scenario"] for row in rows} == written
