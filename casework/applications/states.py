"""The states of an application."""

from django.db import models


class ApplicationState(models.TextChoices):
    ONTVANGEN = "ontvangen", "Ontvangen"
    TOEGEKEND = "toegekend", "Toegekend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
