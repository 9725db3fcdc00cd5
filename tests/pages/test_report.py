"""Reporting a question: what is asked, what stays, and who may."""

import pytest

from casework.cases.models import Case
from casework.cases.reporter import ReporterAddress
from tests.factories import World
from tests.pages.filled_in import report

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    return world.case("onderzoek", person=world.person("Geheimhouder", phone="0186 123456"))


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


def test_whoever_reports_may_leave_an_address_with_a_name(client, world: World) -> None:
    client.force_login(world.eerstecontact)
    where = {"reporter_address": "kees@buurt.example", "on_behalf": "ander"}
    answer = client.post("/zaken/nieuw/", report(**where))
    assert "Vul ook de naam in van wie meldt." in answer.content.decode()
    assert "kees@buurt.example" in answer.content.decode()
    answer = client.post("/zaken/nieuw/", report(on_behalf="ander", reporter_address="kees\0@", reporter_name="Kees"))
    assert answer.status_code == 200
    client.post("/zaken/nieuw/", report(**where, reporter_name="Kees Buurman"))
    row = ReporterAddress.objects.get()
    assert row.address == "kees@buurt.example"
    page = client.get(row.case.get_absolute_url()).content.decode()
    assert row.address not in page


def test_what_another_answer_hid_is_never_wrong_and_counts_for_nothing(client, world: World) -> None:
    """Typed first, hidden afterwards: whoever can't see a field can't put it right."""
    client.force_login(world.consulent)
    hidden = {
        "postcode": "zomaar",
        "bsn": "1",
        "birth_date": "31-2-1942",
        "citizen_knows": "ja",
        "reporter_name": "Bep",
    }
    data = report(kind="vraag", about="voorziening", provision="Tillift", kern=str(world.kern.pk), **hidden)
    assert client.post("/zaken/nieuw/", data).status_code == 303
    case = Case.objects.get()
    assert (case.person, case.citizen_knows, case.reporter_name) == (None, "", "")


def test_what_is_chosen_beforehand_may_be_left_out(client, world: World) -> None:
    client.force_login(world.eerstecontact)
    data = {name: value for name, value in report().items() if name not in ("about", "channel", "on_behalf", "lies")}
    assert client.post("/zaken/nieuw/", data).status_code == 303
    case = Case.objects.get()
    assert (case.channel, case.on_behalf, case.holder_kind) == ("huisbezoek", "zelf", "inwoner")


def test_how_it_came_in_follows_from_the_role(client, world: World) -> None:
    client.force_login(world.consulent)
    assert client.get("/zaken/nieuw/").context["form"]["channel"].value() == "huisbezoek"
    client.force_login(world.administratie)
    assert client.get("/zaken/nieuw/").context["form"]["channel"].value() == "telefoon"


def test_the_numbers_of_the_region_stand_between_112_and_those_of_the_country(client, world: World, settings) -> None:
    settings.WIJKTEAM_CRISIS_NUMBERS = "Huisartsenpost: 0186 710000; Crisisdienst: 0186 710011;"
    client.force_login(world.eerstecontact)
    page = client.get("/zaken/nieuw/").content.decode()
    at = [page.index(f'href="tel:{number}"') for number in ("112", "0186710000", "0186710011", "08002000")]
    assert at == sorted(at)


@pytest.mark.parametrize(
    ("more", "town"),
    [
        ({}, "Piershil"),
        ({"town": "Goudswaard"}, "Goudswaard"),  # what is typed stands
        ({"street": ""}, ""),
        ({"postcode": "3999 AA", "kern": "Piershil"}, ""),  # of a postcode that is nobody's here we know no village
    ],
)
def test_the_village_of_a_postcode_stands_on_the_envelope(
    client, world: World, more: dict[str, str], town: str
) -> None:
    client.force_login(world.eerstecontact)
    more = more | ({"kern": str(world.kern.pk)} if more.get("kern") else {})
    assert client.post("/zaken/nieuw/", report(**{"street": "Voorstraat 12"} | more)).status_code == 303
    assert Case.objects.get().person.town == town


def test_what_is_wrong_reads_as_a_sentence(client, world: World) -> None:
    """A question has its own mark; and a number is written as people here write it."""
    client.force_login(world.eerstecontact)
    wrong = {"kind": "", "postcode": "", "kern": "", "question": "x" * 20_001}
    page = client.post("/zaken/nieuw/", report(**wrong)).content.decode()
    assert ">Wat is het? Maak een keuze.</a>" in page
    assert ">Kern: Vul een postcode uit de gemeente in, of kies de kern.</a>" in page
    assert "hoogstens 20.000 tekens" in page
    assert "?:" not in page


def test_a_day_that_does_not_exist_is_told_so(client, world: World) -> None:
    client.force_login(world.eerstecontact)
    for typed, said in (
        ("31-2-1942", "Deze dag bestaat niet."),
        ("31-feb-1942", "Vul dag, maand en jaar in cijfers in."),
    ):
        assert said in client.post("/zaken/nieuw/", report(birth_date=typed)).content.decode()
