"""`./dev bench --before COMMIT`: the same things by the code of that commit and by this one, in turns, in one run.

Each code runs in a process of its own, on a copy of the same database; what the machine does meanwhile befalls both.
Once with the wait for the disk at each COMMIT, and once without.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote, urlsplit

from tests.bench.caseload import ROOT, checked_out
from tests.bench.databases import copied

WORKER = Path(__file__).with_name("rounds.py")
THINGS = {
    "door": "Stap aan de deur",
    "child": "Stap op een kind, aan de deur",
    "form": "Stap als formulier",
    "list": "Werkvoorraad",
    "team": "Werkvoorraad van het team",
    "triangle": "Driehoek",
    "page": "Zaak",
}
WARM_UP = 5
WITHOUT_DISK = "-c synchronous_commit=off"


class Code:
    """A process of this code, at work in its own database."""

    def __init__(self, folder: Path, database: str, options: str) -> None:
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}")
        query = "&".join(filter(None, [url.query, f"options={quote(options)}" if options else ""]))
        env = os.environ | {"DATABASE_URL": url._replace(query=query).geturl(), "PYTHONPATH": str(folder)}
        self.process = subprocess.Popen(
            [sys.executable, str(WORKER)], cwd=folder, env=env, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._answer()

    def take(self, thing: str) -> tuple[float, float]:
        """Milliseconds that it took, and of work in it."""
        took, worked = self._tell(thing).split()
        return float(took), float(worked)

    def make_ready(self, thing: str, number: int) -> None:
        """So many of it; `take_ready` does them."""
        self._tell(f"{thing} {number}")

    def take_ready(self) -> None:
        self._tell("")

    def _tell(self, line: str) -> str:
        assert self.process.stdin
        print(line, file=self.process.stdin, flush=True)
        return self._answer()

    def _answer(self) -> str:
        assert self.process.stdout
        while line := self.process.stdout.readline():
            if line.strip() == "ready" or line[:1].isdigit():
                return line
        raise RuntimeError(f"{WORKER.name} ended by itself: {self.process.wait()}")

    def end(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


@contextmanager
def both(before: str, kept: str, options: str) -> Iterator[dict[str, Code]]:
    """The code of that commit and this one, each at work on a copy of that database."""
    with ExitStack() as stack:
        folders = {"ervoor": stack.enter_context(checked_out(before)), "nu": ROOT}
        found = {}
        for name, folder in folders.items():
            database = copied(kept, f"wijkteam_bench_{name}")
            found[name] = Code(folder, database, options)
            stack.callback(found[name].end)
        yield found


def measure(before: str, kept: str, rounds: int, only: str, say: Callable[[str], Any]) -> None:
    for heading, options in (("met wachten op de schijf", ""), ("zonder wachten op de schijf", WITHOUT_DISK)):
        say(
            f"\n{heading}: mediaan, 95e percentiel en rekenwerk (van het proces en de database, gemiddeld) in"
            f" milliseconden, {rounds} ronden om en om"
        )
        with both(before, kept, options) as codes:
            for thing, words in THINGS.items():
                if words.startswith(only):
                    say(_line(words, codes, thing, rounds))


def _line(words: str, codes: dict[str, Code], thing: str, rounds: int) -> str:
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in codes}
    for number in range(WARM_UP + rounds):
        for name, code in codes.items():
            measured = code.take(thing)
            if number >= WARM_UP:
                found[name].append(measured)
    took = {name: [ms for ms, _ in one] for name, one in found.items()}
    work = {name: sum(ms for _, ms in one) / len(one) for name, one in found.items()}
    cells = "   ".join(
        f"{name} {median(ms):6.1f} {quantiles(ms, n=20)[-1]:6.1f} {work[name]:6.1f}" for name, ms in took.items()
    )
    times, less = median(took["ervoor"]) / median(took["nu"]), work["ervoor"] / work["nu"]
    return f"{words:32}{cells}   {times:4.1f} × zo snel, {less:4.1f} × zo weinig werk"
