"""The states of a complaint, and the answers that its forms choose from."""

from typing import Final

from django.db import models


class ComplaintState(models.TextChoices):
    ONTVANGEN = "ontvangen", "Ontvangen"
    IN_BEHANDELING = "in_behandeling", "In behandeling"
    AFGEHANDELD = "afgehandeld", "Afgehandeld"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


OPEN: Final = (ComplaintState.ONTVANGEN, ComplaintState.IN_BEHANDELING)


class About(models.TextChoices):
    """Whose conduct it is about (Awb 9:1)."""

    MEDEWERKER = "medewerker", "Iemand van ons"
    TEAM = "team", "Het wijkteam"
    AANBIEDER = "aanbieder", "Een aanbieder"
    ONBEKEND = "onbekend", "Dat is nog niet duidelijk"


class CameBy(models.TextChoices):
    MIJN_ZAAK = "mijn_zaak", "Via Mijn zaak"
    TELEFOON = "telefoon", "Per telefoon"
    GESPREK = "gesprek", "In een gesprek"
    POST = "post", "Per post"
    MAIL = "mail", "Per e-mail"


class Waived(models.TextChoices):
    """Why whoever complains isn't heard (Awb 9:10 lid 2)."""

    ZIET_AF = "ziet_af", "De inwoner wil niet worden gehoord"
    ONGEGROND = "ongegrond", "De klacht is kennelijk ongegrond"


NOT_HEARD: Final = {  # the same, to whoever complained
    Waived.ZIET_AF: "U wilde niet worden gehoord",
    Waived.ONGEGROND: "Uw klacht is kennelijk ongegrond: het was meteen duidelijk dat u geen gelijk krijgt",
}


class LeftOut(models.TextChoices):
    """Why a complaint needn't be handled (Awb 9:8)."""

    AL_BEHANDELD = "al_behandeld", "Wij behandelden deze klacht al (lid 1, a)"
    JAAR = "jaar", "Het gebeurde langer dan een jaar voor de klacht (lid 1, b)"
    BEZWAAR = "bezwaar", "Er kan of kon bezwaar tegen worden gemaakt (lid 1, c)"
    RECHTER = "rechter", "De rechter oordeelt erover, of deed dat (lid 1, d en e)"
    STRAFZAAK = "strafzaak", "De politie of het Openbaar Ministerie onderzoekt het (lid 1, f)"
    KLEIN = "klein", "Het belang is duidelijk te klein (lid 2)"


# the same, to whoever complained, and the place in Awb 9:8
NOT_HANDLED: Final = {
    LeftOut.AL_BEHANDELD: ("Wij behandelden deze klacht al", "eerste lid, onder a"),
    LeftOut.JAAR: ("Het gebeurde langer dan een jaar voordat u uw klacht indiende", "eerste lid, onder b"),
    LeftOut.BEZWAAR: ("U kunt of kon er bezwaar tegen maken", "eerste lid, onder c"),
    LeftOut.RECHTER: (
        "De rechter oordeelt erover, deed dat al, of u kon ermee naar de rechter",
        "eerste lid, onder d en e",
    ),
    LeftOut.STRAFZAAK: ("De politie of het Openbaar Ministerie onderzoekt het", "eerste lid, onder f"),
    LeftOut.KLEIN: ("Het belang is duidelijk te klein", "tweede lid"),
}


class Finding(models.TextChoices):
    GEGROND = "gegrond", "Gegrond"
    DEELS = "deels", "Deels gegrond"
    ONGEGROND = "ongegrond", "Ongegrond"
    GEEN_OORDEEL = "geen_oordeel", "Geen oordeel"
