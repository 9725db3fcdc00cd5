"""Who a case of the load data is about."""

import datetime as dt
from functools import cache
from types import SimpleNamespace
from typing import Final

from casework.people.bsn import digest
from casework.people.models import NAME, Person, Representative
from casework.people.same import address_key
from casework.people.searched import searched_address
from wijkteam.town.load.chronicle import Chronicle
from wijkteam.town.load.copying import Row
from wijkteam.town.load.numbers import bsn, family_name
from wijkteam.town.load.words import GIVEN, STREETS

_OF_A_NAME: Final = (*NAME, "family_key", "other_names", "given_key", "sort_name", "search_name")


def add_person(case: Chronicle) -> int:
    """Its id. COPY goes around `save`, so what the person is found by is worked out here."""
    dice, number = case.dice, bsn(case.number)
    name = _called(case.pick(GIVEN), family_name(dice))
    age = min(98, max(18, dice.gauss(68, 18)))
    address = SimpleNamespace(
        street=f"{case.pick(STREETS)} {dice.randrange(1, 180)}",
        postcode=f"{1000 + case.team.number % 9000} {chr(65 + dice.randrange(26))}{chr(65 + dice.randrange(26))}",
        town=f"Dorp {case.team.number:03d}",
        secret_address=case.chance(0.01),
    )
    row = case.tables[Person].add(
        public_id=case.public_id(),
        birth_date=case.today - dt.timedelta(days=int(365.25 * age)),
        bsn=number,
        bsn_digest=digest(number),
        phone=f"+316{dice.randrange(10**8):08d}",  # in its one form
        language="" if case.chance(0.9) else "Turks",
        address_key=address_key(address.street, address.postcode, address.town),
        search_address=searched_address(address),
        **name,
        **vars(address),
    )
    if case.chance(0.06):
        case.tables[Representative].add(person_id=row["id"], kind="partner", name="De partner", since=case.day)
    return int(row["id"])


@cache
def _called(given: str, family: str) -> Row:
    """A name, and what somebody is found by who goes by it: worked out once, as many are called alike."""
    person = Person(given_name=given, family_name=family)
    person.work_out()
    return {column: getattr(person, column) for column in _OF_A_NAME}
