"""Which events are contact, and which rows are help that runs: as the nouns say."""

import datetime as dt
from pathlib import Path

import pytest

from casework.engine.machine import Machine, steps_of
from casework.engine.registry import model_of, nouns, verb_of

ROOMS = Path(__file__).resolve().parents[3] / "casework"
CONTACTS = [(noun, verb) for noun in nouns() for verb in noun.in_touch]


def verbs_of_steps() -> set[str]:
    machines = [model for noun in nouns() if (model := model_of(noun)) is not None and issubclass(model, Machine)]
    return {verb_of(model, step.name) for model in machines for step in steps_of(model)}


@pytest.mark.parametrize("verb", [verb for _, verb in CONTACTS])
def test_every_verb_of_contact_is_told_somewhere(verb: str) -> None:
    told = any(f'"{verb}",' in path.read_text() for path in ROOMS.glob("*/*.py") if path.name != "noun.py")
    assert told or verb in verbs_of_steps()


def test_help_that_runs_says_until_when() -> None:
    found = [noun for noun in nouns() if noun.help_runs is not None]
    assert {noun.name for noun in found} == {"indicatie", "provision"}
    for noun in found:
        assert "ends_on" in {one.name for one in noun.help_runs(dt.date(2026, 3, 2)).model._meta.fields}
