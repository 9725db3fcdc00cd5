"""One process keeps some others, and they serve; all listen at the same door.

Whoever falls over is started again. Each tells twice a second that it is alive and how long a page waits in it, in memory
that all share, so any of them can say how the website is.
"""

import logging
import multiprocessing
import multiprocessing.connection
import os
import resource
import signal
import socket
import sys
import time
from types import FrameType
from typing import Any, Final

from waitress import wasyncore
from waitress.adjustments import Adjustments

from wijkteam.serving.connection import LONGEST_HEAD, Door
from wijkteam.serving.lanes import Lanes

TICK: Final = 0.5
SWITCH: Final = 0.0005  # seconds that a page works before the others get their turn: ten times sooner than usual
SILENT: Final = 30  # seconds without a tick: it hangs, and is ended
TELLS: Final = 10  # seconds between two lines in the log that it is too busy
GRACE: Final = 8  # seconds for what is being answered when we stop

log = logging.getLogger(__name__)
forks = multiprocessing.get_context("fork")  # the application is loaded once, and shared


class Signs:
    """Of each process when it last ticked, and since when its oldest page waits (0: none does)."""

    def __init__(self, processes: int) -> None:
        self.ticked = forks.RawArray("d", processes)
        self.since = forks.RawArray("d", processes)

    def tick(self, number: int, waits: float) -> None:
        self.ticked[number] = time.monotonic()
        self.since[number] = time.monotonic() - waits if waits else 0.0

    def oldest(self) -> float:
        return max((time.monotonic() - since for since in self.since if since), default=0.0)

    def is_silent(self, number: int) -> bool:
        return time.monotonic() - self.ticked[number] > SILENT


class Server:
    """One process that serves."""

    def __init__(self, application: Any, sockets: list[socket.socket], signs: Signs, number: int, **how: Any) -> None:
        self.signs, self.number, self.stops = signs, number, 0.0
        self.map: dict[int, Any] = {}
        self.lanes = Lanes(how["threads"], how["static"], signs.oldest)
        adjustments = Adjustments(
            sockets=sockets,
            ident=None,
            # Read by Django itself, which knows how many proxies are to be trusted.
            clear_untrusted_proxy_headers=not how["proxies"],
            max_request_header_size=LONGEST_HEAD,
            max_request_body_size=how["largest"] + 1,
            connection_limit=sys.maxsize,  # Door keeps it
            cleanup_interval=1,
            # Notices who left while waiting: their page isn't made.
            channel_request_lookahead=1,
            log_socket_errors=False,
        )
        self.doors = [
            Door(
                application, self.map, True, one,
                dispatcher=self.lanes, adj=adjustments, bind_socket=False,
                sockinfo=(one.family, one.type, one.proto, one.getsockname()),
            )
            for one in sockets
        ]  # fmt: skip

    def stop(self, number: int, frame: FrameType | None) -> None:
        self.stops = time.monotonic() + GRACE
        for door in self.doors:
            door.accepting = False
            door.pull_trigger()

    def run(self) -> None:
        parent, ticked, told, refused = os.getppid(), 0.0, 0.0, 0
        while not self.is_done():
            wasyncore.poll2(TICK, self.map)
            if time.monotonic() - ticked > TICK / 2:
                ticked = time.monotonic()
                self.lanes.refuse_late()
                self.signs.tick(self.number, self.lanes.pages.oldest())
                if self.lanes.refused > refused and ticked - told > TELLS:
                    log.warning("Too busy: %s requests refused.", self.lanes.refused - refused)
                    told, refused = ticked, self.lanes.refused
                if os.getppid() != parent and not self.stops:
                    self.stop(signal.SIGTERM, None)

    def is_done(self) -> bool:
        if not self.stops:
            return False
        sending = any(channel.total_outbufs_len for door in self.doors for channel in door.active_channels.values())
        return (self.lanes.are_idle() and not sending) or time.monotonic() > self.stops


def serve(application: Any, sockets: list[socket.socket], signs: Signs, number: int, how: dict[str, Any]) -> None:
    """What a process does from its beginning to its end."""
    for each in (signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # of a terminal: our parent stops us
    server = Server(application, sockets, signs, number, **how)
    signal.signal(signal.SIGTERM, server.stop)
    sys.setswitchinterval(SWITCH)
    server.run()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # threads that are still in a page aren't waited for


class Keeper:
    """Starts them, starts them again, and stops them."""

    def __init__(self, application: Any, sockets: list[socket.socket], processes: int, **how: Any) -> None:
        self.application, self.sockets, self.how = application, sockets, how
        self.signs = Signs(processes)
        self.running: list[Any] = [self.start(number) for number in range(processes)]

    def start(self, number: int) -> Any:
        self.signs.tick(number, 0.0)
        process = forks.Process(target=serve, args=(self.application, self.sockets, self.signs, number, self.how))
        process.start()
        return process

    def watch(self) -> None:
        while True:
            multiprocessing.connection.wait([process.sentinel for process in self.running], timeout=TICK * 2)
            for number, process in enumerate(self.running):
                if process.is_alive() and self.signs.is_silent(number):
                    log.error("Web process %s hangs and is ended.", number)
                    process.kill()
                    process.join()
                if not process.is_alive():
                    log.error("Web process %s ended (%s) and is started again.", number, process.exitcode)
                    self.running[number] = self.start(number)
                    time.sleep(TICK)  # where it falls over at once, don't spin

    def stop(self) -> None:
        for process in self.running:
            process.terminate()
        end = time.monotonic() + GRACE + 1
        for process in self.running:
            process.join(max(0.0, end - time.monotonic()))
            process.kill()
            process.join()


def keep(application: Any, sockets: list[socket.socket], processes: int, **how: Any) -> None:
    """Serves until somebody stops us."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4 * Door.most  # a connection, and what of its request and answer stands on the disk
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(wanted, hard) if hard >= 0 else wanted), hard))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _stopped)
    keeper = Keeper(application, sockets, processes, **how)
    try:
        keeper.watch()
    finally:
        keeper.stop()


def _stopped(number: int, frame: FrameType | None) -> None:
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    raise SystemExit(0)
