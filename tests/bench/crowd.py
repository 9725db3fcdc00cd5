"""`./dev bench --crowd`: many at the same moment, and clients that say half a word; a real server, real sockets.

Another server can be measured beside ours in the same run: `--beside "gunicorn --bind {address} …"`.
"""

import asyncio
import contextlib
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

from tests.bench.http import Server, Visitor
from tests.bench.pages import CONSULENT, LEADER, own_case
from wijkteam.local.processes import dies_with

CLIENTS = 200
OURS = [sys.executable, "-m", "wijkteam.serving"]


@dataclass
class Heard:
    """What a crowd got to hear."""

    pages: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    other: Counter[str] = field(default_factory=Counter)
    health: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def line(self, name: str) -> str:
        pages = self.pages or [float("nan")]
        cells = [
            f"{len(self.pages) / self.seconds:6.1f}", f"{median(pages):6.2f}", f"{p95(pages):6.2f}", f"{max(pages):6.2f}",
            f"{len(self.refused):6d}", f"{median(self.refused or [0.0]):6.2f}", f"{p95(self.refused or [0.0]):6.2f}",
            f"{median(self.health or [float('nan')]):7.3f}", f"{max(self.health, default=float('nan')):7.3f}",
        ]  # fmt: skip
        return f"{name:44}" + " ".join(cells) + (f"  {dict(self.other)}" if self.other else "")


HEAD = f"{'':44}   p/s    p50    p95 langst    503    p50    p95 healthz  langst"


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1] if len(times) > 1 else times[0]


class Crowd:
    def __init__(self, port: int, cookies: list[str], addresses: list[str]) -> None:
        self.port, self.cookies, self.addresses = port, cookies, addresses

    async def ask(self, address: str, cookie: str = "", wait: float = 60) -> tuple[str, float]:
        """The status, and how long it took from knocking to the last byte."""
        begin = time.monotonic()
        try:
            async with asyncio.timeout(wait):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                try:
                    lines = [f"GET {address} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Connection: close"]
                    lines += [f"Cookie: {cookie}"] if cookie else []
                    writer.write("\r\n".join([*lines, "", ""]).encode())
                    said = await reader.read(-1)
                finally:
                    writer.close()
        except TimeoutError:
            return "nooit", time.monotonic() - begin
        except OSError:
            return "verbroken", time.monotonic() - begin
        return said[9:12].decode() or "leeg", time.monotonic() - begin

    async def visit(self, heard: Heard, number: int, end: float) -> None:
        """One person, page after page."""
        while time.monotonic() < end:
            address = self.addresses[number % len(self.addresses)]
            status, took = await self.ask(address, self.cookies[number % len(self.cookies)])
            if status == "200":
                heard.pages.append(took)
            elif status == "503":
                heard.refused.append(took)
                await asyncio.sleep(1)  # nobody presses a button ten times a second
            else:
                heard.other[status] += 1
            number += 1

    async def feel(self, heard: Heard, end: float) -> None:
        """Is it well? Every fifth of a second, on a connection of its own."""
        while time.monotonic() < end:
            status, took = await self.ask("/healthz")
            heard.health.append(took)
            if status != "200":
                heard.other[f"healthz {status}"] += 1
            await asyncio.sleep(0.2)

    async def together(self, clients: int, seconds: float) -> Heard:
        heard, begin = Heard(), time.monotonic()
        end = begin + seconds
        everybody = [self.visit(heard, number, end) for number in range(clients)]
        await asyncio.gather(*everybody, self.feel(heard, end))
        heard.seconds = time.monotonic() - begin
        return heard

    async def beside_half(self, half: bytes, seconds: float) -> Heard:
        """Two people who want a page, while two hundred say half of what they have to say."""
        stalled = []
        for _ in range(CLIENTS):
            with contextlib.suppress(OSError):
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(half)
                stalled.append(writer)
        await asyncio.sleep(0.5)
        heard = await self.together(2, seconds)
        for writer in stalled:
            writer.close()
        return heard


HALF_HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: hal"
HALF_BODY = b"POST /inloggen/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000\r\n\r\nlogin=hal"


@contextlib.contextmanager
def running(command: list[str], database: str) -> Iterator[int]:
    """A server, on the bench's database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url, _, options = os.environ["DATABASE_URL"].partition("?")
    env = os.environ | {"DATABASE_URL": f"{url.rpartition('/')[0]}/{database}?{options}", "BIND": f"127.0.0.1:{port}"}
    command = [part.replace("{address}", env["BIND"]) for part in command]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=env, stderr=quiet, start_new_session=True, preexec_fn=dies_with(os.getpid())
    )
    try:
        for _ in range(400):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.05)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def measure(database: Any, beside: str, seconds: float, only: str, say: Callable[[str], None]) -> None:
    with database.as_default():
        cookies = [Visitor(Server(), who).cookie for who in (CONSULENT, LEADER)]
        addresses = ["/", "/driehoek/", own_case().get_absolute_url()]
        database.connection.close()
    say(HEAD)
    servers = {"ernaast": shlex.split(beside), "onze": OURS} if beside else {"onze": OURS}
    rounds: dict[str, Callable[[Crowd], Coroutine[Any, Any, Heard]]] = {
        "8 mensen": lambda crowd: crowd.together(8, seconds),
        "200 tegelijk": lambda crowd: crowd.together(CLIENTS, seconds),
        "1.000 tegelijk": lambda crowd: crowd.together(5 * CLIENTS, seconds),
        "2 mensen naast 200 halve koppen": lambda crowd: crowd.beside_half(HALF_HEAD, seconds / 2),
        "2 mensen naast 200 halve formulieren": lambda crowd: crowd.beside_half(HALF_BODY, seconds / 2),
    }
    for what, run in rounds.items():
        for name, command in servers.items() if what.startswith(only) else ():
            with running(command, database.name) as port:
                crowd = Crowd(port, cookies, addresses)
                asyncio.run(crowd.together(4, 2))  # what is made once at the first page
                say(asyncio.run(run(crowd)).line(f"{name}: {what}"))
