"""A stairlift by the short road: one need, one page, and everything that follows comes from it, until it hangs on the wall."""

import datetime as dt

import pytest

from casework.cases.models import Case
from casework.documents import press
from casework.documents.models import Document
from casework.engine.door import perform
from casework.provisions.models import Provision
from tests.factories import World, fresh, today
from tests.journeys.conftest import Person

pytestmark = [pytest.mark.slow]


def test_a_stairlift_by_the_short_road(town: World, people) -> None:
    case = town.case("onderzoek", road="kort", met_on=today(), person=town.person("Klimop", given_name="Bep"))
    consulent = people("consulent")
    _told_and_signed(case, consulent)
    _decided(town, case, consulent)
    one = Provision.objects.get()
    assert (one.state, one.once, fresh(case).phase) == ("toegekend", True, "afgesloten")
    decision = Document.objects.get(kind="besluit")
    press.render(decision.pk)
    said = consulent.pdf(decision)
    for words in ("een traplift", "te leen", "Wat op de trap niet gaat", "de verhuurder, per brief", "bezwaar"):
        assert words in said, said
    perform(fresh(decision), "send", by=town.consulent, sent_on=today(), sent_how="post")

    # closed, and somebody's turn still: ordered, delivered by who was asked, and nothing left to do
    consulent.go("/").sees("Bestel wat is toegekend", "Klimop").at(one).shot("traplift-toegekend")
    consulent.press("Bestel").fill(
        what="Traplift, rechte trap van 14 treden, stopplaats boven.", deliver_by=f"{today() + dt.timedelta(days=28)}"
    )
    consulent.press("Bekijk eerst het bestelblad").sees("Traplift, rechte trap").send().sees("Besteld")
    supplier = people("uitvoerder")
    supplier.go("/voorzieningen/").sees("een traplift", "Klimop").at(one).sees("rechte trap van 14 treden")
    supplier.misses("Wat op de trap niet gaat").shot("traplift-besteld")
    supplier.press("Lever, en bevestig de levering").send().sees("Vastgelegd")
    assert (fresh(one).state, fresh(one).started_on) == ("gestart", today())
    assert not fresh(case).work.filter(closed_at=None).exists()


def _told_and_signed(case: Case, consulent: Person) -> None:
    consulent.go(f"{case.get_absolute_url()}kort/").shot("traplift-kort").fill(
        what="Veilig naar boven",
        extent="U komt de trap niet meer op.",
        own="Beneden redt u zich.",
        left="Wat op de trap niet gaat: een traplift.",
        leaves="ja",
    )
    for box in consulent.page.locator("main [name=asked]").all():
        box.check()
    consulent.press("Bewaar").press("Bekijk het verslag en stel het vast").sees("U komt de trap niet meer op.")
    consulent.press("Teken aan tafel").send()
    press.render(Document.objects.get(kind="onderzoeksverslag").pk)


def _decided(town: World, case: Case, consulent: Person) -> None:
    consulent.at(case).press("Beslis op de aanvraag").press("Besluit")
    consulent.fill(kind_1="woning", what_1="een traplift", price_1="3.950,00", lent_1="bruikleen",
                   owner_heard_1="de verhuurder, per brief", starts_on_1=f"{today()}", verordening_1="artikel 9",
                   contribution_1="ja", looked_at=["woont", "verblijf", "wlz"])  # fmt: skip
    for name, row in (("provider_1", town.provider), ("ground_1", town.maatwerk)):
        consulent.page.locator(f"main [name={name}]").select_option(f"{row.pk}")
    consulent.shot("traplift-besluit").press("Besluit en sluit af")
