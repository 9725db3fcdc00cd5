"""`manage.py seed_load --cases 100000`: a load database to measure with."""

import argparse
import datetime as dt
import gc
import os
import sys
import time
from subprocess import PIPE, Popen
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijkteam.town.load.fill import CASES_PER_COPY, NotEmpty, Ready, empty, fill, write_share


class Command(BaseCommand):
    help = "Vult een lege database met veel zaken, om de snelheid te meten. Alleen voor demo en test."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, required=True, help="hoeveel zaken er daarna staan")
        parser.add_argument("--reset", action="store_true", help="gooi eerst alles weg wat er staat")
        parser.add_argument("--share", help=argparse.SUPPRESS)  # how this command starts itself, on each core

    def handle(self, *args: Any, cases: int, reset: bool, share: str | None, **options: Any) -> None:
        if not (settings.DEMO or settings.TESTING):
            raise CommandError("Dit kan alleen in een demo- of testdatabase: het vult die met verzonnen zaken.")
        # What is loaded now stays for good, and rows don't point in circles: nothing for the garbage collector to find.
        gc.freeze()
        gc.set_threshold(100_000, 50, 50)
        begun = time.monotonic()
        talks = options["verbosity"] > 0
        tell = self.stdout.write if talks else lambda words: None
        if share:
            at, *numbers = share.split("/")
            standing, place, sharers = map(int, numbers)
            write_share(standing, cases, dt.datetime.fromisoformat(at), place, sharers, tell, self._wait)
            return
        if reset:
            empty()
        try:
            added = fill(cases, tell=tell, beside=_on_each_core if cases > CASES_PER_COPY else None)
        except NotEmpty:
            raise CommandError(
                "In deze database staan al andere teams. Kies een lege database, of gooi alles weg met --reset."
            ) from None
        if talks:
            self.stdout.write(f"{added} zaken erbij in {time.monotonic() - begun:.0f} seconden.")

    def _wait(self) -> None:
        """For the others, who write their rows too; then for who makes the indexes. Raises CommandError where one failed."""
        self.stdout.write("klaar")
        self.stdout.flush()
        if not sys.stdin.readline():
            raise CommandError("Een ander deel van de zaken kon niet worden geschreven.")


def _on_each_core(standing: int, cases: int, at: dt.datetime, ready: Ready) -> None:
    """One more than there are: while the database writes for one, another tells."""
    sharers = (os.cpu_count() or 1) + 1
    command = [sys.executable, "manage.py", "seed_load", "--cases", str(cases), "-v", "0", "--share"]
    shares = [f"{at.isoformat()}/{standing}/{place}/{sharers}" for place in range(sharers)]
    processes = [Popen([*command, share], stdin=PIPE, stdout=PIPE, text=True) for share in shares]
    written = [process.stdout.readline() for process in processes if process.stdout]
    if all(written):
        ready()
    for process in processes:
        if process.stdin:
            process.stdin.write("\n" if all(written) else "")
            process.stdin.close()
    ended = [process.wait() for process in processes]
    if any(ended):
        raise CommandError("Een deel van de zaken kon niet worden geschreven; zie hierboven.")
