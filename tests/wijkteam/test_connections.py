"""A connection is kept: what a page asks has been planned on it, and planning it anew takes longer than the page."""

import time

import pytest
from django.db import close_old_connections, connection
from psycopg.pq import Conninfo

from wijkteam.settings import database

MINUTES = 60


def asked_by() -> int:
    """The process of PostgreSQL that answers."""
    return connection.connection.info.backend_pid


@pytest.mark.django_db(transaction=True)
def test_a_visitor_who_was_away_for_a_while_finds_what_was_planned(monkeypatch) -> None:
    connection.close()
    connection.connect()
    first, now = asked_by(), time.monotonic()
    for minutes, kept in ((30, True), (61, False)):
        monkeypatch.setattr(time, "monotonic", lambda later=now + minutes * MINUTES: later)
        close_old_connections()  # as Django does when a request begins
        connection.ensure_connection()
        assert (asked_by() == first) is kept, minutes


def test_what_lies_between_is_told_that_it_is_in_use() -> None:
    """A gateway forgets who says nothing for some minutes; an address may say otherwise. Libpq knows these names."""
    found = database("postgres://wie@ergens/wat?keepalives_idle=90", "DATABASE_PASSWORD")["OPTIONS"]
    known = {one.keyword.decode() for one in Conninfo.get_defaults()}
    assert {name: found[name] for name in found if name.startswith(("keepalives", "tcp")) and name in known} == {
        "keepalives_idle": 90, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 20_000,
    }  # fmt: skip
