"""Reports on goals, contacts and pieces are put right as notes are: by one mechanism, with what it was kept."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.put_right import put_right
from casework.cases.written import WrittenBefore
from casework.contacts.models import ContactMoment
from casework.desk.summary import summary
from casework.engine.errors import NotAllowed
from casework.goals.models import Goal, ProgressReport
from casework.goals.operations import report_progress
from casework.notes.models import Note
from casework.pieces.models import Piece
from roles.matrix import GrantKind
from tests.factories import World, fresh, today
from tests.pages.browser import as_, post, send, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(world: World) -> Case:
    made = world.case("uitvoering")
    world.grant(made)
    return made


@pytest.fixture
def goal(world: World, case: Case) -> Goal:
    carried = {"carrier_kind": "organisatie", "carrier_organisation": world.partner, "shared_until": dt.date.max}
    return world.goal(case, "loopt", **carried)


def told(goal: Goal, who, text: str = "Zij drinkt te veel koffie", **fields) -> ProgressReport:
    return report_progress(goal, by=who, text=text, **fields)


def place(row: ProgressReport) -> str:
    return f"{row.goal.get_absolute_url()}berichten/{row.pk}/rechtzetten/"


def errors(response) -> set[str]:
    return set(response.context["form"].errors)


def everywhere(client: Client, world: World, goal: Goal) -> str:
    """What colleague, partner and citizen read."""
    case = goal.case
    pages = [
        (world.consulent2, case.get_absolute_url()),
        (world.consulent2, f"{case.get_absolute_url()}plan/"),
        (world.consulent2, goal.get_absolute_url()),
        (world.middenveld, goal.get_absolute_url()),
        (world.inwoner, case.citizen_url),
        (world.inwoner, goal.get_absolute_url()),
    ]
    return " ".join(words(as_(client, who).get(url)) for who, url in pages)


def test_whoever_told_it_corrects_it_also_from_outside(client: Client, world: World, goal: Goal) -> None:
    wrong = told(goal, world.middenveld)
    assert place(wrong) in words(as_(client, world.middenveld).get(goal.get_absolute_url()))
    page = words(client.get(place(wrong)))
    assert "verplaats" not in page
    assert goal.case.get_absolute_url() not in page  # nor are they led to a case that isn't theirs to see
    assert errors(send(client, place(wrong), what="verbeter", text="", why="Typefout")) == {"text"}
    assert errors(send(client, place(wrong), what="weg", text="x", why="a\0")) == {"what", "why"}
    assert send(client, place(wrong), what="verbeter", text="Zij drinkt thee", why="Typefout").status_code == 303
    assert WrittenBefore.objects.get(noun="report", key=wrong.pk).said == "Zij drinkt te veel koffie"
    read = everywhere(client, world, goal)
    assert "koffie" not in read
    assert "Zij drinkt thee" in read
    assert "te veel koffie" in words(as_(client, world.consulent2).get(place(wrong)))


def test_another_may_shield_it_and_not_change_its_words(client: Client, world: World, goal: Goal) -> None:
    wrong = told(goal, world.consulent, "Haar zoon is agressief")
    assert as_(client, world.middenveld).get(place(wrong)).status_code == 403
    assert as_(client, world.consulent3).get(place(wrong)).status_code == 404
    refused = send(as_(client, world.teamlid), place(wrong), what="verbeter", text="Druk", why="Te scherp")
    assert "wie het bericht schreef" in words(refused)
    assert errors(send(client, place(wrong), what="scherm", why="Veiligheid")) == {"ground"}
    assert send(client, place(wrong), what="scherm", ground="Zijn veiligheid", why="Vergeten").status_code == 303
    for who, url in (
        (world.middenveld, goal.get_absolute_url()),
        (world.inwoner, goal.case.citizen_url),
        (world.inwoner, goal.get_absolute_url()),
    ):
        assert "agressief" not in words(as_(client, who).get(url))
    assert "agressief" in words(as_(client, world.consulent2).get(goal.get_absolute_url()))
    for citizen, shielded in ((True, False), (False, False), (False, True)):
        on_paper = summary(goal.case, for_citizen=citizen, shielded=shielded, on=today())
        assert ("agressief" in str(on_paper)) == shielded


def test_shielded_and_corrected_its_words_are_not_on_the_timeline(client: Client, world: World, goal: Goal) -> None:
    """Which who reads along reads too; a colleague who may see it finds them with the goal."""
    reader = world.consulent3
    world.grant(goal.case, reader, GrantKind.READ_ALONG, reason="Leest mee")
    wrong = told(goal, world.consulent, "Haar zoon is agressief")
    put_right(wrong, by=world.consulent, what="scherm", ground="Zijn veiligheid", why="Vergeten")
    put_right(fresh(wrong), by=world.consulent, what="verbeter", text="Haar neef is agressief", why="Het is een neef")
    page = words(as_(client, reader).get(goal.case.get_absolute_url()))
    assert "Het is een neef" in page
    assert "agressief" not in page
    assert "Haar neef is agressief" in words(as_(client, world.consulent2).get(goal.get_absolute_url()))


def test_why_it_is_shielded_is_not_told_to_who_is_outside(client: Client, world: World, goal: Goal) -> None:
    wrong = told(goal, world.middenveld, "Haar zoon is agressief")
    put_right(wrong, by=world.teamleider, what="verbeter", text="De zoon is agressief", why="Zij lijkt verward")
    put_right(fresh(wrong), by=world.teamleider, what="scherm", ground="Zijn veiligheid", why="Hij leest mee")
    for url in (goal.get_absolute_url(), place(wrong)):
        page = words(as_(client, world.middenveld).get(url))
        assert "afgeschermd" in page
        assert "Haar zoon is agressief" in page or "De zoon is agressief" in page
        for hidden in ("Zijn veiligheid", "Zij lijkt verward", "Hij leest mee"):
            assert hidden not in page
        assert "Zijn veiligheid" in words(as_(client, world.consulent).get(url))


def test_what_a_citizen_told_and_is_shielded_is_read_by_the_team_alone(
    client: Client, world: World, case: Case
) -> None:
    own = world.goal(case, "loopt")
    wrong = told(own, world.inwoner, "Mijn zoon slaat mij")
    assert "Mijn zoon slaat mij" in words(as_(client, world.inwoner).get(own.get_absolute_url()))
    put_right(wrong, by=world.consulent, what="scherm", ground="De zoon leest mee", why="Hij heeft haar telefoon")
    assert "Mijn zoon slaat mij" not in words(client.get(own.get_absolute_url()))
    assert client.get(place(wrong)).status_code == 404
    assert "De zoon leest mee" in words(as_(client, world.consulent).get(own.get_absolute_url()))


def test_struck_it_is_read_by_who_settles_it_alone_and_counts_no_more(client: Client, world: World, goal: Goal) -> None:
    wrong = told(goal, world.consulent, "Dit gaat over de buurman", score=-1)
    assert send(as_(client, world.teamlid), place(wrong), what="weg", why="Over een ander").status_code == 303
    assert "buurman" not in everywhere(client, world, goal)
    assert "buurman" not in str(summary(goal.case, for_citizen=False, shielded=True, on=today()))
    assert as_(client, world.consulent).get(place(wrong)).status_code == 404
    assert not goal.reports.exists()
    page = words(as_(client, world.privacy).get("/inzage/doorgehaald/"))
    assert "Dit gaat over de buurman" in page
    assert "Bericht in" in page
    assert send(client, "/inzage/doorgehaald/", soort="report", sleutel=wrong.pk, besluit="terug").status_code == 303
    assert "buurman" in everywhere(client, world, goal)


def test_moved_it_stands_with_a_goal_of_the_other_case(client: Client, world: World, goal: Goal) -> None:
    wrong = told(goal, world.consulent, "Hij loopt weer", score=2)
    right, bare = world.case("uitvoering", person=world.person("Elders", street="Kerkstraat 4")), world.case()
    hidden = world.case(team=world.other_team, kern=world.other_kern)
    first, second = world.goal(right, "loopt", wording="Lopen"), world.goal(right, "loopt", wording="Eten")
    as_(client, world.consulent)
    move = {"what": "verplaats", "why": "Verkeerde zaak"}
    for ref in ("", hidden.ref, bare.ref, "\0", "x" * 10_000):
        assert errors(send(client, place(wrong), ref=ref, **move)) == {"ref"}, ref
    asked = send(client, place(wrong), ref=right.ref, **move)
    assert errors(asked) == {"goal"}
    assert errors(send(client, place(wrong), ref=right.ref, goal=goal.public_id, **move)) == {"goal"}
    assert send(client, place(wrong), ref=right.ref.lower(), goal=first.public_id, **move).status_code == 303
    now = fresh(wrong)
    assert (now.goal, now.score) == (first, 2)
    assert not second.reports.exists()
    assert "Hij loopt weer" not in everywhere(client, world, goal)
    there = words(as_(client, world.consulent2).get(right.get_absolute_url()))
    assert "Daar keek: " in there
    assert goal.case.ref not in there


def test_how_with_whom_and_when_of_a_contact_is_corrected_too(client: Client, world: World, case: Case) -> None:
    as_(client, world.consulent)
    send(client, f"{case.get_absolute_url()}notities/nieuw/", text="Over de huur", kind="telefoon", direction="in")
    Case.objects.filter(pk=case.pk).update(received_on=today() - dt.timedelta(days=9))
    note = Note.objects.get()
    url = f"{case.get_absolute_url()}notities/{note.pk}/rechtzetten/"
    shown = client.get(url).context["form"]
    assert (shown["kind"].value(), shown["direction"].value()) == ("telefoon", "in")
    data = {"what": "verbeter", "text": "Over de huur", "why": "Verkeerd gekozen", "kind": "bezoek",
            "with_whom": "ander", "on": f"{today() - dt.timedelta(days=1)}", "direction": "uit"}  # fmt: skip
    assert errors(send(client, url, **data)) == {"name"}
    assert errors(send(client, url, **data | {"name": "De zoon", "on": "1-1-1800"})) == {"on"}
    assert send(client, url, name="De zoon", **data).status_code == 303
    moment = ContactMoment.objects.get()
    assert moment.words.startswith("Huisbezoek bij De zoon, ")
    assert (moment.on, moment.with_whom) == (today() - dt.timedelta(days=1), "ander")
    assert WrittenBefore.objects.get().was["moment"] == "De inwoner belde"
    assert "dezelfde gebleven" in words(send(client, url, name="De zoon", **data))


def test_a_piece_in_the_wrong_file_goes_to_the_right_one(client: Client, world: World, case: Case) -> None:
    piece = world.piece(case, seen_by="inwoner")
    right = world.case(person=world.person("Elders"))
    hidden = world.case(team=world.other_team, kern=world.other_kern)
    url = f"{piece.get_absolute_url()}verplaatsen/"
    assert as_(client, world.inwoner).get(url).status_code == 403
    assert url in words(as_(client, world.administratie).get(piece.get_absolute_url()))
    for ref in ("", hidden.ref, "\0"):
        assert errors(send(client, url, ref=ref, why="Verkeerde zaak")) == {"ref"}
    assert send(client, url, ref=right.ref, why="Verkeerde zaak").status_code == 303
    now = fresh(piece)
    assert (now.case, now.seen_by) == (right, "team")
    assert as_(client, world.inwoner).get(piece.get_absolute_url()).status_code == 404
    assert piece.title not in words(as_(client, world.consulent).get(f"{case.get_absolute_url()}stukken/"))
    assert "Daar keek: " in words(client.get(right.get_absolute_url()))


def test_a_piece_that_was_taken_out_is_on_the_same_list(client: Client, world: World, case: Case) -> None:
    piece = world.piece(case)
    post(as_(client, world.consulent), piece, "hoort-niet-bij-deze-zaak", why="Over de buren")
    page = words(as_(client, world.privacy).get("/inzage/doorgehaald/"))
    assert piece.title in page
    assert "Over de buren" in page
    send(client, "/inzage/doorgehaald/", soort="piece", sleutel=piece.pk, besluit="terug")
    assert (fresh(piece).state, fresh(piece).struck_at) == ("opgenomen", None)
    post(as_(client, world.consulent), fresh(piece), "hoort-niet-bij-deze-zaak", why="Toch niet")
    send(as_(client, world.privacy), "/inzage/doorgehaald/", soort="piece", sleutel=piece.pk, besluit="weg")
    post(as_(client, world.consulent), fresh(piece), "zet-terug-in-het-dossier", why="Toch wel")
    assert fresh(piece).state == "geschrapt"


def test_one_list_for_all_kinds(client: Client, world: World, goal: Goal) -> None:
    case = goal.case
    for number in range(3):
        note = Note.objects.create(
            case=case, text=f"Notitie {number}", by_name="K", by=world.consulent, at=timezone.now()
        )
        put_right(note, by=world.consulent, what="weg", why="x")
        put_right(told(goal, world.consulent, f"Bericht {number}"), by=world.consulent, what="weg", why="x")
        Piece.objects.filter(pk=world.piece(case).pk).update(state="geschrapt", struck_at=timezone.now())
    page = words(as_(client, world.privacy).get("/inzage/doorgehaald/"))
    assert page.count("Blijft weg<") == 9
    for key in ("soort=onzin&sleutel=1", "soort=report&sleutel=%00", "sleutel=" + "9" * 30):
        assert client.post("/inzage/doorgehaald/?" + key).status_code == 404


def test_who_reads_along_puts_nothing_right(world: World, goal: Goal) -> None:
    wrong = told(goal, world.consulent)
    with pytest.raises(NotAllowed):
        put_right(wrong, by=world.middenveld, what="weg", why="x")
