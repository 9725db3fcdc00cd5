"""The kinds of contact, and how one is said in a line."""

import datetime as dt

from django.db import models

from casework.engine.words import day_in_words


class Kind(models.TextChoices):
    TELEFOON = "telefoon", "Telefoon"
    BEZOEK = "bezoek", "Huisbezoek"
    MAIL = "mail", "E-mail"
    BRIEF = "brief", "Brief"
    ANDERS = "anders", "Ander contact"


class WithWhom(models.TextChoices):
    INWONER = "inwoner", "de inwoner"
    NETWERK = "netwerk", "iemand uit het wijkweb"
    ANDER = "ander", "iemand anders"


_WE_SOUGHT = {
    Kind.TELEFOON: "gebeld met {}",
    Kind.BEZOEK: "huisbezoek bij {}",
    Kind.MAIL: "e-mail aan {}",
    Kind.BRIEF: "brief aan {}",
    Kind.ANDERS: "contact met {}",
}
_THEY_SOUGHT = {
    Kind.TELEFOON: "{} belde",
    Kind.BEZOEK: "{} kwam langs",
    Kind.MAIL: "e-mail van {}",
    Kind.BRIEF: "brief van {}",
    Kind.ANDERS: "contact van {}",
}


def with_capital(name: str) -> str:
    """As it begins a line."""
    return name[:1].upper() + name[1:]


def in_words(kind: Kind, *, incoming: bool, whom: str, on: dt.date | None = None) -> str:
    """'Toos belde', 'Huisbezoek bij de inwoner, vrijdag 4 december 2026'. `on`: the day, where it wasn't today."""
    said = (_THEY_SOUGHT if incoming else _WE_SOUGHT)[kind].format(whom)
    said = with_capital(said)
    return f"{said}, {day_in_words(on)}" if on else said
