"""The website as it really runs: processes that listen, and what is said to them byte by byte."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class Spoken:
    """An answer."""

    def __init__(self, raw: bytes, seconds: float) -> None:
        self.raw, self.seconds = raw, seconds
        head, _, self.body = raw.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        self.status = int(lines[0].split()[1]) if raw else 0
        self.headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:])}

    @property
    def page(self) -> str:
        return self.body.decode()


class Line:
    """One connection."""

    def __init__(self, port: int, said: bytes = b"") -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.began = time.monotonic()
        self.say(said)

    def say(self, said: bytes) -> None:
        self.socket.sendall(said)

    def hear(self) -> Spoken:
        """Until the other side says no more."""
        parts = []
        while part := self.socket.recv(65536):
            parts.append(part)
        self.close()
        return Spoken(b"".join(parts), time.monotonic() - self.began)

    def is_closed(self) -> bool:
        self.socket.setblocking(False)
        try:
            return self.socket.recv(1) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def close(self) -> None:
        self.socket.close()


def asked(address: str, *headers: str, method: str = "GET", body: bytes = b"") -> bytes:
    length = [f"Content-Length: {len(body)}"] if method == "POST" else []
    lines = [f"{method} {address} HTTP/1.1", "Host: localhost", "Connection: close", *length, *headers, "", ""]
    return "\r\n".join(lines).encode() + body


class Website:
    """`python -m wijkteam.serving`; or the same, after what is said to be otherwise in it."""

    def __init__(self, folder: Path, database: str, otherwise: str = "", **env: str) -> None:
        self.port, self.log = free_port(), folder / "web.log"
        url, _, options = os.environ["DATABASE_URL"].partition("?")
        ours = {"DATABASE_URL": f"{url.rpartition('/')[0]}/{database}?{options}", "BIND": f"127.0.0.1:{self.port}"}
        changed = ["-c", f"{otherwise}\nfrom wijkteam.serving.__main__ import main\nmain()"]
        command = changed if otherwise else ["-m", "wijkteam.serving"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT, env=os.environ | ours | env, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        until(self.is_up, self.log)

    def is_up(self) -> bool:
        with contextlib.suppress(OSError):
            return self.ask("/healthz").status == 200
        return False

    def ask(self, address: str, *headers: str, **how) -> Spoken:
        return Line(self.port, asked(address, *headers, **how)).hear()

    def say(self, said: bytes) -> Spoken:
        return Line(self.port, said).hear()

    def servers(self) -> list[int]:
        """The processes that serve."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(pid) for pid in path.read_text().split()]

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def until(done, log: Path | None = None, seconds: float = 20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := done():
            return result
        time.sleep(0.05)
    raise AssertionError(f"Not within {seconds} seconds.\n{log.read_text() if log else ''}")


@contextlib.contextmanager
def website(folder: Path, database: str, otherwise: str = "", **env: str) -> Iterator[Website]:
    site = Website(folder, database, otherwise, **env)
    try:
        yield site
    finally:
        site.kill()
