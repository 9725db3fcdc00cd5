"""The demo's own servers: one that is killed is there again, with what it held."""

import contextlib
import shutil
import signal
import threading
import time

import psycopg
import pytest

from tests.wijkteam.website import until
from wijkteam.local.demo import watch
from wijkteam.local.processes import Child
from wijkteam.local.scratch import new_servers
from wijkteam.local.servers import Servers
from wijkteam.machine import Stop

pytestmark = pytest.mark.slow


class Watching:
    """What the demo does while it runs; beside its servers it watches this, which ends it."""

    def __init__(self, servers: Servers) -> None:
        self.servers, self.over, self.ended_with = servers, False, ""
        self.thread = threading.Thread(target=self.run, daemon=True)

    def run(self) -> None:
        try:
            watch(self.servers, [self])
        except Stop as stop:
            self.ended_with = str(stop)

    def alive(self) -> bool:
        if self.over:
            raise Stop("genoeg gezien")
        return True


@pytest.fixture
def watching():
    servers = new_servers()
    servers.durable = True
    one = Watching(servers)
    try:
        with servers:
            yield one
            one.over = True
            if one.thread.is_alive():
                one.thread.join(60)
    finally:
        shutil.rmtree(servers.folder, ignore_errors=True)


def database(servers: Servers) -> psycopg.Connection:
    return psycopg.connect(host=str(servers.sockets), user="wijkteam", dbname="wijkteam", autocommit=True)


def kill(child: Child) -> None:
    child.process.send_signal(signal.SIGKILL)
    child.process.wait()


def test_a_database_that_is_killed_comes_back_with_what_it_held(watching, capsys) -> None:
    """Also while somebody is in the middle of a long question, who notices it only afterwards."""
    broker, server = watching.servers.children
    with database(watching.servers) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    threading.Thread(target=ask_long, args=[database(watching.servers)], daemon=True).start()
    time.sleep(0.5)
    kill(server)
    watching.thread.start()
    with until(lambda: database_if_there(watching.servers), server.log, seconds=60) as again:
        assert again.execute("SELECT number FROM kept").fetchone() == (1,)
    assert "PostgreSQL is gestopt en wordt opnieuw gestart." in capsys.readouterr().out
    kill(broker)
    until(broker.alive)
    assert "Valkey is gestopt en wordt opnieuw gestart." in capsys.readouterr().out
    assert not watching.ended_with


def database_if_there(servers: Servers) -> psycopg.Connection | None:
    try:
        return database(servers)
    except psycopg.OperationalError:
        return None


def ask_long(connection: psycopg.Connection) -> None:
    """Work without a moment of waiting."""
    with contextlib.suppress(psycopg.OperationalError):
        connection.execute("SELECT count(*) FROM generate_series(1, 30000000)")


def test_a_database_that_does_not_come_back_ends_the_demo_in_words(watching) -> None:
    server = watching.servers.children[1]
    server.command = ["/bin/false"]
    kill(server)
    watching.thread.start()
    watching.thread.join(30)
    assert watching.ended_with.startswith("PostgreSQL start niet; het logboek")
