"""The history of beheer: who and what."""

import pytest

from roles.matrix import Role
from roles.models import Absence
from tests.factories import member, today
from tests.wijkteam.admin.pages import at, new_absence, place_of, placed

pytestmark = pytest.mark.django_db


def history(client, name, obj):
    page = client.get(at(name, obj, "history"))
    return page.context["lines"]


def test_the_history_tells_who_and_what(beheer, world):
    data = {"name": "Wijkteam Noordrand", "kernen": [], "phone": "0186 1"}
    beheer.post(at("roles_team", world.team), data)
    lines = history(beheer, "roles_team", world.team)
    change = next(line for line in lines if line.what == "Team gewijzigd")
    assert change.who == "Beheer Test"
    assert {(one.name, one.before, one.after) for one in change.changes} == {
        ("Naam", "Wijkteam Noord", "Wijkteam Noordrand"),
        ("Telefoon", "–", "0186 1"),
    }
    assert "Kern Piershil verwijderd" in {line.what for line in lines}
    assert next(line.who for line in lines if line.what == "Kern Piershil verwijderd") == "Beheer Test"


def test_what_is_gone_stays_in_the_history_of_the_person(beheer, world):
    row = member(world.outsider, Role.TEAMLID, team=world.team, since=today())
    row.kernen.set([world.kern])
    beheer.post(at("roles_membership", row, "delete"), {"post": "yes"})
    whats = [line.what for line in history(beheer, "roles_user", world.outsider)]
    assert "Lidmaatschap verwijderd: Outsider Test, Teamlid, Wijkteam Noord" in whats


def test_the_history_of_a_membership_has_its_absences_and_kernen(beheer, world):
    row = place_of(world.consulent)
    beheer.post(at("roles_membership", row), placed(row, kernen=[world.kern.pk], **new_absence(row)))
    one = row.absences.get()
    gone = placed(row) | {"absences-0-DELETE": "on"}
    assert beheer.post(at("roles_membership", row), gone).status_code == 302
    assert not Absence.objects.filter(pk=one.pk).exists()
    whats = " | ".join(line.what for line in history(beheer, "roles_membership", row))
    assert "Afwezigheid toegevoegd" in whats
    assert "Afwezigheid verwijderd" in whats
    assert "Kern Piershil toegevoegd" in whats


def test_an_account_has_a_history_without_its_password(beheer, world):
    world.outsider.set_password("geheim woord 123")
    world.outsider.save()
    data = {"username": "outsider", "first_name": "O", "last_name": "T", "email": world.outsider.email}
    beheer.post(at("roles_user", world.outsider), data)
    page = beheer.get(at("roles_user", world.outsider, "history")).content.decode()
    assert "Gebruiker gewijzigd" in page
    assert "wachtwoord" not in page.lower().replace("wachtwoord wijzigen", "").replace("/wachtwoord/", "")
