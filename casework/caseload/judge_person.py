"""Of whom a row is: the same person for every row that is about them."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from casework.caseload.existing import Existing, Met
from casework.caseload.read_file import Cells
from casework.caseload.row import Row
from casework.cases.models import Case
from casework.cases.states import EndReason
from casework.engine.possible_days import Days
from casework.people.births import days_of, read_partly
from casework.people.bsn import nine_digits
from casework.people.models import Person
from casework.people.possible_days import born
from casework.people.window import TOO_LONG, fits, lines_of

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
    if not row.text("achternaam"):
        row.wrong("achternaam", "Over wie of wat gaat het? Vul een achternaam in, of een voorziening.")
        return None
    birth, about = _birth(row, received_on)
    person = Person(
        given_name=row.answer("voornaam"),
        family_name=row.answer("achternaam"),
        birth_date=birth,
        birth_about=about,
        bsn=row.answer("bsn"),
        street=row.answer("straat"),
        postcode=row.answer("postcode"),
        town=row.answer("plaats"),
        secret_address=row.yes("geheim_adres"),
        phone=row.answer("telefoon"),
    )
    if not fits(person.name, lines_of(person.street, person.postcode, person.town)):
        row.wrong("straat", TOO_LONG)
    person.work_out()
    return person


def _birth(row: Row, received_on: dt.date | None) -> tuple[dt.date | None, str]:
    """The day, or what is known of it: one of both."""
    words = row.text("geboortedatum")
    if read_partly(words):
        about = row.judged("geboortedatum", "geboortedatum:deels", words) or ""
        if about and received_on and days_of(about)[0] > received_on:
            row.wrong("geboortedatum", "Later dan ontvangen_op kan niet.")
        return None, about
    birth = row.day("geboortedatum", born(None, row.today))
    if birth and received_on and birth > received_on:
        row.wrong("geboortedatum", f"{Days(last=received_on).refusal(birth)} Later dan ontvangen_op kan niet.")
    return birth, ""


def meet(row: Row, case: Case, person: Person) -> Met:
    """Whom we met before, by number, or by whole name and birth date within this file; else this person."""
    met, key = Met.of(person), _key(person)
    before = row.existing.people.setdefault(key, met) if key else met
    if (before.family_key, before.birth_date, before.birth_about) != (met.family_key, met.birth_date, met.birth_about):
        row.wrong("bsn", "Dit nummer hoort ook bij iemand met een andere naam of geboortedatum. Controleer wie het is.")
    person.deceased_on = case.closed_on if case.ended_reason == EndReason.OVERLEDEN else None
    if key and person.deceased_on:
        row.existing.died.setdefault(key, person.deceased_on)
    person.deceased_on = row.existing.died.get(key, person.deceased_on)
    return before


def _key(person: Person) -> tuple[str, ...]:
    """What is the same on every row about them; nothing where that can't be told."""
    if person.bsn_digest:
        return ("bsn", person.bsn_digest)
    if person.birth_date:
        return ("name", person.given_key, person.family_key, person.birth_date.isoformat())
    return ()
