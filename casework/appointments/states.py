"""The states of an appointment, and what kind it is."""

from django.db import models


class AppointmentState(models.TextChoices):
    GEPLAND = "gepland", "Gepland"
    GEDAAN = "gedaan", "Gedaan"
    VERVALLEN = "vervallen", "Vervallen"


class AppointmentKind(models.TextChoices):
    HUISBEZOEK = "huisbezoek", "Huisbezoek"
    BELLEN = "bellen", "Bellen"
    KANTOOR = "kantoor", "Op kantoor"
    ONLINE = "online", "Online"
    ANDERS = "anders", "Anders"
