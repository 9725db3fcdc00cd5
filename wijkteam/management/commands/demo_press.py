"""The process beside `seed_demo` that makes the PDFs: see wijkteam/town/demo/press.py."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand

from casework.documents.layout import as_pdf, lay_out
from casework.documents.press import printed, warm
from wijkteam.town.demo.press import LENGTH


class Command(BaseCommand):
    help = "Drukt wat seed_demo vraagt: een regel JSON erin, een PDF eruit. Niet om zelf te starten."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        warm()
        for line in sys.stdin.buffer:
            pdf = _pdf(json.loads(line))
            sys.stdout.buffer.write(len(pdf).to_bytes(LENGTH, "big") + pdf)
            sys.stdout.buffer.flush()


def _pdf(order: dict[str, Any]) -> bytes:
    if "snapshot" in order:
        return printed(order["snapshot"])
    return as_pdf(lay_out(order["html"]))
