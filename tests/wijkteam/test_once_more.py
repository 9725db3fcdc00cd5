"""While the database is away or too busy: 503 in words, what was typed stays, and all is well again without a restart."""

import threading
import uuid

import pytest
from django.db import connection, connections
from django.test import Client

from casework.notes.models import Note
from tests.factories import World
from tests.wijkteam.test_settings import start

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def from_elsewhere(sql: str, *values) -> None:
    """On a connection of its own."""

    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
        connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def cut() -> None:
    """As a restart of the database does to it."""
    connection.ensure_connection()
    from_elsewhere("SELECT pg_terminate_backend(%s)", connection.connection.info.backend_pid)


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def test_a_connection_that_is_cut_before_the_page_costs_nothing_that_was_typed(client) -> None:
    world = World()
    case = world.case()
    client.force_login(world.consulent)
    url, data = (
        f"{case.get_absolute_url()}notities/nieuw/",
        {"text": "Zij kookt weer zelf.", "token": str(uuid.uuid4()), "csrfmiddlewaretoken": "b" * 64},
    )
    cut()
    answer = client.post(url, data)
    assert answer.status_code == 503
    assert answer["Retry-After"]
    page = answer.content.decode()
    assert "even niet bereikbaar" in page
    assert "Zij kookt weer zelf." in page
    assert data["token"] in page
    assert f'name="csrfmiddlewaretoken" value="{data["csrfmiddlewaretoken"]}"' in page
    connection.close()  # as Django does after a request whose connection turned out to be gone
    assert client.post(url, data).status_code == 303
    assert client.post(url, data).status_code == 303
    assert Note.objects.count() == 1


def test_a_forged_form_gets_no_token_that_makes_it_real(client) -> None:
    client.force_login(World().consulent)
    cut()
    page = client.post("/wachtwoord/wijzigen/", {"a": "b"}).content.decode()
    connection.close()
    assert 'value="b"' in page
    assert "csrfmiddlewaretoken" not in page


def test_one_that_is_cut_within_the_page_too(client, monkeypatch) -> None:
    world = World()
    case = world.case()
    client.force_login(world.consulent)
    create = Note.objects.create

    def cut_first(**columns):
        cut()
        return create(**columns)

    monkeypatch.setattr(Note.objects, "create", cut_first)
    answer = client.post(f"{case.get_absolute_url()}notities/nieuw/", {"text": "Hallo", "token": str(uuid.uuid4())})
    assert answer.status_code == 503
    assert "Hallo" in answer.content.decode()
    monkeypatch.undo()
    connection.close()
    assert not Note.objects.exists()
    assert client.get(case.get_absolute_url()).status_code == 200


def test_a_page_that_asks_too_much_is_told_so(client, monkeypatch) -> None:
    world = World()
    client.force_login(world.consulent)

    def slow(sight):
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '50ms'")
            cursor.execute("SELECT pg_sleep(3)")

    monkeypatch.setattr("casework.desk.worklist.lists_of", slow)
    answer = client.get("/?lijst=team")
    connection.close()
    assert answer.status_code == 503
    assert 'href="/?lijst=team"' in answer.content.decode()


def test_a_password_and_a_number_are_not_given_back(client) -> None:
    cut()
    answer = client.post("/inloggen/", {"login": "consulent", "password": "geheim-geheim", "bsn": "123456782"})
    connection.close()
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "geheim-geheim" not in page
    assert "123456782" not in page


def test_what_is_our_own_fault_stays_a_500(client, monkeypatch) -> None:
    world = World()
    client.force_login(world.consulent)
    monkeypatch.setattr("casework.desk.worklist.lists_of", lambda sight: 1 / 0)
    assert client.get("/").status_code == 500


@pytest.mark.parametrize(
    ("process", "limit"), [("page", "statement_timeout=10s"), ("worker", "statement_timeout=60s"), ("command", "")]
)
def test_each_kind_of_connection_has_its_own_limits(process, limit) -> None:
    code = "print(s.DATABASES['default']['OPTIONS']['options'])"
    address = "postgres://wijkteam@database/wijkteam?options=-c%20work_mem=8MB"
    told = start(code, WIJKTEAM_PROCESS=process, DATABASE_URL=address).stdout
    assert limit in told
    assert ("timeout" in told) is bool(limit)
    assert told.strip().endswith("-c work_mem=8MB")
    assert "join_collapse_limit=4" in told
