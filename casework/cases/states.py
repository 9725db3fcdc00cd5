"""The phases of a case, its layers and kinds, how it came in and how it ends. Stored values are whole words."""

from enum import nonmember
from typing import Final

from django.db import models


class Phase(models.TextChoices):
    """Where the procedure of a case stands."""

    AANMELDING = "aanmelding", "Aanmelding"
    ONDERZOEK = "onderzoek", "Onderzoek"
    PLAN = "plan", "Plan"
    UITVOERING = "uitvoering", "Uitvoering"
    EVALUATIE = "evaluatie", "Evaluatie"
    AFGESLOTEN = "afgesloten", "Afgesloten"

    OPEN = nonmember(("aanmelding", "onderzoek", "plan", "uitvoering", "evaluatie"))
    PRESSING = nonmember(("aanmelding", "onderzoek", "plan"))  # in which spoed still is: nothing runs yet
    LED = nonmember(("onderzoek", "plan", "uitvoering", "evaluatie"))  # with a regisseur


class Layer(models.TextChoices):
    """Where on the inverted triangle a case is held, top to bottom."""

    BURGER = "burger", "Inwoner"
    MIDDENVELD = "middenveld", "Partner in de kern"
    PROFESSIONAL = "professional", "Professional"


class PartyKind(models.TextChoices):
    """Who can hold a question, or carry a goal."""

    INWONER = "inwoner", "De inwoner zelf"
    NAASTE = "naaste", "Iemand uit het netwerk"
    ORGANISATIE = "organisatie", "Een organisatie"
    TEAM = "team", "Een team"


class CaseKind(models.TextChoices):
    VRAAG = "vraag", "Vraag"
    MELDING = "melding", "Melding (Wmo)"
    SIGNAAL = "signaal", "Signaal"


class Road(models.TextChoices):
    """Which way a melding goes: one need on one page, or research, plan, goals."""

    KORT = "kort", "Korte route: één vraag, geen plan nodig"
    LANG = "lang", "Lange route: onderzoek, plan en doelen"


class Weight(models.TextChoices):
    """How much a case asks of who directs it; to share work out, never to judge anyone by."""

    LICHT = "licht", "Licht"
    GEMIDDELD = "gemiddeld", "Gemiddeld"
    ZWAAR = "zwaar", "Zwaar"


class EndReason(models.TextChoices):
    """Why a case ended without its question being answered here."""

    OVERLEDEN = "overleden", "De inwoner is overleden"
    VERHUISD = "verhuisd", "De inwoner is verhuisd"
    INGETROKKEN = "ingetrokken", "De inwoner trekt de vraag in"
    ANDERE_WET = "andere_wet", "Het hoort bij een andere wet"
    ONBEREIKBAAR = "onbereikbaar", "De inwoner is niet te bereiken"
    DUBBEL = "dubbel", "Dubbel: er is al een zaak"
    STEMT_NIET_IN = "stemt_niet_in", "De inwoner stemt niet in"


class Outcome(models.TextChoices):
    """How a case that was answered came to its answer."""

    ADVIES = "advies", "Advies of informatie gegeven"
    EIGEN_KRACHT = "eigen_kracht", "Opgelost op eigen kracht"
    NETWERK = "netwerk", "Opgelost met het eigen netwerk"
    MIDDENVELD = "middenveld", "Opgelost met een partner in de kern"
    ALGEMEEN = "algemeen", "Opgelost met een algemene voorziening"
    MAATWERK = "maatwerk", "Maatwerkvoorziening toegekend"
    VANGNET = "vangnet", "Opgelost met het vangnet"
    NIET_NODIG = "niet_nodig", "Er bleek geen hulp nodig"


class Channel(models.TextChoices):
    HUISBEZOEK = "huisbezoek", "Aan de keukentafel"
    TELEFOON = "telefoon", "Telefoon"
    LOKET = "loket", "Loket of inloop"
    EMAIL = "email", "E-mail of brief"
    PARTNER = "partner", "Via een partner"


class OnBehalf(models.TextChoices):
    ZELF = "zelf", "De inwoner zelf"
    NAASTE = "naaste", "Een naaste"
    PROFESSIONAL = "professional", "Een professional"
    ANDER = "ander", "Iemand anders"


class Regie(models.TextChoices):
    """Who directs what happens."""

    INWONER = "inwoner", "De inwoner zelf"
    NAASTE = "naaste", "Iemand uit het netwerk"
    ORGANISATIE = "organisatie", "Een organisatie"
    PROFESSIONAL = "professional", "Een professional"


# who speaks for somebody who became 18
FOR_THEMSELVES: Final = "De inwoner spreekt voor zichzelf."
REPRESENTED: Final = "De vertegenwoordiger spreekt die bij Gegevens staat."
