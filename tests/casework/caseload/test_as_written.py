"""Names in parts, more numbers, language and warnings come along from the old books, judged as on the screen."""

import datetime as dt

import pytest

from casework.people.models import OtherPhone, Person, SafetyNote
from tests.casework.caseload.rows import BSN, ROW, said, take
from tests.factories import today

pytestmark = pytest.mark.django_db
UNTIL = today() + dt.timedelta(days=90)
WRITTEN = ROW | {
    "voorletters": "E.M.",
    "voorvoegsel": "van der",
    "achternaam": "Berg",
    "partner_voorvoegsel": "de",
    "partner_achternaam": "Wit",
    "naamgebruik": "Partner_eigen",
    "aanhef": "mevrouw",
    "bsn": BSN,
    "taal": "Pools",
    "tolk": "ja",
    "telefoons": "06-12345678;Anja, dochter;na 17 uur|0186 551010;buren",
    "let_op": "grote hond",
    "let_op_tot": f"{UNTIL:%d-%m-%Y}",
}


def test_all_of_it_comes_along_once_for_each_person(world, tmp_path) -> None:
    again = WRITTEN | {"kenmerk": "A-2", "hulpvraag": "Nog iets"}
    report = take(tmp_path, WRITTEN, again, by=world.consulent)
    assert (report.taken, said(report)) == (2, [])
    person = Person.objects.get(family_name="Berg")
    assert person.name == "Bep de Wit-van der Berg"
    assert person.greeting == "Geachte mevrouw De Wit-van der Berg"
    assert (person.initials, person.language, person.interpreter) == ("E.M.", "Pools", True)
    phones = OtherPhone.objects.values_list("person", "number", "whose", "when")
    assert list(phones) == [
        (person.pk, "+31612345678", "Anja, dochter", "na 17 uur"),
        (person.pk, "+31186551010", "buren", ""),
    ]
    note = SafetyNote.objects.get()
    assert (note.person, note.text, note.until, note.made_by) == (person, "grote hond", UNTIL, world.consulent)


def test_what_is_wrong_is_told_at_its_column(world, tmp_path) -> None:
    wrong = WRITTEN | {
        "voorletters": "x" * 21,
        "naamgebruik": "onzin",
        "aanhef": "dhr",
        "tolk": "misschien",
        "telefoons": "geen;Anja|0612345678",
        "let_op_tot": "01-01-1800",
    }
    report = take(tmp_path, wrong, by=world.consulent)
    columns = {column for _, column in said(report)}
    assert columns == {"voorletters", "naamgebruik", "aanhef", "tolk", "telefoons", "let_op_tot"}
    assert not Person.objects.filter(family_name="Berg").exists()


def test_what_must_be_there_beside_it(world, tmp_path) -> None:
    bare = WRITTEN | {"partner_achternaam": "", "partner_voorvoegsel": "", "let_op_tot": ""}
    assert {column for _, column in said(take(tmp_path, bare, by=world.consulent))} == {"naamgebruik", "let_op_tot"}
    assert {column for _, column in said(take(tmp_path, WRITTEN))} == {"let_op"}
    provision = ROW | {"voornaam": "", "achternaam": "", "geboortedatum": "", "voorziening": "Tillift", "soort": "vraag",
                       "fase": "aanmelding", "taal": "Pools"}  # fmt: skip
    assert {column for _, column in said(take(tmp_path, provision))} == {"taal"}


def test_who_goes_by_the_partners_name_is_a_double_of_who_is_known_by_their_own(world, tmp_path) -> None:
    there = world.case(person=world.person("Berg", given_name="Bep", surname_prefix="van der", partner_name="Wit"))
    Person.objects.filter(pk=there.person_id).update(birth_date=dt.date(1942, 3, 1))
    assert take(tmp_path, ROW | {"achternaam": "de Wit"}).taken == 1
    mine = Person.objects.get(family_name="Wit")
    assert mine.cases.get().looks_like == there
