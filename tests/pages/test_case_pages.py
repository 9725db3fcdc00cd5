"""The pages of a case: found, reported, read by tab, and written on. Each look leaves a row in the log."""

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone

from casework.appointments.models import Appointment
from casework.cases.access import Recusal
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.goals.models import ProgressReport
from casework.network.models import Consent, Contact
from casework.notes.models import Note
from casework.people.models import Person
from roles.actions import Action
from roles.matrix import GrantKind
from roles.models import Membership, Reading
from roles.policy import sight
from tests.factories import World, absent, today
from tests.pages.filled_in import report

pytestmark = pytest.mark.django_db

TABS = ("wijkweb/", "plan/", "besluiten/", "vangnet/", "overdrachten/", "documenten/", "gegevens/", "inzage/")


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", person=world.person("Geheimhouder", phone="0186 123456"))


def fill(world: World, case: Case, rows: int) -> None:
    for n in range(rows):
        goal = world.goal(case, wording=f"Doel {n}")
        ProgressReport.objects.create(
            goal=goal, on=today(), score=1, text="Gaat goed", by_name="Test", at=timezone.now()
        )
        world.contact(case, f"Contact {n}")
        world.request(case)
        world.document(case)
        Note.objects.create(case=case, text=f"Notitie {n}", by_name="Test", at=timezone.now())
        CaseEvent.objects.create(case=case, at=timezone.now(), by_name="Test", verb="x", label=f"Gebeurtenis {n}")
    world.application(case)
    world.indicatie(case)
    world.handover(case)


# --- what it costs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 30])
def test_the_case_costs_the_same_with_one_row_and_with_thirty(
    client, world: World, case: Case, django_assert_num_queries, rows: int
) -> None:
    fill(world, case, rows)
    client.force_login(world.consulent)
    client.get(case.get_absolute_url())
    with django_assert_num_queries(15):
        assert client.get(case.get_absolute_url()).status_code == 200
    client.force_login(world.teamleider)
    client.get(case.get_absolute_url())
    with django_assert_num_queries(16):  # and the clock's two, once a minute
        assert client.get(case.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("tab", "queries"),
    [
        ("wijkweb/", 8),
        ("plan/", 9),
        ("besluiten/", 12),
        ("vangnet/", 9),
        ("overdrachten/", 11),
        ("documenten/", 7),
        ("gegevens/", 10),
        ("inzage/", 17),
    ],
)
@pytest.mark.parametrize("rows", [1, 30])
def test_a_tab_costs_the_same_with_one_row_and_with_thirty(
    client, world: World, case: Case, django_assert_max_num_queries, rows: int, tab: str, queries: int
) -> None:
    fill(world, case, rows)
    client.force_login(world.consulent)
    client.get(case.get_absolute_url() + tab)
    with django_assert_max_num_queries(queries):
        assert client.get(case.get_absolute_url() + tab).status_code == 200


# --- who sees what, and that it is remembered ------------------------------------------------------------------


@pytest.mark.parametrize("tab", ["", *TABS])
def test_every_page_is_logged_with_its_reason(client, world: World, case: Case, tab: str) -> None:
    client.force_login(world.consulent)
    assert client.get(case.get_absolute_url() + tab).status_code == 200
    row = Reading.objects.get(case_id=case.pk)
    assert (row.by, row.role, row.refused) == (world.consulent, "Wmo-consulent", False)
    assert row.part
    assert "team" in row.why


@pytest.mark.parametrize("tab", ["", *TABS])
@pytest.mark.parametrize("who", ["consulent3", "teamleider3", "middenveld", "financien", "inwoner", "privacy", "left"])
def test_invisible_is_404_and_remembered(client, world: World, case: Case, who: str, tab: str) -> None:
    world.handover(case)  # the partner sees the hand-over, and never the file
    client.force_login(getattr(world, who))
    assert client.get(case.get_absolute_url() + tab).status_code == 404
    row = Reading.objects.get(case_id=case.pk)
    assert (row.by, row.refused) == (getattr(world, who), True)
    assert client.get("/zaken/HW-2026-00000/").status_code == 404
    assert Reading.objects.count() == 1


