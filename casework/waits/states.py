"""For what a case waits, and how that ended."""

from django.db import models


class WaitState(models.TextChoices):
    LOOPT = "loopt", "Wacht"
    GEKOMEN = "gekomen", "Het is er"
    GESTOPT = "gestopt", "Gestopt"


class WaitsFor(models.TextChoices):
    INWONER = "inwoner", "de inwoner"
    ADVIES = "advies", "een advies"
    OFFERTE = "offerte", "een offerte"
    LEVERANCIER = "leverancier", "een leverancier"


# the same, as whoever it is about reads it: what a colleague wrote beside it stays with the team
FOR_CITIZEN = {
    WaitsFor.INWONER: "iets van u",
    WaitsFor.ADVIES: "een advies",
    WaitsFor.OFFERTE: "een offerte",
    WaitsFor.LEVERANCIER: "een leverancier",
}
