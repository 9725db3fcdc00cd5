"""The window of an envelope: name and address of a letter stand in it whole, or are refused where they are typed."""

from typing import Final

from casework.engine.printable import lines_on_paper

# The block `.address` of templates/documents/pdf/paper.css, in points: 90 by 26 millimetres.
_WIDE: Final = 255.1
_LETTERS: Final = ((10.5, 4), (8.5, 7))  # their size, and how many lines of it the window holds
TOO_LONG: Final = (
    "Naam en adres passen zo niet in het venster van een envelop: er is plaats voor zeven regels."
    " Kort de naam of het adres in."
)


def lines_of(street: str, postcode: str, town: str) -> list[str]:
    return [line for line in (street, f"{postcode} {town}".strip()) if line]


def lines_in(address: str) -> list[str]:
    """Of an address that was typed as one: each part between commas is a line."""
    return [part.strip() for part in address.replace("\n", ",").split(",") if part.strip()]


def fits(name: str, lines: list[str], *, small: bool = True) -> bool:
    """Whether the window holds it in the usual size of letters, or in the small one."""
    size, room = _LETTERS[small]
    return sum(lines_on_paper(line, size=size, width=_WIDE) for line in (name, *lines)) <= room
