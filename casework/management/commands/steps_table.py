"""`manage.py steps_table`: the machines, printed from the code that runs them. `docs/steps.md` is its output."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from casework.desk import steps_table


class Command(BaseCommand):
    help = "Toont elke stap van elke machine, zoals de code hem kent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="voor een programma, met de velden van elk formulier")
        parser.add_argument("--check", action="store_true", help="controleer of docs/steps.md nog klopt")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(steps_table.as_json(), ensure_ascii=False, indent=2))
            return
        text = steps_table.as_markdown()
        if not options["check"]:
            self.stdout.write(text, ending="")
            return
        path = settings.BASE_DIR / "docs" / "steps.md"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            raise CommandError("docs/steps.md is oud: maak het opnieuw met ./dev manage steps_table > docs/steps.md")
        self.stdout.write("docs/steps.md klopt.")
