"""Teams: each kern has one wijkteam."""

import pytest

from tests.wijkteam.admin.pages import at, errors, messages_on

pytestmark = pytest.mark.django_db


def test_a_kern_has_one_wijkteam(beheer, world):
    data = {"name": "Wijkteam Oost", "kind": "wijkteam", "kernen": [world.kern.pk]}
    assert "Piershil hoort al bij Wijkteam Noord" in errors(beheer.post(at("roles_team", page="add"), data))
    assert beheer.post(at("roles_team", page="add"), data | {"kind": "jeugdteam"}).status_code == 302


def test_there_is_one_team_of_the_municipality(beheer, world):
    data = {"name": "Nog een", "kind": "gemeente"}
    assert "al een team voor de gemeente" in errors(beheer.post(at("roles_team", page="add"), data))


def test_a_kern_without_a_team_is_told(beheer, world):
    data = {"name": "Wijkteam Noord", "kernen": []}
    response = beheer.post(at("roles_team", world.team), data, follow=True)
    assert any("Nog zonder wijkteam: Piershil" in one for one in messages_on(response))
