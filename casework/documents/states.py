"""The states of a document."""

from typing import Final

from django.db import models


class DocumentState(models.TextChoices):
    GEVRAAGD = "gevraagd", "Wordt gemaakt"
    KLAAR = "klaar", "Klaar"
    VERSTUURD = "verstuurd", "Verstuurd of uitgereikt"
    VERVALLEN = "vervallen", "Niet verstuurd"
    MISLUKT = "mislukt", "Niet gelukt"


MADE: Final = (DocumentState.KLAAR, DocumentState.VERSTUURD, DocumentState.VERVALLEN)  # there may be a file
