"""What words give away that their reader isn't to know: one look for every text that leaves the team.

Names, phones, addresses and numbers of the people of a case are found however they are spelled. Who doesn't see the
file isn't told what stands in it by what is refused: then only what they reported themselves is looked for, as they did.
A number or an address that came since could be asked for: a text with every postcode of a village would find it.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from stdnum.nl import bsn

from casework.engine.telling import Reader, Told
from casework.households.walls import says_where
from casework.law.days import MONTHS
from casework.people.bsn import nine_digits
from casework.people.names import folded, name_words
from casework.people.phones import normal_phone
from roles.actions import Action
from roles.policy import Sight
from roles.policy import may as allowed

# what someone is to the citizen is no name, though a name begins with it: 'Buurvrouw Ria'
_NO_NAMES: Final = frozenset(
    folded(
        """
        buurvrouw buurman buren buur zoon dochter kind kleinzoon kleindochter broer zus zuster moeder vader ouder ouders oma
        opa tante oom neef nicht schoonzoon schoondochter schoonzus zwager vriend vriendin partner man vrouw echtgenoot
        echtgenote ex huisarts dokter dominee pastoor wijkverpleegkundige verpleegkundige mantelzorger coach collega heer
        mevrouw meneer mw dhr mevr fam familie kerk school praktijk huisartsenpraktijk thuiszorg dr drs mr ds ing ir
        """
    ).split()
)
_A_MOMENT: Final = dt.timedelta(minutes=1)  # in one transaction
_DIGITS: Final = re.compile(r"\+?\d[\d\s().\-–/]{6,}\d")
_POSTCODE: Final = re.compile(r"\b([1-9]\d{3})\s?([a-z]{2})\b", re.IGNORECASE)
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_DAY: Final = re.compile(rf"\b(\d{{1,2}})\s*(?:[-/.]\s*(\d{{1,2}})\s*[-/.]|({'|'.join(MONTHS)}))\s*(\d{{4}})\b")


def told_by(case: Any, text: str, reader: Reader, sight: Sight | None) -> list[Told]:
    """What it gives away to this kind of reader: nothing is right."""
    if not text.strip() or case.person is None:
        return []
    whole = sight is None or allowed(sight, Action.VIEW_FILE, case)
    if not whole and (sight is None or case.reported_by_id not in sight.acts_for):
        return []
    found = list(_of_the_reporter(case, text, reader)) if whole else []
    if case.person.walled and says_where(case.person, text):
        found.append(Told("adres", "In deze tekst staat een adres dat hier niet gelezen mag worden. Haal het weg."))
    if reader != Reader.CITIZEN:
        known = case.person if whole else _as_reported(case)
        found += _numbers(case, known, text, reader, whole=whole)
        if known is not None:
            found += _of_the_address(known, text, reader)
    if reader == Reader.NAMELESS:
        found += _names(case, text, whole=whole)
    return list({(one.word.casefold(), one.sentence): one for one in found}.values())


def _as_reported(case: Any) -> Any:
    """The citizen as they were written down with this case, from the history in the database; None where it is about
    somebody by now of whom others reported."""
    first = case.person.events.order_by("pgh_id").first()
    return first if first is not None and abs(first.pgh_created_at - case.reported_at) < _A_MOMENT else None


def _close_to(case: Any) -> Iterator[Any]:
    """Of a case that comes in by import nobody stands there yet."""
    if case.pk:
        yield from case.contacts.filter(removed_at=None)
    if case.person.pk:
        yield from case.person.representatives.all()


# --- names -------------------------------------------------------------------------------------------------------


def _of_the_reporter(case: Any, text: str, reader: Reader) -> Iterator[Told]:
    """Who asked not to be told of isn't named; that a neighbour is written about can have another reason."""
    if not case.reporter_shielded:
        return
    for word in _spelled(_words_of_a_name(case.reporter_name), text):
        yield Told(
            word,
            f"‘{word}’ is van wie meldde, en die is afgeschermd. Haal de naam uit deze tekst.",
            f"‘{word}’ mag hier staan: daaruit blijkt niet wie meldde." if reader != Reader.NAMELESS else "",
        )


def _names(case: Any, text: str, *, whole: bool) -> Iterator[Told]:
    person = case.person
    surnames = f"{person.family_name} {person.partner_name}"
    names = {*name_words(surnames), *(one for one in folded(person.given_name).split() if len(one) > 1)}
    if whole:
        for one in _close_to(case):
            names |= _words_of_a_name(one.name)
        names |= _words_of_a_name(case.reporter_name) | _words_of_a_name(case.regie_name)
    for word in _spelled(names - _of_the_place(case), text):
        yield Told(
            word,
            f"‘{word}’ is een naam van iemand uit deze zaak. Dit is een vraag zonder naam: haal de naam uit deze tekst.",
            f"‘{word}’ is hier een gewoon woord, geen naam." if word.islower() else "",
        )


