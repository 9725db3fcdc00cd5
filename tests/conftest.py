"""What every test may use."""

import gc
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import Phase, find, settings
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[1]

# What takes longest comes first. Whoever is done takes over the last half of what another worker has ahead: what that
# one begins with is never split over two workers, so that what it has made for a module isn't made again, and nobody
# is left with something long at the end.
FIRST = (
    "tests/pages/test_for_everyone.py",
    "tests/wijkteam/town/test_demo.py",
    "tests/rules/test_random_walk.py",
    "tests/workers/",
    "tests/casework/documents/test_every_letter.py",
    "tests/casework/meldcode/test_meldcode.py",
    "tests/journeys/test_beheer.py",
    "tests/journeys/test_for_everyone.py",
    "tests/journeys/test_stories.py",
    "tests/journeys/test_research.py",
    "tests/journeys/test_household_plans.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))


def pytest_collection_finish(session):
    """What is imported now stays for good: the garbage collector needn't go through it all at every test."""
    if any(getattr(getattr(item, "obj", None), "is_hypothesis_test", False) for item in session.items):
        _read_by_hypothesis()
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


def _read_by_hypothesis():
    """It looks through all of our modules, once, for numbers that are worth a try: now, and not while it draws for the
    first test, which it would then find too slow. Drawing a hundred numbers it comes to that."""
    once = settings(phases=(Phase.generate,), database=None, deadline=None)
    find(st.lists(st.integers(), min_size=100, max_size=100), lambda found: len(set(found)) > 50, settings=once)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, which asks nothing of the network by itself."""
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("WIJKTEAM_CHROMIUM") or "/usr/bin/chromium",
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """After a test on several connections Django empties every table, also those that refuse it, and makes anew what
    comes with `migrate`. Here what the migrations filled is kept aside and put back as it was, keys and all, so that no
    test depends on which came before it; and only tables that hold something are emptied.

    The superuser that the tests connect as puts the triggers aside, in that one transaction; nothing of the product can.
    """
    from django.core.management.commands import flush
    from django.db import connection
    from django.db.backends.postgresql.operations import DatabaseOperations

    with django_db_blocker.unblock(), connection.cursor() as cursor:
        put_back = _kept_aside(cursor, connection.introspection.django_table_names(only_existing=True))

    def sql_flush(self, style, tables, **options):
        with connection.cursor() as cursor:
            emptied = [f'DELETE FROM "{name}"' for name in _filled(cursor, tables)]
        return ["SET LOCAL session_replication_role = replica", *emptied, *put_back]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *args, **options: None)
        yield


def _filled(cursor, tables):
    cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in tables))
    return [name for (name,) in cursor]


def _kept_aside(cursor, tables):
    """A copy of what stands in them now; the statements that put it back."""
    cursor.execute("CREATE SCHEMA kept_aside")
    put_back = []
    for name in _filled(cursor, tables):
        cursor.execute(f'CREATE TABLE kept_aside."{name}" AS SELECT * FROM "{name}"')
        cursor.execute(
            "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''",
            [f'"{name}"'],
        )
        ((columns,),) = cursor.fetchall()
        put_back.append(f'INSERT INTO "{name}" ({columns}) SELECT {columns} FROM kept_aside."{name}"')
    return put_back


class RealWorker:
    """A Celery worker in a process of its own, on the test database and the real broker. `more` is for its command."""

    def __init__(self, log: Path, database: str, *more: str) -> None:
        self.log, self.database, self.more = log, database, more
        url, _, options = os.environ["DATABASE_URL"].partition("?")
        self.env = os.environ | {"DATABASE_URL": f"{url.rpartition('/')[0]}/{database}?{options}"}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "celery",
                    "-q",
                    "-A",
                    "workers.app:app",
                    "worker",
                    "--loglevel",
                    "INFO",
                    "--concurrency",
                    "1",
                    "--without-gossip",
                    "--without-mingle",
                    "--without-heartbeat",
                    *self.more,
                ],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_for(lambda: " ready." in self.log.read_text(), seconds=90)  # what it imports takes long beside others

    def another(self, name: str, *more: str) -> "RealWorker":
        """A second one, beside it. Kill it yourself."""
        return RealWorker(self.log.with_name(f"{name}.log"), self.database, "-n", f"{name}@%h", *more)

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Ends the worker and the processes it split into."""
        if self.process is not None:
            os.killpg(self.process.pid, number)
            self.process.wait()
            self.process = None

    def wait_for(self, done, seconds: float = 30):
        """Waits until `done()` is true and gives what it gave; fails with the worker's log."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if result := done():
                return result
            time.sleep(0.05)
        pytest.fail(f"Not within {seconds} seconds. The worker's log:\n{self.log.read_text()}")


@pytest.fixture
def real_worker(transactional_db, tmp_path):
    """`start()` it when the rows are there; what a test writes it sees, and the other way round."""
    from django.db import connection

    from workers.app import app

    app.control.purge()
    worker = RealWorker(tmp_path / "worker.log", connection.settings_dict["NAME"])
    yield worker
    worker.kill()


@pytest.fixture(scope="module")
def kept_rows(django_db_setup, django_db_blocker):
    """What a fixture of the module makes within this, each test of it finds; what a test does to it is undone.

    Not for modules with tests on several connections. Hand out a `deepcopy`: objects in memory aren't undone.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def kept_world(kept_rows):
    """One world for a module of many short tests: it lets its `world` be a copy of this."""
    from tests.factories import World

    return World()


@pytest.fixture
def world(db):
    """A small municipality with somebody in every role."""
    from tests.factories import World

    return World()
