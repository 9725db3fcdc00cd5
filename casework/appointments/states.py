"""The states of an appointment."""

from django.db import models


class AppointmentState(models.TextChoices):
    GEPLAND = "gepland", "Gepland"
    GEDAAN = "gedaan", "Gedaan"
    VERVALLEN = "vervallen", "Vervallen"
