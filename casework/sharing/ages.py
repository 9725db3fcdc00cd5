"""Whose say it is, by age: dated configuration per law, since each law has it otherwise."""

import datetime as dt
from collections.abc import Callable
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
    return says_at(of, lambda years: ages[0] >= years, lambda code: by.rule(code, on).length)


def says_at(of: str, reached: Callable[[int], bool], length: Callable[[str], int]) -> Says:
    """The same of somebody who has `reached` an age or not, by the ages that the law has that day."""
    if reached(length(f"toestemming_zelf_{of}")):
        return Says.SELF
    if of in _TOGETHER and reached(length(f"toestemming_samen_{of}")):
        return Says.BOTH
    return Says.PARENT
