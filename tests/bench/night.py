"""`./dev bench --night`: what a round costs when nothing is due and when much is, and what others notice of it.

Each in a process of its own, as a worker is. With `--before` the code of that commit does the same, by turns, on a
database of its own with the same cases.
"""

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bench.caseload import ROOT, checked_out, database
from tests.bench.databases import copied, environment, kept

PART = Path(__file__).with_name("night_part.py")
NAME = "wijkteam_bench_night"
TURN = 3  # seconds


class Trial:
    """One version of the code, with a database that it filled itself."""

    def __init__(self, what: str, code: Path, cases: int, media: str) -> None:
        self.what, self.code, self.media = what, code, media
        name = f"{NAME}_{what}"
        self.env = _copy_of_kept(name, cases) if code == ROOT else database(code, name, cases)

    def start(self, part: str, number: int = 0) -> "subprocess.Popen[str]":
        command = [sys.executable, "-P", str(PART), part, str(number), self.media]
        return subprocess.Popen(command, env=self.env, cwd=self.code, stdout=subprocess.PIPE, text=True)

    def take(self, part: str, number: int = 0) -> dict[str, Any]:
        return answer(self.start(part, number))


def _copy_of_kept(name: str, cases: int) -> dict[str, str]:
    """The environment in which a copy of what this code filled is the one; filling many takes long."""
    copied(kept(cases, lambda words: print(words, flush=True)), name)
    return environment(name) | {"PYTHONPATH": str(ROOT)}


def answer(process: "subprocess.Popen[str]") -> dict[str, Any]:
    said, _ = process.communicate()
    assert process.returncode == 0, said
    found: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    return found


def say(trial: Trial, what: str, figures: str) -> None:
    print(f"{trial.what:9}{what:58}{figures}", flush=True)


def _beside(trial: Trial, work: str, seconds: int) -> tuple[float, float]:
    """A page that is opened again and again while that work is done and while it is held up, by turns of some seconds:
    what the machine does meanwhile befalls both. The 95th percentile of each, quiet first."""
    working = trial.start(work)
    page = trial.start("pages", seconds)
    turns: list[tuple[float, bool]] = []
    while page.poll() is None and working.poll() is None:
        busy = len(turns) % 2 == 1
        working.send_signal(signal.SIGCONT if busy else signal.SIGSTOP)
        turns.append((time.monotonic(), busy))
        time.sleep(TURN)
    working.kill()
    working.wait()
    turns.append((time.monotonic(), False))
    took: dict[bool, list[float]] = {False: [], True: []}
    for begun, seconds_ in answer(page)["took"]:
        whose = [busy for (since, busy), (until, _) in pairwise(turns) if since <= begun < until]
        if whose:
            took[whose[0]].append(seconds_)
    return _p95(took[False]), _p95(took[True])


def _p95(took: list[float]) -> float:
    return sorted(took)[int(len(took) * 0.95)] if took else float("nan")


def measure(trials: list[Trial], due: int, rounds: int) -> None:
    for trial in trials:
        say(trial, "de eerste ronde", f"{trial.take('night')['seconds']:8.1f} s")
    for _ in range(rounds):
        for trial in trials:
            say(trial, "een ronde waarin niets te doen is", f"{trial.take('night')['seconds']:8.1f} s")
    for trial in trials:
        quiet, meanwhile = _beside(trial, "reorganisation", 60)
        figures = f"{1000 * quiet:8.0f} ms rustig, {1000 * meanwhile:.0f} ms intussen"
        say(trial, "grote wijziging: Werkvoorraad, 95 van de 100 binnen", figures)
        work = trial.take("reorganisation")
        say(trial, "grote wijziging: alle open zaken", f"{work['seconds']:8.1f} s")
    for trial in trials:
        made = trial.take("due", due)["result"]
        alone = trial.take("letters", 5)
        working = trial.start("night")
        letter = trial.take("letters", 20)
        night = answer(working)
        say(trial, f"een dag waarop {made:.0f} indicaties eindigen", f"{night['seconds']:8.1f} s")
        figures = f"{alone['seconds']:8.1f} s rustig, {letter['seconds']:.1f} s intussen"
        say(trial, "de traagste brief", figures)


def main(args: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="./dev bench --night", description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000, help="hoeveel zaken er staan")
    parser.add_argument("--due", type=int, default=5_000, help="hoeveel er op een dag te doen is")
    parser.add_argument("--rounds", type=int, default=3, help="hoe vaak een ronde waarin niets te doen is")
    parser.add_argument("--before", metavar="COMMIT", help="meet ook die versie van de code")
    asked = parser.parse_args(args)
    with ExitStack() as stack:
        media = stack.enter_context(tempfile.TemporaryDirectory())
        trials = [Trial("nu", ROOT, asked.cases, media)]
        if asked.before:
            before = stack.enter_context(checked_out(asked.before))
            trials.insert(0, Trial("ervoor", before, asked.cases, media))
        measure(trials, min(asked.due, asked.cases), asked.rounds)
