"""Terms, days off and grounds."""

import datetime as dt

import pytest

from casework.law.models import Ground, LegalTerm
from tests.factories import today
from tests.wijkteam.admin.pages import TOMORROW, at, errors, nl

pytestmark = pytest.mark.django_db


def test_a_new_length_follows_on_the_old_without_a_hole(beheer, world):
    later = today() + dt.timedelta(days=60)
    data = {"code": "oppakken", "length": 3, "unit": "werkdagen", "since": nl(later), "source": "werkafspraak 2"}
    assert beheer.post(at("casework_legalterm", page="add"), data).status_code == 302
    rows = list(LegalTerm.objects.filter(code="oppakken").order_by("since").values_list("length", "until"))
    assert rows == [(2, later), (3, None)]
    assert "geldt al een lengte" in errors(beheer.post(at("casework_legalterm", page="add"), data))
    zero = data | {"since": nl(later + TOMORROW), "length": 0}
    assert "boven nul" in errors(beheer.post(at("casework_legalterm", page="add"), zero))
    early = data | {"since": "2000-01-01"}
    assert "nog niet" in errors(beheer.post(at("casework_legalterm", page="add"), early))
    assert list(LegalTerm.objects.filter(code="oppakken").order_by("since").values_list("length", "until")) == rows


def test_what_is_in_force_is_not_counted_otherwise(beheer, world):
    term = LegalTerm.objects.get(code="besluit")
    data = {"article": "Wmo 2015, artikel 2.3.5", "source": "nagekeken", "length": 9}
    assert beheer.post(at("casework_legalterm", term), data).status_code == 302
    term.refresh_from_db()
    assert (term.length, term.source) == (2, "nagekeken")


def test_days_off_and_grounds(beheer, world):
    data = {"day": nl(today()), "name": "Kroningsdag", "source": "KB 1"}
    assert beheer.post(at("casework_dayoff", page="add"), data).status_code == 302
    assert "bestaat al" in errors(beheer.post(at("casework_dayoff", page="add"), data))
    wams = Ground.objects.get(code="wams")
    data = {"name": wams.name, "article": wams.article, "active": "on"}
    assert beheer.post(at("casework_ground", wams), data).status_code == 302
    assert Ground.objects.get(code="wams").active
