"""Mijn casussen: what one is responsible for, how each stands, and the same as a file."""

import csv
import datetime as dt
import io
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.notes.operations import add_note
from casework.waits.put_out import put_out
from roles.matrix import Role
from roles.models import Reading
from roles.policy import sight
from tests.factories import World, absent, member, put_in_line, today

pytestmark = pytest.mark.django_db
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
ROW = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}table-row"


def in_days(days: int) -> dt.date:
    return today() + dt.timedelta(days=days)


def led(world: World, name: str, phase: str = "onderzoek", **fields) -> Case:
    case = world.case(phase, person=world.person(name), **{"regisseur": world.consulent} | fields)
    put_in_line(Case, [case.pk], timezone.now())
    return case


def sleeping(world: World, name: str, **fields) -> Case:
    case = led(world, name, "afgesloten", **fields)
    world.decided(case, on=in_days(-30), starts_on=in_days(-30), ends_on=in_days(200))
    return case


def names(page) -> list[str]:
    return [row.case.person.family_name for row in page.context["page"].object_list]


@pytest.fixture
def three(world: World) -> tuple[Case, Case, Case]:
    """One that is aan zet, one that waits, one that sleeps."""
    turn, waits = led(world, "Aanzet"), led(world, "Wachter")
    world.wait(waits, what="de traplift", until=in_days(20))
    put_in_line(Case, [waits.pk], timezone.now())
    return turn, waits, sleeping(world, "Slaper")


def test_each_case_one_directs_and_how_it_stands(client, world: World, three) -> None:
    led(world, "Andermans", regisseur=world.teamlid)
    led(world, "Klaar", "afgesloten")
    client.force_login(world.consulent)
    page = client.get("/casussen/")
    assert {(row.case.person.family_name, row.case.stands) for row in page.context["page"].object_list} == {
        ("Aanzet", "aan-zet"),
        ("Wachter", "wacht"),
        ("Slaper", "slaapt"),
    }
    assert [(one.label, one.count) for one in page.context["chips"]] == [
        ("Alle", 3), ("Aan zet", 1), ("Wacht", 1), ("Slapend", 1),
    ]  # fmt: skip
    words = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", page.content.decode()))
    assert "Wacht op een offerte tot" in words
    assert "Slapend, hulp tot" in words
    assert three[0].question[:40] in words


def test_what_is_on_loan_has_no_end(client, world: World) -> None:
    """Also beside help that does end: the case sleeps as long as any of it is there. What became theirs is no help that runs."""
    lent, both, theirs = (led(world, name, "afgesloten") for name in ("Geleend", "Beide", "Eigendom"))
    for case in (lent, both):
        world.provision(case, "gestart", what="Traplift", once=True, lent=True, ends_on=None)
    world.provision(both, "gestart", ends_on=in_days(200))
    world.provision(theirs, "gestart", what="Beugels", once=True, lent=False, ends_on=None)
    client.force_login(world.consulent)
    page = client.get("/casussen/?stand=slaapt")
    assert sorted(names(page)) == ["Beide", "Geleend"]
    assert page.content.decode().count("Slapend, hulp zonder einde") == 2
    lines = list(
        csv.reader(io.StringIO(b"".join(client.get("/casussen/uitvoer/csv/")).decode("utf-8-sig")), delimiter=";")
    )
    assert {(line[5], line[7]) for line in lines[1:]} == {("slapend, hulp zonder einde", "")}


@pytest.mark.parametrize(("standing", "there"), [("aan-zet", "Aanzet"), ("wacht", "Wachter"), ("slaapt", "Slaper")])
def test_a_chip_leaves_one_standing(client, world: World, three, standing: str, there: str) -> None:
    client.force_login(world.consulent)
    page = client.get(f"/casussen/?stand={standing}")
    assert names(page) == [there]
    assert page.content.decode().count('class="wt-chip"') == 4
    assert page.content.decode().count('aria-current="true"') == 1


def test_what_is_waited_for_until_today_is_ones_turn_again(client, world: World) -> None:
    world.wait(led(world, "Wachter"), until=today())
    client.force_login(world.consulent)
    assert names(client.get("/casussen/?stand=aan-zet")) == ["Wachter"]


def test_help_that_was_ended_for_a_day_to_come_still_runs(client, world: World) -> None:
    for name, ends in (("Nog", 9), ("Nietmeer", -1)):
        case = led(world, name, "afgesloten")
        world.indicatie(case, "ingetrokken", starts_on=in_days(-20), ends_on=in_days(ends))
    client.force_login(world.consulent)
    assert names(client.get("/casussen/")) == ["Nog"]


