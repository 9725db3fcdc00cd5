"""Names, numbers and addresses have one form, however they were written; and two records of one person are seen as such."""

import datetime as dt
from types import SimpleNamespace

import pytest

from casework.people.names import folded, name_key
from casework.people.phones import normal_phone, shown_phone
from casework.people.same import address_key, marks, why_same

SAME_NAMES = (
    ("Özdemir", "Ozdemir", "OZDEMIR", "O\u0308zdemir"),
    ("van der Berg", "Berg, van der", "v.d. Berg", "vd Berg", "VAN DER BERG", "van den Berg"),
    ("’t Hart", "'t Hart", "Hart, ‘t", "`t Hart"),
    ("O’Neill", "O'Neill", "ONeill"),
    ("de Vries-Smit", "Smit - de Vries", "De Vries – Smit", "Vries Smit"),
    ("IJsselstein", "Ĳsselstein", "Ysselstein"),
    ("Straße", "Strasse"),
    ("Łukasik", "Lukasik"),
    ("Yıldız", "Yildiz", "YILDIZ"),
    ("in 't Veld", "Veld, in ’t"),
)


@pytest.mark.parametrize("spellings", SAME_NAMES, ids=lambda names: names[0])
def test_a_name_has_one_key(spellings):
    assert len({name_key(one) for one in spellings}) == 1


def test_other_names_have_other_keys():
    names = ["Jansen", "Janssen", "Berg", "Bergsma", "de Wit", "de Witte", "Vries", "Vries-Smit"]
    assert len({name_key(one) for one in names}) == len(names)
    assert name_key("Van") == "van"  # of nothing but a prefix it is the name
    assert folded("Müller–Lüdenscheidt, Ø.") == "muller ludenscheidt o"


@pytest.mark.parametrize(
    "spelling",
    [
        "06 12345678",
        "06-12345678",
        "0612345678",
        "+31 6-1234 5678",
        "0031 6 12 34 56 78",
        "(06) 12 34 56 78",
        "06.12.34.56.78",
    ],
)
def test_a_phone_has_one_form(spelling):
    assert normal_phone(spelling) == "+31612345678"
    assert shown_phone(normal_phone(spelling)) == "06 12345678"


def test_what_is_no_phone_stays_as_it_is():
    assert normal_phone("06 12 (dochter)") == "06 12 (dochter)"
    assert shown_phone("+32475123456") == "+32 475 12 34 56"
    assert normal_phone("") == shown_phone("") == ""


def test_an_address_has_one_key():
    assert address_key("Voorstraat 12-a", "3265 AA", "Piershil") == address_key("Voorstr. 12 A", "3265aa", "")
    assert address_key("Voorstraat 12", "", "Piershil") == address_key("VOORSTRAAT 12", "", "piershil")
    assert address_key("Voorstraat 12", "3265 AA", "") != address_key("Voorstraat 14", "3265 AA", "")
    assert address_key("Voorstraat", "3265 AA", "Piershil") == ""  # a street is no house


def who(name="Bep Jansen", born="1942-03-01", address="", phone="", bsn=""):
    given, _, family = name.rpartition(" ")
    day = dt.date.fromisoformat(born) if born else None
    return SimpleNamespace(
        given_key=folded(given),
        family_key=name_key(family),
        other_names=[],
        birth_date=day,
        birth_about="",
        address_key=address,
        phone=phone,
        bsn_digest=bsn,
    )


ONE = {
    "accents": (who("Ayşe Özdemir"), who("Ayse Ozdemir")),
    "another given name": (who("Elisabeth Jansen"), who("Bep Jansen")),
    "by number alone": (who("Bep Jansen", bsn="9"), who("Elisabeth Smit", born="", bsn="9")),
    "married, same house": (who("Bep Jansen", address="3265AA 1"), who("Bep Smit", address="3265AA 1")),
    "no birth date, same name": (who(born=""), who()),
    "no birth date, an initial, same phone": (who("B Jansen", born="", phone="+311"), who(phone="+311")),
    "no birth dates, same house": (who("Jansen", born="", address="3265AA 1"), who(born="", address="3265AA 1")),
}
TWO = {
    "mother and daughter in one house": (
        who(address="3265AA 1", phone="+311"),
        who(born="1980-01-01", address="3265AA 1", phone="+311"),
    ),
    "partners": (who("Bep Jansen", born="", address="3265AA 1"), who("Kees Jansen", born="", address="3265AA 1")),
    "born on one day": (who("Bep Jansen"), who("Kees Smit")),
    "neighbours of one age": (who("Bep Jansen", address="3265AA 1"), who("Kees Smit", address="3265AA 1")),
    "a name that many have": (who("Jansen", born=""), who("Jansen", born="")),
    "nothing known": (who("", born=""), who("", born="")),
}


@pytest.mark.parametrize("pair", ONE.values(), ids=ONE)
def test_who_may_be_one_person_is_seen_and_why(pair):
    assert why_same(*pair)
    assert why_same(*pair) == why_same(*reversed(pair))
    assert {*marks(pair[0])} & {*marks(pair[1])}


@pytest.mark.parametrize("pair", TWO.values(), ids=TWO)
def test_who_is_another_is_left_alone(pair):
    assert not why_same(*pair)


def test_why_is_told_in_words():
    assert why_same(*ONE["married, same house"]) == ["dezelfde geboortedatum", "hetzelfde adres"]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("0186571402", "0186 57 14 02"),
        ("0101234567", "010 123 45 67"),
        ("088-1234567", "088 123 45 67"),
        ("0800 0113", "0800 0113"),
    ],
)
def test_a_number_is_written_as_on_a_letterhead(typed: str, shown: str) -> None:
    assert shown_phone(typed) == shown