def test_who_reported_sees_where_it_stands_and_their_own_part(client, world: World, case: Case) -> None:
    Note.objects.create(case=case, text="Alleen voor het team", by_name="Test", at=timezone.now())
    CaseEvent.objects.create(
        case=case, at=timezone.now(), by=world.eerstecontact, by_name="E", verb="x", label="Zelf gedaan"
    )
    CaseEvent.objects.create(case=case, at=timezone.now(), by_name="T", verb="x", label="Door een ander gedaan")
    world.contact(case, "Buurvrouw Ria")
    world.indicatie(case, "afgegeven")
    client.force_login(world.eerstecontact)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Ligt nu bij" in page
    assert "Zelf gedaan" in page
    assert "Hulp bij het huishouden" in page
    for hidden in ("Alleen voor het team", "Door een ander gedaan", "Buurvrouw Ria", "0186 123456", "Wijkweb"):
        assert hidden not in page
    for tab in TABS:
        assert client.get(case.get_absolute_url() + tab).status_code == 404


def test_who_reads_along_sees_the_file_but_nothing_shielded_and_may_not_write(client, world: World, case: Case) -> None:
    Note.objects.create(case=case, text="Open notitie", by_name="Test", at=timezone.now())
    Note.objects.create(
        case=case, text="Dichte notitie", shielded=True, ground="veiligheid", by_name="T", at=timezone.now()
    )
    world.grant(case, world.consulent3, GrantKind.READ_ALONG)
    client.force_login(world.consulent3)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Open notitie" in page
    assert "Dichte notitie" not in page
    assert client.get(f"{case.get_absolute_url()}wijkweb/").status_code == 200
    assert client.get(f"{case.get_absolute_url()}inzage/").status_code == 404
    assert client.post(f"{case.get_absolute_url()}notities/nieuw/", {"text": "x"}).status_code == 403
    assert Reading.objects.filter(refused=True, part="notitie").exists()
    client.force_login(world.consulent)
    assert "Dichte notitie" in client.get(case.get_absolute_url()).content.decode()


def test_a_recused_colleague_is_out(client, world: World, case: Case) -> None:
    page = f"{case.get_absolute_url()}ik-ken-deze-persoon/"
    client.force_login(world.consulent)
    assert "Sluit deze zaak voor mij" in client.get(page).content.decode()
    data = {"token": str(uuid.uuid4())}
    assert client.post(page, data)["Location"] == "/"
    assert client.post(page, data)["Location"] == "/"  # a double click
    assert Recusal.objects.count() == 1
    assert client.get(case.get_absolute_url()).status_code == 404
    assert case.ref not in client.post("/zaken/", {"q": "Geheimhouder"}).content.decode()
    assert "Geheimhouder" not in client.get("/?lijst=team").content.decode()
    client.force_login(world.teamleider)
    assert "kent deze persoon" in client.get(f"{case.get_absolute_url()}inzage/").content.decode()


def test_a_secret_address_stands_on_one_page_only(client, world: World, case: Case) -> None:
    Person.objects.filter(pk=case.person.pk).update(secret_address=True, street="Geheime Laan 9")
    client.force_login(world.consulent)
    for tab in ("", *TABS):
        page = client.get(case.get_absolute_url() + tab).content.decode()
        assert ("Geheime Laan" in page) == (tab == "gegevens/"), tab


def test_a_provision_has_all_pages_too(client, world: World) -> None:
    case = world.case("aanmelding", kind="vraag", person=None, provision="Tillift van het zwembad")
    client.force_login(world.consulent)
    for tab in ("", *TABS):
        assert client.get(case.get_absolute_url() + tab).status_code == 200
    assert client.get(f"{case.get_absolute_url()}gegevens/wijzigen/").status_code == 404


@pytest.mark.parametrize("phase", ["aanmelding", "onderzoek", "plan", "uitvoering", "evaluatie", "afgesloten"])
def test_every_phase_has_its_page(client, world: World, phase: str) -> None:
    case = world.case(phase)
    client.force_login(world.teamleider)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Wat nu?" in page
    assert len(re.findall("utrecht-button--primary-action", page)) <= 3


