"""The states of a document."""

from typing import Final

from django.db import models


class DocumentState(models.TextChoices):
    GEVRAAGD = "gevraagd", "Wordt gemaakt"
    KLAAR = "klaar", "Klaar"
    VERSTUURD = "verstuurd", "Verstuurd of uitgereikt"
    VERVALLEN = "vervallen", "Niet verstuurd"
    MISLUKT = "mislukt", "Niet gelukt"
    ACHTERHAALD = "achterhaald", "Niet verstuurd: achterhaald"


# there may be a file
MADE: Final = (DocumentState.KLAAR, DocumentState.VERSTUURD, DocumentState.VERVALLEN, DocumentState.ACHTERHAALD)
TO_COME: Final = (DocumentState.GEVRAAGD, DocumentState.KLAAR, DocumentState.MISLUKT)
UNSENT: Final = (DocumentState.GEVRAAGD, DocumentState.KLAAR, DocumentState.MISLUKT, DocumentState.VERVALLEN)
