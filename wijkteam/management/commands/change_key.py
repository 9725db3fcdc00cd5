"""`manage.py change_key`: everything that is encrypted, with the first of the keys in FIELD_KEY. See docs/running.md."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from casework.people.field_key import SHOWN
from casework.people.fingerprint import fingerprint
from wijkteam.change_key import change_key


class Command(BaseCommand):
    help = "Versleutelt alles opnieuw met de eerste sleutel van FIELD_KEY. Mag worden afgebroken en herhaald."

    def handle(self, *args: Any, **options: Any) -> None:
        def progress(batches: Iterable[Any], what: str) -> Iterable[Any]:
            quiet = True if options["verbosity"] == 0 else None  # None: only where somebody watches
            return tqdm(batches, desc=what, unit="×500", disable=quiet)

        first, *former = (fingerprint(key)[:SHOWN] for key in settings.FIELD_KEYS)
        outcome = change_key(progress)
        if outcome.unreadable:
            raise CommandError(
                f"{outcome.unreadable} gegevens zijn met geen van deze sleutels te lezen. Zet de sleutel erbij waarmee"
                " zij zijn versleuteld, en voer dit opnieuw uit. Haal nog geen sleutel weg."
            )
        if outcome.left:
            raise CommandError(
                f"{outcome.renewed} gegevens opnieuw versleuteld; {outcome.left} zijn bij iemand in gebruik."
                " Voer dit straks opnieuw uit. Haal nog geen sleutel weg."
            )
        self.stdout.write(f"Alles is versleuteld met sleutel {first} ({outcome.renewed} gegevens opnieuw).")
        if former:
            self.stdout.write(
                f"Niet meer nodig: {', '.join(former)}. Haal weg wat daarvan in FIELD_KEY staat en start alles opnieuw. Bewaar het apart"
                " zolang u back-ups van vóór vandaag hebt: die zijn zonder niet te lezen."
            )
