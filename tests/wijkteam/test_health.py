"""What machines ask: is it there, and can people work?"""

import datetime as dt

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from casework.engine import by_date, life
from wijkteam import health
from wijkteam.serving import OLDEST
from workers.app import app


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)


def test_healthz_needs_no_database_and_no_login(client):
    response = client.get("/healthz")  # a query here would fail: this test has no database
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.fixture
def all_is_well(db):
    """As on a machine where everything runs."""
    life.here(life.WORKER)
    life.here(life.SCHEDULE)
    by_date.run()


def test_readyz_ok(client, all_is_well):
    response = client.get("/readyz")
    assert response.status_code == 200
    answer = response.json()
    shown = {name: answer.pop(name) for name in ("status", "database", "migrations", "broker")}
    assert shown == {"status": "ok", "database": "ok", "migrations": "ok", "broker": "ok"}
    assert {name: part["status"] for name, part in answer.items()} == dict.fromkeys(
        ("worker", "schedule", "night", "lists", "rerouting", "mails", "notices", "files", "documents", "pieces"), "ok"
    )
    assert answer["night"] == answer["night"] | {"anchors": 0, "failed": 0}
    assert answer["documents"] == {"status": "ok", "waiting": 0, "oldest": None, "failed": 0}


@pytest.mark.parametrize("part", ["worker", "schedule"])
def test_readyz_without_a_worker_or_a_schedule_is_degraded_and_people_can_work(client, all_is_well, part):
    life.LifeSign.objects.filter(part=part).update(at=timezone.now() - dt.timedelta(hours=1))
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["status"] == response.json()[part]["status"] == "degraded"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["redis+socket:///nowhere/valkey.sock", "redis://127.0.0.1:1/0"])
@pytest.mark.slow
def test_readyz_without_a_broker_is_degraded_and_people_can_work(client, monkeypatch, all_is_well, address):
    connection = app.connection_for_write
    monkeypatch.setattr(app, "connection_for_write", lambda: connection(address))
    response = client.get("/readyz")
    assert response.status_code == 200
    assert (response.json()["status"], response.json()["broker"]) == ("degraded", "away")
    assert response.json()["worker"]["status"] == "ok"
    assert client.get("/inloggen/").status_code == 200


@pytest.mark.django_db
def test_readyz_with_a_migration_that_did_not_run_fails(client):
    MigrationRecorder.Migration.objects.filter(app="wijkteam").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["status"] == "failing"
    assert response.json()["migrations"] == "pending"


def test_readyz_without_a_database_fails(client, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(health.connection, "cursor", away)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert (response.json()["database"], response.json()["migrations"]) == ("away", "unknown")
    assert "worker" not in response.json()  # who could tell


@pytest.mark.django_db
def test_readyz_with_a_cookie_asks_no_session(client, django_user_model, django_assert_num_queries):
    client.force_login(django_user_model.objects.create_user("consulent"))
    with django_assert_num_queries(0):
        assert client.get("/healthz").status_code == 200


@pytest.mark.parametrize(("seconds", "status"), [(0, 200), (7.9, 200), (8.1, 503)])
def test_healthz_says_when_pages_wait_too_long(client, seconds, status):
    assert client.get("/healthz", **{OLDEST: seconds}).status_code == status
