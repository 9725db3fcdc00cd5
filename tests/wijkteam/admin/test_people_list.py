"""People by a list: looked through, all or nothing, each wrong row with what to do, and confirmed as one."""

import datetime as dt

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from roles.models import Membership, Proposal, User
from tests.factories import today
from tests.wijkteam.admin.pages import confirm_all, messages_on
from tests.wijkteam.admin.test_guard import token
from tests.wijkteam.admin.test_second_person import as_, press
from tests.wijkteam.mails import sent

pytestmark = pytest.mark.django_db

URL = "/beheer/mensen/"
HEAD = "Voornaam;Achternaam;E-mail;Rol;Team of organisatie;Kernen;Vanaf;Tot"
NOOR = "Noor;Nieuw;Noor@voorbeeld.example;Teamlid;Wijkteam Noord;Piershil;1-1-2026;"
JOOST = "Joost;de Wit;joost@voorbeeld.example;partner in de kern;Bij de Oma's;;2026-01-01;1-1-2030"


def send(client, *lines, only_look="", head=HEAD, more=None):
    raw = "\n".join((head, *lines)).encode()
    data = {"file": SimpleUploadedFile("mensen.csv", raw), "only_look": only_look} | (more or token())
    return client.post(URL, data, follow=True)


def wrong(response):
    assert response.status_code == 409
    assert not Proposal.objects.exists()
    return [(one.line, one.column, one.words) for one in response.context["judged"].mistakes]


def test_a_list_is_confirmed_as_one(beheer, world, second):
    response = send(beheer, NOOR, JOOST, "Noor;Nieuw;noor@voorbeeld.example;Eerste contact;Wijkteam Noord;;1-1-2026;")
    said = " ".join(messages_on(response))
    assert "2 nieuwe accounts en 3 lidmaatschappen." in said
    assert "Beheer2 Test" in said
    assert not User.objects.filter(email="noor@voorbeeld.example").exists()
    page = response.content.decode()
    assert "Nieuw account: Noor Nieuw (noor.nieuw)" in page
    assert "Nieuw lidmaatschap: Noor Nieuw, Teamlid, Wijkteam Noord" in page
    assert press(world.teamleider).status_code == 404, "it is about more than her team"
    confirm_all(second)
    noor = User.objects.get(email="noor@voorbeeld.example")
    assert not noor.has_usable_password()
    rows = Membership.objects.filter(user__in=[noor, User.objects.get(username="joost.de.wit")]).order_by("pk")
    assert [(row.role, str(row.team or row.organisation), row.since, row.until) for row in rows] == [
        ("teamlid", "Wijkteam Noord", dt.date(2026, 1, 1), None),
        ("middenveld", "Bij de Oma's", dt.date(2026, 1, 1), dt.date(2030, 1, 1)),
        ("eerste_contact", "Wijkteam Noord", dt.date(2026, 1, 1), None),
    ]
    assert [kern.name for kern in rows[0].kernen.all()] == ["Piershil"]
    assert sorted(one.to[0] for one in sent()) == ["joost@voorbeeld.example", "noor@voorbeeld.example"]
    assert "Gemeente Hoeksche Waard" in mail.outbox[0].subject


def test_a_list_of_one_team_is_for_its_leader(beheer, world):
    send(beheer, NOOR)
    assert Proposal.objects.get().team == world.team
    assert press(world.teamleider).status_code == 303
    assert Membership.objects.filter(user__email="noor@voorbeeld.example").exists()


def test_looking_stores_nothing(beheer, world):
    response = send(beheer, NOOR, JOOST, only_look="on")
    assert response.status_code == 200
    assert "Alles klopt: 2 nieuwe accounts en 2 lidmaatschappen." in response.content.decode()
    assert not Proposal.objects.exists()