def test_for_the_dead_nothing_runs(client, world: World) -> None:
    sleeping(world, "Dood", ended_reason="overleden", outcome="")
    client.force_login(world.consulent)
    assert names(client.get("/casussen/")) == []


def test_the_first_date_the_last_contact_and_what_is_late(client, world: World) -> None:
    case = led(world, "Laat", "uitvoering", evaluate_on=in_days(-3), goals_agreed_on=in_days(-60))
    world.goal(case, "loopt", started_on=in_days(-60), rhythm_days=14)
    world.goal(case, "loopt", started_on=in_days(-1), rhythm_days=90)
    put_in_line(Case, [case.pk], timezone.now())
    spoken = timezone.now() - dt.timedelta(days=4)
    add_note(case, by=world.consulent, text="Gebeld", at=spoken)
    CaseEvent.objects.create(case=case, at=timezone.now(), by_name="Beheer", verb="case.assign", label="Toegewezen")
    client.force_login(world.consulent)
    (row,) = client.get("/casussen/").context["page"].object_list
    assert row.case.due_on < in_days(-3)
    assert row.case.contact_at == spoken
    assert row.case.late_goals == 1
    assert row.evaluation_is_past


def test_what_the_citizen_did_is_contact(client, world: World) -> None:
    case = led(world, "Zelf")
    at = timezone.now()
    CaseEvent.objects.create(
        case=case, at=at, by_name="Zelf", by_role=Role.BURGER.label, verb="consent.withdrawn", label="Ingetrokken"
    )
    client.force_login(world.consulent)
    assert client.get("/casussen/").context["page"].object_list[0].case.contact_at == at


def test_spoed_first_and_then_by_date(client, world: World) -> None:
    led(world, "Later", on=in_days(-1))
    led(world, "Eerder", on=in_days(-9))
    led(world, "Spoed", urgent=True, on=today())
    client.force_login(world.consulent)
    assert names(client.get("/casussen/")) == ["Spoed", "Eerder", "Later"]


@pytest.mark.parametrize("sort", ["wie", "stand", "fase", "laag", "datum", "contact", "doelen"])
def test_sorted_by_each_column_and_the_other_way_round(client, world: World, three, sort: str) -> None:
    client.force_login(world.consulent)
    there = client.get(f"/casussen/?sorteer={sort}")
    back = client.get(f"/casussen/?sorteer=-{sort}")
    assert len(names(there)) == len(names(back)) == 3
    assert f'wt-mycases__{sort}" aria-sort="ascending"' in there.content.decode()
    assert f'wt-mycases__{sort}" aria-sort="descending"' in back.content.decode()


def test_sorted_by_name(client, world: World, three) -> None:
    client.force_login(world.consulent)
    assert names(client.get("/casussen/?sorteer=wie")) == ["Aanzet", "Slaper", "Wachter"]
    assert names(client.get("/casussen/?sorteer=-wie")) == ["Wachter", "Slaper", "Aanzet"]


@pytest.mark.parametrize(
    "odd",
    ["stand=zomaar&sorteer=--wie", "stand=%00&sorteer=%00", "pagina=-1", "pagina=9999999999", "stand=" + "x" * 9000],
)
def test_what_is_odd_in_the_address_is_as_if_it_were_not_there(client, world: World, three, odd: str) -> None:
    client.force_login(world.consulent)
    assert len(names(client.get(f"/casussen/?{odd}"))) == 3
    assert client.get(f"/casussen/uitvoer/csv/?{odd}").status_code == 200


def test_a_page_holds_fifty(client, world: World) -> None:
    for number in range(52):
        led(world, f"Inwoner{number:02}")
    client.force_login(world.consulent)
    assert len(names(client.get("/casussen/"))) == 50
    assert len(names(client.get("/casussen/?pagina=2"))) == 2
    assert "Bladzijde 3 is er niet" in client.get("/casussen/?pagina=3").content.decode()


def test_without_any_it_says_what_to_do(client, world: World) -> None:
    client.force_login(world.teamlid)
    assert "U bent nu van geen enkele zaak casusregisseur" in client.get("/casussen/").content.decode()
    assert "Geen van uw casussen wacht" in client.get("/casussen/?stand=wacht").content.decode()


# --- who sees it -------------------------------------------------------------------------------------------------


def test_the_cover_sees_them_and_for_whom_and_that_is_remembered(client, world: World, three) -> None:
    absent(world.consulent.memberships.get(), cover=world.teamlid)
    client.force_login(world.teamlid)
    page = client.get("/casussen/")
    assert len(names(page)) == 3
    assert page.content.decode().count(f"namens {world.consulent.name}") == 3
    assert Reading.objects.filter(by=world.teamlid, part="casussen", rows=3).exists()
    client.force_login(world.consulent)
    client.get("/casussen/")
    assert not Reading.objects.filter(by=world.consulent, part="casussen").exists()


