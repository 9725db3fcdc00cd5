"""`manage.py seed_load --cases 100000`: a load database to measure with."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wijkteam.town.load.fill import NotEmpty, empty, fill


class Command(BaseCommand):
    help = "Vult een lege database met veel zaken, om de snelheid te meten. Alleen voor demo en test."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, required=True, help="hoeveel zaken er daarna staan")
        parser.add_argument("--reset", action="store_true", help="gooi eerst alles weg wat er staat")

    def handle(self, *args: Any, cases: int, reset: bool, **options: Any) -> None:
        if not (settings.DEMO or settings.TESTING):
            raise CommandError("Dit kan alleen in een demo- of testdatabase: het vult die met verzonnen zaken.")
        begun = time.monotonic()
        talks = options["verbosity"] > 0
        if reset:
            empty()
        try:
            added = fill(cases, tell=self.stdout.write if talks else lambda words: None)
        except NotEmpty:
            raise CommandError(
                "In deze database staan al andere teams. Kies een lege database, of gooi alles weg met --reset."
            ) from None
        if talks:
            self.stdout.write(f"{added} zaken erbij in {time.monotonic() - begun:.0f} seconden.")
