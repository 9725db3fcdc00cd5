"""Who somebody is: their name in its parts, other numbers, and what a visitor must know at the door."""

import datetime as dt
import uuid

import pytest

from casework.cases.models import Case
from casework.people.models import OtherPhone, SafetyNote
from tests.factories import World, fresh, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", person=world.person("van der Waal", phone="0186 123456"))


def write(client, case: Case, place: str, **data: object):
    return client.post(f"{case.get_absolute_url()}gegevens/{place}", {"token": str(uuid.uuid4())} | data)


def page(client, case: Case, place: str = "gegevens/") -> str:
    return client.get(f"{case.get_absolute_url()}{place}").content.decode()


def typed(client, case: Case, **changed: object) -> dict[str, object]:
    """What the form of corrections was opened with, and what somebody made of it."""
    form = client.get(f"{case.get_absolute_url()}gegevens/wijzigen/").context["form"]
    shown = {name: form[name].value() for name in form.fields}
    given = {name: value for name, value in shown.items() if value not in (None, False, "")}
    return given | {"opened": form.opened} | changed


def test_a_name_is_put_right_in_its_parts(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    answer = write(
        client, case, "wijzigen/", **typed(client, case, partner_name="de Wit", name_use="V", addressed="mevrouw")
    )
    assert answer.status_code == 303
    person = fresh(case.person)
    assert (person.name, person.greeting) == ("Bep de Wit-van der Waal", "Geachte mevrouw De Wit-van der Waal")
    told = page(client, case)
    assert "Bep de Wit-van der Waal" in told
    assert "Geachte mevrouw De Wit-van der Waal" in told
    assert "was ‘leeg’, is nu ‘de Wit’" in told  # name and prefix told as one
    assert "was ‘De eigen naam’" in told


def test_a_partners_name_that_is_used_must_be_known(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    answer = write(client, case, "wijzigen/", **typed(client, case, name_use="P"))
    assert "Vul de naam van de partner in" in answer.content.decode()
    assert fresh(case.person).name == "Bep van der Waal"


def test_other_numbers_come_change_and_go(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    write(client, case, "telefoon/", number="06-12345678", whose="Anja, dochter", when="na 17 uur")
    phone = OtherPhone.objects.get()
    assert (phone.number, phone.person_id) == ("+31612345678", case.person_id)
    for place in ("", "gegevens/"):
        told = page(client, case, place)
        assert "Anja, dochter" in told
        assert "na 17 uur" in told
    assert "één telefoonnummer" in write(client, case, "telefoon/", number="bel Ria", whose="R").content.decode()
    other = world.case("onderzoek", person=world.person("Ander"))
    assert client.get(f"{other.get_absolute_url()}gegevens/telefoon/{phone.pk}/").status_code == 404
    opened = client.get(f"{case.get_absolute_url()}gegevens/telefoon/{phone.pk}/").context["form"].opened
    kept = {"number": "0612345679", "whose": "Anja, dochter", "opened": opened}
    write(client, case, f"telefoon/{phone.pk}/", **kept)
    assert fresh(phone).number == "+31612345679"
    opened = client.get(f"{case.get_absolute_url()}gegevens/telefoon/{phone.pk}/").context["form"].opened
    assert write(client, case, f"telefoon/{phone.pk}/", **kept | {"opened": opened, "gone": "on"}).status_code == 303
    assert not OtherPhone.objects.exists()


def test_the_same_number_twice_is_one(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    for _ in range(2):
        write(client, case, "telefoon/", number="0612345678", whose="Anja")
    assert OtherPhone.objects.count() == 1


def test_found_by_the_number_of_who_reaches_them(client, world: World, case: Case) -> None:
    OtherPhone.objects.create(person=case.person, number="06 12345678", whose="Anja")
    for who, sees in ((world.consulent, True), (world.consulent3, False), (world.eerstecontact, False)):
        client.force_login(who)
        found = client.post("/zaken/", {"q": "06-12 34 56 78"}, follow=True).content.decode()
        assert (case.ref in found) is sees
    client.force_login(world.consulent)
    found = client.post("/zaken/", {"q": "0612345678"}, follow=True).content.decode()
    assert "telefoon van Anja" in found


def test_what_a_visitor_must_know_ends_by_itself(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    refused = write(client, case, "let-op/", text="Grote hond", until=str(today()))
    assert "Grote hond" in refused.content.decode()
    assert not SafetyNote.objects.exists()
    write(client, case, "let-op/", text="Grote hond", until=str(today() + dt.timedelta(days=30)))
    note = SafetyNote.objects.get()
    assert "Grote hond" in page(client, case, "")
    SafetyNote.objects.update(since=today() - dt.timedelta(days=3), until=today())
    assert "Grote hond" not in page(client, case, "")
    assert "Voorbij" in page(client, case)
    assert client.get(f"{case.get_absolute_url()}gegevens/let-op/{note.pk}/einde/").status_code == 404
    SafetyNote.objects.update(until=today() + dt.timedelta(days=3))
    assert write(client, case, f"let-op/{note.pk}/einde/").status_code == 303
    assert "Grote hond" not in page(client, case, "")


def test_it_is_for_colleagues_alone(client, world: World, case: Case) -> None:
    SafetyNote.objects.create(
        person=case.person, text="Grote hond", since=today(), until=dt.date(2099, 1, 1), made_by=world.consulent
    )
    world.grant(case)
    client.force_login(world.inwoner)
    assert "Grote hond" not in client.get(f"/mijn/{case.ref}/").content.decode()
    client.force_login(world.eerstecontact)
    assert "Grote hond" not in client.get(case.get_absolute_url()).content.decode()
