"""How a visit stands, and how long what is written of it may be."""

from typing import Final

from django.db import models

LONGEST: Final = 20_000  # characters of one visit


class VisitState(models.TextChoices):
    BEZIG = "bezig", "Wordt geschreven"
    KLAAR = "klaar", "Klaar"
