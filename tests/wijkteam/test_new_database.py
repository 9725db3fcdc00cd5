"""A new database that got its tables at once is the one that `migrate` makes."""

import os
import subprocess
import sys
import uuid
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from tests.wijkteam.filled_before import FILL, FILLED_AT, FOUND, READ

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]

# All that a database consists of, but for what belongs to an extension.
CATALOGUE = {
    "columns": """
        SELECT attrelid::regclass::text, rank() OVER (PARTITION BY attrelid ORDER BY attnum), attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
               attgenerated, attcollation, pg_get_expr(adbin, adrelid)
        FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
             LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p') AND attnum > 0
              AND NOT attisdropped""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), condeferrable, condeferred
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": "SELECT tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "functions": """
        SELECT pg_get_functiondef(pg_proc.oid) FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
            SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e')""",
    "sequences": "SELECT sequencename, data_type::text, start_value, increment_by FROM pg_sequences",
    "extensions": "SELECT extname, extversion FROM pg_extension",
    "migrations": "SELECT app, name FROM django_migrations",
    "kinds": "SELECT app_label, model FROM django_content_type",
    "permissions": """
        SELECT app_label, model, codename, name
        FROM auth_permission JOIN django_content_type ON django_content_type.id = content_type_id""",
    "law": "SELECT code, length, unit, rolls, since, until, article, source FROM casework_legalterm",
    "grounds": "SELECT code, name, article, maatwerk, active FROM casework_ground",
}


def address(name: str) -> str:
    url, _, options = os.environ["DATABASE_URL"].partition("?")
    return f"{url.rpartition('/')[0]}/{name}?{options}"


@pytest.fixture
def made_by():
    """`made_by(['manage.py', 'migrate'])` gives what that said, and all that is then in a new database."""
    host, user = connection.settings_dict["HOST"], connection.settings_dict["USER"]
    server = psycopg.connect(host=host, user=user, dbname="postgres", autocommit=True)
    names = []

    def make(*commands: list[str]) -> tuple[str, dict[str, list[tuple]]]:
        names.append(f"new_{uuid.uuid4().hex}")
        server.execute(f"CREATE DATABASE {names[-1]}")
        env = {key: value for key, value in os.environ.items() if key != "PYTEST_VERSION"}
        told = ""
        for command in commands:
            said = subprocess.run(
                [sys.executable, *command],
                cwd=ROOT,
                env=env | {"DATABASE_URL": address(names[-1]), "DJANGO_SETTINGS_MODULE": "wijkteam.settings"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            assert said.returncode == 0, said.stdout
            told += said.stdout
        with psycopg.connect(host=host, user=user, dbname=names[-1]) as found:
            return told, {name: sorted(found.execute(sql), key=repr) for name, sql in CATALOGUE.items()}

    yield make
    for name in names:
        server.execute(f"DROP DATABASE {name}")
    server.close()


KINDS = {(model._meta.app_label, model._meta.model_name) for model in apps.get_models()}
# Until here both ways were compared when this was the last migration. A whole past takes Django minutes: WHOLE_PAST=1.
COMPARED_BEFORE = "0081_fewer_indexes"
UNTIL = f"""
import django
django.setup()
from django.core.management import call_command
from django.core.management.commands import migrate
from wijkteam.local.new_database import AtOnce
migrate.MigrationExecutor = AtOnce
call_command("migrate", "casework", "{COMPARED_BEFORE}", interactive=False, verbosity=0)
"""


def test_at_once_gives_what_the_migrations_give(made_by):
    said, at_once = made_by(["-m", "wijkteam.local.new_database"])
    assert said == ""  # it would say so if it had to go migration by migration after all
    before = [] if os.environ.get("WHOLE_PAST") else [["-c", UNTIL]]
    said, migrated = made_by(*before, ["manage.py", "migrate", "--verbosity", "0"])
    assert said == ""
    assert all(migrated.values())
    for name, rows in migrated.items():
        # Django goes on naming kinds of models that are gone
        kept = [row for row in rows if name not in ("kinds", "permissions") or row[:2] in KINDS]
        assert [row for row in at_once[name] if row not in kept] == [], name
        assert [row for row in kept if row not in at_once[name]] == [], name
        assert len(at_once[name]) == len(kept), name


@pytest.mark.skipif("not os.environ.get('WHOLE_PAST')", reason="the past takes Django minutes: WHOLE_PAST=1")
def test_a_filled_database_of_before_migrates_and_goes_on(made_by):
    """Cases in every phase, with consents, applications and delays: what is read of them afterwards stands in `FOUND`."""
    before = UNTIL.replace(COMPARED_BEFORE, FILLED_AT) + FILL
    said, _ = made_by(["-c", before], ["manage.py", "migrate", "--verbosity", "0"], ["-c", READ])
    assert said == FOUND