def _words_of_a_name(name: str) -> set[str]:
    """Those written with a capital: 'buurvrouw' of 'de buurvrouw' tells who somebody is to them, and no name."""
    words = re.findall(r"[^\W\d_][\w'’.-]*", name)
    capital = [word for word in words if not word.islower()]
    return {part for word in capital for part in name_words(word) if len(part) > 1} - _NO_NAMES


def _of_the_place(case: Any) -> set[str]:
    """Where it is may be told, and to whom the team belongs."""
    return {word for name in (case.kern.name, case.kern.village, case.team.name) for word in name_words(name)}


def _spelled(names: set[str], text: str) -> Iterator[str]:
    """The words of the text, as they are written there, that are one of these however they are spelled."""
    for word in re.findall(r"[^\W\d_](?:[\w'’`´]|-(?=\w)|(?<=\w)\u0301)*", text):
        if names.intersection(name_words(word)):
            yield word


# --- where they live, and how they are reached -----------------------------------------------------------------------


def _of_the_address(person: Any, text: str, reader: Reader) -> Iterator[Told]:
    street = re.split(r"\s+\d", person.street.strip())[0]
    house = re.sub(r"\s+", " ", folded(person.street))
    plain = f" {folded(text)} "
    by_street = street if person.secret_address or reader == Reader.NAMELESS else house
    written = [f"{digits} {letters}" for digits, letters in _POSTCODE.findall(text)]
    told = [one for one in written if one.replace(" ", "").upper() == person.postcode.replace(" ", "").upper()]
    if by_street and f" {folded(by_street)} " in plain:
        told.append(street)
    for word in told:
        if person.secret_address:
            yield Told(word, "Het adres van deze inwoner is geheim. Haal straat en postcode uit deze tekst.")
        else:
            yield Told(word, f"‘{word}’ is het adres van deze inwoner. Haal het adres uit deze tekst.")


def _numbers(case: Any, person: Any, text: str, reader: Reader, *, whole: bool) -> Iterator[Told]:
    """`person`: what of the citizen is known to who writes, if anything."""
    phones, mails = ({person.phone}, {person.email.casefold()}) if person else (set(), set())
    written_numbers = _DIGITS.findall(text)
    if whole and written_numbers:
        phones |= {one.phone for one in _close_to(case)}
    ours = {normal_phone(case.team.phone), case.team.email.casefold()}
    for written in written_numbers:
        number = normal_phone(written)
        is_one = number.startswith("+31") and len(number) == 12
        if number in phones - {""} or (reader == Reader.NAMELESS and is_one and number not in ours):
            yield Told(written, f"‘{written}’ is een telefoonnummer. Haal het nummer uit deze tekst.")
    yield from _of_the_bsn(case.person, text, whole=whole)
    for written in _MAIL.findall(text):
        if written.casefold() in mails - {""} or (reader == Reader.NAMELESS and written.casefold() not in ours):
            yield Told(written, f"‘{written}’ is een e-mailadres. Haal het uit deze tekst.")
    if person and person.birth_date in _days(text):
        yield Told("geboren", "Hier staat de geboortedatum van deze inwoner. Haal die uit deze tekst.")


def _of_the_bsn(person: Any, text: str, *, whole: bool) -> Iterator[Told]:
    """Who doesn't see the file is asked of each number that can be one: the history keeps none to compare with."""
    for written in re.findall(r"[\d. -]{8,}", text):
        digits = re.sub(r"\D", "", written)
        number = nine_digits(digits)
        if not whole and len(digits) == 9 and bsn.is_valid(digits):
            word = written.strip(" .-")
            yield Told(word, f"‘{word}’ kan een BSN zijn. Haal het uit deze tekst.", f"‘{word}’ is geen BSN.")
        elif whole and person.bsn and number == person.bsn:
            yield Told("BSN", "Hier staat het BSN van deze inwoner. Haal het uit deze tekst.")


def _days(text: str) -> Iterable[dt.date]:
    for day, number, month, year in _DAY.findall(text.casefold()):
        try:
            yield dt.date(int(year), int(number) if number else MONTHS.index(month) + 1, int(day))
        except ValueError:
            continue
