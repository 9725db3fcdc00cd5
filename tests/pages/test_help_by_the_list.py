"""Help out of the list of products: who gives it in that kern, and what it costs counts itself."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.indicaties.models import VoorlopigeIndicatie
from casework.products.models import Product, ProductPrice, Unit
from tests.factories import World, today
from tests.pages.browser import as_, send, words
from tests.pages.filled_in import indicatie_data
from tests.pages.looked_at import LookedAt
from wijkweb.models import Organisation, OrganisationLayer

pytestmark = pytest.mark.django_db
HELP = "Hulp bij het huishouden"


def provider(name: str, *kernen, **fields) -> Organisation:
    made = Organisation.objects.create(
        name=name, **{"layer": OrganisationLayer.PROFESSIONAL, "domain": "eerstelijn"} | fields
    )
    made.kernen.set(kernen)
    return made


@pytest.fixture
def household(world: World) -> Product:
    return Product.objects.create(name=HELP)


@pytest.fixture
def price(world: World, household: Product) -> ProductPrice:
    return ProductPrice.objects.create(
        product=household, provider=world.provider, year=today().year, price=Decimal("32.50")
    )


def key(price: ProductPrice) -> str:
    return f"{price.product_id}-{price.provider_id}"


def url_of(world: World) -> str:
    return f"{world.case('onderzoek').get_absolute_url()}indicaties/nieuw/"


def chosen(price: ProductPrice, units: str = "2,5", **more: str) -> dict[str, str]:
    return {
        "offer": key(price),
        "units_per_week": units,
        "agreed_with": "mevrouw",
        "why_now": "U kunt niet alleen zijn.",
        "starts_on": f"{today()}",
        "ends_on": f"{today() + dt.timedelta(weeks=4)}",
    } | more


def figures(indicatie: VoorlopigeIndicatie) -> tuple:
    return indicatie.what, indicatie.provider.name, indicatie.frequency, indicatie.amount_per_week


def test_the_cost_counts_itself_and_can_be_written_otherwise(client, world: World, price: ProductPrice) -> None:
    as_(client, world.consulent)
    made = send(client, url_of(world), **chosen(price))
    assert made.status_code == 303
    indicatie = VoorlopigeIndicatie.objects.get()
    assert figures(indicatie) == (HELP, world.provider.name, "2,5 uur per week", Decimal("81.25"))
    assert "€ 81,25" in words(client.get(made.url))
    change = f"{made.url}wijzigen/"
    form = LookedAt(words(client.get(change)))
    assert form.one("[name=offer] option[selected]")["value"] == key(price)
    assert form.one("[name=units_per_week]")["value"] == "2,5"
    assert form.one("[name=amount_per_week]")["value"] == ""  # it follows again
    assert not form.has("details.wt-more[open]")
    opened = form.one("[name=opened]")["value"]
    assert send(client, change, **chosen(price, "4"), opened=opened).status_code == 303
    assert figures(VoorlopigeIndicatie.objects.get())[2:] == ("4 uur per week", Decimal("130.00"))
    form = LookedAt(words(client.get(change)))
    otherwise = chosen(price, "4", amount_per_week="99", frequency="elke ochtend een half uur")
    assert send(client, change, **otherwise, opened=form.one("[name=opened]")["value"]).status_code == 303
    assert figures(VoorlopigeIndicatie.objects.get())[2:] == ("elke ochtend een half uur", Decimal("99.00"))
    assert LookedAt(words(client.get(change))).has("details.wt-more[open]")


def test_only_who_delivers_it_in_that_kern_is_offered(client, world: World, household: Product) -> None:
    year = today().year
    here, elsewhere = provider("Hier", world.kern), provider("Elders", world.other_kern)
    everywhere, gone = provider("Overal"), provider("Gestopt", active=False)
    partner = provider("Buurthuis", layer=OrganisationLayer.MIDDENVELD)
    for one in (here, elsewhere, everywhere, gone, partner):
        ProductPrice.objects.create(product=household, provider=one, year=year, price=30)
    last_year = provider("Vorig jaar")
    ProductPrice.objects.create(product=household, provider=last_year, year=year - 1, price=30)
    stopped = Product.objects.create(name="Oude hulp", active=False)
    ProductPrice.objects.create(product=stopped, provider=here, year=year, price=30)
    form = LookedAt(words(as_(client, world.consulent).get(url_of(world))))
    assert [one.text for one in form.all("[name=offer] option")] == [
        "Kies de hulp",
        f"{HELP}, Hier: € 30,00 per uur",
        f"{HELP}, Overal: € 30,00 per uur",
        "Andere hulp of aanbieder: vul hieronder in welke",
    ]
    others = {one.text for one in form.all("[name=provider] option")}
    assert {"Hier", "Overal", "Vorig jaar"} <= others
    assert not {"Elders", "Gestopt", "Buurthuis"} & others


def test_help_that_is_not_in_the_list_is_written(client, world: World, price: ProductPrice) -> None:
    as_(client, world.consulent)
    answer = send(client, url_of(world), **chosen(price, offer="anders", units_per_week=""))
    form = LookedAt(words(answer))
    assert len(form.all(".wt-field--invalid")) == 4
    assert form.has("details.wt-more[open]")
    made = send(client, url_of(world), **indicatie_data(world), offer="anders")
    assert made.status_code == 303
    indicatie = VoorlopigeIndicatie.objects.get()
    assert (indicatie.product, indicatie.units_per_week, indicatie.amount_per_week) == (None, None, Decimal(350))
    form = LookedAt(words(client.get(f"{made.url}wijzigen/")))
    assert form.one("[name=offer] option[selected]")["value"] == "anders"


@pytest.mark.parametrize("units", ["", "0", "-1", "veel", "1e5", "2,555", "1000", "9" * 9_000, "\x00", "٣"])
def test_how_much_must_be_a_number(client, world: World, price: ProductPrice, units: str) -> None:
    answer = send(as_(client, world.consulent), url_of(world), **chosen(price, units))
    assert answer.status_code == 200
    assert "Vul een getal" in words(answer)
    assert not VoorlopigeIndicatie.objects.exists()


@pytest.mark.parametrize("offer", ["", "x", "1-2-3", "999999-1", "\x00", "9" * 9_000])
def test_help_that_is_not_offered_is_refused(client, world: World, price: ProductPrice, offer: str) -> None:
    answer = send(as_(client, world.consulent), url_of(world), **chosen(price, offer=offer))
    assert answer.status_code == 200
    assert not VoorlopigeIndicatie.objects.exists()


def test_a_year_without_a_price_asks_what_it_costs(client, world: World, price: ProductPrice) -> None:
    url, starts = url_of(world), dt.date(today().year + 1, 1, 2)
    filled = chosen(price, starts_on=f"{starts}", ends_on=f"{starts + dt.timedelta(weeks=4)}")
    answer = send(as_(client, world.consulent), url, **filled)
    assert f"Voor {starts.year} is er nog geen prijs van {world.provider}" in words(answer)
    ProductPrice.objects.create(product=price.product, provider=price.provider, year=starts.year, price=40)
    assert send(client, url, **filled).status_code == 303
    assert VoorlopigeIndicatie.objects.get().amount_per_week == Decimal("100.00")


def test_another_provider_beside_the_one_that_was_chosen_is_told(client, world: World, price: ProductPrice) -> None:
    other = provider("Een ander")
    answer = send(as_(client, world.consulent), url_of(world), **chosen(price, provider=f"{other.pk}"))
    assert "Is het een ander? Kies dan ‘Andere hulp’." in words(answer)


def test_what_was_issued_keeps_its_figures(client, world: World, price: ProductPrice) -> None:
    made = send(as_(client, world.consulent), url_of(world), **chosen(price))
    ProductPrice.objects.update(price=Decimal("50.00"))
    Product.objects.update(name="Schoonmaak")
    assert figures(VoorlopigeIndicatie.objects.get()) == (
        HELP, world.provider.name, "2,5 uur per week", Decimal("81.25"),
    )  # fmt: skip
    # opened again, what was agreed stands there as it was written
    form = LookedAt(words(client.get(f"{made.url}wijzigen/")))
    assert form.one("[name=amount_per_week]")["value"] == "81,25"


def test_without_a_list_all_of_it_is_written(client, world: World) -> None:
    form = LookedAt(words(as_(client, world.consulent).get(url_of(world))))
    assert not form.has("[name=offer]")
    assert not form.has("details.wt-more")


def test_the_form_costs_the_same_however_long_the_list_is(client, world: World, household: Product) -> None:
    url = url_of(world)
    as_(client, world.consulent).get(url)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        return len(queries)

    ProductPrice.objects.create(product=household, provider=world.provider, year=today().year, price=30)
    before = asked()
    for number in range(9):
        ProductPrice.objects.create(
            product=household, provider=provider(f"Aanbieder {number}"), year=today().year, price=30
        )
    assert asked() == before


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [("1", Unit.DAGDEEL, "1 dagdeel"), ("2.50", Unit.UUR, "2,5 uur"), ("3", Unit.ETMAAL, "3 etmalen"), ("10", Unit.KEER, "10 keer")],
)  # fmt: skip
def test_a_number_of_units_in_words(number: str, unit: Unit, said: str) -> None:
    assert unit.counted(Decimal(number)) == said
