"""An obstacle in a real browser: from a request to the vangnet on a phone, to a row of the counts at a desk, by keyboard."""

import datetime as dt
from decimal import Decimal

import pytest

from casework.obstacles.models import Obstacle
from casework.vangnet.schemes import Scheme
from tests.factories import today

pytestmark = [pytest.mark.slow]


def test_from_the_vangnet_to_the_counts(people, town) -> None:
    case = town.case("uitvoering")
    request = town.request(case, "aangevraagd", purpose="Nieuwe tillift voor het zwembad", amount=Decimal(4850))
    scheme, rare = Scheme.objects.get(name="Zorgverzekering"), Scheme.objects.get(name="Schuldhulpverlening")
    consulent = people("consulent")
    consulent.page.set_viewport_size({"width": 375, "height": 667})
    consulent.at(request).press("Leg vast welke regeling in de weg stond").shot("knelpunt-bij-vangnet")
    consulent.fill(scheme="Zorgverzekering", since=str(today()), days="90").send()
    consulent.sees("Het knelpunt staat in het dossier.", "Zorgverzekering", "€ 4.850,00", "90 dagen verloren").shot(
        "knelpunten-zaak"
    )
    consulent.press("Werk bij").sees("Werk het knelpunt bij: Zorgverzekering").fill(solved_on=str(today())).send()
    consulent.sees("Opgelost op").press("Zet recht").shot("knelpunt-rechtzetten")
    assert Obstacle.objects.get().vangnet == request

    for n in range(5):
        town.obstacle(town.case("uitvoering"), scheme=scheme, days=30 + n, euros=Decimal(200))
        before = {"scheme": scheme, "since": dt.date(today().year - 1, 5, 1)}
        town.obstacle(town.case("uitvoering"), **before, days=20)
    for one in (rare, rare, rare, None, None, None):
        town.obstacle(town.case("uitvoering"), scheme=one, days=10)
    leader = people("teamleider").go("/team/").press("Knelpunten")
    leader.sees("Zorgverzekering", "Overige (minder dan vijf per regeling)", "Zo tellen wij")
    leader.misses("schuldhulpverlening", "tillift").shot("knelpunten")
    page = leader.page
    page.set_viewport_size({"width": 1440, "height": 900})
    page.locator("#id_jaar").select_option(str(today().year - 1))
    page.locator("main form button[type=submit]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    leader.sees(f"{today().year - 1}").misses("overige (")
