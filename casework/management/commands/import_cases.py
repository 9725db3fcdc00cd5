"""`manage.py import_cases zaken.csv`: the running caseload a team brings along. See docs/import.md."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from casework.caseload.report import Report
from casework.caseload.take_over import take_over
from roles.models import User


class Command(BaseCommand):
    help = "Neemt de lopende zaken van een team over uit een CSV of .xlsx: alles, of niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="BESTAND", help="zie docs/import.md voor de kolommen")
        parser.add_argument("--dry-run", action="store_true", help="lees alles na en bewaar niets")
        parser.add_argument("--by", metavar="GEBRUIKERSNAAM", help="wie de zaken overneemt (voor de tijdlijn)")
        parser.add_argument(
            "--mistakes", type=Path, metavar="BESTAND", help="waar alle fouten komen; anders naast het bestand"
        )

    def handle(
        self, *args: Any, file: Path, dry_run: bool, by: str | None, mistakes: Path | None, **options: Any
    ) -> None:
        who = User.objects.filter(username__iexact=by, is_active=True).first() if by else None
        if by and who is None:
            raise CommandError(f"Er is geen gebruiker ‘{by}’ die mag inloggen.")

        def progress(rows: Iterable[Any], what: str) -> Iterable[Any]:
            quiet = True if options["verbosity"] == 0 else None  # None: only where somebody watches
            return tqdm(rows, desc=what, unit="", disable=quiet)

        report = take_over(file, by=who, dry_run=dry_run, progress=progress, mistakes_in=mistakes)
        for mistake in report.mistakes:
            self.stderr.write(str(mistake))
        if report.count:
            raise CommandError(_how_many(report))
        before = f" {report.skipped} stonden er al." if report.skipped else ""
        done = "Alles klopt: er zouden {} zaken worden overgenomen." if dry_run else "{} zaken overgenomen."
        self.stdout.write(done.format(report.taken) + before)


def _how_many(report: Report) -> str:
    """How much is wrong, and where all of it is told."""
    words = []
    if report.lines:
        words.append(f"Er is iets mis in {report.lines} regel{'s' if report.lines != 1 else ''}.")
    if report.count > len(report.mistakes):
        words.append(f"Hierboven staan de eerste {len(report.mistakes)} van {report.count} fouten.")
    if report.file:
        words.append(f"Alle fouten staan in {report.file}.")
    elif report.count > len(report.mistakes):
        words.append("De andere konden niet naast het bestand worden geschreven; kies een plek met --mistakes.")
    return " ".join([*words, "Er is niets overgenomen."])
