"""Of whom an advice is asked, and how that ended."""

from django.db import models


class AdviceState(models.TextChoices):
    GEVRAAGD = "gevraagd", "Gevraagd"
    ONTVANGEN = "ontvangen", "Ontvangen"
    NIET_GEKOMEN = "niet_gekomen", "Niet gekomen"
    INGETROKKEN = "ingetrokken", "Niet meer gevraagd"


class Adviser(models.TextChoices):
    MEDISCH = "medisch", "Medisch adviseur"
    ERGOTHERAPEUT = "ergotherapeut", "Ergotherapeut"
    ORGANISATIE = "organisatie", "Andere organisatie"
    ONDERSTEUNER = "ondersteuner", "Cliëntondersteuning"