def test_who_left_the_team_or_recused_sees_none(client, world: World) -> None:
    case = led(world, "Bekende")
    case.recusals.create(user=world.consulent)
    elsewhere = led(world, "Elders")
    Case.objects.filter(pk=elsewhere.pk).update(team=world.other_team, kern=world.other_kern)
    client.force_login(world.consulent)
    assert names(client.get("/casussen/")) == []


def test_who_directs_nothing_has_no_such_page(client, world: World) -> None:
    for who in (world.eerstecontact, world.middenveld, world.financien):
        client.force_login(who)
        assert client.get("/casussen/").status_code == 403
        assert client.get("/casussen/uitvoer/csv/").status_code == 403


def test_it_stands_in_the_menu_of_who_may_direct(client, world: World) -> None:
    member(world.consulent, Role.WMO_CONSULENT, team=world.other_team)
    client.force_login(world.consulent)
    assert '<a class="wt-menu__link" href="/casussen/">Casussen</a>' in client.get("/driehoek/").content.decode()


# --- what it costs -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 30])
def test_it_costs_the_same_with_one_and_with_thirty(client, world: World, django_assert_num_queries, rows: int) -> None:
    for number in range(rows):
        case = led(world, f"Inwoner{number}")
        world.wait(case)
        world.goal(case, "loopt")
    client.force_login(world.consulent)
    client.get("/casussen/")
    with django_assert_num_queries(5):
        client.get("/casussen/")


def test_it_is_of_a_fixed_shape_for_whoever_looks(client, world: World, three, caplog) -> None:
    absent(world.consulent.memberships.get(), cover=world.teamlid)
    three[0].recusals.create(user=world.teamleider)
    for who in (world.teamlid, world.teamleider, world.afdelingshoofd, world.consulent):
        client.force_login(who)
        assert client.get("/casussen/").status_code == 200
        assert client.get("/").status_code == 200
        list(put_out(sight(who)))
    assert "Not of a fixed shape" not in caplog.text


# --- as a file ---------------------------------------------------------------------------------------------------


def csv_of(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def ods_of(answer) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as file:
        assert file.infolist()[0].filename == "mimetype"
        assert file.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
        root = ET.fromstring(file.read("content.xml"))
    return [[" ".join(p.text or "" for p in cell.iter(TEXT)) for cell in row] for row in root.iter(ROW)]


@pytest.mark.parametrize(("kind", "read"), [("csv", csv_of), ("ods", ods_of)])
def test_as_a_file_as_it_was_filtered_and_remembered(client, world: World, three, kind: str, read) -> None:
    client.force_login(world.consulent)
    head, line = read(client.get(f"/casussen/uitvoer/{kind}/?stand=wacht&sorteer=-wie"))
    told = dict(zip(head, line, strict=True))
    assert (told["zaaknummer"], told["stand"]) == (three[1].ref, "wacht op een offerte: de traplift")
    assert told["wacht tot"] == f"{in_days(20):%d-%m-%Y}"
    row = Reading.objects.get(by=world.consulent, part="casussen, uitvoer")
    assert (row.rows, row.why) == (1, f"als {kind}: wacht, gesorteerd op -wie")


@pytest.mark.parametrize(("kind", "read"), [("csv", csv_of), ("ods", ods_of)])
def test_in_the_order_of_the_list_a_part_at_a_time(
    client, world: World, three, kind: str, read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.desk.my_cases.PER_PART", 2)
    client.force_login(world.consulent)
    _, *lines = read(client.get(f"/casussen/uitvoer/{kind}/?sorteer=wie"))
    assert [line[0] for line in lines] == [three[0].ref, three[2].ref, three[1].ref]


def test_a_question_that_begins_like_a_formula_is_words(client, world: World) -> None:
    led(world, "Handig", question='=HYPERLINK("http://x")\x0b <b>&')
    client.force_login(world.consulent)
    assert csv_of(client.get("/casussen/uitvoer/csv/"))[1][3].startswith("'=HYPERLINK")
    assert ods_of(client.get("/casussen/uitvoer/ods/"))[1][3] == '=HYPERLINK("http://x") <b>&'


def test_another_kind_of_file_is_not_there(client, world: World) -> None:
    client.force_login(world.consulent)
    assert client.get("/casussen/uitvoer/pdf/").status_code == 404


def test_the_cover_of_one_colleague_exports_no_more_than_they_see(client, world: World, three) -> None:
    client.force_login(world.consulent2)
    assert len(csv_of(client.get("/casussen/uitvoer/csv/"))) == 1
