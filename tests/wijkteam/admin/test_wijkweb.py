"""Kernen and organisations."""

import pytest

from tests.wijkteam.admin.pages import at, errors
from wijkweb.models import Kern, Organisation

pytestmark = pytest.mark.django_db


def test_a_kern_gets_its_address_and_no_double(beheer, world):
    data = {"name": "Goidschalxoord", "village": "Heinenoord", "postcode4": "3274"}
    assert beheer.post(at("wijkweb_kern", page="add"), data).status_code == 302
    assert Kern.objects.get(name="Goidschalxoord").slug == "goidschalxoord"
    again = beheer.post(at("wijkweb_kern", page="add"), data | {"name": "Goidschalxoord!"})
    assert "bestaat al" in errors(again)
    assert "vier cijfers" in errors(
        beheer.post(at("wijkweb_kern", page="add"), data | {"name": "X", "postcode4": "0123"})
    )


def test_an_organisation_is_switched_off_not_removed(beheer, world):
    assert beheer.get(at("wijkweb_organisation", world.church, "delete")).status_code == 403
    data = {"name": "Kerk Piershil", "layer": "middenveld", "domain": "kerk"}
    assert beheer.post(at("wijkweb_organisation", world.church), data).status_code == 302
    assert not Organisation.objects.get(pk=world.church.pk).active
