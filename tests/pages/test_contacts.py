"""Contacts, as they are written down on the file: one way to write, and what follows from it."""

import datetime as dt
import uuid

import pytest

from casework.appointments.models import Appointment
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.contacts.models import ContactMoment, TextBlock
from casework.network.operations import change_contact
from casework.notes.models import Note
from casework.people.models import SafetyNote
from roles.models import Reading
from tests.factories import World, fresh, today
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek")


@pytest.fixture
def url(case: Case) -> str:
    return f"{case.get_absolute_url()}notities/nieuw/"


def to_meet(case: Case):
    return WorkItem.objects.open().filter(case=case, step="case.meet")


def test_a_call_stands_on_the_timeline_with_what_was_said(client, world: World, case: Case, url: str) -> None:
    as_(client, world.consulent)
    assert send(client, url, text="Zij komt niet meer buiten.", kind="telefoon", direction="in").status_code == 303
    note = Note.objects.select_related("contact_moment").get()
    assert (note.text, note.contact_moment.kind, note.contact_moment.incoming) == (
        "Zij komt niet meer buiten.", "telefoon", True,
    )  # fmt: skip
    page = words(client.get(case.get_absolute_url()))
    assert page.count("Zij komt niet meer buiten.") == 1
    assert "De inwoner belde" in page


def test_a_note_is_no_contact(client, world: World, case: Case, url: str) -> None:
    as_(client, world.consulent)
    send(client, url, text="Dossier gelezen")
    assert Note.objects.get().contact_moment is None
    assert not ContactMoment.objects.exists()
    assert to_meet(case).exists()


def test_the_next_appointment_is_made_with_it_or_not_at_all(client, world: World, case: Case, url: str) -> None:
    as_(client, world.consulent)
    later = today() + dt.timedelta(days=3)
    send(client, url, text="Wij spraken af.", kind="bezoek", next_what="Bel over de huur", next_on=f"{later}")
    made = Appointment.objects.get()
    assert (made.what, made.on, made.person, made.made_by) == (
        "Bel over de huur", later, world.consulent, world.consulent,
    )  # fmt: skip
    assert WorkItem.objects.open().filter(case=case, step="appointment.fulfil", for_user=world.consulent).exists()
    Case.objects.filter(pk=case.pk).update(closed_on=today(), outcome="advies", phase="afgesloten")
    answer = send(client, url, text="Nog eens.", next_what="Bel", next_on=f"{later}")
    assert answer.status_code == 409
    assert "Nog eens." in words(answer)
    assert Note.objects.count() == 1


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"next_what": "Bel"}, "Zeg op welke dag u dit hebt afgesproken."),
        ({"next_on": "2026-12-31"}, "Zeg wat u voor deze dag hebt afgesproken."),
        ({"next_what": "Bel", "next_on": "1800-01-01"}, "Vul een datum in tussen 1900 en 2100."),
        ({"kind": "telefoon", "with_whom": "ander"}, "Vul dit in."),
        ({"kind": "telefoon", "name": "De huisarts"}, "Kies hier dan ‘Iemand anders’"),
        ({"name": "De huisarts"}, "Kies hier wat voor contact het was."),
        ({"kind": "telefoon", "with_whom": "999999"}, "Kies iets uit de lijst."),
        ({"kind": "telepathie"}, "Kies iets uit de lijst."),
        ({"kind": "telefoon", "direction": "opzij"}, "Kies iets uit de lijst."),
        ({"kind": "telefoon", "on": "1-1-1800"}, "Vul een datum in tussen 1900 en 2100."),
        ({"kind": "telefoon", "on": "2099-01-01"}, "Vul een dag in tot en met"),
        ({"kind": "telefoon", "time": "half drie"}, "Vul een tijd in, bijvoorbeeld 14.30."),
        ({"kind": "telefoon", "time": "25:00"}, "Vul een tijd in, bijvoorbeeld 14.30."),
        ({"kind": "telefoon", "with_whom": "ander", "name": "x" * 200}, "Maak dit korter"),
        ({"kind": "telefoon", "with_whom": "ander", "name": "De\0buurman"}, "een teken dat wij niet kunnen bewaren"),
        ({"shielded": "on"}, "Zeg waarom de inwoner deze notitie niet mag lezen."),
        ({"text": ""}, "Vul dit in."),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_what_was_typed_stays(
    client, world: World, url: str, told: dict[str, str], sentence: str
) -> None:
    as_(client, world.consulent)
    answer = send(client, url, **{"text": "Mijn lange verhaal"} | told)
    assert answer.status_code == 200
    assert sentence in words(answer)
    assert told.get("text") == "" or "Mijn lange verhaal" in words(answer)
    assert not Note.objects.exists()


