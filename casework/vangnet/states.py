"""The states of a vangnet request."""

from enum import nonmember

from django.db import models


class VangnetState(models.TextChoices):
    CONCEPT = "concept", "Concept"
    AANGEVRAAGD = "aangevraagd", "Aangevraagd"
    GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"
    UITBETAALD = "uitbetaald", "Uitbetaald"
    VERANTWOORD = "verantwoord", "Verantwoord"
    VERREKEND = "verrekend", "Verrekend"
    AFGEWEZEN = "afgewezen", "Afgewezen"
    INGETROKKEN = "ingetrokken", "Ingetrokken"

    UNDECIDED = nonmember(("concept", "aangevraagd"))
    UNPAID = nonmember(("concept", "aangevraagd", "goedgekeurd"))
    GONE = nonmember(("afgewezen", "ingetrokken"))
