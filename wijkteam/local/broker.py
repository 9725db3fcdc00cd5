"""Valkey, a Redis-compatible server: hands the workers' messages on, over a unix socket."""

from pathlib import Path

from wijkteam.local.processes import Child


def start(binary: Path, folder: Path, sockets: Path, log: Path) -> Child:
    path = sockets / "valkey.sock"
    path.unlink(missing_ok=True)
    command = [str(binary), "--port", "0", "--unixsocket", str(path), "--unixsocketperm", "700", "--dir", str(folder)]
    # What waits is a row in PostgreSQL; the broker may forget.
    command += ["--save", "", "--appendonly", "no", "--daemonize", "no"]
    return Child("Valkey", command, log=log, is_server=True, restarts=True)
