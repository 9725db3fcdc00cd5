"""What a household and its members can be, and what a member is to it."""

from django.db import models


class HouseholdState(models.TextChoices):
    BEWOOND = "bewoond", "Bewoond"
    OPGEHEVEN = "opgeheven", "Opgeheven"


class Ended(models.TextChoices):
    """Why somebody lives there no more."""

    VERTROKKEN = "vertrokken", "Vertrokken"
    OVERLEDEN = "overleden", "Overleden"


class Relation(models.TextChoices):
    """What somebody is in the household."""

    PARTNER = "partner", "Partner"
    OUDER = "ouder", "Ouder"
    KIND = "kind", "Kind"
    BROER_ZUS = "broer_zus", "Broer of zus"
    GROOTOUDER = "grootouder", "Grootouder"
    ANDER = "ander", "Iemand anders"


class Asks(models.TextChoices):
    """What happened last to a member, of which nobody said yet what it means for the household."""

    NIETS = "", "Niets"
    GEBOREN = "geboren", "Geboren"
    ACHTTIEN = "achttien", "18 geworden"
    VERTROKKEN = "vertrokken", "Vertrokken"
    OVERLEDEN = "overleden", "Overleden"
