"""How far a krachtenveldanalyse is, and the answers with which somebody is drawn in it."""

from enum import nonmember

from django.db import models


class ForceFieldState(models.TextChoices):
    GEVRAAGD = "gevraagd", "Gevraagd"
    IN_DE_MAAK = "in_de_maak", "In de maak"
    BESPROKEN = "besproken", "Besproken"
    TERUG = "terug", "Terug bij ons"
    INGETROKKEN = "ingetrokken", "Ingetrokken"

    OPEN = nonmember(("gevraagd", "in_de_maak", "terug"))
    AT_THE_MAKER = nonmember(("gevraagd", "in_de_maak"))
    DRAWN = nonmember(("in_de_maak", "besproken"))  # there is something to look at


class There(models.TextChoices):
    """In which of the two pictures somebody stands."""

    ALLEBEI = "allebei", "Nu, en in het voorstel"
    NU = "nu", "Alleen nu"
    STRAKS = "straks", "Alleen in het voorstel"


class Influence(models.TextChoices):
    """How much it matters what they do. An option of ours: it may stay empty."""

    GROOT = "groot", "Groot"
    GEMIDDELD = "gemiddeld", "Gemiddeld"
    KLEIN = "klein", "Klein"


class Stance(models.TextChoices):
    """How they stand to what the citizen wants. An option of ours: it may stay empty."""

    MEE = "mee", "Werkt mee"
    NEUTRAAL = "neutraal", "Neutraal"
    TEGEN = "tegen", "Werkt tegen"


class TieKind(models.TextChoices):
    """How it is between two. Empty: there is nothing between them."""

    STEUNEND = "steunend", "Steunend"
    ZAKELIJK = "zakelijk", "Zakelijk"
    GESPANNEN = "gespannen", "Gespannen"
    VERBROKEN = "verbroken", "Verbroken"


class Regie(models.TextChoices):
    """Who holds the regie."""

    INWONER = "inwoner", "De inwoner zelf"
    NIEMAND = "niemand", "Niemand"
    PARTIJ = "partij", "Een van de partijen"
