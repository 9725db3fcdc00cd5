"""What the docs say of the machines is what the code does."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from casework.desk import steps_table
from casework.engine.machine import steps_of
from casework.engine.registry import machines, noun_of
from casework.management.commands import steps_table as command

ROOT = Path(__file__).resolve().parents[2]


def test_the_table_of_steps_is_up_to_date():
    call_command("steps_table", "--check", verbosity=0)


def test_a_stale_table_is_told(monkeypatch):
    monkeypatch.setattr(command.steps_table, "as_markdown", lambda: "anders")
    with pytest.raises(CommandError, match="is oud"):
        call_command("steps_table", "--check")


def test_the_table_names_what_the_domain_names():
    """By hand, from the field's own words: the steps people talk about, each at its place."""
    text = (ROOT / "docs" / "steps.md").read_text(encoding="utf-8")
    for machine, slugs in {
        "Zaak": (
            "zet-om",
            "pak-op",
            "handel-af-met-advies",
            "leg-plan-vast",
            "start-uitvoering",
            "evalueer",
            "stel-bij",
            "ga-door",
            "sluit-af",
            "beeindig",
            "heropen",
            "wijs-toe",
        ),
        "Overdracht": ("neem-over", "weiger", "trek-in", "geef-terug"),
        "Voorlopige indicatie": ("geef-af", "leg-voor", "toets", "verleng", "trek-in", "beslis-na-einde"),
        "Vangnetaanvraag": (
            "vraag-aan",
            "keur-goed",
            "wijs-af",
            "vraag-terug",
            "trek-in",
            "betaal-uit",
            "verantwoord",
            "verreken",
        ),
        "Doel": ("behaald", "stel-doel-bij", "stop"),
    }.items():
        part = text.partition(f"## {machine} (")[2].partition("\n## ")[0]
        for slug in slugs:
            assert f"| `{slug}` |" in part, (machine, slug)


def test_json_has_every_step_of_every_machine(capsys):
    call_command("steps_table", "--json")
    rows = json.loads(capsys.readouterr().out)
    assert {(row["machine"], row["step"]) for row in rows} == {
        (noun_of(model).name, step.name) for model in machines() for step in steps_of(model)
    }
    one = next(row for row in rows if row["slug"] == "leg-plan-vast")
    assert one["machine"] == "case"
    assert one["from"] == ["onderzoek"]
    assert one["to"] == "plan"
    assert one["actions"] == ["lead_case"]


@pytest.fixture(scope="module")
def rows():
    return steps_table.as_json()


@pytest.mark.parametrize(
    ("machine", "step", "fields"),
    [
        ("case", "set_plan", {"regie", "regie_name", "no_network"}),
        ("case", "start", {"agreed_on", "agreed_how", "evaluate_on"}),
        ("case", "evaluate", {"score_<id>", "text_<id>"}),
        ("case", "assign", {"regisseur"}),
        ("case", "weigh", {"spoke", "urgent", "really_asked", "road", "weight"}),
        ("case", "take_up", {"visit", "visit_on", "visit_at", "visit_confirm"}),
        ("handover", "name", {"consent_text", "consent_how", "consent_given_by", "consent_given_on", "consent_until"}),
        ("handover", "accept", {"kern", "accepted_by", "accepted_how"}),
        ("indicatie", "withdraw", {"why", "heard_how", "heard_on", "until"}),
        ("vangnet", "pay", {"paid_amount", "paid_on"}),
        ("vangnet", "account", {"result", "looked_at", "schemes", "receipt"}),
    ],
)
def test_json_names_the_fields_of_a_form(rows, machine, step, fields):
    row = next(row for row in rows if (row["machine"], row["step"]) == (machine, step))
    assert set(row["fields"]) == fields
