"""`manage.py grant_app_role`, after each `migrate`: what the website and its workers may do in the database.

The owner of the tables runs it (MIGRATE_DATABASE_URL); the role it is about stands in DATABASE_URL. It may be run as
often as one likes. See docs/adr/0004.
"""

from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from psycopg import sql

from roles.append_only import OnlyTheAccountGoes

CONTEXT = {"pghistory_context": ["metadata", "updated_at"]}  # is completed during the request
ONLY_READ = {"django_migrations"}  # whoever writes here decides which triggers the next `migrate` leaves out

# What no GRANT of ours gives, and would make all of them idle.
TOO_MUCH = """
    SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
           EXISTS (SELECT 1 FROM pg_auth_members WHERE member = pg_roles.oid),
           EXISTS (SELECT 1 FROM pg_shdepend
                    WHERE refclassid = 'pg_authid'::regclass AND refobjid = pg_roles.oid AND deptype = 'o'),
           has_database_privilege(oid, current_database(), 'CREATE'),
           has_database_privilege(oid, current_database(), 'TEMPORARY'),
           has_schema_privilege(oid, 'public', 'CREATE')
      FROM pg_roles WHERE rolname = %s
"""
IN_WORDS = (
    "is superuser",
    "mag rollen maken",
    "mag databases maken",
    "mag repliceren",
    "gaat voorbij aan row level security",
    "is lid van een andere rol",
    "is eigenaar van iets",
    "mag schema's maken",
    "mag tijdelijke tabellen maken",
    "mag tabellen maken",
)


class Command(BaseCommand):
    help = "Geeft de databaserol van de website precies de rechten die zij nodig heeft; na elke `migrate`."

    def handle(self, *args: Any, **options: Any) -> None:
        role, password = settings.APP_DATABASE["USER"], settings.APP_DATABASE["PASSWORD"]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            if role == cursor.fetchone()[0]:
                raise CommandError("DATABASE_URL noemt de eigenaar zelf: zet die in MIGRATE_DATABASE_URL.")
            make(cursor, role, password)
            grant(cursor, role)
            let_no_trigger_be_ignored(cursor)
            if wrong := too_much(cursor, role):
                raise CommandError(f"De rol {role} kan te veel: {', '.join(wrong)}. Er is niets veranderd.")
        if options["verbosity"] > 0:
            self.stdout.write(f"De rol {role} heeft de rechten die de website nodig heeft, en geen andere.")


def make(cursor: Any, role: str, password: str) -> None:
    """The role with its password, as DATABASE_URL has it. Where the owner may make no roles, somebody else did."""
    cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s)", [role])
    exists = cursor.fetchone()[0]
    cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    if not cursor.fetchone()[0]:
        if not exists:
            raise CommandError(f"De rol {role} bestaat niet, en deze eigenaar mag geen rollen maken.")
        return
    if not exists:
        run(cursor, "CREATE ROLE {role} LOGIN", role)
    if password:
        # only its hash goes over the line and into the server's log
        hashed = connection.connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
        run(cursor, "ALTER ROLE {role} PASSWORD {hashed}", role, hashed=sql.Literal(hashed.decode()))


def grant(cursor: Any, role: str) -> None:
    # not ALL TABLES: an extension of somebody else may have one here
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
    tables = {name for (name,) in cursor.fetchall()}
    standing = append_only()
    database = sql.Identifier(connection.settings_dict["NAME"])
    # a temporary table comes before the real one of that name, in the functions of triggers too
    run(cursor, "REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM PUBLIC, {role}", role, database=database)
    run(cursor, "REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}", role)
    run(cursor, "REVOKE ALL ON {tables} FROM PUBLIC, {role}", role, tables=names(tables))
    run(cursor, "GRANT CONNECT ON DATABASE {database} TO {role}", role, database=database)
    run(cursor, "GRANT USAGE ON SCHEMA public TO {role}", role)
    run(cursor, "GRANT SELECT ON {tables} TO {role}", role, tables=names(tables))
    run(cursor, "GRANT INSERT ON {tables} TO {role}", role, tables=names(tables - ONLY_READ))
    run(cursor, "GRANT UPDATE, DELETE ON {tables} TO {role}", role, tables=names(tables - ONLY_READ - standing))
    for table, columns in still_written().items():
        some = {"table": sql.Identifier(table), "columns": names(columns)}
        run(cursor, "GRANT UPDATE ({columns}) ON {table} TO {role}", role, **some)
    run(cursor, "GRANT USAGE ON SEQUENCE wijkteam_roster TO {role}", role)
    # a table made later: whether its rows may be changed, the next run of this command knows
    run(cursor, "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO {role}", role)


def append_only() -> set[str]:
    """The tables whose triggers refuse to delete a row."""
    return {
        model._meta.db_table
        for model, trigger in pgtrigger.registered()
        if isinstance(trigger, pgtrigger.Protect) and trigger.operation and pgtrigger.Delete in trigger.operation
        if model._meta.app_label in apps.app_configs
    }


def still_written() -> dict[str, list[str]]:
    """What may still be written in a row that stands: who did it becomes empty where their account is removed."""
    theirs = (model for model, trigger in pgtrigger.registered() if isinstance(trigger, OnlyTheAccountGoes))
    return {one._meta.db_table: ["by_id"] for one in theirs if one._meta.app_label in apps.app_configs} | CONTEXT


def let_no_trigger_be_ignored(cursor: Any) -> None:
    """django-pgtrigger lets any session name triggers to skip (`SET pgtrigger.ignore`). Each migration with a trigger
    writes this function anew, so it is put aside after each."""
    cursor.execute(
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean"
        " LANGUAGE sql IMMUTABLE AS 'SELECT false'"
    )


def too_much(cursor: Any, role: str) -> list[str]:
    cursor.execute(TOO_MUCH, [role])
    return [words for words, so in zip(IN_WORDS, cursor.fetchone(), strict=True) if so]


def run(cursor: Any, statement: str, role: str, **more: sql.Composable) -> None:
    cursor.execute(sql.SQL(statement).format(role=sql.Identifier(role), **more))


def names(found: Any) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, sorted(found)))
