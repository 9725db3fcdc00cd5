"""Signs of life: the schedule and the workers say that they are there, in the database, so also without a broker."""

import datetime as dt
import logging
from typing import Final

from django.db import Error as DatabaseTrouble
from django.db import close_old_connections, models
from django.utils import timezone

log = logging.getLogger(__name__)
SCHEDULE: Final = "schedule"
WORKER: Final = "worker"


class LifeSign(models.Model):
    """When one of the parts behind the screen was last at work. One row for each, for ever the same ones."""

    part = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "teken van leven"
        verbose_name_plural = "tekenen van leven"

    def __str__(self) -> str:
        return self.part


def here(part: str) -> None:
    """Say so. A database that is away is no reason to stop: it will be told the next time."""
    try:
        LifeSign.objects.update_or_create(part=part, defaults={"at": timezone.now()})
    except DatabaseTrouble as error:
        log.warning("No sign of life of %s: %s", part, type(error).__name__)
        close_old_connections()


def last(part: str) -> dt.datetime | None:
    return LifeSign.objects.filter(part=part).values_list("at", flat=True).first()
