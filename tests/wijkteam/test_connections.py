"""A connection is kept: what a page asks has been planned on it, and planning it anew takes longer than the page."""

import time

import pytest
from django.db import close_old_connections, connection

from roles.policy import sight
from tests.factories import user
from wijkteam import settings

MINUTES = 60


def planned() -> tuple[int, set[str]]:
    """The process of PostgreSQL that answers, and what it has a plan for."""
    connection.ensure_connection()
    own = connection.connection
    return own.info.backend_pid, {sql for (sql,) in own.execute("SELECT statement FROM pg_prepared_statements")}


@pytest.mark.django_db(transaction=True)
def test_a_visitor_who_was_away_for_a_while_finds_what_was_planned(monkeypatch) -> None:
    somebody = user("iemand")
    connection.close()
    sight(somebody)
    (first, plans), now = planned(), time.monotonic()
    assert plans
    for minutes, kept in ((30, True), (61, False)):
        monkeypatch.setattr(time, "monotonic", lambda later=now + minutes * MINUTES: later)
        close_old_connections()  # as Django does when a request begins
        assert (planned() == (first, plans)) is kept, minutes


@pytest.mark.parametrize(("process", "gives_up"), [("page", True), ("worker", True), ("command", False)])
def test_a_machine_that_is_gone_is_noticed_and_a_gateway_forgets_nothing(monkeypatch, process, gives_up) -> None:
    """Within twenty seconds, also where something was sent to it; an import, a copy or a new index may take longer. An
    address of the database may say otherwise."""
    monkeypatch.setattr(settings, "PROCESS", process)
    found = settings.database("postgres://wie@ergens/wat?keepalives_count=9", "DATABASE_PASSWORD")["OPTIONS"]
    assert (found["keepalives_idle"], found["keepalives_interval"], found["keepalives_count"]) == (5, 5, 9)
    assert found.get("tcp_user_timeout") == (20_000 if gives_up else None)
