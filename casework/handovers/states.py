"""The states of a hand-over."""

from enum import nonmember

from django.db import models


class HandoverState(models.TextChoices):
    AANGEBODEN = "aangeboden", "Aangeboden"
    AANVAARD = "aanvaard", "Aanvaard"
    OVERGEGAAN = "overgegaan", "Overgegaan"
    TERUGGEGEVEN = "teruggegeven", "Teruggegeven"
    GEWEIGERD = "geweigerd", "Geweigerd"
    INGETROKKEN = "ingetrokken", "Ingetrokken"

    LIVE = nonmember(("aangeboden", "aanvaard"))
