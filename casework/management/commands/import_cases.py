"""`manage.py import_cases zaken.csv`: the running caseload a team brings along. See docs/import.md."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from casework.caseload.take_over import take_over
from roles.models import User


class Command(BaseCommand):
    help = "Neemt de lopende zaken van een team over uit een CSV-bestand: alles, of niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="BESTAND.csv", help="zie docs/import.md voor de kolommen")
        parser.add_argument("--dry-run", action="store_true", help="lees alles na en bewaar niets")
        parser.add_argument("--by", metavar="GEBRUIKERSNAAM", help="wie de zaken overneemt (voor de tijdlijn)")

    def handle(self, *args: Any, file: Path, dry_run: bool, by: str | None, **options: Any) -> None:
        who = User.objects.filter(username__iexact=by, is_active=True).first() if by else None
        if by and who is None:
            raise CommandError(f"Er is geen gebruiker ‘{by}’ die mag inloggen.")

        def progress(rows: Iterable[Any], what: str) -> Iterable[Any]:
            quiet = True if options["verbosity"] == 0 else None  # None: only where somebody watches
            return tqdm(rows, desc=what, unit="", disable=quiet)

        report = take_over(file, by=who, dry_run=dry_run, progress=progress)
        for mistake in report.mistakes:
            self.stderr.write(str(mistake))
        if report.mistakes:
            wrong = len({mistake.line for mistake in report.mistakes if mistake.line})
            where = f"Er is iets mis in {wrong} regel{'s' if wrong != 1 else ''}. " if wrong else ""
            raise CommandError(f"{where}Er is niets overgenomen.")
        before = f" {report.skipped} stonden er al." if report.skipped else ""
        done = "Alles klopt: er zouden {} zaken worden overgenomen." if dry_run else "{} zaken overgenomen."
        self.stdout.write(done.format(report.taken) + before)
