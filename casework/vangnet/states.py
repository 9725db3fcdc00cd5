"""The states of a vangnet request."""

from enum import nonmember

from django.db import models


class VangnetState(models.TextChoices):
    CONCEPT = "concept", "Concept"
    AANGEVRAAGD = "aangevraagd", "Aangevraagd"
    GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"
    IN_BETALING = "in_betaling", "In betaalbestand"
    VRIJGEGEVEN = "vrijgegeven", "Betaling vrijgegeven"
    UITBETAALD = "uitbetaald", "Uitbetaald"
    VERANTWOORD = "verantwoord", "Verantwoord"
    VERREKEND = "verrekend", "Verrekend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"

    UNDECIDED = nonmember(("concept", "aangevraagd"))
    UNPAID = nonmember(("concept", "aangevraagd", "goedgekeurd"))
    PROMISED = nonmember(("goedgekeurd", "in_betaling", "vrijgegeven"))  # reserved, and not paid yet
    UNDER_WAY = nonmember(("in_betaling", "vrijgegeven"))  # in a file for the bank
    GONE = nonmember(("afgewezen", "ingetrokken"))
