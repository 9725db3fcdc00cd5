"""`manage.py check_work`: whether every list says what follows from the cases, the people and the day.

Nothing is written. Ends with 1 where a turn is missing, wrong or left over, or would be looked at too late; the daily
look at every list puts it right.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from casework.engine import lists, rerouting
from casework.engine.by_date import CHUNK, with_work
from casework.engine.holding import hold
from casework.engine.registry import anchors


class Command(BaseCommand):
    help = "Kijkt of op elke lijst staat wat er moet staan, en verandert niets."

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = total = 0
        for model in anchors():
            ids = with_work(model)
            total += len(ids)
            for start in range(0, len(ids), CHUNK):
                with transaction.atomic():
                    held = hold(model, ids[start : start + CHUNK])
                    wrong += lists.differences(held, timezone.now())
        if rerouting.waiting():
            self.stdout.write("Er wacht nog werk dat op orde wordt gebracht.")
        if wrong:
            raise CommandError(f"Van {total} zaken: {wrong} keer staat er iets anders op een lijst dan er moet staan.")
        self.stdout.write(f"Van {total} zaken staat op elke lijst wat er moet staan.")
