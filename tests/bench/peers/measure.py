"""`./dev bench --peers`: the same few things in what others made and in ours, by turns.

Each product is a process in an environment of its own and on a database of its own; what is measured is one whole
request through its real WSGI handler.
"""

import argparse
import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from tests.bench.databases import server
from tests.bench.peers import figures, places
from tests.bench.peers.figures import Taken
from tests.bench.peers.products import OURS, PEERS, QUESTIONS, Product

MOST_ROUNDS = 60  # a step each time needs a fresh item of the worker's team


def say(text: str) -> None:
    print(text, flush=True)


class Process:
    """A product that waits to be asked."""

    def __init__(self, product: Product, cases: int, items: Path) -> None:
        self.taken = Taken(product)
        self.log = places.folder_of(product) / f"log_{cases}"
        self.database = places.database(product, cases, items, say)
        with self.log.open("w") as errors:
            self.process = subprocess.Popen(
                places.command(product, "serve"),
                env=places.environment(product, self.database, cases),
                cwd=places.folder_of(product),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def wait_until_ready(self) -> None:
        ready = self._answer("ready")
        self.taken.versions, self.taken.statements = ready["versions"], ready["statements"]

    def ask(self, question: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{question}\n")
        self.process.stdin.flush()
        answer = self._answer("ms")
        self.taken.ms.setdefault(question, []).append(answer["ms"])
        self.taken.size[question] = answer["size"]

    def _answer(self, key: str) -> dict:
        """What it says for us; some say more."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.startswith("{") and key in (found := json.loads(line)):
                return found
        raise places.Failed(places.last_lines(self.log))

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        server(f'DROP DATABASE "{self.database}" WITH (FORCE)')


def measure(products: Sequence[Product], cases: int, rounds: int) -> list[Taken]:
    with ExitStack() as stack:
        items = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "items"
        processes: list[Process] = []
        taken = [_start(product, cases, items, processes, stack) for product in products]
        say(f"{cases} zaken meten: {rounds} ronden …")
        for number in range(rounds):
            for question in QUESTIONS:
                for process in _turned(processes, number):
                    process.ask(question.key)
    return taken


def _start(product: Product, cases: int, items: Path, processes: list[Process], stack: ExitStack) -> Taken:
    try:
        process = Process(product, cases, items)
        stack.callback(process.stop)
        process.wait_until_ready()
    except places.Failed as failed:
        return Taken(product, failed=str(failed))
    processes.append(process)
    return process.taken


def _turned(processes: list[Process], number: int) -> list[Process]:
    """Another one first each time: whoever is first finds the machine as the last one left it."""
    if not processes:
        return []
    place = number % len(processes)
    return processes[place:] + processes[:place]


def main(args: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="./dev bench --peers", description=__doc__)
    parser.add_argument("--cases", type=int, nargs="+", default=[1000, 100_000], help="hoeveel zaken; ook meer maten")
    parser.add_argument("--rounds", type=int, default=31, help=f"hoe vaak elk ding, hoogstens {MOST_ROUNDS}")
    parser.add_argument("--only", nargs="+", default=[], metavar="WIE", help="alleen deze, naast de onze")
    parser.add_argument("--json", type=Path, metavar="BESTAND", help="schrijf de cijfers ook daarheen")
    asked = parser.parse_args(args)
    if not settings.DEMO:
        parser.error("meten kan alleen op een demo- of testserver: het maakt er databases bij.")
    call_command("collectstatic", "--noinput", "--clear", verbosity=0)
    peers = [peer for peer in PEERS if not asked.only or peer.key in asked.only]
    by_size: dict[int, list[Taken]] = {}
    for cases in asked.cases:
        by_size[cases] = measure([OURS, *peers], cases, min(asked.rounds, MOST_ROUNDS))
        say(f"\n{figures.as_text(cases, by_size[cases])}\n")  # at once: the next size may take long to fill
    say(f"\n{figures.explained(by_size)}")
    say(f"Drukte op deze machine aan het eind: {os.getloadavg()[0]:.1f} op {os.cpu_count()} kernen.")
    if asked.json:
        asked.json.write_text(json.dumps(figures.as_json(by_size), indent=2, ensure_ascii=False) + "\n")
