"""How often somebody waits for the database: what was sent, and then answered, counts once however much it was."""

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection


@dataclass
class Trips:
    """The number, once the block is left; what was sent in each, for a test that fails."""

    sent: list[list[str]]

    def __len__(self) -> int:
        return len(self.sent)

    def __str__(self) -> str:
        return "\n".join(f"{number}. {' · '.join(one)}" for number, one in enumerate(self.sent, 1))


@contextmanager
def round_trips():
    """Counted by the client library itself, in its log of the messages to and fro."""
    connection.ensure_connection()
    trips = Trips([])
    with tempfile.NamedTemporaryFile("w+") as log:
        pgconn = connection.connection.pgconn
        pgconn.trace(log.fileno())
        try:
            yield trips
        finally:
            pgconn.untrace()
        trips.sent.extend(_trips(Path(log.name).read_text(errors="replace")))


def _trips(log: str) -> list[list[str]]:
    """Who sends Sync, Flush or a plain query waits for what comes back; what is answered earlier nobody waits for."""
    found: list[list[str]] = [[]]
    was = ""
    for line in log.splitlines():
        parts = line.split("\t")
        if len(parts) < 4 or parts[1] != "F":  # an answer, or a text that goes on on the next line
            continue
        kind = parts[3]
        if kind in ("Query", "Parse", "Bind"):
            found[-1].append(" ".join(parts[3:])[:120])
        if kind in ("Query", "Sync") or (kind == "Flush" and was != "Sync"):
            found.append([])
        was = kind
    return [one for one in found if one]
