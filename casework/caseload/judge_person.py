"""Of whom a row is: the same person for every row that is about them."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError

from casework.caseload.existing import Existing
from casework.caseload.read_file import Cells
from casework.caseload.row import Row
from casework.people.births import days_of, read_partly
from casework.people.bsn import check_bsn, nine_digits
from casework.people.models import Person
from casework.people.phones import check_phone
from casework.people.possible_days import born

PERSONAL: Final = ("voornaam", "achternaam", "geboortedatum", "bsn", "geheim_adres")


def meet_people(rows: Iterable[Cells], existing: Existing) -> None:
    """Who of this file is in the database already, by number."""
    existing.meet({nine_digits(number) for cells in rows if (number := cells.values.get("bsn", ""))})


def judge_person(row: Row, received_on: dt.date | None) -> Person | None:
    """None for a provision, or where it isn't said whom it is about."""
    if row.text("voorziening"):
        for column in PERSONAL:
            if row.text(column):
                row.wrong(column, "Een zaak gaat over een inwoner of over een voorziening. Maak een van beide leeg.")
        return None
    name = row.text("achternaam")
    if not name:
        row.wrong("achternaam", "Over wie of wat gaat het? Vul een achternaam in, of een voorziening.")
        return None
    about = read_partly(row.text("geboortedatum"))
    birth = None if about else row.day("geboortedatum", born(None, row.today))
    if about and not 1900 <= days_of(about)[0].year <= (received_on or row.today).year:
        row.wrong("geboortedatum", "Dit jaar kan niet. Controleer het.")
    if birth and received_on and birth > received_on:
        row.wrong("geboortedatum", "Deze inwoner is geboren na de ontvangst van de vraag. Controleer beide datums.")
    person = Person(
        given_name=row.text("voornaam"),
        family_name=name,
        birth_date=birth,
        birth_about=about,
        bsn=_bsn(row),
        street=row.text("straat"),
        postcode=_postcode(row),
        town=row.text("plaats"),
        secret_address=row.yes("geheim_adres"),
        phone=_phone(row),
    )
    person.work_out()
    return _met_before(row, person)


def _met_before(row: Row, person: Person) -> Person:
    """Whom we met before, by number, or by whole name and birth date within this file; else this person."""
    key: tuple[str, ...]
    if person.bsn_digest:
        key = ("bsn", person.bsn_digest)
    elif person.birth_date:
        key = ("name", person.given_key, person.family_key, person.birth_date.isoformat())
    else:
        return person
    before = row.existing.people.setdefault(key, person)
    if before is not person and (before.family_key != person.family_key or before.birth_date != person.birth_date):
        row.wrong("bsn", "Dit nummer hoort ook bij iemand met een andere naam of geboortedatum. Controleer wie het is.")
    return before


def _bsn(row: Row) -> str:
    words = row.text("bsn")
    if not words:
        return ""
    try:
        check_bsn(words)
    except ValidationError:
        row.wrong("bsn", "Dit burgerservicenummer klopt niet (elfproef). Controleer de cijfers, of laat het leeg.")
        return ""
    return nine_digits(words)


def _phone(row: Row) -> str:
    words = row.text("telefoon")
    try:
        check_phone(words)
    except ValidationError as error:
        row.wrong("telefoon", str(error.message))
    return words


def _postcode(row: Row) -> str:
    """The four digits are enough, unlike in a form: the kern follows from those."""
    words = row.text("postcode").upper().replace(" ", "")
    if not words:
        return ""
    if not re.fullmatch(r"[1-9][0-9]{3}([A-Z]{2})?", words):
        row.wrong("postcode", "Dit is geen postcode. Schrijf een postcode als 3265 AB.")
        return ""
    return f"{words[:4]} {words[4:]}".strip()
