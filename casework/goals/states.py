"""The states of a goal, and the scale on which it is reported."""

from enum import nonmember
from typing import Final

from django.db import models


class GoalState(models.TextChoices):
    VOORGESTELD = "voorgesteld", "Voorgesteld"
    LOOPT = "loopt", "Loopt"
    BEHAALD = "behaald", "Behaald"
    BIJGESTELD = "bijgesteld", "Bijgesteld"
    GESTOPT = "gestopt", "Gestopt"

    ACTIVE = nonmember(("voorgesteld", "loopt"))


TOLD_OF: Final = (GoalState.LOOPT, GoalState.BEHAALD, GoalState.BIJGESTELD, GoalState.GESTOPT)  # begun, once
# one Goal Attainment Scale for everyone who reports with a number
SCORES: Final = (
    (-2, "−2 veel minder dan gehoopt"),
    (-1, "−1 minder dan gehoopt"),
    (0, "0 zoals afgesproken"),
    (1, "+1 beter dan gehoopt"),
    (2, "+2 veel beter dan gehoopt"),
)
