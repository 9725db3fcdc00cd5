"""The database role of the website: real work passes as that role, and nothing that makes a record vanish does."""

from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from casework.cases.events import CaseEvent
from casework.engine.door import perform
from casework.people.models import Person
from casework.vangnet.models import LedgerEntry
from roles.models import HistoryContext, Reading, User
from tests.factories import World
from tests.wijkteam.test_login import PASSWORD
from wijkteam.checks import website_can_not_change_tables
from wijkteam.management.commands.grant_app_role import append_only
from wijkweb.models import Kern

KEPT = (
    "casework_ledgerentry",
    "casework_caseevent",
    "casework_householdevent",
    "roles_reading",
    "casework_recusal",
    "pghistory_context",
)
# in a row that stands: who did it, where the account is removed; and what is completed during the request
STILL_WRITTEN = {
    "casework_caseevent": ["by_id"],
    "casework_householdevent": ["by_id"],
    "roles_reading": ["by_id"],
    "pghistory_context": ["metadata", "updated_at"],
}
HISTORY = ("casework_personevent", "roles_membershipevent", "roles_mandateevent", "roles_userevent")
REFUSED = (
    *(f"TRUNCATE {table}" for table in (*KEPT, *HISTORY, "casework_case", "wijkteam_cache")),
    *(f"DELETE FROM {table}" for table in (*KEPT, *HISTORY, "django_migrations")),
    "UPDATE casework_ledgerentry SET words = ''",
    "UPDATE casework_ledgerentry SET by_id = NULL",
    "UPDATE casework_caseevent SET citizen = ''",
    "UPDATE roles_reading SET rows = 0",
    "UPDATE casework_recusal SET user_id = 1",
    "UPDATE pghistory_context SET id = gen_random_uuid()",
    *(f"UPDATE {table} SET pgh_label = ''" for table in HISTORY),
    "INSERT INTO django_migrations (app, name, applied) VALUES ('casework', '9999', now())",
    "ALTER TABLE casework_ledgerentry DISABLE TRIGGER ALL",
    "ALTER TABLE casework_ledgerentry DISABLE TRIGGER USER",
    "ALTER TABLE casework_ledgerentry OWNER TO CURRENT_USER",
    "DROP TABLE roles_reading",
    "DROP FUNCTION _pgh_attach_context CASCADE",
    "CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
    "CREATE TRIGGER mine BEFORE INSERT ON roles_reading EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "SET session_replication_role = replica",
    "COPY casework_person TO PROGRAM 'cat'",
    "COPY casework_person TO '/tmp/persons'",
    "COPY casework_person (family_name) FROM PROGRAM 'id'",
    "SELECT pg_read_file('/etc/hostname')",
    "CREATE TABLE mine (id int)",
    # would stand before the real one, in the functions of triggers too
    "CREATE TEMPORARY TABLE casework_ledgerentry (budget_id bigint, free numeric)",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE SCHEMA mine",
    "CREATE EXTENSION file_fdw",
    "CREATE ROLE mine",
    "ALTER ROLE CURRENT_USER SUPERUSER",
    "SET ROLE wijkteam",
    "SET SESSION AUTHORIZATION wijkteam",
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def role(transactional_db, settings):
    """A role of this test database alone: roles belong to the whole server."""
    name = f"app_of_{connection.settings_dict['NAME']}"
    settings.APP_DATABASE = {"USER": name, "PASSWORD": "een geheim"}
    call_command("grant_app_role", verbosity=0)
    yield name
    rows(f"DROP OWNED BY {name}")
    rows(f"DROP ROLE {name}")


@pytest.fixture
def as_app(role):
    """Within it, all that Django does in this process is done on a connection of that role."""

    @contextmanager
    def connected():
        owner = connection.settings_dict["USER"]
        connection.close()
        connection.settings_dict["USER"] = role
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["USER"] = owner

    return connected


def rows(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall() if cursor.description else []


def how(statement):
    try:
        with transaction.atomic():
            rows(statement)
    except DatabaseError as error:
        return type(error.__cause__).__name__
    return "passed"


def test_what_makes_a_record_vanish_is_refused(as_app, role):
    with as_app():
        assert rows("SELECT current_user, session_user") == [(role, role)]
        found = {statement: how(statement) for statement in REFUSED}
    assert {statement: result for statement, result in found.items() if result != "InsufficientPrivilege"} == {}


def test_rights_on_every_table_are_what_was_meant(role):
    """By the catalogue, so also of the tables that the statements above don't name."""
    tables = {name for (name,) in rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    kept = append_only()
    assert {*KEPT, *HISTORY} <= kept < tables

    def may(privilege):
        found = rows(f"SELECT oid::regclass::text FROM pg_class WHERE has_table_privilege(%s, oid, '{privilege}')"
                     " AND relkind = 'r' AND relnamespace = 'public'::regnamespace", role)  # fmt: skip
        return {name for (name,) in found}

    for never in ("TRUNCATE", "TRIGGER", "REFERENCES", "MAINTAIN"):
        assert may(never) == set()
    assert may("SELECT") == tables
    assert may("INSERT") == tables - {"django_migrations"}
    assert may("UPDATE") == may("DELETE") == tables - {"django_migrations"} - kept
    columns = rows(
        "SELECT attrelid::regclass::text, attname FROM pg_attribute"
        " WHERE attrelid = ANY (%s::regclass[]) AND attnum > 0 AND has_column_privilege(%s, attrelid, attnum, 'UPDATE')",
        sorted(kept),
        role,
    )
    assert sorted(columns) == sorted((table, column) for table, some in STILL_WRITTEN.items() for column in some)


def test_no_session_skips_a_trigger(as_app):
    """django-pgtrigger lets a session name the triggers to skip; the rights on rows still written hang on triggers."""
    world = World()
    Reading.objects.create(by=world.consulent, by_name="Bep", role="regie", ref="HW-1", part="dossier", why="team")
    request = world.request(world.case(), "aangevraagd")
    triggers = ",".join(name for (name,) in rows("SELECT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger%%'"))
    entry = (
        "INSERT INTO casework_ledgerentry (budget_id, request_id, kind, free, reserved, spent, returned, at, words)"
        f" VALUES ({request.budget_id}, {request.pk}, 'reservering', -99999, 99999, 0, 0, now(), '')"
    )
    with as_app():
        rows("SELECT set_config('pgtrigger.ignore', %s, false)", f"{{{triggers}}}")
        assert how(f"UPDATE roles_reading SET by_id = {world.teamleider.pk}") == "RaiseException"
        assert how(entry) == "CheckViolation"
        Kern.objects.update(village="Elders")
    assert {one.village for one in Kern.objects.all()} == {"Elders"}
    assert rows("SELECT count(*) FROM wijkweb_kernevent WHERE pgh_label = 'update'") == [(2,)]


def test_people_can_work(as_app, client):
    world = World()
    world.consulent.set_password(PASSWORD)
    world.consulent.save()
    case, request = world.case("aanmelding"), world.request(world.case(), "aangevraagd")
    with as_app():
        assert client.get("/readyz").json()["database"] == client.get("/readyz").json()["migrations"] == "ok"
        for password in ("verkeerd", PASSWORD):  # what failed is counted, in the cache
            answer = client.post("/inloggen/", {"login": "consulent", "password": password})
        assert answer.status_code == 302
        assert client.get(case.get_absolute_url()).status_code == 200
        perform(case, "take_up", by=world.consulent)
        perform(request, "approve", by=world.teamleider)
        perform(request, "pay", by=world.financien, paid_amount=Decimal(900))
        cache.set("a", 1)
        cache.delete("a")
        call_command("clearsessions")
        client.post("/uitloggen/")
    case.refresh_from_db()
    assert case.phase != "aanmelding"
    assert CaseEvent.objects.filter(case=case, by=world.consulent).exists()
    assert Reading.objects.filter(by=world.consulent, ref=case.ref).exists()
    assert LedgerEntry.objects.filter(request=request, kind="vrijval").exists()


def test_configuration_is_changed_and_its_history_says_by_whom(as_app, client):
    world = World()
    with as_app():
        client.force_login(world.beheer)
        kern = reverse("admin:wijkweb_kern_change", args=[world.kern.pk])
        form = client.get(kern).context["adminform"].form
        values = {name: form[name].value() or "" for name in form.fields}
        assert client.post(kern, values | {"village": "Elders"}).status_code == 302
        Person.objects.create(family_name="Jansen")
    world.kern.refresh_from_db()
    assert world.kern.village == "Elders"
    assert HistoryContext.objects.get().metadata["user"] == world.beheer.pk


def test_an_account_is_removed_and_what_it_did_stays(as_app):
    world = World()
    row = Reading.objects.create(by=world.outsider, by_name="Bep", role="regie", ref="HW-1", part="dossier", why="team")
    with as_app():
        User.objects.get(username="outsider").delete()
    row.refresh_from_db()
    assert (row.by, row.by_name) == (None, "Bep")


def test_a_table_made_later_is_closed_until_the_command_ran_again(as_app):
    change = ("UPDATE later SET id = 2", "DELETE FROM later", "TRUNCATE later")
    rows("CREATE TABLE later (id int)")
    try:
        with as_app():
            assert [how(statement) for statement in change] == ["InsufficientPrivilege"] * 3
            assert [how("INSERT INTO later VALUES (1)"), how("SELECT id FROM later")] == ["passed"] * 2
        call_command("grant_app_role", verbosity=0)
        with as_app():
            assert [how(statement) for statement in change] == ["passed", "passed", "InsufficientPrivilege"]
    finally:
        rows("DROP TABLE later")


def test_the_password_is_kept_as_a_hash_and_follows_the_secret(role, settings):
    def stored():
        return rows("SELECT rolpassword FROM pg_authid WHERE rolname = %s", role)[0][0]

    first = stored()
    assert first.startswith("SCRAM-SHA-256$")
    settings.APP_DATABASE = {"USER": role, "PASSWORD": "een nieuw geheim"}
    call_command("grant_app_role", verbosity=0)
    assert stored() != first


@pytest.mark.parametrize(
    ("power", "words"),
    [
        ("ALTER ROLE {role} SUPERUSER", "is superuser"),
        ("ALTER ROLE {role} CREATEROLE", "mag rollen maken"),
        ("GRANT pg_execute_server_program TO {role}", "is lid van een andere rol"),
        ("CREATE SCHEMA mine AUTHORIZATION {role}", "is eigenaar van iets"),
    ],
)
def test_a_role_that_can_more_is_no_role_for_a_website(role, power, words):
    rows(power.format(role=role))
    try:
        with pytest.raises(CommandError, match=words):
            call_command("grant_app_role", verbosity=0)
    finally:
        rows(f"DROP OWNED BY {role}")
        rows(f"ALTER ROLE {role} NOSUPERUSER NOCREATEROLE")


def test_the_owner_is_no_role_for_a_website(transactional_db, settings):
    settings.APP_DATABASE = {"USER": connection.settings_dict["USER"], "PASSWORD": ""}
    with pytest.raises(CommandError, match="DATABASE_URL noemt de eigenaar zelf"):
        call_command("grant_app_role", verbosity=0)


def test_production_says_so_when_the_website_is_the_owner(as_app, settings):
    settings.DEMO = False
    (error,) = website_can_not_change_tables(databases=["default"])
    assert error.id == "wijkteam.E003"
    with as_app():
        assert website_can_not_change_tables(databases=["default"]) == []
    settings.AS_OWNER = True  # `migrate` and `grant_app_role`
    assert website_can_not_change_tables(databases=["default"]) == []
