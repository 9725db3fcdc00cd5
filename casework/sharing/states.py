"""What can be shared of a file, what for, and how that ended."""

from django.db import models


class SharingState(models.TextChoices):
    GEGEVEN = "gegeven", "Geldt"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    VERLOPEN = "verlopen", "Verlopen"


class FilePart(models.TextChoices):
    """Parts of a file, as one agrees on them at the kitchen table."""

    VRAAG = "vraag", "Naam en wat er nodig is, met de doelen die samen zijn gekozen"
    BEREIKEN = "bereiken", "Adres en telefoon"
    VERSLAG = "verslag", "Het verslag van het onderzoek"
    BESLUIT = "besluit", "Welke hulp er is, hoeveel en van wanneer tot wanneer"
    STUKKEN = "stukken", "Een stuk dat samen is aangewezen"
    HUISHOUDEN = "huishouden", "Over wie er nog meer in huis woont"
    ELDERS = "elders", "Gegevens over jeugdhulp, inkomen of schulden"


class Purpose(models.TextChoices):
    HULP = "hulp", "Hulp bij deze vraag"
    ADVIES = "advies", "Advies vragen"
    AFSTEMMEN = "afstemmen", "Hulp op elkaar afstemmen"
    UITVOEREN = "uitvoeren", "Uitvoeren wat is besloten"
    BETALEN = "betalen", "Betalen, of de eigen bijdrage innen"
    VEILIGHEID = "veiligheid", "Veiligheid"
    TOEZICHT = "toezicht", "Toezicht op de kwaliteit"


class Rests(models.TextChoices):
    """On what sharing rests: the citizen's say, or an article by which no say is needed."""

    TOESTEMMING = "toestemming", "Toestemming van de inwoner"
    GEMEENTE = "gemeente", "Toestemming, voor gegevens die de gemeente al heeft voor jeugd, inkomen of schulden"
    AANBIEDER = "aanbieder", "Uitvoering van een besluit of indicatie, door de aanbieder"
    CAK = "cak", "De eigen bijdrage, door het CAK"
    SVB = "svb", "Betalen uit een pgb, door de SVB"
    TOEZICHT = "toezicht", "Toezicht op de kwaliteit"
    VEILIG_THUIS = "veilig_thuis", "Melding bij Veilig Thuis"
    TAAK = "taak", "Nodig voor de taak"
