"""What was stored before numbers and names had one form gets it when the product is updated."""

from importlib import import_module

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from casework.people.bsn import digest, encrypted
from casework.people.models import Representative
from tests.factories import World, fresh, today

BEFORE = "0014_one_person_one_number"


@pytest.mark.django_db
def test_numbers_and_keys_of_before():
    world = World()
    case = world.case(person=world.person("Özdemir", given_name="Ayşe"))
    contact = world.contact(case)
    mentor = Representative.objects.create(person=case.person, kind="mentor", name="M", since=today())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE casework_person SET bsn = %s, bsn_digest = %s, phone = '06-1234 5678', family_key = '', given_key = '',"
            " address_key = '', search_name = '' WHERE id = %s",
            [encrypted("12345672"), digest("12345672"), case.person_id],
        )
        cursor.execute("UPDATE casework_contact SET phone = '0186 12 34 56' WHERE id = %s", [contact.pk])
        cursor.execute("UPDATE casework_representative SET phone = 'bel Ria' WHERE id = %s", [mentor.pk])
    apps = MigrationExecutor(connection).loader.project_state(("casework", BEFORE)).apps
    import_module(f"casework.migrations.{BEFORE}").work_out(apps, None)
    person = fresh(case.person)
    assert (person.bsn, person.bsn_digest, person.phone) == ("012345672", digest("012345672"), "+31612345678")
    assert (person.family_key, person.given_key, person.search_name) == ("ozdemir", "ayse", "ayse ozdemir")
    assert person.address_key == "3265AA 1"
    assert (fresh(contact).phone, fresh(mentor).phone) == ("+31186123456", "bel Ria")
