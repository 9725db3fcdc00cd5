"""Which help can be had in a kern, of whom, and what it costs."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from django.db.models import Q, QuerySet

from casework.engine.words import euros
from casework.products.models import ProductPrice, Unit
from wijkweb.models import Organisation, OrganisationLayer

OTHER: Final = "anders"


def delivers_in(kern_id: int | None, prefix: str = "") -> Q:
    """Professional providers that are there; one without kernen is everywhere."""
    there = Q(**{f"{prefix}kernen__isnull": True}) | Q(**{f"{prefix}kernen": kern_id})
    return there & Q(**{f"{prefix}active": True, f"{prefix}layer": OrganisationLayer.PROFESSIONAL})


def providers_in(kern_id: int | None) -> QuerySet[Organisation]:
    # no join: a form unites this with the one that was chosen before
    return Organisation.objects.filter(pk__in=Organisation.objects.filter(delivers_in(kern_id)).values("pk"))


def offered_in(kern_id: int | None, year: int) -> list[ProductPrice]:
    """What is priced for that year by those who are there, by product and then by provider."""
    rows = ProductPrice.objects.filter(delivers_in(kern_id, "provider__"), product__active=True, year=year)
    return list(rows.select_related("product", "provider").order_by("product__name", "provider__name", "pk").distinct())


def price_of(product_id: int, provider_id: int, year: int) -> ProductPrice | None:
    return ProductPrice.objects.filter(product=product_id, provider=provider_id, year=year).first()


def key_of(product_id: int, provider_id: int) -> str:
    return f"{product_id}-{provider_id}"


def choices(offers: Iterable[ProductPrice], other: str) -> list[Any]:
    """For one list to choose from: under each product who gives it and at what price, and last what isn't listed."""
    groups: list[Any] = [("", "Kies de hulp")]
    for product, prices in groupby(offers, key=lambda one: one.product):
        groups.append((product.name, [(key_of(one.product_id, one.provider_id), _told(one)) for one in prices]))
    return [*groups, (OTHER, other)]


def _told(one: ProductPrice) -> str:
    return f"{one.product.name}, {one.provider.name}: {euros(one.price)} per {Unit(one.product.unit)}"
