"""Files that aren't there, and files that nothing names: told by name, and the second removed on request."""

from typing import Any

from django.core.management.base import BaseCommand

from casework.engine import missing_files


class Command(BaseCommand):
    help = "Zegt welke bestanden zoek zijn en welke bij niets horen. Met --remove gaan die laatste weg."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--remove", action="store_true", help="haal weg wat bij niets hoort en ouder is dan een dag"
        )

    def handle(self, *args: Any, remove: bool, **options: Any) -> None:
        missing_files.check()
        for one in missing_files.missing():
            print(f"zoek: {one.what} {one.key}, van {one.where}, sinds {one.since:%d-%m-%Y}")
        for file in missing_files.orphans():
            print(f"hoort bij niets: {file}")
            if remove:
                file.unlink()
