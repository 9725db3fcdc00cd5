"""The states of a voorlopige indicatie."""

from enum import nonmember

from django.db import models


class IndicatieState(models.TextChoices):
    CONCEPT = "concept", "Concept"
    VOORGELEGD = "voorgelegd", "Voorgelegd"
    AFGEGEVEN = "afgegeven", "Afgegeven"
    OMGEZET = "omgezet", "Omgezet in een besluit"
    INGETROKKEN = "ingetrokken", "Ingetrokken"
    GEEINDIGD = "geeindigd", "Geëindigd"
    VERVALLEN = "vervallen", "Vervallen (niet afgegeven)"
    VERVANGEN = "vervangen", "Vervangen door een verbeterde"

    NOT_ISSUED = nonmember(("concept", "voorgelegd"))
    STOPPED = nonmember(("ingetrokken", "geeindigd"))
    UNSETTLED = nonmember(("concept", "voorgelegd", "afgegeven"))
