"""The states of a provision, what a version of it can be, and on which grounds one is reviewed."""

from enum import nonmember

from django.db import models


class ProvisionState(models.TextChoices):
    GEVRAAGD = "gevraagd", "Gevraagd"
    TOEGEKEND = "toegekend", "Toegekend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    GESTART = "gestart", "Gestart"
    BEEINDIGD = "beeindigd", "Beëindigd"

    RUNS = nonmember(("toegekend", "gestart"))  # promised, until its last day


class Form(models.TextChoices):
    """How help is had (Wmo 2015, 2.3.5 and 2.3.6)."""

    ZIN = "zin", "Zorg in natura"
    PGB = "pgb", "Pgb"


class Period(models.TextChoices):
    WEEK = "week", "per week"
    FOUR_WEEKS = "vier_weken", "per vier weken"
    MONTH = "maand", "per maand"
    TIME = "keer", "per keer"


class VersionKind(models.TextChoices):
    """What was decided about what had been granted."""

    GEWIJZIGD = "gewijzigd", "Gewijzigd"
    VERLENGD = "verlengd", "Ongewijzigd verlengd"
    OVERBRUGD = "overbrugd", "Overbrugd"
    HERSTELD = "hersteld", "Fout hersteld"
    HERZIEN = "herzien", "Herzien"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    OPGESCHORT = "opgeschort", "Betaling opgeschort"
    TERUGGEVORDERD = "teruggevorderd", "Teruggevorderd"


class ReviewGround(models.TextChoices):
    """Wmo 2015, 2.3.10 lid 1: the only grounds on which a decision is withdrawn or reviewed."""

    A = "a", "De gegevens van de inwoner waren onjuist of onvolledig (a)"
    B = "b", "De hulp of het pgb is niet meer nodig (b)"
    C = "c", "De hulp of het pgb is niet meer genoeg (c)"
    D = "d", "De inwoner houdt zich niet aan de voorwaarden (d)"
    E = "e", "De hulp of het pgb wordt niet gebruikt, of voor iets anders (e)"


class NotHeard(models.TextChoices):
    """Awb 4:11: when the citizen needn't be heard first."""

    SPOED = "spoed", "Het kon niet wachten (Awb 4:11, a)"
    EERDER = "eerder", "De inwoner vertelde het al eerder, en er is niets nieuws (Awb 4:11, b)"
    DOEL = "doel", "Het doel van het besluit gaat anders verloren (Awb 4:11, c)"
