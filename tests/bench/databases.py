"""Two load databases beside each other on the server of `./dev bench`: a small one and a large one.

Each is filled once and kept for the day; what is measured in is a copy, because measuring writes.
"""

import datetime as dt
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from wijkteam.town.load import fill

KEPT = "wijkteam_load"  # filled, never worked in
WORK = "wijkteam_bench"

Tell = Callable[[str], None]


class Database:
    """One of the two. Within `as_default` the whole product works on it."""

    def __init__(self, name: str, cases: int) -> None:
        self.name, self.cases = name, cases
        self.connection = _connection(name)

    @contextmanager
    def as_default(self) -> Iterator[None]:
        other = connections["default"]
        connections["default"] = self.connection
        try:
            yield
        finally:
            connections["default"] = other


def prepare(sizes: list[int], tell: Tell) -> list[Database]:
    """A filled database of each size, copied from one that is kept from run to run of the same day and code."""
    version = _version()
    _drop_but(version)
    found = []
    for cases in sizes:
        found.append(Database(copied(_kept(version, cases, tell), f"{WORK}_{cases}"), cases))
    return found


def kept(cases: int, tell: Tell) -> str:
    """The name of a filled database of that size, to be copied and never worked in."""
    version = _version()
    _drop_but(version)
    return _kept(version, cases, tell)


def copied(source: str, target: str) -> str:
    """The name of a copy to work in."""
    _copy(source, target)
    return target


def _kept(version: str, cases: int, tell: Tell) -> str:
    name, work = f"{KEPT}_{version}_{cases}", f"{WORK}_{cases}"
    if name not in _names():
        tell(f"Een database met {cases} zaken vullen …")
        _copy(_own_name(), work)
        begun = time.monotonic()
        with _set_up_for_filling():
            _fill(work, cases)
        took = time.monotonic() - begun
        ((size,),) = server(f"SELECT pg_database_size('{work}')")
        tell(f"  gevuld in {took:.0f} s, {cases / took:.0f} per seconde; {int(size) / cases / 1000:.1f} kB per zaak")
        server(f'ALTER DATABASE "{work}" RENAME TO "{name}"')
    return name


def _version() -> str:
    """What was filled: on which day, by this code, in this shape."""
    code = sorted(Path(fill.__file__).parent.glob("*.py"))
    parts = [repr(dt.datetime.now(dt.UTC).date()), *(one.read_text() for one in code)]
    parts += [f"{app}.{name}" for app, name in sorted(MigrationRecorder(connections["default"]).applied_migrations())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]


def _fill(name: str, cases: int) -> None:
    command = [sys.executable, "manage.py", "seed_load", "--cases", str(cases), "-v", "0"]
    subprocess.run(command, env=environment(name), check=True)


_WHILE_FILLING: Final = {
    # after each checkpoint the database writes every page whole at its first change
    "max_wal_size": "'16GB'",
    "checkpoint_timeout": "'1h'",
    "autovacuum": "off",  # the filling itself ends with it
    # what breaks off is thrown away and filled anew
    "fsync": "off",
    "full_page_writes": "off",
}


@contextmanager
def _set_up_for_filling() -> Iterator[None]:
    try:
        for name, value in _WHILE_FILLING.items():
            _set(f"{name} = {value}")
        yield
    finally:
        for name in _WHILE_FILLING:
            _set(f"{name} = DEFAULT")
        server("CHECKPOINT")
        os.sync()  # what was written without waiting for the disk


def _set(setting: str) -> None:
    server(f"ALTER SYSTEM SET {setting}")
    server("SELECT pg_reload_conf()")


def environment(name: str) -> dict[str, str]:
    """In which a process works on the database with that name."""
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    return os.environ | {"DATABASE_URL": url}


# --- on the server itself ----------------------------------------------------------------------------------------


def _own_name() -> str:
    return str(connections["default"].settings_dict["NAME"])


def _connection(name: str) -> BaseDatabaseWrapper:
    made = connections.create_connection("default")
    made.settings_dict = {**made.settings_dict, "NAME": name}
    return made


def _names() -> set[str]:
    return {row[0] for row in server("SELECT datname FROM pg_database")}


def _copy(source: str, target: str) -> None:
    connections["default"].close()  # a template has no visitors
    server(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
    server(f'CREATE DATABASE "{target}" TEMPLATE "{source}" STRATEGY FILE_COPY')


def _drop_but(version: str) -> None:
    for name in _names():
        if name.startswith(f"{KEPT}_") and not name.startswith(f"{KEPT}_{version}_"):
            server(f'DROP DATABASE "{name}" WITH (FORCE)')


def server(statement: str) -> list[tuple[str, ...]]:
    """A statement about databases, from another one and outside a transaction."""
    aside = _connection("postgres")
    try:
        with aside.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        aside.close()
