"""Writing on the file of a case."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from casework.appointments.models import Appointment
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.network.models import Contact
from casework.notes.models import Note
from casework.sharing.models import Sharing
from roles.actions import Action
from roles.policy import sight
from tests.factories import World, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", person=world.person("Geheimhouder", phone="0186 123456"))


def write(client, case: Case, place: str, **data: object):
    return client.post(f"{case.get_absolute_url()}{place}", {"token": str(uuid.uuid4())} | data)


def test_a_note_open_and_shielded(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    assert write(client, case, "notities/nieuw/", text="Koffie gedronken").status_code == 303
    answer = write(client, case, "notities/nieuw/", text="Pas op", shielded="on")
    assert "Zeg waarom" in answer.content.decode()
    assert "Pas op" in answer.content.decode()
    write(client, case, "notities/nieuw/", text="Pas op", shielded="on", ground="veiligheid")
    assert set(Note.objects.values_list("text", "shielded")) == {("Koffie gedronken", False), ("Pas op", True)}


def test_the_same_form_twice_writes_once(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    data = {"text": "Eén keer", "token": str(uuid.uuid4())}
    for _ in range(2):
        answer = client.post(f"{case.get_absolute_url()}notities/nieuw/", data)
        assert (answer.status_code, answer["Location"]) == (303, case.get_absolute_url())
    assert Note.objects.count() == 1


def test_an_appointment_is_for_a_colleague_who_can_take_it(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    page = client.get(f"{case.get_absolute_url()}afspraken/nieuw/").content.decode()
    assert world.teamlid.name in page
    assert world.consulent3.name not in page
    bad = write(client, case, "afspraken/nieuw/", what="Bel", on=str(today()), person=world.consulent3.pk)
    assert bad.context["form"].errors["person"]
    assert (
        write(
            client, case, "afspraken/nieuw/", what="Bel dinsdag", on=str(today()), person=world.teamlid.pk
        ).status_code
        == 303
    )
    assert Appointment.objects.get().person == world.teamlid
    client.force_login(world.teamlid)
    assert "Bel dinsdag" in client.get("/").content.decode()


def test_contacts_come_change_and_go(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    back = f"{case.get_absolute_url()}wijkweb/"
    assert write(client, case, "wijkweb/nieuw/", name="Ria", domain="familie")["Location"] == back
    contact = Contact.objects.get()
    assert "Ria" in client.get(back).content.decode()
    write(client, case, f"wijkweb/{contact.pk}/", name="Ria de Vries", domain="familie", tie="nu")
    contact.refresh_from_db()
    assert (contact.name, contact.strength) == ("Ria de Vries", None)
    other = world.case()
    assert (
        client.get(f"{other.get_absolute_url()}wijkweb/{contact.pk}/").status_code == 404
    )  # a child under another parent
    assert write(client, case, f"wijkweb/{contact.pk}/", verwijder="ja")["Location"] == back
    assert "Ria" not in client.get(back).content.decode()


def test_a_contact_that_holds_the_question_stays_and_says_why(client, world: World) -> None:
    case = world.case("onderzoek")
    contact = world.contact(case)
    Case.objects.filter(pk=case.pk).update(
        holder_kind="naaste", holder_contact=contact, holder_team=None, layer="burger"
    )
    client.force_login(world.consulent)
    answer = write(client, case, f"wijkweb/{contact.pk}/", verwijder="ja")
    assert answer.status_code == 409
    assert "ligt nu bij deze persoon" in answer.content.decode()


def test_a_correction_keeps_what_it_was(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    page = client.get(f"{case.get_absolute_url()}gegevens/wijzigen/").content.decode()
    assert 'value="Geheimhouder"' in page
    data = {
        "given_name": "Bep",
        "family_name": "Geheimhouder",
        "birth_date": "1942-03-01",
        "street": "Dorpsstraat 4",
        "postcode": "3265 AB",
        "town": "Piershil",
    }
    assert write(client, case, "gegevens/wijzigen/", **data).status_code == 303
    page = client.get(f"{case.get_absolute_url()}gegevens/").content.decode()
    assert "Dorpsstraat 4" in page
    assert "was ‘Voorstraat 1’" in page
    assert world.consulent.name in page


def test_a_representative_a_personal_plan_and_a_link(client, world: World, case: Case) -> None:
    partner = world.case(person=world.person("Partner"))
    client.force_login(world.consulent)
    assert (
        write(
            client, case, "gegevens/vertegenwoordiger/", kind="mentor", name="M. Entor", since=str(today())
        ).status_code
        == 303
    )
    assert write(client, case, "persoonlijk-plan/", on=str(today())).status_code == 303
    assert write(client, case, "koppelen/", ref=partner.ref.lower()).status_code == 303
    page = client.get(f"{case.get_absolute_url()}gegevens/").content.decode()
    assert "M. Entor" in page
    assert partner.ref in page
    hidden = world.case(team=world.other_team, kern=world.other_kern, holder_team=world.other_team)
    answer = write(client, case, "koppelen/", ref=hidden.ref)
    assert "kennen wij niet" in answer.content.decode()


def test_access_by_name_is_given_shown_and_ended(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Test", given_name="Inwoner"))
    client.force_login(world.consulent)
    answer = write(client, case, "inzage/toegang/", to="niemand", surname="Test", kind="own_case", reason="x")
    assert "horen niet bij elkaar" in answer.content.decode()
    data = {"to": "inwoner", "surname": world.inwoner.last_name, "kind": "own_case", "reason": "Het is haar zaak"}
    data |= {"born": "1-3-1942"}
    assert write(client, case, "inzage/toegang/", **data).status_code == 303
    again = write(client, case, "inzage/toegang/", **data)
    assert again.status_code == 409
    assert "Het is haar zaak" in again.content.decode()
    page = client.get(f"{case.get_absolute_url()}inzage/").content.decode()
    assert world.inwoner.name in page
    assert world.teamlid.name in page
    assert world.consulent3.name not in page
    grant = case.grants.get()
    end = f"inzage/toegang/{grant.pk}/einde/"
    assert world.inwoner.name in client.get(case.get_absolute_url() + end).content.decode()
    assert write(client, case, end).status_code == 303
    assert not Case.objects.visible_to(sight(world.inwoner), Action.VIEW_OWN).exists()
    assert case.grants.get().until == today()  # that it was there stays on record
    own = {"to": "consulent", "surname": world.consulent.last_name}
    self = write(client, case, "inzage/toegang/", **own, kind="own_case", reason="x", born="1-3-1942")
    assert self.status_code == 409


def test_an_account_of_another_isnt_joined_to_this_person(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    data = {"to": "inwoner", "surname": world.inwoner.last_name, "kind": "own_case", "reason": "Het is haar zaak"}
    assert "Vul dag, maand en jaar in cijfers in" in write(client, case, "inzage/toegang/", **data).content.decode()
    answer = write(client, case, "inzage/toegang/", **data, born="2-3-1942")
    assert answer.status_code == 409
    for told in ("op een andere naam dan die van de inwoner", "geboortedatum is een andere", "Het is haar zaak"):
        assert told in answer.content.decode()
    assert not case.grants.exists()


def test_who_speaks_for_somebody_stands_there_before_they_see_it(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    data = {"to": "inwoner", "surname": "Test", "kind": "represent_case", "reason": "Zij is mentor"}
    refused = write(client, case, "inzage/toegang/", **data).content.decode()
    assert "geen vertegenwoordiger met de naam van dit account" in refused
    row = case.person.representatives.create(kind="mentor", name="mevr. I. Tést", since=today())
    assert write(client, case, "inzage/toegang/", **data).status_code == 303
    row.refresh_from_db()
    assert row.user == world.inwoner


def test_the_kern_goes_along_with_the_address(client, world: World) -> None:
    case = world.case("uitvoering", person=world.person("Verhuizer"))
    client.force_login(world.consulent)
    page = f"{case.get_absolute_url()}gegevens/wijzigen/"
    form = client.get(page).context["form"]
    data = {name: value for name, value in form.initial.items() if value not in (None, False)}
    data |= {"opened": form.opened, "postcode": "9999 AA", "move_kern": "on"}
    assert "Uit de postcode volgt geen kern" in write(client, case, "gegevens/wijzigen/", **data).content.decode()
    data |= {"postcode": "3281 AB", "street": "Dijk 3"}
    assert write(client, case, "gegevens/wijzigen/", **data).status_code == 303
    case.refresh_from_db()
    assert (case.kern, case.team, case.person.postcode) == (world.other_kern, world.team, "3281 AB")


def test_after_pak_op_the_kern_is_changed_and_the_team_stays(client, world: World) -> None:
    case = world.case("uitvoering")
    client.force_login(world.consulent)
    assert (
        write(client, case, "stap/wijzig-de-kern/", kern=world.other_kern.pk, expected="uitvoering").status_code == 303
    )
    case.refresh_from_db()
    assert (case.kern, case.team, case.regisseur) == (world.other_kern, world.team, world.consulent)


def test_a_case_goes_to_a_kern_of_the_team_that_takes_it_over(client, world: World) -> None:
    person = world.person(postcode="3281 AB", street="Dijk 3")
    case = world.case("uitvoering", person=person)
    over = world.handover(case, to_kind="team", to_team=world.other_team, to_organisation=None, to_layer="professional")
    client.force_login(world.teamleider3)
    page = client.get(f"{over.get_absolute_url()}stap/neem-over/").content.decode()
    assert "In welke kern woont de inwoner nu?" in page
    assert f'value="{world.other_kern.pk}" selected' in page
    sent = {"expected": "aangeboden", "kern": world.other_kern.pk, "token": str(uuid.uuid4())}
    assert client.post(f"{over.get_absolute_url()}stap/neem-over/", sent).status_code == 303
    case.refresh_from_db()
    assert (case.kern, case.team) == (world.other_kern, world.other_team)


def test_who_didnt_move_stays_in_their_kern(client, world: World) -> None:
    case = world.case("uitvoering", person=world.person(postcode="3281 AB"))
    over = world.handover(case, to_kind="team", to_team=world.other_team, to_organisation=None, to_layer="professional")
    client.force_login(world.teamleider3)
    sent = {"expected": "aangeboden", "kern": "", "token": str(uuid.uuid4())}
    assert client.post(f"{over.get_absolute_url()}stap/neem-over/", sent).status_code == 303
    case.refresh_from_db()
    assert (case.kern, case.team) == (world.kern, world.other_team)


def test_consent_is_withdrawn_on_paper_of_the_team(client, world: World, case: Case) -> None:
    consent = Sharing.objects.create(
        case=case, text="Wij noemen uw naam", how="mondeling", given_by="zelf", given_on=today()
    )
    client.force_login(world.consulent)
    assert consent.get_absolute_url() in client.get(f"{case.get_absolute_url()}plan/").content.decode()
    assert "Wij noemen uw naam" in client.get(consent.get_absolute_url()).content.decode()
    place = f"{consent.get_absolute_url()}stap/trek-in/"
    assert client.get(place).status_code == 200
    said = {"token": str(uuid.uuid4()), "expected": "gegeven", "why": "Zij belde dat het niet meer hoeft"}
    assert client.post(place, said).status_code == 303
    consent.refresh_from_db()
    assert (consent.state, consent.ended_why) == ("ingetrokken", said["why"])
    assert client.post(place, said | {"token": str(uuid.uuid4())}).status_code == 409


@pytest.mark.parametrize(
    "place",
    [
        "notities/nieuw/",
        "afspraken/nieuw/",
        "wijkweb/nieuw/",
        "gegevens/wijzigen/",
        "gegevens/vertegenwoordiger/",
        "persoonlijk-plan/",
        "koppelen/",
        "inzage/toegang/",
    ],
)
@pytest.mark.parametrize("who", ["consulent3", "eerstecontact", "middenveld", "financien", "inwoner"])
def test_who_sees_no_file_writes_nothing(client, world: World, case: Case, who: str, place: str) -> None:
    client.force_login(getattr(world, who))
    before = CaseEvent.objects.count()
    for answer in (client.get(case.get_absolute_url() + place), client.post(case.get_absolute_url() + place, {})):
        assert answer.status_code == 404
    assert CaseEvent.objects.count() == before


def test_what_was_typed_survives_the_end_of_the_session(client, world: World, case: Case, settings) -> None:
    client.force_login(world.consulent)
    address = f"{case.get_absolute_url()}notities/nieuw/"
    client.get(address)
    session = client.session
    session["last_seen"] = int((timezone.now() - dt.timedelta(hours=5)).timestamp())
    session.save()
    assert "/inloggen/" in client.post(address, {"text": "Nog niet bewaard"})["Location"]
    session = client.session
    kept = session.get("kept_form")
    client.force_login(world.consulent)
    session = client.session
    session["kept_form"] = kept
    session.save()
    assert "Nog niet bewaard" in client.get(address).content.decode()


def test_access_by_name_follows_the_partner_only_while_it_is_shared(client, world: World, case: Case) -> None:
    handover = world.handover(case)
    client.force_login(world.consulent)
    address = f"{case.get_absolute_url()}inzage/"
    assert world.middenveld.name in client.get(address).content.decode()
    type(handover).objects.filter(pk=handover.pk).update(shared_until=today())
    assert world.middenveld.name not in client.get(address).content.decode()
