"""The states of a piece, what kind it is, and who may see it."""

from django.db import models


class PieceState(models.TextChoices):
    WACHT = "wacht", "Wacht op viruscontrole"
    OPGENOMEN = "opgenomen", "In het dossier"
    GEWEIGERD = "geweigerd", "Geweigerd: virus"
    GESCHRAPT = "geschrapt", "Hoort niet bij deze zaak"


class PieceKind(models.TextChoices):
    BRIEF = "brief", "Brief"
    MAIL = "mail", "E-mail"
    FOTO = "foto", "Foto"
    FORMULIER = "formulier", "Formulier"
    VERSLAG = "verslag", "Verslag of rapport"
    OFFERTE = "offerte", "Offerte of factuur"
    BEWIJS = "bewijs", "Bewijsstuk"
    ANDERS = "anders", "Iets anders"


class SeenBy(models.TextChoices):
    TEAM = "team", "Alleen het team"
    INWONER = "inwoner", "Ook de inwoner"
    AFGESCHERMD = "afgeschermd", "Alleen het team, en afgeschermd voor de inwoner"