def test_with_whom_is_somebody_of_this_web(client, world: World, case: Case, url: str) -> None:
    ria, other = world.contact(case), world.contact(world.case(), "Iemand anders zijn zus")
    as_(client, world.consulent)
    assert other.name not in words(client.get(url))
    send(client, url, text="Zij let op.", kind="telefoon", with_whom=str(ria.pk))
    made = ContactMoment.objects.get()
    assert (made.with_whom, made.contact, made.name, made.words) == (
        "netwerk", ria, "Buurvrouw Ria", "Gebeld met Buurvrouw Ria",
    )  # fmt: skip
    assert send(client, url, text="Anders", kind="telefoon", with_whom=str(other.pk)).status_code == 200


# --- Maak kennis -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["telefoon", "bezoek", "mail", "brief", "anders"])
def test_the_first_contact_with_the_citizen_settles_maak_kennis(client, world: World, case, url, kind: str) -> None:
    assert to_meet(case).exists()
    as_(client, world.consulent2)
    send(client, url, text="Wij spraken elkaar.", kind=kind)
    case.refresh_from_db()
    assert case.met_on == today()
    assert not to_meet(case).exists()


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "telefoon", "direction": "geen"},
        {"kind": "telefoon", "with_whom": "ander", "name": "De huisarts"},
        {},
    ],
    ids=["nobody answered", "with somebody else", "a note"],
)
def test_anything_else_does_not(client, world: World, case: Case, url: str, told: dict[str, str]) -> None:
    as_(client, world.consulent)
    send(client, url, text="Gebeld.", **told)
    assert Note.objects.exists()
    assert to_meet(case).exists()


def test_who_was_met_before_is_not_to_be_met_again(client, world: World) -> None:
    case = world.case("aanmelding")
    as_(client, world.consulent)
    send(client, f"{case.get_absolute_url()}notities/nieuw/", text="Zij belde.", kind="telefoon", direction="in")
    send(client, f"{case.get_absolute_url()}stap/pak-op/", expected="aanmelding")
    case.refresh_from_db()
    assert case.phase == "onderzoek"
    assert not to_meet(case).exists()


def test_the_day_that_counts_is_that_of_the_contact(client, world: World) -> None:
    yesterday = today() - dt.timedelta(days=1)
    case = world.case("onderzoek", on=today() - dt.timedelta(days=3))
    as_(client, world.consulent)
    send(client, f"{case.get_absolute_url()}notities/nieuw/", text="Op bezoek.", kind="bezoek", on=f"{yesterday}")
    case.refresh_from_db()
    assert case.met_on == yesterday


# --- who reads it ------------------------------------------------------------------------------------------------


def test_the_citizen_reads_it_said_to_them_unless_it_is_shielded(client, world: World, case: Case, url: str) -> None:
    world.grant(case)
    as_(client, world.consulent)
    send(client, url, text="De hulp begint dinsdag.", kind="telefoon")
    send(client, url, text="Haar zoon dreigt.", kind="bezoek", shielded="on", ground="veiligheid")
    page = words(as_(client, world.inwoner).get(case.citizen_url))
    assert "De hulp begint dinsdag." in page
    assert "Gebeld met u" in page
    assert "Haar zoon dreigt." not in page
    assert "Huisbezoek" not in page


def test_who_reported_behind_a_shield_is_named_in_no_contact(client, world: World) -> None:
    signal = world.case("onderzoek", kind="signaal", reporter_name="buurvrouw Truus Kwaak", reporter_shielded=True)
    url = f"{signal.get_absolute_url()}notities/nieuw/"
    as_(client, world.consulent)
    told = {"text": "Zij maakt zich zorgen.", "kind": "telefoon", "with_whom": "ander", "name": "Truus Kwaak"}
    assert "is van wie meldde" in words(send(client, url, **told))
    assert send(client, url, **told, shielded="on", ground="De melder is afgeschermd.").status_code == 303
    assert Note.objects.get().shielded


# --- what is at hand ---------------------------------------------------------------------------------------------


def test_it_is_at_hand_for_who_writes_and_for_nobody_else(client, world: World, case: Case) -> None:
    from roles.matrix import GrantKind

    page = words(as_(client, world.teamlid).get(case.get_absolute_url()))
    assert 'name="text"' in page
    assert page.index("Wat nu?") < page.index('name="text"') < page.index('id="tijdlijn"')
    world.grant(case, world.consulent3, GrantKind.READ_ALONG)
    assert 'name="text"' not in words(as_(client, world.consulent3).get(case.get_absolute_url()))
    assert 'name="text"' not in words(as_(client, world.administratie).get(case.get_absolute_url()))


def test_a_block_of_the_team_is_put_in_the_text_to_be_completed(client, world: World, case: Case, url: str) -> None:
    block = TextBlock.objects.create(name="Huisbezoek", text="Gezien:\nGehoord:", team=world.team)
    TextBlock.objects.create(name="Van een ander team", text="Elders", team=world.other_team)
    TextBlock.objects.create(name="Niet meer in gebruik", text="Oud", active=False)
    everyone = TextBlock.objects.create(name="Van iedereen", text="Overal")
    as_(client, world.consulent)
    page = words(client.get(url))
    assert "Huisbezoek" in page
    assert everyone.name in page
    assert "Van een ander team" not in page
    assert "Niet meer in gebruik" not in page
    page = words(send(client, url, text="Ik begon al.", block=str(block.pk), kind="bezoek", vul_aan="1"))
    assert "Ik begon al.\n\nGezien:\nGehoord:" in page
    assert not Note.objects.exists()
    for nonsense in ("0", "9" * 30, "²", "x", "-1"):
        assert "Ik begon al." in words(send(client, url, text="Ik begon al.", block=nonsense, vul_aan="1"))


