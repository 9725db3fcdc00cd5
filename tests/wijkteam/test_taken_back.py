"""The indexes by which names are found can be taken back, and leave there what others need."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db

TAKEN_BACK = [("roles", "0014_parts_of_names"), ("wijkweb", "0003_parts_of_names")]


def by_part_of_name() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_indexes WHERE indexname LIKE '%by_part_of_name'")
        return cursor.fetchone()[0]


def test_parts_of_names_can_be_taken_back_and_made_again() -> None:
    loader, before = MigrationExecutor(connection).loader, by_part_of_name()
    for key in TAKEN_BACK:
        state = loader.project_state(key, at_end=False)
        with connection.schema_editor() as editor:
            loader.get_migration(*key).unapply(state, editor)
    assert by_part_of_name() == before - 3
    for key in reversed(TAKEN_BACK):
        state = loader.project_state(key, at_end=False)
        with connection.schema_editor() as editor:
            loader.get_migration(*key).apply(state, editor)
    assert by_part_of_name() == before
