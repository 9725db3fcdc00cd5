"""`./dev bench --before COMMIT`: the same things by the code of that commit and by this one, in turns, in one run.

Each code runs in a process of its own, on a copy of the database that it filled itself: tables move on, so neither reads
the other's. What the machine does meanwhile befalls both. Once with the wait for the disk at each COMMIT, and once without.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import quote, urlsplit

from tests.bench.caseload import ROOT, checked_out, database
from tests.bench.databases import copied, kept

WORKER = Path(__file__).with_name("rounds.py")
THINGS = {
    "door": "Stap aan de deur",
    "child": "Stap op een kind, aan de deur",
    "form": "Stap als formulier",
    "list": "Werkvoorraad",
    "team": "Werkvoorraad van het team",
    "municipality": "Werkvoorraad van de gemeente",
    "fifty": "Werkvoorraad met vijftig plekken",
    "triangle": "Driehoek",
    "triangle_of_all": "Driehoek van de gemeente",
    "page": "Zaak",
    "own": "Mijn zaak",
}
PER_SECOND = "Werkvoorraad per seconde"
AT_ONCE = 2  # processes of each code: the product has so many
PAGES = 100  # in each of them, a round
WARM_UP = 5
WITHOUT_DISK = "-c synchronous_commit=off"
FILLED_BEFORE = "wijkteam_bench_filled_before"  # never worked in


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

    def begin_ready(self) -> None:
        """As `take_ready`, without waiting for it: `end_ready` does."""
        self._send("")

    def end_ready(self) -> None:
        self._answer()

    def _tell(self, line: str) -> str:
        self._send(line)
        return self._answer()

    def _send(self, line: str) -> None:
        assert self.process.stdin
        print(line, file=self.process.stdin, flush=True)

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


class Versions:
    """The code of a commit and this one: where each stands, and the database that each filled. Made by `versions`."""

    def __init__(self, folders: dict[str, Path], filled: dict[str, str]) -> None:
        self._folders, self._filled = folders, filled

    @contextmanager
    def both(self, options: str) -> Iterator[dict[str, Code]]:
        """A process of each, at work on a copy of its own database."""
        with self.some(options, 1) as found:
            yield {name: one for name, (one,) in found.items()}

    @contextmanager
    def some(self, options: str, number: int) -> Iterator[dict[str, list[Code]]]:
        """So many processes of each."""
        with ExitStack() as stack:
            found: dict[str, list[Code]] = {}
            for name, folder in self._folders.items():
                work = copied(self._filled[name], f"wijkteam_bench_{name}")
                found[name] = [Code(folder, work, options) for _ in range(number)]
                for one in found[name]:
                    stack.callback(one.end)
            yield found


@contextmanager
def versions(before: str, cases: int, say: Callable[[str], Any]) -> Iterator[Versions]:
    with checked_out(before) as folder:
        own = kept(cases, say)
        say(f"Een database met {cases} zaken vullen, door de code van ervoor …")
        database(folder, FILLED_BEFORE, cases)
        yield Versions({"ervoor": folder, "nu": ROOT}, {"ervoor": FILLED_BEFORE, "nu": own})


def measure(before: str, cases: int, rounds: int, only: str, say: Callable[[str], Any]) -> None:
    with versions(before, cases, say) as found:
        for heading, options in (("met wachten op de schijf", ""), ("zonder wachten op de schijf", WITHOUT_DISK)):
            say(
                f"\n{heading}: mediaan, 95e percentiel en rekenwerk (van het proces en de database, gemiddeld) in"
                f" milliseconden, {rounds} ronden om en om"
            )
            with found.both(options) as codes:
                for thing, words in THINGS.items():
                    if words.startswith(only):
                        say(_line(words, codes, thing, rounds))
        if PER_SECOND.startswith(only):
            say(_per_second(found, max(rounds // 3, 3)))


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


def _per_second(versions: Versions, rounds: int) -> str:
    """As many as processes on all cores make of it, by turns with those of the other code."""
    found: dict[str, list[float]] = {}
    with versions.some("", AT_ONCE) as codes:
        for number in range(1 + rounds):
            for name, some in codes.items():
                for one in some:
                    one.make_ready("list", PAGES)
                begun = time.perf_counter()
                for one in some:
                    one.begin_ready()
                for one in some:
                    one.end_ready()
                if number:
                    found.setdefault(name, []).append(AT_ONCE * PAGES / (time.perf_counter() - begun))
    cells = "   ".join(f"{name} {median(rates):6.1f} (hoogste {max(rates):.1f})" for name, rates in found.items())
    return f"\n{PER_SECOND}, door {AT_ONCE} processen: {cells}"
