"""Names as they are written: their parts, in lists, in letters, and of what was stored before they had parts."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from casework.people.models import Person
from casework.people.names import in_two, split_prefix
from tests.factories import World, fresh

MIGRATION = "0022_as_they_are_written"


@pytest.mark.parametrize(
    ("typed", "prefix", "main"),
    [
        ("van der Berg", "van der", "Berg"),
        ("Berg, van der", "van der", "Berg"),
        ("v.d. Berg", "v.d.", "Berg"),
        ("’t Hoen", "’t", "Hoen"),
        ("in 't Veld", "in 't", "Veld"),
        ("El Amrani", "El", "Amrani"),
        ("Van", "", "Van"),
        ("de la Van", "de la", "Van"),
        ("A. Jansen", "", "A. Jansen"),
        ("O'Neill", "", "O'Neill"),
        ("Jansen, Jan", "", "Jansen, Jan"),
        ("De Vries-Smit", "De", "Vries-Smit"),
        ("", "", ""),
    ],
)
def test_a_surname_falls_apart(typed, prefix, main):
    assert split_prefix(typed) == (prefix, main)


def test_a_prefix_typed_twice_stands_once():
    assert in_two("van", "van Dam") == ("van", "Dam")
    assert in_two("van der", "Dam") == ("van der", "Dam")
    assert in_two("", "van Dam") == ("van", "Dam")
    assert in_two("van", "de Dam") == ("van", "de Dam")


def person(**parts: str) -> Person:
    one = Person(**{"given_name": "Toos", "family_name": "Vermaat"} | parts)
    one.work_out()
    return one


PARTNER = {"partner_name": "de Wit"}


@pytest.mark.parametrize(
    ("parts", "name", "listed", "sorted_by"),
    [
        ({}, "Toos Vermaat", "Vermaat, Toos", "vermaat toos"),
        ({"family_name": "van Gemert"}, "Toos van Gemert", "Van Gemert, Toos", "gemert toos"),
        ({"family_name": "’t Hoen"}, "Toos ’t Hoen", "’t Hoen, Toos", "hoen toos"),
        (PARTNER, "Toos Vermaat", "Vermaat, Toos", "vermaat toos"),
        (PARTNER | {"name_use": "P"}, "Toos de Wit", "De Wit, Toos", "wit toos"),
        (PARTNER | {"name_use": "V"}, "Toos de Wit-Vermaat", "De Wit-Vermaat, Toos", "wit toos"),
        (PARTNER | {"name_use": "N"}, "Toos Vermaat-de Wit", "Vermaat-de Wit, Toos", "vermaat toos"),
        ({"given_name": ""}, "Vermaat", "Vermaat", "vermaat"),
    ],
)
def test_a_name_as_it_is_used(parts, name, listed, sorted_by):
    one = person(**parts)
    assert (one.name, one.listed, one.sort_name) == (name, listed, sorted_by)


def test_nobodys_gender_is_guessed():
    assert person().greeting == "Geachte Toos Vermaat"
    assert person(family_name="van Gemert", addressed="mevrouw").greeting == "Geachte mevrouw Van Gemert"
    assert person(addressed="heer").greeting == "Geachte heer Vermaat"


@pytest.mark.django_db
def test_what_was_stored_whole_falls_apart_and_nobody_corrected_it():
    world = World()
    whole, plain = world.person("Waal"), world.person("Jansen")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_person SET family_name = 'van der Waal', surname_prefix = '', sort_name = '' WHERE id = %s",
            [whole.pk],
        )
    apps = MigrationExecutor(connection).loader.project_state(("casework", MIGRATION)).apps
    import_module(f"casework.migrations.{MIGRATION}").in_parts(apps, None)
    one = fresh(whole)
    assert (one.surname_prefix, one.family_name, one.name) == ("van der", "Waal", "Bep van der Waal")
    assert (one.sort_name, fresh(plain).sort_name) == ("waal bep", "jansen bep")
