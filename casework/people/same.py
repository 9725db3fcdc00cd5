"""Whether two records may be of the same person, and why: name, birth date, address, phone and number each add to it."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple, Protocol

from casework.people.births import agree
from casework.people.names import folded, same_given_name

TRAITS: Final = (
    *("bsn_digest", "family_key", "other_names", "given_key", "birth_date", "birth_about", "address_key", "phone"),
)


class Traits(Protocol):
    """What is compared: a person, or the columns of one."""

    @property
    def bsn_digest(self) -> str: ...
    @property
    def family_key(self) -> str: ...
    @property
    def other_names(self) -> list[str]: ...
    @property
    def given_key(self) -> str: ...
    @property
    def birth_date(self) -> dt.date | None: ...
    @property
    def birth_about(self) -> str: ...
    @property
    def address_key(self) -> str: ...
    @property
    def phone(self) -> str: ...


class Compared(NamedTuple):
    """The columns of a row, in the order of TRAITS after its key."""

    pk: int
    bsn_digest: str
    family_key: str
    other_names: list[str]
    given_key: str
    birth_date: dt.date | None
    birth_about: str
    address_key: str
    phone: str

    @classmethod
    def of(cls, columns: Iterable[Any], digests: Mapping[str, str]) -> "Compared":
        """A digest that was stored under a former key as it is today: see `bsn.todays_digests`."""
        row = cls(*columns)
        return row._replace(bsn_digest=digests.get(row.bsn_digest, row.bsn_digest))


def why_same(one: Traits, other: Traits) -> list[str]:
    """What makes them look like one person, in words; empty where they don't.

    The number says it alone. With the same birth date the name does; or, for who changed names, address or phone. Where
    a birth date isn't known, the name needs the given name, the address or the phone beside it. Parents, partners
    and children share names, addresses and phones, so another birth date is another person.
    """
    shared = [
        words
        for words, mine, theirs in (
            ("hetzelfde BSN", one.bsn_digest, other.bsn_digest),
            ("dezelfde achternaam", *_one_surname(one, other)),
            ("dezelfde geboortedatum", one.birth_date, other.birth_date),
            ("hetzelfde adres", one.address_key, other.address_key),
            ("hetzelfde telefoonnummer", one.phone, other.phone),
        )
        if mine and mine == theirs
    ]
    return shared if _enough(one, other, {words.split()[-1] for words in shared}) else []


def surnames(one: Traits) -> set[str]:
    """Every surname by which somebody can be written down: who goes by a partner's name is reported by either."""
    return {one.family_key, *one.other_names} - {""}


def _one_surname(one: Traits, other: Traits) -> tuple[str, str]:
    """Of each the surname that both have; else their own."""
    both = sorted(surnames(one) & surnames(other))
    return (both[0], both[0]) if both else (one.family_key, other.family_key)


def _enough(one: Traits, other: Traits, shared: set[str]) -> bool:
    given = same_given_name(one.given_key, other.given_key)
    close = bool(shared & {"adres", "telefoonnummer"})
    if "BSN" in shared:
        return True
    if "geboortedatum" in shared:
        return "achternaam" in shared or (close and given and bool(one.given_key and other.given_key))
    born = agree(one.birth_date, one.birth_about, other.birth_date, other.birth_about)
    if born is False or (one.birth_date and other.birth_date):
        return False
    in_full = one.given_key == other.given_key and len(one.given_key) > 1
    return "achternaam" in shared and given and (close or in_full or bool(born))


def marks(one: Traits) -> Iterable[tuple[str, str]]:
    """Two that look like one person share at least one of these."""
    if one.bsn_digest:
        yield "number", one.bsn_digest
    if one.birth_date:
        yield "born", one.birth_date.isoformat()
    for name in sorted(surnames(one)):
        yield "name", name


def address_key(street: str, postcode: str, town: str) -> str:
    """One key for every way to write an address; empty where it says too little to be one house."""
    words = folded(street)
    house = re.search(r"(?:^|\s)(\d+)\s?([a-z])?(?=\s|$)", words)
    if house is None:
        return ""
    number = house[1] + (house[2] or "")
    compact = postcode.replace(" ", "").upper()
    if len(compact) == 6:
        return f"{compact} {number}"
    name = words[: house.start()].strip()
    return f"{name} {number} {compact or folded(town)}" if name and (compact or town) else ""
