"""Help that the municipality of the demo buys, and what it costs with whom: last year, this year and the next."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from casework.products.models import Product, ProductPrice, Unit

# name, counted by, and of whom at what price this year, in euros
PRODUCTS: Final[tuple[tuple[str, Unit, tuple[tuple[str, str], ...]], ...]] = (
    ("Hulp bij het huishouden", Unit.UUR, (("Heemzicht", "34.20"), ("Alerimus", "33.60"), ("Zorgwaard", "34.90"))),
    ("Begeleiding thuis", Unit.UUR, (("Heemzicht", "63.40"), ("Alerimus", "61.80"), ("Cavent", "62.10"))),
    ("Dagbesteding", Unit.DAGDEEL, (("Zorgboerderij De Ambachtsheer", "52.40"), ("Zorgwaard", "49.10"))),
    ("Hulp dag en nacht", Unit.ETMAAL, (("Heemzicht", "48.50"),)),
)
DEARER: Final = {-1: Decimal("0.96"), 0: Decimal(1), 1: Decimal("1.03")}


def products(organisations: Mapping[str, Any], today: dt.date) -> None:
    for name, unit, prices in PRODUCTS:
        product, _ = Product.objects.get_or_create(name=name, defaults={"unit": unit})
        for provider, price in prices:
            for years, times in DEARER.items():
                ProductPrice.objects.get_or_create(
                    product=product,
                    provider=organisations[provider],
                    year=today.year + years,
                    defaults={"price": (Decimal(price) * times).quantize(Decimal("0.01"))},
                )