def test_a_step_that_is_not_possible_yet_leads_to_where_it_can_be_done(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    page = client.get(case.get_absolute_url()).content.decode()
    assert f'href="{case.get_absolute_url()}plan/">Er is nog geen doel.' in page


def test_terms_say_how_they_were_counted(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Onderzoek klaar" in page
    assert "6 weken" in page


def test_the_timeline_has_pages(client, world: World, case: Case) -> None:
    fill(world, case, 30)
    client.force_login(world.consulent)
    first = client.get(case.get_absolute_url())
    second = client.get(f"{case.get_absolute_url()}?pagina=2")
    assert len(first.context["page"].object_list) == 25
    both = [one["label"] + one["text"] for page in (first, second) for one in page.context["page"].object_list]
    assert len(both) == len(set(both)) == 50


def test_text_of_people_injects_nothing(client, world: World) -> None:
    nasty = "<script>alert(1)</script>"
    case = world.case("onderzoek", question=nasty, person=world.person(nasty))
    world.goal(case, wording=nasty)
    world.contact(case, nasty)
    Note.objects.create(case=case, text=nasty, by_name=nasty, at=timezone.now())
    client.force_login(world.consulent)
    for address in ("/", "/driehoek/", "/zaken/", *(case.get_absolute_url() + tab for tab in ("", *TABS))):
        assert nasty not in client.get(address).content.decode()


def test_documents_ask_for_themselves_while_they_are_made_and_that_is_one_look(
    client, world: World, case: Case
) -> None:
    world.document(case, state="gevraagd")
    client.force_login(world.consulent)
    address = f"{case.get_absolute_url()}documenten/"
    assert 'hx-trigger="every 2s"' in client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "<progress" in part
    assert Reading.objects.filter(part="documenten").count() == 1
    client.force_login(world.consulent2)  # a fragment without the page before it is a look too
    client.get(address, headers={"HX-Request": "true"})
    assert Reading.objects.filter(part="documenten").count() == 2


# --- find ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["geheim", "Bep Geheim", "1-3-1942", "REF"])
def test_find_by_name_birth_date_and_reference_what_one_may_see(client, world: World, case: Case, words: str) -> None:
    words = words.replace("REF", case.ref.lower())
    client.force_login(world.consulent)
    assert case.ref in client.post("/zaken/", {"q": words}).content.decode()
    client.force_login(world.consulent3)
    page = client.post("/zaken/", {"q": words}).content.decode()
    assert case.get_absolute_url() not in page
    assert "Niets gevonden" in page


@pytest.mark.parametrize("rows", [1, pytest.param(30, marks=pytest.mark.slow)])
def test_finding_costs_the_same(client, world: World, django_assert_num_queries, rows: int) -> None:
    for _ in range(rows):
        world.case()
    client.force_login(world.consulent)
    client.get("/zaken/")
    with django_assert_num_queries(7):
        client.post("/zaken/", {"q": "Jansen"})


@pytest.mark.parametrize("who", ["middenveld", "uitvoerder", "financien", "inwoner", "privacy", "beheer"])
def test_who_has_no_cases_finds_none(client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))
    assert client.get("/zaken/").status_code == 403


# --- report ----------------------------------------------------------------------------------------------------


def test_report_a_person_the_kern_follows_from_the_postcode(client, world: World) -> None:
    client.force_login(world.eerstecontact)
    page = client.get("/zaken/nieuw/").content.decode()
    assert "112" in page
    data = report(urgent="on", bsn="111222333")
    answer = client.post("/zaken/nieuw/", data)
    case = Case.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, case.get_absolute_url())
    assert (case.kern, case.team, case.urgent, case.person.postcode) == (world.kern, world.team, True, "3265 AA")
    assert case.person.bsn == "111222333"
    assert client.post("/zaken/nieuw/", data)["Location"] == case.get_absolute_url()  # a double click
    assert Case.objects.count() == 1
    assert client.get(case.get_absolute_url()).status_code == 200


def test_report_a_provision(client, world: World) -> None:
    client.force_login(world.consulent)
    data = report(
        kind="vraag", about="voorziening", provision="Tillift", family_name="", postcode="", kern=str(world.kern.pk)
    )
    assert client.post("/zaken/nieuw/", data).status_code == 303
    case = Case.objects.get()
    assert (case.person, case.provision, case.layer) == (None, "Tillift", "professional")


def test_a_report_for_another_team_can_still_be_seen_by_who_made_it(client, world: World) -> None:
    client.force_login(world.consulent)
    answer = client.post("/zaken/nieuw/", report(postcode="3281 AB"), follow=True)
    case = Case.objects.get()
    assert case.team == world.other_team
    assert case.ref in answer.content.decode()
    assert answer.redirect_chain == [(case.get_absolute_url(), 303)]
    assert client.get(f"{case.get_absolute_url()}wijkweb/").status_code == 404


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"family_name": ""}, "family_name", "Vul dit in"),
        ({"question": " "}, "question", "Vul dit in"),
        ({"postcode": "9999 AA"}, "kern", "kies de kern"),
        ({"postcode": "zomaar"}, "postcode", "Vul een postcode in"),
        ({"bsn": "111222334"}, "bsn", "klopt niet"),
        ({"kind": "signaal"}, "citizen_knows", "Zeg of de inwoner"),
        ({"about": "voorziening", "provision": "Lift"}, "kind", "als vraag"),
        ({"received_on": "2099-01-01"}, "received_on", "Vul een dag in tot en met"),
        ({"kind": ""}, "kind", "Maak een keuze"),
    ],
)
def test_what_is_missing_stands_at_the_field_and_what_was_typed_stays(
    client, world: World, more: dict[str, str], field: str, words: str
) -> None:
    client.force_login(world.eerstecontact)
    answer = client.post("/zaken/nieuw/", report(phone="0186 999999", **more))
    assert any(words in error for error in answer.context["form"].errors[field])
    page = answer.content.decode()
    assert "0186 999999" in page
    assert f'href="#id_{field}' in page
    assert not Case.objects.exists()


