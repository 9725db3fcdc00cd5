"""The states and kinds of a research, and how a part can be left empty on purpose."""

from django.db import models


class ResearchState(models.TextChoices):
    LOOPT = "loopt", "Loopt"
    VASTGESTELD = "vastgesteld", "Verslag vastgesteld"
    VERSTUURD = "verstuurd", "Verslag verstuurd"


class ResearchKind(models.TextChoices):
    MELDING = "melding", "Na een melding"
    HEROPENING = "heropening", "Na heropening"
    HERONDERZOEK = "heronderzoek", "Heronderzoek"


class Mark(models.TextChoices):
    """Why a part has no words, said with one key."""

    GEEN = "", "Nog niet gevuld"
    NIET_BESPROKEN = "niet_besproken", "Niet besproken"
    NIETS = "niets", "Niets"
