"""Make the demo data: once, and only where known passwords do no harm."""

import gc
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wijkteam.town.demo.fill import fill, is_filled
from wijkteam.town.demo.press import Press


class Command(BaseCommand):
    help = "Maakt de voorbeeldgegevens van de demo: een gemeente met zestig zaken van het afgelopen jaar."

    press: Press | None = None

    def get_ready(self) -> None:
        """Before there are tables: the press takes a while to warm up."""
        if settings.DEMO:
            self.press = Press()

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.DEMO or settings.TESTING):
            raise CommandError("De voorbeeldgegevens hebben bekende wachtwoorden: dat kan alleen in de demo.")
        if is_filled():
            self.stdout.write("De demogegevens staan er al.")
            if self.press:
                self.press.stop()
            return
        # What is loaded now stays for good: the garbage collector needn't go through it all while the year is played.
        gc.freeze()
        gc.set_threshold(100_000, 50, 50)
        fill(say=self.tell, press=self.press)
        self.tell("De demogegevens staan klaar.")

    def tell(self, words: str) -> None:
        """At once, also where the output isn't a screen."""
        self.stdout.write(words)
        self.stdout.flush()
