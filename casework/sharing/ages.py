"""Whose say it is, by age: dated configuration per law, since each law has it otherwise."""

import datetime as dt
from dataclasses import replace
from enum import Enum
from typing import Any, Final

from django.db import models

from casework.law.models import clock
from casework.law.terms import WMO, Rule, Unit, law


class Law(models.TextChoices):
    WMO = "wmo", "Wmo 2015: hulp en ondersteuning"
    JEUGDWET = "jeugdwet", "Jeugdwet: jeugdhulp"
    WGBO = "wgbo", "Medische gegevens (WGBO)"


class Says(Enum):
    SELF = "de inwoner zelf"
    BOTH = "de inwoner en een ouder of voogd, allebei"
    PARENT = "een ouder of voogd"


def _age(code: str, years: int, article: str) -> Rule:
    """A birthday is no last day of a term: it moves for no Sunday."""
    return replace(law(code, years, Unit.YEARS, article, article), rolls=False)


# from which age alone, and from which age together with who has authority; before that it is theirs
RULES: Final = (
    _age("toestemming_zelf_wmo", 12, WMO + "5.3.3"),
    _age("toestemming_samen_jeugdwet", 12, "Jeugdwet, artikel 7.3.4"),
    _age("toestemming_zelf_jeugdwet", 16, "Jeugdwet, artikel 7.3.4"),
    _age("toestemming_samen_wgbo", 12, "Burgerlijk Wetboek, artikel 7:450"),
    _age("toestemming_zelf_wgbo", 16, "Burgerlijk Wetboek, artikel 7:447"),
)
_TOGETHER: Final = frozenset({Law.JEUGDWET, Law.WGBO})


def who_says(person: Any, of: str, on: dt.date) -> Says:
    """Of whom the say is needed on that day. What isn't known of a birth date counts as the least they can be; of whom
    nothing is known speaks for themselves."""
    ages = person.ages(on) if person is not None else None
    if ages is None:
        return Says.SELF
    by = clock()
    if ages[0] >= by.rule(f"toestemming_zelf_{of}", on).length:
        return Says.SELF
    if of in _TOGETHER and ages[0] >= by.rule(f"toestemming_samen_{of}", on).length:
        return Says.BOTH
    return Says.PARENT