# --- the sheet to take along -------------------------------------------------------------------------------------


def test_the_sheet_to_take_along_says_what_one_needs_at_the_table(client, world: World) -> None:
    person = world.person(phone="0186571402", language="Turks")
    case = world.case("onderzoek", person=person)
    world.goal(case)
    world.contact(case, phone="0612345678")
    for text, until in (
        ("Grote hond, bel vooraf", today() + dt.timedelta(days=9)),
        ("Deur aan de achterkant", today()),
    ):
        SafetyNote.objects.create(
            person=person, text=text, since=today() - dt.timedelta(days=9), until=until, made_by=world.consulent
        )
    Note.objects.create(case=case, text="Haar zoon dreigt", shielded=True, ground="x", by_name="T", at=case.reported_at)
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}bezoekblad/"))
    for said in ("Voorstraat 1", "0186 57 14 02", "Turks", "Ik red het niet meer alleen.", "Ik wil weer timmeren",
                 "Buurvrouw Ria", "0800 2000", "Let op: Grote hond, bel vooraf"):  # fmt: skip
        assert said in page, said
    assert "Deur aan de achterkant" not in page  # over since today
    assert "Haar zoon dreigt" not in page
    assert Reading.objects.filter(part="bezoekblad", ref=case.ref).exists()


def test_a_secret_address_is_on_no_sheet(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person(secret_address=True))
    page = words(as_(client, world.consulent).get(f"{case.get_absolute_url()}bezoekblad/"))
    assert "Voorstraat" not in page
    assert "Geheim adres" in page


def test_the_summary_says_how_it_was_told(client, world: World, case: Case, url: str) -> None:
    from casework.desk.summary import ask_summary

    as_(client, world.consulent)
    send(client, url, text="Zij komt niet meer buiten.", kind="bezoek")
    send(client, url, text="Dossier gelezen")
    told = ask_summary(case, by=world.consulent, for_citizen=False).snapshot["notes"]
    assert [(one["text"], one.get("contact")) for one in told] == [
        ("Zij komt niet meer buiten.", "Huisbezoek bij de inwoner"),
        ("Dossier gelezen", None),
    ]


def test_who_is_kept_from_the_citizen_is_offered_nowhere_and_on_no_sheet(client, world: World) -> None:
    case = world.case("onderzoek")
    hidden = world.contact(case, "Geheime oom", phone="0612345678", shielded=True, ground="zijn veiligheid")
    world.contact(case, "Buurvrouw Ria")
    client.force_login(world.consulent)
    for place in ("notities/nieuw/", "terugbelverzoeken/nieuw/", "bezoekblad/"):
        page = client.get(f"{case.get_absolute_url()}{place}").content.decode()
        assert "Buurvrouw Ria" in page, place
        assert "Geheime oom" not in page, place
    told = {"text": "Gebeld", "kind": "telefoon", "with_whom": str(hidden.pk), "token": str(uuid.uuid4())}
    assert client.post(f"{case.get_absolute_url()}notities/nieuw/", told).status_code == 200
    assert not ContactMoment.objects.exists()


def test_who_is_shielded_later_has_no_name_in_what_was_written_before(
    client, world: World, case: Case, url: str
) -> None:
    world.grant(case)
    ria = world.contact(case, name="toos de Wit")
    as_(client, world.consulent)
    send(client, url, text="Over de huur", kind="telefoon", direction="in", with_whom=str(ria.pk))
    send(client, url, text="Nog eens", kind="telefoon", with_whom="ander", name="Toos de wit")
    send(client, url, text="Een ander", kind="telefoon", with_whom="ander", name="Toos")
    assert "Toos de Wit belde" in words(as_(client, world.inwoner).get(case.citizen_url))
    change_contact(ria, by=world.consulent, shielded=True, ground="Veiligheid")
    for who, page in ((world.inwoner, case.citizen_url), (world.consulent, case.get_absolute_url())):
        read = words(as_(client, who).get(page)).lower()
        assert "afgeschermd contact belde" in read
        assert "toos de wit" not in read.split("<h2>wijkweb")[0] or who is world.consulent
    told = {one.words for one in ContactMoment.objects.all()}
    assert told == {"Afgeschermd contact belde", "Gebeld met Afgeschermd contact", "Gebeld met Toos"}
    change_contact(fresh(ria), by=world.consulent, shielded=False, ground="")
    told = {one.words for one in ContactMoment.objects.all()}
    assert told == {"Toos de Wit belde", "Gebeld met toos de Wit", "Gebeld met Toos"}
