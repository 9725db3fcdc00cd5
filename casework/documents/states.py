"""The states of a document."""

from django.db import models


class DocumentState(models.TextChoices):
    GEVRAAGD = "gevraagd", "Wordt gemaakt"
    KLAAR = "klaar", "Klaar"
    VERSTUURD = "verstuurd", "Verstuurd of uitgereikt"
    VERVALLEN = "vervallen", "Niet verstuurd"
    MISLUKT = "mislukt", "Niet gelukt"
