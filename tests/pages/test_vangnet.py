"""The pages of a vangnet request: who pays sees no name and no reason."""

import pytest
from django.core.files.base import ContentFile

from casework.vangnet.models import VangnetRequest
from roles.models import Reading
from tests.factories import World
from tests.pages.browser import as_, send, words
from tests.pages.filled_in import vangnet_data
from tests.pages.truus import NAME, SECRET, case_of_truus


@pytest.fixture
def case(world: World):
    return case_of_truus(world)


def test_drafting_a_request(client, world: World, case) -> None:
    url = f"{case.get_absolute_url()}vangnet/nieuw/"
    as_(client, world.consulent)
    assert "Dit rekeningnummer klopt niet." in words(send(client, url, **vangnet_data(payee_iban="NL00BANK0123456789")))
    response = send(client, url, **vangnet_data(payee_iban="nl91 abna 0417 1643 00"))
    assert response.status_code == 303
    request = VangnetRequest.objects.get()
    assert (request.amount, request.payee_iban) == (4850, "NL91ABNA0417164300")
    assert "Vraag aan" in words(client.get(response.url))
    changed = send(client, f"{response.url}wijzigen/", **vangnet_data(amount="100"))
    assert changed.status_code == 303
    assert VangnetRequest.objects.get().amount == 100


def test_who_pays_sees_amount_payee_and_reference_no_name_no_reason(client, world: World, case) -> None:
    request = world.request(
        case,
        "goedgekeurd",
        purpose="Een bed voor Truus Zonneveld",
        why_now="Zij slaapt slecht",
        schemes="Niets past",
        payment_reference="F-77",
    )
    as_(client, world.financien)
    for url in ("/vangnet/", request.get_absolute_url(), f"{request.get_absolute_url()}stap/betaal-uit/"):
        page = words(client.get(url))
        for hidden in (NAME, "Truus", "Zij slaapt", "Niets past", SECRET, "/zaken/HW"):
            assert hidden not in page, (url, hidden)
    page = words(client.get(request.get_absolute_url()))
    assert "€ 1.000,00" in page
    assert "Alerimus" in page
    assert "F-77" in page
    draft = world.request(case)
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_the_receipt_is_for_those_of_the_case(client, world: World, case, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    request = world.request(case, "verantwoord")
    request.receipt.save("bon.pdf", ContentFile(b"%PDF-1.7"))
    url = f"{request.get_absolute_url()}bon/"
    response = as_(client, world.consulent).get(url)
    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert response["Cache-Control"] == "private, no-store"
    assert Reading.objects.filter(by=world.consulent, part="bon of factuur").count() == 1
    assert as_(client, world.financien).get(url).status_code == 404
    assert as_(client, world.consulent3).get(url).status_code == 404
