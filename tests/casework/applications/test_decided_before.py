"""What was granted or refused before one decision settled all: a database at the state before migrates and goes on."""

import datetime as dt
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.executor import MigrationExecutor

from casework.applications.models import Application
from casework.documents.models import Document
from casework.indicaties.models import VoorlopigeIndicatie
from casework.provisions.models import Provision
from casework.templatetags.words import happened
from tests.factories import World, today

AFTER = "0054_besluiten"
BEFORE = dict(import_module(f"casework.migrations.{AFTER}").Migration.dependencies)["casework"]


NEW_RULES = ("application_state_is_known", "a_decision_names_its_mandate")


def half_way() -> Any:
    """The classes, and the columns of before beside those of now: where the migration begins to move."""
    migration = import_module(f"casework.migrations.{AFTER}").Migration
    state = MigrationExecutor(connection).loader.project_state(("casework", BEFORE))
    for operation in migration.operations:
        if isinstance(operation, RunPython):
            break
        operation.state_forwards("casework", state)
    with connection.cursor() as cursor:
        for rule in NEW_RULES:
            cursor.execute(f"ALTER TABLE casework_application DROP CONSTRAINT {rule}")
        cursor.execute(
            "ALTER TABLE casework_application ADD frequency varchar(120) NOT NULL DEFAULT '', ADD ground_id bigint,"
            " ADD starts_on date, ADD ends_on date"
        )
        for model in (Application, Provision):
            for column in came_later(model, state.apps):
                cursor.execute(f"ALTER TABLE {model._meta.db_table} ALTER {column} DROP NOT NULL")
    return state.apps


def came_later(model: Any, apps: Any) -> list[str]:
    """What later migrations added and filled: the rows of then are written without."""
    then = {field.column for field in apps.get_model("casework", model.__name__)._meta.concrete_fields}
    return [field.column for field in model._meta.concrete_fields if not field.null and field.column not in then]


@pytest.mark.django_db
def test_toegekend_and_afgewezen_become_one_decision_with_its_help() -> None:
    world = World()
    cases = [world.case("uitvoering") for _ in range(4)]
    runs, turned = world.indicatie(cases[1], "afgegeven"), world.indicatie(cases[2], "omgezet")
    mandate = world.indicatie_mandate()
    apps = half_way()
    old = apps.get_model("casework", "Application")
    day = dt.timedelta(days=1)
    stands = (
        ("afgewezen", None, None),
        ("toegekend", today() + 5 * day, today() + 100 * day),
        ("toegekend", today() - 5 * day, today() + 100 * day),
        ("toegekend", today() - 100 * day, today() - day),
    )
    for case, (state, starts, ends) in zip(cases, stands, strict=True):
        granted = {"frequency": "2 uur", "ground_id": world.maatwerk.pk, "starts_on": starts, "ends_on": ends}
        old.objects.create(
            case_id=case.pk, state=state, what="Dagbesteding", received_on=today() - 120 * day, state_since=today(),
            decided_by_id=world.consulent.pk, decided_on=today() - 110 * day, mandate_id=mandate.pk, number="B1",
            motivation="Nodig", **granted if starts else {},
        )  # fmt: skip
    import_module(f"casework.migrations.{AFTER}").move(apps, None)
    decided = [Application.objects.get(case=case) for case in cases]
    assert {one.state for one in decided} == {"besloten"}
    helped = [Provision.objects.get(application=one) for one in decided]
    assert [one.state for one in helped] == ["afgewezen", "toegekend", "gestart", "beeindigd"]
    assert [one.provider for one in helped] == [None, None, world.provider, None]
    assert [one.how_much for one in helped] == ["", "2 uur", "2 uur", "2 uur"]
    assert (helped[0].motivation, helped[2].started_on) == ("Nodig", today() - 5 * day)
    assert VoorlopigeIndicatie.objects.get(pk=runs.pk).taken_over_by == helped[1]
    assert VoorlopigeIndicatie.objects.get(pk=turned.pk).taken_over_by == helped[2]
    assert not Document.objects.filter(kind="besluit").exists()
    assert happened({"verb": "application.reject", "label": "Wijs af"}) == "Aanvraag afgewezen"
