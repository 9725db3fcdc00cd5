"""`./dev bench --night`: what a round costs when nothing is due and when much is, and what others notice of it.

Each in a process of its own, as a worker is. With `--before` the code of that commit does the same, by turns, on a
database of its own with the same cases.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.bench.caseload import ROOT, checked_out, database

PART = Path(__file__).with_name("night_part.py")
NAME = "wijkteam_bench_night"


class Trial:
    """One version of the code, with a database that it filled itself."""

    def __init__(self, what: str, code: Path, cases: int, media: str) -> None:
        self.what, self.code, self.media = what, code, media
        self.env = database(code, f"{NAME}_{what}", cases)

    def start(self, part: str, number: int = 0) -> "subprocess.Popen[str]":
        command = [sys.executable, "-P", str(PART), part, str(number), self.media]
        return subprocess.Popen(command, env=self.env, cwd=self.code, stdout=subprocess.PIPE, text=True)

    def take(self, part: str, number: int = 0) -> dict[str, float]:
        return answer(self.start(part, number))


def answer(process: "subprocess.Popen[str]") -> dict[str, float]:
    said, _ = process.communicate()
    assert process.returncode == 0, said
    found: dict[str, float] = json.loads(said.strip().splitlines()[-1])
    return found


def say(trial: Trial, what: str, figures: str) -> None:
    print(f"{trial.what:9}{what:58}{figures}", flush=True)


def _beside(trial: Trial, work: str, seconds: int) -> tuple[dict[str, float], dict[str, float]]:
    """A page that is opened again and again while that work is done; the work is waited for."""
    working = trial.start(work)
    page = trial.take("pages", seconds)
    return page, answer(working)


def measure(trials: list[Trial], due: int, rounds: int) -> None:
    for trial in trials:
        say(trial, "de eerste ronde", f"{trial.take('night')['seconds']:8.1f} s")
    for _ in range(rounds):
        for trial in trials:
            say(trial, "een ronde waarin niets te doen is", f"{trial.take('night')['seconds']:8.1f} s")
    for trial in trials:
        quiet = trial.take("pages", 10)
        page, work = _beside(trial, "reorganisation", 10)
        say(trial, "grote wijziging: alle open zaken", f"{work['seconds']:8.1f} s")
        figures = f"{1000 * quiet['p95']:8.0f} ms rustig, {1000 * page['p95']:.0f} ms intussen"
        say(trial, "Werkvoorraad, 95 van de 100 binnen", figures)
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
