"""Of whom a row is: the same person for every row that is about them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from casework.caseload.existing import Existing, Met
from casework.caseload.read_file import Cells
from casework.caseload.row import Row
from casework.cases.models import Case
from casework.cases.states import EndReason
from casework.engine.possible_days import DAY, Days, agreed
from casework.people.births import days_of, read_partly
from casework.people.bsn import nine_digits
from casework.people.models import Addressed, NameUse, OtherPhone, Person, SafetyNote
from casework.people.possible_days import born
from casework.people.window import TOO_LONG, fits, lines_of

PERSONAL: Final = (
    *(
        "voornaam",
        "voorletters",
        "voorvoegsel",
        "achternaam",
        "partner_voorvoegsel",
        "partner_achternaam",
        "naamgebruik",
    ),
    *("aanhef", "geboortedatum", "bsn", "geheim_adres", "telefoons", "taal", "tolk", "let_op", "let_op_tot"),
)
NAME_USE: Final = {
    "eigen": NameUse.OWN.value,
    "partner": NameUse.PARTNER.value,
    "partner_eigen": NameUse.PARTNER_OWN.value,
    "eigen_partner": NameUse.OWN_PARTNER.value,
    **{use.value.casefold(): use.value for use in NameUse},
}
ADDRESSED: Final = {"naam": "", **{one.value: one.value for one in Addressed if one.value}}
MADE_BY: Final = "Neem over met --by: bij een waarschuwing staat wie haar vastlegde."


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
        initials=row.answer("voorletters"),
        surname_prefix=row.answer("voorvoegsel"),
        family_name=row.answer("achternaam"),
        partner_prefix=row.answer("partner_voorvoegsel"),
        partner_name=row.answer("partner_achternaam"),
        name_use=row.one_of("naamgebruik", NAME_USE, NameUse.OWN),
        addressed=row.one_of("aanhef", ADDRESSED, ""),
        birth_date=birth,
        birth_about=about,
        bsn=row.answer("bsn"),
        street=row.answer("straat"),
        postcode=row.answer("postcode"),
        town=row.answer("plaats"),
        secret_address=row.yes("geheim_adres"),
        phone=row.answer("telefoon"),
        language=row.answer("taal"),
        interpreter=row.yes("tolk"),
    )
    if person.name_use != NameUse.OWN and not row.text("partner_achternaam"):
        row.wrong("naamgebruik", "Vul partner_achternaam in, of kies eigen.")
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


def judge_phones(row: Row) -> Iterator[OtherPhone]:
    """More numbers than their own: 'nummer;van wie;wanneer', and the next after a '|'."""
    for number, words in enumerate(filter(None, (one.strip() for one in row.text("telefoons").split("|"))), start=1):
        parts = [part.strip() for part in words.split(";")]
        if not 2 <= len(parts) <= 3 or not all(parts[:2]):
            row.wrong("telefoons", f"Nummer {number} is niet te lezen. Schrijf: nummer;van wie;wanneer bellen.")
            continue
        about = f"Nummer {number}: "
        said = (*parts, "")[:3]
        phone, whose, when = (
            row.judged("telefoons", f"telefoons:{name}", one, about=about) or ""
            for name, one in zip(("nummer", "van", "wanneer"), said, strict=True)
        )
        yield OtherPhone(number=phone, whose=whose, when=when)


def judge_safety(row: Row) -> SafetyNote | None:
    """What a visitor must know, until a day: nobody carries it with them for ever."""
    text = row.answer("let_op")
    until = row.day("let_op_tot", Days(row.today + DAY, agreed(row.today).last))
    for column, other in (("let_op", "let_op_tot"), ("let_op_tot", "let_op")):
        if row.text(other) and not row.text(column):
            row.wrong(column, f"Vul dit in, of maak {other} leeg.")
    if row.text("let_op") and row.existing.by is None:
        row.wrong("let_op", MADE_BY)
    if not text or until is None or row.existing.by is None:
        return None
    return SafetyNote(text=text, since=row.today, until=until, made_by=row.existing.by)


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
