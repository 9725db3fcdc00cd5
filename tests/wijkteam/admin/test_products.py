"""Products and what they cost, with whom and in which year."""

from decimal import Decimal

import pytest

from casework.products.models import Product, ProductPrice
from tests.wijkteam.admin.pages import at, errors
from wijkweb.models import OrganisationLayer

pytestmark = pytest.mark.django_db


def test_a_product_and_its_price_of_a_year(beheer, world):
    assert (
        beheer.post(
            at("casework_product", page="add"), {"name": "Dagbesteding", "unit": "dagdeel", "active": "on"}
        ).status_code
        == 302
    )
    product = Product.objects.get()
    priced = {"product": product.pk, "provider": world.provider.pk, "year": "2026", "price": "41,50"}
    assert beheer.post(at("casework_productprice", page="add"), priced).status_code == 302
    assert ProductPrice.objects.get().price == Decimal("41.50")
    assert "staat er al een prijs" in errors(beheer.post(at("casework_productprice", page="add"), priced))
    assert (
        beheer.post(at("casework_productprice", page="add"), priced | {"year": "2027", "price": "43"}).status_code
        == 302
    )
    changed = beheer.post(at("casework_product", product), {"name": "Dagbesteding", "unit": "uur", "active": "on"})
    assert changed.status_code == 302
    assert Product.objects.get().unit == "dagdeel"  # what has a price is counted as it was priced


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"price": "0"}, "boven nul"), ({"price": "veel"}, "Vul een bedrag in"), ({"year": "1800"}, "Vul 2015 of meer in"),
     ({"year": "9999"}, "Vul hoogstens 2100 in"), ({"year": ""}, "Vul een heel getal in"), ({"price": "\x00"}, "")],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(beheer, world, wrong, told):
    product = Product.objects.create(name="Dagbesteding")
    priced = {"product": product.pk, "provider": world.provider.pk, "year": "2026", "price": "41,50"}
    assert told in errors(beheer.post(at("casework_productprice", page="add"), priced | wrong))
    assert not ProductPrice.objects.exists()


def test_who_is_no_professional_has_no_price(beheer, world):
    product = Product.objects.create(name="Dagbesteding")
    assert world.church.layer == OrganisationLayer.MIDDENVELD
    priced = {"product": product.pk, "provider": world.church.pk, "year": "2026", "price": "41,50"}
    assert "geen professionele aanbieder" in errors(beheer.post(at("casework_productprice", page="add"), priced))
