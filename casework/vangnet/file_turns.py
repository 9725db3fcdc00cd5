"""Whose turn a file for the bank is: to release it, and to book it. Told once for each of its payments."""

from dataclasses import replace

from casework.engine.open_rows import OpenRow
from casework.engine.turns import Roster, Seat, Turn
from roles.matrix import Role

IN_A_FILE = "Geef het betaalbestand vrij"
NOBODY_LEFT = "Niemand anders mag dit betaalbestand vrijgeven: grijp in"
RELEASED = "Breng het betaalbestand naar de bank en boek het"


def to_release(roster: Roster, one: OpenRow) -> tuple[str, list[Seat]]:
    """For another than who made the file, or had a hand in one of its payments (`PaymentBatch.kept_from`). Where nobody
    else is left, for who may see all of it: they call it off, and it is paid otherwise."""
    but = {*(one.batch__kept_from or ()), *one.file_closed_to}
    seats = [roster.municipal(role, but=but) for role in (Role.FINANCIEN, Role.AFDELINGSHOOFD)]
    what = IN_A_FILE if any(seat.able for seat in seats) else NOBODY_LEFT
    return what, [*seats, *_who_can_open_it(roster, one)]


def to_book(roster: Roster, one: OpenRow) -> list[Seat]:
    return [roster.municipal(Role.FINANCIEN, but={*one.file_closed_to}), *_who_can_open_it(roster, one)]


def _who_can_open_it(roster: Roster, one: OpenRow) -> list[Seat]:
    """The afdelingshoofd, else whoever of finance isn't kept from a case in it: a part of a file nobody sees."""
    closed = {*one.file_closed_to}
    head, finance = (roster.municipal(role, but=closed) for role in (Role.AFDELINGSHOOFD, Role.FINANCIEN))
    return [head, finance, roster.municipal(Role.AFDELINGSHOOFD)]


def of_file(one: OpenRow, turn: Turn) -> Turn:
    """It is done on the page of the file, for all of its payments. Who may only see this one is led there to it."""
    return replace(turn, url=f"/betalingen/{one.batch__public_id}/?van={one.id}") if one.batch__public_id else turn
