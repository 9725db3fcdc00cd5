"""`./dev test`: pytest on servers of its own; the journeys through the browser in a run of their own."""

import argparse
import os
import re
import signal
import subprocess
import sys

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


def test(args: list[str]) -> int:
    with scratch(migrated=True) as servers:
        env = servers.environment(WIJKTEAM_CHROMIUM=chromium() or "", TEST_TEMPLATE=DATABASE)
        if args[:1] == ["--fast"]:
            # Long walks, large imports, a whole town, a real worker: what is slow by nature waits for the whole suite.
            quick = [*WITHOUT_BROWSER, "-m", "not slow and not worker", *args[1:]]
            return run(sys.executable, "-m", "pytest", *quick, env=env)
        journeys = env | {"DJANGO_ALLOW_ASYNC_UNSAFE": "true"}  # Playwright runs a loop in the main thread
        if args:
            asked = journeys if any("journeys" in arg for arg in args) else env
            return run(sys.executable, "-m", "pytest", *args, env=asked)
        results = [run_pytest(WITHOUT_BROWSER, env)]
        if chromium():
            results.append(run_pytest(["tests/journeys", *IN_PARALLEL], journeys))
        else:
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


def run_pytest(args: list[str], env: dict[str, str]) -> tuple[int, str]:
    """Runs pytest with its output shown, and gives its exit code and closing line."""
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", *colour, *args],
        env=env,
        stdout=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=dies_with(os.getpid()),
    )
    closing = ""
    assert process.stdout is not None
    try:
        for line in process.stdout:
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
            plain = COLOUR.sub("", line.decode(errors="replace")).strip()
            if CLOSING.match(plain):
                closing = plain
        return process.wait(), closing
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
