"""How far the plan of a household is."""

from enum import nonmember

from django.db import models


class PlanState(models.TextChoices):
    CONCEPT = "concept", "Concept"
    AFGESPROKEN = "afgesproken", "Afgesproken"
    AFGEROND = "afgerond", "Afgerond"

    OPEN = nonmember(("concept", "afgesproken"))