def test_the_reporter_of_a_signal_is_shielded_and_the_clock_stands(client, world: World) -> None:
    client.force_login(world.eerstecontact)
    client.post("/zaken/nieuw/", report(kind="signaal", citizen_knows="nog niet", reporter_name="De buurman"))
    case = Case.objects.get()
    assert (case.reporter_shielded, case.clock_from) == (True, None)


def test_typing_never_tells_who_is_known(client, world: World) -> None:
    world.case(person=world.person("Pieters"))
    client.force_login(world.eerstecontact)
    answer = client.post("/zaken/nieuw/", report(), follow=True).content.decode()
    assert "lijkt op" not in answer
    assert Case.objects.filter(looks_like__isnull=False).exists()


@pytest.mark.parametrize("who", ["middenveld", "uitvoerder", "financien", "inwoner", "privacy", "beheer"])
def test_who_may_not_report(client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))
    assert client.get("/zaken/nieuw/").status_code == 403
    assert client.post("/zaken/nieuw/", report()).status_code == 403
    assert not Case.objects.exists()


# --- writing on the file ---------------------------------------------------------------------------------------


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
    assert write(client, case, "wijkweb/nieuw/", name="Ria", domain="familie", strength="3")["Location"] == back
    contact = Contact.objects.get()
    assert "Ria" in client.get(back).content.decode()
    write(client, case, f"wijkweb/{contact.pk}/", name="Ria de Vries", domain="familie", strength="1")
    contact.refresh_from_db()
    assert (contact.name, contact.strength) == ("Ria de Vries", 1)
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


def test_access_by_name_is_given_shown_and_ended(client, world: World, case: Case) -> None:
    client.force_login(world.consulent)
    assert (
        "kennen wij niet"
        in write(client, case, "inzage/toegang/", to="niemand", kind="own_case", reason="x").content.decode()
    )
    data = {"to": "inwoner", "surname": world.inwoner.last_name, "kind": "own_case", "reason": "Het is haar zaak"}
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
    self = write(client, case, "inzage/toegang/", **own, kind="own_case", reason="x")
    assert self.status_code == 409


def test_consent_is_withdrawn_on_paper_of_the_team(client, world: World, case: Case) -> None:
    consent = Consent.objects.create(
        case=case, text="Wij noemen uw naam", how="mondeling", given_by="zelf", given_on=today()
    )
    client.force_login(world.consulent)
    assert "Wij noemen uw naam" in client.get(f"{case.get_absolute_url()}overdrachten/").content.decode()
    place = f"toestemming/{consent.pk}/intrekken/"
    assert client.get(case.get_absolute_url() + place).status_code == 200
    assert write(client, case, place).status_code == 303
    consent.refresh_from_db()
    assert consent.withdrawn_at
    assert write(client, case, place).status_code == 409


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


def test_who_can_see_it_names_covers_once_and_money_only_where_there_is_some(client, world: World, case: Case) -> None:
    absent(Membership.objects.get(user=world.teamlid), cover=world.consulent2)
    absent(Membership.objects.get(user=world.teamleider), cover=world.consulent2)
    client.force_login(world.consulent)
    address = f"{case.get_absolute_url()}inzage/"
    people = [(one.name, one.role, one.why) for one in client.get(address).context["people"]]
    assert len(people) == len(set(people))
    assert (world.teamlid.name, "Teamlid", "de zaak hoort bij het team") in people
    assert (world.consulent2.name, "Teamlid", "de zaak hoort bij het team (als waarnemer)") in people
    assert world.financien.name not in {name for name, _, _ in people}
    world.request(case, "aangevraagd")
    assert world.financien.name in client.get(address).content.decode()


def test_access_by_name_follows_the_partner_only_while_it_is_shared(client, world: World, case: Case) -> None:
    handover = world.handover(case)
    client.force_login(world.consulent)
    address = f"{case.get_absolute_url()}inzage/"
    assert world.middenveld.name in client.get(address).content.decode()
    type(handover).objects.filter(pk=handover.pk).update(shared_until=today())
    assert world.middenveld.name not in client.get(address).content.decode()
