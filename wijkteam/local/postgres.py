"""PostgreSQL: a cluster of its own in a folder, reached over a unix socket."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from wijkteam.local.places import as_server_user
from wijkteam.local.processes import Child, command_line
from wijkteam.machine import Stop

DATABASE = "wijkteam"
IN_USE = "pre-existing shared memory block"  # PostgreSQL's words for: one of an earlier run is still here
LEFT_BEHIND = 90  # seconds; the longest question, a worker's, may take sixty
SOCKET_PORT = "5432"  # only a part of the socket's name: nothing listens on the network


def make_cluster(binaries: Path, data: Path) -> None:
    # A run that was killed during initdb leaves a half folder.
    for rest in data.iterdir():
        shutil.rmtree(rest) if rest.is_dir() else rest.unlink()
    done = subprocess.run(
        [
            binaries / "initdb", "-D", data, "-U", DATABASE, "--auth=trust", "--encoding=UTF8",
            # The same letters on every system; the sockets' folder guards who may come in.
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-sync", "--no-instructions",
        ],
        capture_output=True,
        **as_server_user(),  # type: ignore[call-overload]
    )  # fmt: skip
    if done.returncode:
        raise Stop(f"PostgreSQL kon geen gegevensmap maken in {data}:\n{done.stderr.decode(errors='replace')}")


def end_earlier_run(data: Path) -> None:
    """We hold the lock, so whatever postmaster.pid names is a left-over or not PostgreSQL at all.

    Where it names nobody the file stays: PostgreSQL sees by it whether somebody of an earlier run is still at work.
    """
    pid_file = data / "postmaster.pid"
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(pid_file.read_text().split()[0])
        if not command_line(pid):
            return
        if str(data) in command_line(pid):
            os.kill(pid, signal.SIGINT)
            for _ in range(100):
                if str(data) not in command_line(pid):
                    break
                time.sleep(0.1)
            else:
                raise Stop(f"Een eerdere PostgreSQL (proces {pid}) stopt niet: beëindig dat proces en probeer opnieuw.")
        pid_file.unlink(missing_ok=True)


class Database(Child):
    """A PostgreSQL that is started again when it dies, once nobody of its earlier run is at work any more."""

    def __init__(self, command: list[str], *, log: Path, sockets: Path) -> None:
        self.sockets = sockets
        # SIGINT is PostgreSQL's fast stop; SIGTERM would wait for every client.
        super().__init__("PostgreSQL", command, log=log, is_server=True, stop_signal=signal.SIGINT, restarts=True)

    def revive(self) -> bool:
        if not super().revive():
            return False
        self.wait_until_ready()
        return True

    def wait_until_ready(self) -> None:
        """Whoever was in a long question when the server died, notices that only afterwards."""
        end = time.monotonic() + LEFT_BEHIND
        while True:
            try:
                return wait_until_ready(self, self.sockets)
            except Stop:
                if IN_USE not in self.tail() or time.monotonic() > end:
                    raise
            time.sleep(0.5)
            self.start()


def start(binaries: Path, data: Path, sockets: Path, log: Path, *, durable: bool) -> Database:
    """Starts the server on a folder that `make_cluster` made. Not durable is faster: a crash may lose everything."""
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "port": SOCKET_PORT,
        "timezone": "Europe/Amsterdam",
        "shared_buffers": "256MB",
        "max_connections": "100",
        # Refused statements and their values may be about a person.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
    if not durable:
        settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
        settings |= {"wal_level": "minimal", "max_wal_senders": "0"}
    command = [str(binaries / "postgres"), "-D", str(data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    return Database(command, log=log, sockets=sockets)


def wait_until_ready(server: Child, sockets: Path) -> None:
    """Returns once the database is there; makes it the first time."""
    import psycopg  # only where the packages are installed

    for _ in range(600):
        if not server.alive():
            raise Stop(f"PostgreSQL start niet; het logboek {server.log} eindigt zo:\n{server.tail()}")
        try:
            connection = psycopg.connect(host=str(sockets), user=DATABASE, dbname="postgres", autocommit=True)
        except psycopg.OperationalError:
            time.sleep(0.05)
            continue
        with connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")
        return
    raise Stop(f"PostgreSQL is na dertig seconden nog niet klaar; kijk in {server.log}.")
