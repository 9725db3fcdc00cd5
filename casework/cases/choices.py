"""How a question came in, for whom, and who directs."""

from django.db import models


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
