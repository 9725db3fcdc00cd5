"""`manage.py check_files`: is every file there that the database names, and is it what it was? And what nothing names.

Changes nothing, unless it is asked to remove what nothing names.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import models

from casework.engine import missing_files


class Command(BaseCommand):
    help = "Kijkt of elk bestand er is dat de database noemt, en of het nog hetzelfde is; en wat bij niets hoort."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--remove", action="store_true", help="haal weg wat bij niets hoort en ouder is dan een dag"
        )

    def handle(self, *args: Any, remove: bool, **options: Any) -> None:
        for file in missing_files.orphans():
            self.stdout.write(f"hoort bij niets: {file}")
            if remove:
                file.unlink()
        looked = wrong = 0
        for row, name in named_files():
            looked += 1
            if trouble := what_is_wrong(row, name):
                wrong += 1
                self.stderr.write(f"{row}: {trouble}")
        if wrong:
            raise CommandError(f"Van {looked} bestanden zijn er {wrong} niet in orde.")
        if options["verbosity"] > 0:
            self.stdout.write(f"Alle bestanden zijn er en zijn wat zij waren ({looked}).")


def named_files() -> Iterator[tuple[models.Model, str]]:
    """Every row that names a file, with the field that does."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, models.FileField):
                for row in model._base_manager.exclude(**{field.name: ""}).order_by("pk").iterator():
                    yield row, field.name


def what_is_wrong(row: Any, name: str) -> str:
    try:
        with getattr(row, name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return "het bestand ontbreekt"
    except OSError as error:
        return f"het bestand is niet te lezen ({type(error).__name__})"
    return "het bestand is veranderd" if getattr(row, "sha256", found) != found else ""
