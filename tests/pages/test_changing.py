"""Two colleagues change the same thing: the second hears so, and nothing of either is lost."""

import re
import uuid

import pytest

from casework.goals.models import Goal
from casework.indicaties.models import VoorlopigeIndicatie
from casework.network.models import Contact
from casework.people.models import Person
from casework.vangnet.models import VangnetRequest
from tests.factories import World

pytestmark = pytest.mark.django_db


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def opened(client, url: str) -> dict[str, str]:
    page = client.get(url).content.decode()
    return {"opened": hidden(page, "opened"), "token": hidden(page, "token")}


def person_data(**more: str) -> dict[str, str]:
    return {
        "given_name": "Bep",
        "family_name": "Jansen",
        "birth_date": "1942-03-01",
        "street": "Voorstraat 1",
        "postcode": "3265 AA",
        "town": "Piershil",
    } | more


def test_a_secret_address_is_not_lost_to_who_saves_second(client, world: World) -> None:
    case = world.case("onderzoek")
    url = f"{case.get_absolute_url()}gegevens/wijzigen/"
    client.force_login(world.consulent)
    first, second = opened(client, url), opened(client, url)
    assert client.post(url, person_data(secret_address="on") | first).status_code == 303
    client.force_login(world.teamlid)
    late = client.post(url, person_data(phone="0186 999999") | second)
    page = late.content.decode()
    assert late.status_code == 409
    assert "Een collega heeft dit net gewijzigd" in page
    assert 'value="0186 999999"' in page
    assert "Uw collega wijzigde dit in: ‘aangevinkt’" in page
    assert re.search(r'<input[^>]*name="secret_address"[^>]*checked', page)
    assert not Person.objects.get().phone
    # sent again as the page now stands, both are there
    again = {"opened": hidden(page, "opened"), "token": hidden(page, "token")}
    assert client.post(url, person_data(phone="0186 999999", secret_address="on") | again).status_code == 303
    person = Person.objects.get()
    assert (person.secret_address, person.phone) == (True, "+31186999999")


def test_both_changed_the_same_field_shows_both(client, world: World) -> None:
    case = world.case("onderzoek")
    url = f"{case.get_absolute_url()}gegevens/wijzigen/"
    client.force_login(world.consulent)
    first, second = opened(client, url), opened(client, url)
    client.post(url, person_data(street="Kade 2") | first)
    page = client.post(url, person_data(street="Dijk 3") | second).content.decode()
    assert 'value="Dijk 3"' in page
    assert "Uw collega vulde hier in: ‘Kade 2’" in page


def test_only_what_was_changed_is_written(client, world: World) -> None:
    """What the form shows may be old by the time it is sent; untouched, it overwrites nothing."""
    case = world.case("onderzoek")
    url = f"{case.get_absolute_url()}gegevens/wijzigen/"
    client.force_login(world.consulent)
    form = opened(client, url)
    assert client.post(url, person_data(phone="06 12345678") | form).status_code == 303
    told = case.events.latest("pk")
    assert told.text == "telefoon"
    nothing = client.post(url, person_data(phone="06 12345678") | opened(client, url), follow=True)
    assert "U hebt niets gewijzigd" in nothing.content.decode()
    assert case.events.latest("pk") == told


def test_a_second_click_is_no_colleague(client, world: World) -> None:
    case = world.case("onderzoek")
    url = f"{case.get_absolute_url()}gegevens/wijzigen/"
    client.force_login(world.consulent)
    form = person_data(phone="06 12345678") | opened(client, url)
    assert [client.post(url, form).status_code for _ in range(2)] == [303, 303]


def test_a_number_is_compared_and_never_shown(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person(bsn="111222333"))
    url = f"{case.get_absolute_url()}gegevens/wijzigen/"
    client.force_login(world.consulent)
    first, second = opened(client, url), opened(client, url)
    client.post(url, person_data(bsn="123456782") | first)
    late = client.post(url, person_data(phone="06 12345678") | second)
    assert late.status_code == 409
    assert "een ander nummer" in late.content.decode()
    assert "123456782" not in late.content.decode()


def changed(client, world: World, what: str):
    """A thing to change, its address, what its form sends as it stands, and two changes of it."""
    case = world.case("onderzoek")
    if what == "contact":
        row = world.contact(case)
        sent = {"name": row.name, "domain": "familie", "tie": "nu"}
        return row, f"{case.get_absolute_url()}wijkweb/{row.pk}/", sent, {"phone": "06 12345678"}, {"relation": "zus"}
    if what == "indicatie":
        row = world.indicatie(case)
        sent = {"what": row.what, "provider": row.provider_id, "frequency": row.frequency, "amount_per_week": "120"}
        sent |= {"starts_on": f"{row.starts_on}", "ends_on": f"{row.ends_on}", "agreed_with": row.agreed_with}
        sent |= {"why_now": row.why_now}
        return row, f"{row.get_absolute_url()}wijzigen/", sent, {"frequency": "elke dag"}, {"agreed_with": "haar zoon"}
    if what == "vangnet":
        row = world.request(case)
        sent = {"purpose": row.purpose, "amount": "1.000,00", "payee": row.payee, "why_now": row.why_now}
        sent |= {"schemes": row.schemes}
        return row, f"{row.get_absolute_url()}wijzigen/", sent, {"amount": "900"}, {"payee": "Truus"}
    row = world.goal(case)
    sent = {"wording": row.wording, "layer": "burger", "ground": row.ground_id, "budget": "0", "rhythm_days": "28"}
    sent |= {"carrier": "inwoner"}
    other = {"carrier": f"collega:{world.teamlid.pk}"}
    return row, f"{row.get_absolute_url()}wijzigen/", sent, other, {"wording": "Ik wil weer lopen"}


@pytest.mark.parametrize("what", ["contact", "indicatie", "vangnet", "doel"])
def test_every_edit_form_keeps_what_a_colleague_wrote(client, world: World, what: str) -> None:
    client.force_login(world.consulent)
    row, url, sent, theirs, mine = changed(client, world, what)
    first, second = opened(client, url), opened(client, url)
    assert client.post(url, sent | theirs | first).status_code == 303
    late = client.post(url, sent | mine | second)
    page = late.content.decode()
    assert late.status_code == 409, what
    assert "Een collega heeft dit net gewijzigd" in page
    assert "Uw collega wijzigde dit in" in page
    stood = type(row).objects.get(pk=row.pk)
    again = {"opened": hidden(page, "opened"), "token": str(uuid.uuid4())}
    assert client.post(url, sent | theirs | mine | again).status_code == 303
    now = type(row).objects.get(pk=row.pk)
    for model, name in ((Contact, "phone"), (VoorlopigeIndicatie, "frequency"), (VangnetRequest, "amount")):
        if isinstance(row, model):
            assert getattr(now, name) == getattr(stood, name)
    if isinstance(now, Goal):
        assert (now.carrier_user, now.wording) == (world.teamlid, "Ik wil weer lopen")
