"""The pages of a case by tab: what they cost, and who sees what. Each look leaves a row in the log."""

import re
import uuid

import pytest
from django.utils import timezone

from casework.cases.access import Recusal
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.goals.models import ProgressReport
from casework.notes.models import Note
from roles.matrix import GrantKind
from roles.models import Membership, Reading
from tests.factories import World, absent, today

pytestmark = pytest.mark.django_db

TABS = (
    "onderzoek/",
    "plan/",
    "wijkweb/",
    "wijkweb/toen/",
    "wijkweb/blad/",
    "besluiten/",
    "stukken/",
    "gegevens/",
    "inzage/",
)


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
    # of the sharings, help that was granted, what holds its terms up, objections, and who else lives there
    with django_assert_num_queries(27):
        assert client.get(case.get_absolute_url()).status_code == 200
    client.force_login(world.teamleider)
    client.get(case.get_absolute_url())
    # and to whom it is closed, for who hands it out
    with django_assert_num_queries(28):
        assert client.get(case.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("tab", "queries"),
    [
        # with what is known elsewhere, of six nouns; a meldcode, of which nobody else may know; the head of each: an objection
        ("onderzoek/", 29),
        ("plan/", 17),  # the head of each: help that was granted and a notice of default, in the same round trip
        ("wijkweb/", 16),  # with who draws the field of forces, and whether one is drawn already
        ("wijkweb/toen/", 16),  # its tab: with the field of forces too
        ("wijkweb/blad/", 8),
        ("besluiten/", 20),
        ("stukken/", 15),
        ("gegevens/", 18),
        ("inzage/", 26),  # through what of each of six nouns somebody sees it
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
    assert Reading.objects.filter(ref="", case_id=None, refused=True).count() == 1, (
        "the same is done for what isn't there"
    )


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
    assert "ligt nu bij" in page
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


def test_what_is_told_does_not_lead_to_a_tab_that_is_shut(client, world: World, case: Case) -> None:
    insight = f"{case.get_absolute_url()}inzage/"
    CaseEvent.objects.create(
        case=case, at=timezone.now(), by_name="T", verb="grant.given", label="Toegang op naam gegeven", url=insight
    )
    world.grant(case, world.consulent3, GrantKind.READ_ALONG)
    client.force_login(world.consulent3)
    page = client.get(case.get_absolute_url()).content.decode()
    assert "Toegang op naam gegeven" in page
    assert insight not in page
    client.force_login(world.consulent)
    page = client.get(case.get_absolute_url()).content.decode()
    assert page.count(f'href="{insight}"') == 2  # the tab, and what is told of it


def test_a_recused_colleague_is_out(client, world: World, case: Case) -> None:
    page = f"{case.get_absolute_url()}ik-ken-deze-persoon/"
    client.force_login(world.consulent)
    assert "Sluit deze zaak voor mij" in client.get(page).content.decode()
    data = {"token": str(uuid.uuid4())}
    assert client.post(page, data)["Location"] == "/"
    assert client.post(page, data)["Location"] == "/"  # a double click
    assert Recusal.objects.count() == 1
    assert client.get(case.get_absolute_url()).status_code == 404
    assert case.ref not in client.post("/zaken/", {"q": "Geheimhouder"}, follow=True).content.decode()
    assert "Geheimhouder" not in client.get("/?lijst=team").content.decode()
    client.force_login(world.teamleider)
    assert "kent deze persoon" in client.get(f"{case.get_absolute_url()}inzage/").content.decode()


def test_a_secret_address_stands_on_one_page_only(client, world: World, case: Case) -> None:
    case.person.secret_address, case.person.street = True, "Geheime Laan 9"
    case.person.save()
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
    assert len(re.findall("utrecht-button--primary-action", page)) <= 1


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
    address = f"{case.get_absolute_url()}stukken/"
    assert 'hx-trigger="every 2s"' in client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "<progress" in part
    assert Reading.objects.filter(part="stukken").count() == 1
    client.force_login(world.consulent2)  # a fragment without the page before it is a look too
    client.get(address, headers={"HX-Request": "true"})
    assert Reading.objects.filter(part="stukken").count() == 2


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
