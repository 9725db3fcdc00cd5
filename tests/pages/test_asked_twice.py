"""The same money asked for twice: whoever asks, decides and pays sees the other one, if they may."""

import pytest

from casework.engine.door import perform
from casework.vangnet.models import VangnetRequest
from tests.factories import World
from tests.pages.browser import as_, words

WARNING = "Is dit dubbel gevraagd?"


@pytest.fixture
def twice(world: World) -> tuple[VangnetRequest, VangnetRequest]:
    case = world.case("uitvoering")
    return tuple(world.request(case, "aangevraagd", payee=name) for name in ("Alerimus", "Alerimus B.V."))


def test_asker_approver_and_payer_see_the_other(client, world: World, twice) -> None:
    one, other = twice
    for who in (world.consulent, world.teamleider):
        page = as_(client, who).get(one.get_absolute_url())
        assert WARNING in words(page)
        assert other.get_absolute_url() in words(page)
    page = words(as_(client, world.teamleider).get("/vangnet/"))
    assert page.count(WARNING) == 2
    for request in twice:
        perform(request, "approve", by=world.teamleider)
    page = words(as_(client, world.financien).get("/vangnet/"))
    assert page.count(WARNING) == 2
    perform(VangnetRequest.objects.get(pk=one.pk), "pay", by=world.financien, paid_amount=one.amount)
    page = words(as_(client, world.financien).get(other.get_absolute_url()))
    assert WARNING in page
    assert "uitbetaald" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"amount": "999"},
        {"payee_iban": "NL20INGB0001234567"},
        {"payee_iban": "", "payee": "Iemand anders"},
        {"state": "ingetrokken"},
    ],
)
def test_another_sum_or_payee_is_another_request(client, world: World, fields) -> None:
    case = world.case("uitvoering")
    one = world.request(case, "aangevraagd")
    world.request(case, **({"state": "aangevraagd"} | fields))
    assert WARNING not in words(as_(client, world.teamleider).get(one.get_absolute_url()))


def test_in_another_file_of_the_same_person_too_for_who_may_see_that(client, world: World) -> None:
    case = world.case("uitvoering")
    elsewhere = world.case("uitvoering", person=case.person, team=world.other_team, kern=world.other_kern)
    here, there = world.request(case, "aangevraagd"), world.request(elsewhere, "aangevraagd")
    assert WARNING not in words(as_(client, world.teamleider).get(here.get_absolute_url()))
    page = words(as_(client, world.afdelingshoofd).get(here.get_absolute_url()))
    assert WARNING in page
    assert there.get_absolute_url() in page


def test_an_account_written_otherwise_is_the_same(client, world: World) -> None:
    case = world.case("uitvoering")
    one, _ = (world.request(case, "aangevraagd", payee_iban="", payee=name) for name in ("De Lift", "de  lift"))
    assert WARNING in words(as_(client, world.teamleider).get(one.get_absolute_url()))
