"""Who picks up the phone and opens the post: how somebody is reached, appointments, letters. Never the file."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from casework.appointments.models import Appointment
from casework.cases.models import Case
from casework.documents.models import Document
from casework.notes.models import Note
from roles.models import Reading
from tests.factories import World, today
from tests.pages.browser import as_, post, send, words

pytestmark = pytest.mark.django_db

QUESTION, SAID, GOAL = "Mijn man drinkt", "Zij is bang voor hem", "Ik wil alleen wonen"


@pytest.fixture
def case(world: World) -> Case:
    made = world.case("uitvoering", question=QUESTION, person=world.person(phone="0186571402"), urgent=True)
    Note.objects.create(case=made, text=SAID, by_name="Karin", at=timezone.now())
    world.goal(made, "loopt", wording=GOAL)
    world.contact(made, "Zus Truus")
    world.appointment(made, what="Huisbezoek door Karin", on=today() + dt.timedelta(days=2))
    return made


def test_the_page_of_a_case_says_how_to_reach_them_and_nothing_of_the_file(client, world: World, case: Case) -> None:
    page = words(as_(client, world.administratie).get(case.get_absolute_url()))
    for said in ("Bep Jansen", "0186 57 14 02", "Voorstraat 1", "Huisbezoek door Karin", "Noteer een terugbelverzoek",
                 "Maak een afspraak"):  # fmt: skip
        assert said in page, said
    for hidden in (QUESTION, SAID, GOAL, "Truus", "Schrijf een notitie", "Wijkweb"):
        assert hidden not in page, hidden
    assert Reading.objects.filter(by=world.administratie, part="zaak", refused=False).exists()


def test_a_secret_address_is_not_told(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person(secret_address=True, phone="0186571402"))
    page = words(as_(client, world.administratie).get(case.get_absolute_url()))
    assert "Voorstraat" not in page
    assert "geheim adres" in page
    assert "0186 57 14 02" in page


def test_another_team_and_who_stepped_aside(client, world: World, case: Case) -> None:
    elsewhere = world.case("onderzoek", team=world.other_team, kern=world.other_kern)
    as_(client, world.administratie)
    assert client.get(elsewhere.get_absolute_url()).status_code == 404
    case.recusals.create(user=world.administratie)
    assert client.get(case.get_absolute_url()).status_code == 404
    assert case.subject not in words(client.get("/post/"))


@pytest.mark.parametrize(
    "place",
    ["notities/nieuw/", "wijkweb/", "onderzoek/", "plan/", "besluiten/", "stukken/", "inzage/",
     "gegevens/", "gegevens/wijzigen/", "bezoekblad/", "doelen/nieuw/", "stap/evalueer/"],
)  # fmt: skip
def test_no_page_of_the_file_opens(client, world: World, case: Case, place: str) -> None:
    answer = as_(client, world.administratie).get(case.get_absolute_url() + place)
    assert answer.status_code in (403, 404)
    assert SAID not in words(answer)


def test_they_make_and_keep_appointments(client, world: World, case: Case) -> None:
    as_(client, world.administratie)
    later = today() + dt.timedelta(days=4)
    told = {"what": "Kom naar kantoor", "on": f"{later}", "person": str(world.consulent.pk)}
    assert send(client, f"{case.get_absolute_url()}afspraken/nieuw/", **told).status_code == 303
    made = Appointment.objects.get(what="Kom naar kantoor")
    assert made.person == world.consulent
    assert client.get(made.get_absolute_url()).status_code == 200
    assert post(client, made, "laat-vervallen", why="Zij belde af").status_code == 303


def test_what_they_take_upon_themselves_is_on_their_list(client, world: World, case: Case) -> None:
    as_(client, world.administratie)
    told = {"what": "Stuur de folder", "on": f"{today()}", "person": str(world.administratie.pk)}
    send(client, f"{case.get_absolute_url()}afspraken/nieuw/", **told)
    page = words(client.get("/"))
    assert "Stuur de folder" in page
    assert QUESTION not in page


def test_they_post_what_is_ready_and_read_no_other_paper(client, world: World, case: Case) -> None:
    default_storage.save("documenten/post.pdf", ContentFile(b"%PDF-1.4"))
    ready = world.document(case, "indicatie_afgegeven", file="documenten/post.pdf")
    other = [
        world.document(case, "samenvatting_professional"),
        world.document(case, "bevestiging", shielded=True),
        world.document(case, "bevestiging", "mislukt"),
    ]
    as_(client, world.administratie)
    page = words(client.get("/post/"))
    assert ready.get_absolute_url() in page
    assert client.get(f"{ready.get_absolute_url()}bestand/").status_code == 200
    for one in other:
        assert one.get_absolute_url() not in page
        assert client.get(one.get_absolute_url()).status_code == 404
    answer = post(client, ready, "verstuur-of-reik-uit", sent_on=f"{today()}", sent_how="uitgereikt")
    assert answer.status_code == 303
    assert client.get(answer["Location"]).status_code == 200
    assert Document.objects.get(pk=ready.pk).state == "verstuurd"
    assert ready.get_absolute_url() not in words(client.get("/post/"))


def test_whether_a_letter_is_sent_at_all_is_not_theirs(client, world: World, case: Case) -> None:
    ready = world.document(case)
    as_(client, world.administratie)
    assert post(client, ready, "verstuur-niet", why="x").status_code == 403
    assert post(client, ready, "maak-opnieuw").status_code == 403


def test_the_post_of_others_is_no_page_of_theirs(client, world: World, case: Case) -> None:
    ready = world.document(case)
    for who in (world.consulent3, world.eerstecontact, world.inwoner, world.financien):
        page = words(as_(client, who).get("/post/"))
        assert ready.get_absolute_url() not in page


def test_they_report_and_find_by_name(client, world: World, case: Case) -> None:
    as_(client, world.administratie)
    assert client.get("/zaken/nieuw/").status_code == 200
    page = words(client.post("/zaken/", {"q": "jansen"}, follow=True))
    assert case.get_absolute_url() in page
    assert QUESTION not in page
    for secret in ("drinkt", "0186571402", "3265AA"):
        assert case.get_absolute_url() not in words(client.post("/zaken/", {"q": secret}, follow=True)), secret


def test_they_direct_no_case(client, world: World, case: Case) -> None:
    from casework.engine.door import perform
    from casework.engine.errors import NotNow

    with pytest.raises(NotNow):
        perform(case, "assign", by=world.teamleider, regisseur=world.administratie)


def test_who_can_see_the_case_says_what_they_see(client, world: World, case: Case) -> None:
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}inzage/"))
    assert "hoe de inwoner te bereiken is, de afspraken en de post" in page