def test_who_has_an_account_is_known_by_the_address(beheer, world, second):
    send(beheer, "Outsider;Test;OUTSIDER@voorbeeld.example;Teamlid;wijkteam noord;;1-1-2026;")
    before = User.objects.count()
    confirm_all(second)
    assert User.objects.count() == before
    assert Membership.objects.get(user=world.outsider).role == "teamlid"


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (";Nieuw;n@voorbeeld.example;Teamlid;Wijkteam Noord;;1-1-2026;", "voornaam", "Vul dit in."),
        ("Noor;Nieuw;geen adres;Teamlid;Wijkteam Noord;;1-1-2026;", "e-mail", "bijvoorbeeld noor@voorbeeld.nl"),
        ("Noor;Nieuw;n@voorbeeld.example;Temlid;Wijkteam Noord;;1-1-2026;", "rol", "Bedoelt u ‘Teamlid’?"),
        (
            "Noor;Nieuw;n@voorbeeld.example;Koning;Wijkteam Noord;;1-1-2026;",
            "rol",
            "Kies uit: Eerste contact, Administratie, Teamlid",
        ),
        ("Noor;Nieuw;n@voorbeeld.example;Inwoner;Wijkteam Noord;;1-1-2026;", "rol", "Dit kennen wij niet."),
        ("Noor;Nieuw;n@voorbeeld.example;Teamlid;Wijkteam Nord;;1-1-2026;", "team_of_organisatie", "‘Wijkteam Noord’?"),
        ("Noor;Nieuw;n@voorbeeld.example;Teamlid;Wijkteam Noord;Numansdorp;1-1-2026;", "kernen", "niet van Wijkteam"),
        ("Noor;Nieuw;n@voorbeeld.example;Teamlid;Wijkteam Noord;;1-1-26;", "vanaf", "Vul een datum in"),
        ("Noor;Nieuw;n@voorbeeld.example;Teamlid;Wijkteam Noord;;;", "vanaf", "Vul een datum in"),
        ("Noor;Nieuw;n@voorbeeld.example;Teamlid;Wijkteam Noord;;1-1-9999;", "vanaf", "tussen 1900 en 2100"),
        ("Noor;Nieuw;n@voorbeeld.example;Teamlid;Wijkteam Noord;;1-1-2026;1-1-2025", "rol", "na de begindatum"),
        (
            "Noor;Nieuw;n@voorbeeld.example;Financiën;Wijkteam Noord;;1-1-2026;",
            "rol",
            "hoort in het team van de gemeente",
        ),
        ("Noor;Nieuw;n@voorbeeld.example;Teamlid;Gemeente;;1-1-2026;", "rol", "alleen gemeentelijke rollen"),
        ("Noor;Nieuw;n@voorbeeld.example;Teamlid;Heemzicht;;1-1-2026;", "rol", "bestaat niet in een organisatie"),
        ("Noor;Nieuw;consulent@voorbeeld.example;Teamlid;Wijkteam Noord;;1-1-2026;", "e-mail", "is van Consulent Test"),
        ("Consulent;Test;consulent@voorbeeld.example;Wmo-consulent;Wijkteam Noord;;1-1-2026;", "rol", "al in dit team"),
        ("Beheer;Test;beheer@voorbeeld.example;Teamlid;Wijkteam Noord;;1-1-2026;", "e-mail", "Dit bent u zelf"),
    ],
)
def test_a_wrong_row_says_where_and_what_to_do(beheer, world, line, column, words):
    mistakes = wrong(send(beheer, JOOST, line))
    assert [(number, name) for number, name, _ in mistakes] == [(3, column)]
    assert words in mistakes[0][2]


def test_all_that_is_wrong_is_said_at_once(beheer, world):
    lines = [";;x;y;z;;q;", NOOR, NOOR]
    mistakes = wrong(send(beheer, *lines))
    assert {name for number, name, _ in mistakes if number == 2} == {
        "voornaam", "achternaam", "e-mail", "rol", "team_of_organisatie", "vanaf",
    }  # fmt: skip
    assert [(number, name) for number, name, _ in mistakes if number > 2] == [(4, "rol")]


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("voornaam;achternaam;rol;team of organisatie;kernen;vanaf;tot", "e-mail: Deze kolom ontbreekt"),
        (HEAD + ";bsn", "bsn: Deze kolom kennen wij niet"),
    ],
)
def test_the_columns_are_judged(beheer, world, head, words):
    mistakes = wrong(send(beheer, NOOR, head=head))
    assert any(f"{name}: {said}".startswith(words) for _, name, said in mistakes)


def test_no_file_and_an_empty_one(beheer, world):
    answer = beheer.post(URL, token())
    assert "Kies een bestand." in answer.content.decode()
    assert "Er staat niets in dit bestand" in wrong(send(beheer))[0][2]
    assert wrong(beheer.post(URL, {"file": SimpleUploadedFile("x.csv", b"a\0b"), **token()}))


def test_sent_twice_is_one(beheer, world):
    more = token()
    for _ in range(2):
        send(beheer, NOOR, more=more)
    assert Proposal.objects.count() == 1


def test_an_address_that_came_into_use_meanwhile(beheer, world):
    send(beheer, NOOR)
    User.objects.create(username="ander", email="noor@voorbeeld.example", first_name="Ander", last_name="Mens")
    answer = press(world.teamleider)
    assert answer.status_code == 409
    assert "Het e-mailadres van Noor Nieuw heeft intussen al een account." in answer.content.decode()
    assert not Membership.objects.filter(since=today(), user__username="noor.nieuw").exists()


def test_only_for_beheer(world):
    assert as_(world.teamleider).get(URL).status_code == 403
    assert as_(world.beheer).get(URL).status_code == 200


def test_the_example_is_right(beheer, world):
    """docs/voorbeeld-mensen.csv, with the teams of these tests."""
    from pathlib import Path

    text = Path("docs/voorbeeld-mensen.csv").read_text(encoding="utf-8").replace("Wijkteam West", "Wijkteam Noord")
    response = send(beheer, *text.splitlines()[1:], head=text.splitlines()[0], only_look="on")
    assert response.status_code == 200, wrong(response)
