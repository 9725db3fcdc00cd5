"""Whoever goes by a partner's name is found by either, when two records may be of one person."""

import datetime as dt

import pytest

from casework.people.models import Person
from casework.people.same import why_same

pytestmark = pytest.mark.django_db
BORN = dt.date(1942, 3, 1)


def person(family: str, partner: str = "", **fields) -> Person:
    made = Person(given_name="Toos", family_name=family, partner_name=partner, **{"birth_date": BORN} | fields)
    made.save()
    return made


@pytest.mark.parametrize("family", ["Vermaat", "de Wit", "de Wit-Vermaat", "Vermaat - de Wit", "Wit, de"])
def test_each_way_to_write_it_is_the_same_one(family: str) -> None:
    known = person("Vermaat", "de Wit", name_use="V")
    other = Person(given_name="Toos", family_name=family, birth_date=BORN)
    assert Person.objects.same_as(other) == [known.pk]
    assert "dezelfde achternaam" in why_same(known, other)
    assert "dezelfde achternaam" in why_same(other, known)


def test_a_partner_with_another_birth_date_is_another(db) -> None:
    known = person("Vermaat", "de Wit")
    husband = Person(given_name="Jan", family_name="de Wit", birth_date=dt.date(1940, 1, 1))
    assert known.pk not in Person.objects.same_as(husband)


def test_another_name_is_another(db) -> None:
    known = person("Vermaat", "de Wit")
    assert known.pk not in Person.objects.same_as(Person(given_name="Toos", family_name="Bos", birth_date=BORN))
