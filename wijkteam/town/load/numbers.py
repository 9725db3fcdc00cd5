"""Numbers and names that pass for real: references, BSNs that pass the eleven-test, families as common as in life."""

from random import Random
from typing import TypeVar

from casework.engine.refs import REF_ALPHABET
from wijkteam.town.load.words import ENDS, FAMILIES, PREFIXES, STEMS

T = TypeVar("T")


def reference(year: int, number: int) -> str:
    """A reference as a real one looks: no two numbers below 32⁵ give the same five letters."""
    mixed = number * 20_555_303 % 32**5  # odd, so it permutes
    return f"HW-{year}-" + "".join(REF_ALPHABET[mixed >> shift & 31] for shift in (20, 15, 10, 5, 0))


def bsn(number: int) -> str:
    """A number that passes the eleven-test: seven digits, one to make it fit, one to check."""
    for fit in range(10):
        digits = f"9{number % 10**6:06d}{fit}"
        check = sum(weight * int(digit) for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if check < 10:
            return f"{digits}{check}"
    raise AssertionError("one of two neighbours always fits")


def family_name(dice: Random) -> str:
    """As with real names: a few families are everywhere, most are small."""
    common = int(dice.paretovariate(0.6)) - 1
    if common < len(FAMILIES):
        return FAMILIES[common]
    return f"{one_of(dice, PREFIXES)}{one_of(dice, STEMS)}{one_of(dice, ENDS)}"


def one_of(dice: Random, words: tuple[T, ...]) -> T:
    return words[int(len(words) * dice.random())]
