"""Processes that end when we do, and the signals that end us."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

from wijkteam.local.places import as_server_user
from wijkteam.machine import say

MANAGE = (sys.executable, "manage.py")
NEW_DATABASE = (sys.executable, "-m", "wijkteam.local.new_database")  # also brings an older one up to date


# --- Signals ---------------------------------------------------------------


class Interrupted(BaseException):
    """Someone asked us to stop: Ctrl-C, a closed terminal, or `kill`."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.signal = number


def listen_for_signals() -> None:
    """A first signal stops us; more of them must not break off the tidying up."""

    def stop(number: int, frame: FrameType | None) -> None:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        raise Interrupted(number)

    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, stop)


_libc = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


def dies_with(parent: int) -> Callable[[], None]:
    """Runs in the child before it becomes the program."""

    def prepare() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a background shell ignores it, and that inherits
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
            if os.getppid() != parent:
                os._exit(1)

    return prepare


def command_line(pid: int) -> str:
    """How a process was started; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        done = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
        return done.stdout if sys.platform != "linux" else ""


# --- A command that is waited for ------------------------------------------


@contextlib.contextmanager
def started(*command: str, env: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A command that runs meanwhile, its output shown; `wait()` for it, or it is ended."""
    process = subprocess.Popen(command, env=env, preexec_fn=dies_with(os.getpid()))
    try:
        yield process
    finally:
        end(process)


def run(*command: str, env: dict[str, str]) -> int:
    """A command whose output is shown; it ends when we are stopped."""
    with started(*command, env=env) as process:
        return process.wait()


def end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


# --- A process that stays --------------------------------------------------


class Child:
    """A process in a session of its own, so that a Ctrl-C reaches only us and we decide the order."""

    def __init__(
        self,
        name: str,
        command: list[str],
        *,
        log: Path,
        env: dict[str, str] | None = None,
        is_server: bool = False,
        stop_signal: int = signal.SIGTERM,
        shows_output: bool = False,
        restarts: bool = False,
    ) -> None:
        self.name, self.command, self.log, self.env = name, command, log, env
        self.who = as_server_user() if is_server else {}
        self.stop_signal, self.shows_output, self.restarts = stop_signal, shows_output, restarts
        self.starts: list[float] = []
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=None if self.shows_output else log,  # the demo's e-mails are on standard output
                stderr=log,
                start_new_session=True,
                preexec_fn=dies_with(os.getpid()),
                **self.who,  # type: ignore[call-overload]
            )
        self.starts = [*self.starts[-5:], time.monotonic()]

    def alive(self) -> bool:
        return self.process.poll() is None

    def tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])

    def kill_group(self) -> None:
        """Also what the process started itself and left behind."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self, seconds: float = 10) -> None:
        if self.alive():
            self.process.send_signal(self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        self.kill_group()
        self.process.wait()

    def revive(self) -> bool:
        """Starts again what fell over; not when it keeps falling."""
        falls_over = len(self.starts) > 5 and time.monotonic() - self.starts[0] < 60
        if not self.restarts or falls_over:
            return False
        self.kill_group()
        say(f"{self.name} is gestopt en wordt opnieuw gestart.")
        self.start()
        return True
