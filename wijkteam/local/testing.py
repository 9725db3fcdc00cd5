"""`./dev test`: pytest on servers of its own; the journeys through the browser in a run of their own, beside the rest."""

import argparse
import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread

from wijkteam.local.postgres import DATABASE
from wijkteam.local.processes import Interrupted, dies_with, end, run
from wijkteam.local.scratch import scratch
from wijkteam.machine import chromium, say

CLOSING = re.compile(r"^=+ .*(passed|failed|error|no tests ran|skipped|deselected).* in [\d.]+s.*=+$")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")

# As many processes as fit; each goes on where it is, and takes over what another hasn't begun.
WORKERS = str(max(2, min(4, os.cpu_count() or 2)))
IN_PARALLEL = ["-n", WORKERS, "--dist", "worksteal"]
WITHOUT_BROWSER = ["tests", "--ignore=tests/journeys", *IN_PARALLEL]
JOURNEYS = ["tests/journeys", "-n", "2", "--dist", "worksteal"]
IN_A_BROWSER = {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}  # Playwright runs a loop in the main thread


def test(args: list[str]) -> int:
    if not args:
        return whole()
    with scratch(migrated=True) as servers:
        env = servers.environment(WIJKTEAM_CHROMIUM=chromium() or "", TEST_TEMPLATE=DATABASE)
        if args[0] == "--fast":
            # Long walks, large imports, a whole town, a real worker: what is slow by nature waits for the whole suite.
            quick = [*WITHOUT_BROWSER, "-m", "not slow and not worker", *args[1:]]
            return run(sys.executable, "-m", "pytest", *quick, env=env)
        if any("journeys" in arg for arg in args):
            env |= IN_A_BROWSER
        return run(sys.executable, "-m", "pytest", *args, env=env)


def whole() -> int:
    """Everything. The journeys wait for a browser half of their time: the other tests run meanwhile, each on servers
    of their own. What the journeys say comes after the rest, so that it can be read."""
    browser = chromium()
    with contextlib.ExitStack() as stack:
        env = stack.enter_context(scratch(migrated=True)).environment(TEST_TEMPLATE=DATABASE)
        runs = [stack.enter_context(beside(WITHOUT_BROWSER, env))]
        if browser:
            servers = stack.enter_context(scratch(migrated=True))
            env = servers.environment(WIJKTEAM_CHROMIUM=browser, TEST_TEMPLATE=DATABASE, **IN_A_BROWSER)
            runs.append(stack.enter_context(beside(JOURNEYS, env)))
        results = [one.show() for one in runs]
    if not browser:
        results.append((tell_no_browser(), ""))
    say("\n" + "\n".join(closing for _, closing in results if closing))
    return max(code for code, _ in results)


def walk(args: list[str]) -> int:
    """The random walks, longer than the suite does: many at the same moment, or one after another."""
    parser = argparse.ArgumentParser(prog="./dev walk")
    parser.add_argument("--minutes", type=float, default=5, help="how long many walk at the same moment")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--single", type=int, default=0, help="instead: as many examples of one walk at a time")
    asked = parser.parse_args(args)
    several, alone = "tests/rules/test_concurrent_walk.py", "tests/rules/test_random_walk.py"
    with scratch(migrated=True) as servers:
        env = servers.environment(
            TEST_TEMPLATE=DATABASE,
            WALK_MINUTES=str(asked.minutes),
            WALK_SEED=str(asked.seed),
            WALKS=str(asked.single),
            LONG_WALKS=str(asked.single),
        )
        return run(sys.executable, "-m", "pytest", "-s", alone if asked.single else several, env=env)


def clicks(args: list[str]) -> int:
    """What the tasks of a day cost by hand, in a real browser."""
    if not chromium():
        return tell_no_browser()
    with scratch(migrated=True) as servers:
        env = servers.environment(WIJKTEAM_CHROMIUM=chromium() or "", TEST_TEMPLATE=DATABASE, CLICKS="1")
        env |= {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}
        return run(sys.executable, "-m", "pytest", "-q", "-s", "tests/journeys/test_clicks.py", *args, env=env)


def mutate(args: list[str]) -> int:
    with scratch(migrated=True) as servers:
        return run(sys.executable, "-m", "tests.mutation", *args, env=servers.environment(TEST_TEMPLATE=DATABASE))


class Beside:
    """A pytest that runs; what it says waits until it is shown."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.said: SimpleQueue[bytes | None] = SimpleQueue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.put(line)
        self.said.put(None)

    def show(self) -> tuple[int, str]:
        """All that it said and goes on to say; its exit code and closing line."""
        closing = ""
        while (line := self.said.get()) is not None:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
            plain = COLOUR.sub("", line.decode(errors="replace")).strip()
            if CLOSING.match(plain):
                closing = plain
        return self.process.wait(), closing


@contextlib.contextmanager
def beside(args: list[str], env: dict[str, str]) -> Iterator[Beside]:
    """Runs pytest; where we are stopped, so is it, and it tidies up."""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *colour, *args],
        env=env,
        stdout=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=dies_with(os.getpid()),
    )
    try:
        yield Beside(process)
    except Interrupted:
        process.send_signal(signal.SIGINT)
        raise
    finally:
        end(process)


def tell_no_browser() -> int:
    say("\n" + "!" * 78)
    say("De reizen door de browser (tests/journeys) zijn NIET gedraaid: er is geen Chromium.")
    say("Installeer het pakket chromium en draai ./dev test opnieuw.")
    say("!" * 78)
    return 1 if os.environ.get("CI") else 0
