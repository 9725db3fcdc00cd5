"""What stood in the way: told, brought up to date, put right, read by whom it may, and counted."""

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from django.test import Client

from casework.cases.models import Case
from casework.cases.put_right import put_right
from casework.cases.written import WrittenBefore
from casework.obstacles.models import Obstacle
from casework.vangnet.schemes import Scheme
from roles.models import Reading
from tests.factories import World, fresh, today
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db
WISH = "Vergoeding komt pas na een tweede afwijzing."


@pytest.fixture
def case(world: World) -> Case:
    made = world.case("uitvoering")
    world.grant(made)
    return made


@pytest.fixture
def scheme() -> Scheme:
    return Scheme.objects.get(name="Zorgverzekering")


def errors(response) -> set[str]:
    return set(response.context["form"].errors)


def filled(scheme: Scheme | None, **more) -> dict:
    about = {"scheme": str(scheme.pk) if scheme else "anders", "text": WISH, "since": f"{today():%d-%m-%Y}"}
    return about | {"instead": "niets"} | more


# --- in the file -----------------------------------------------------------------------------------------------------


def test_it_is_told_read_brought_up_to_date_and_taken_away(
    client: Client, world: World, case: Case, scheme: Scheme
) -> None:
    tab = f"{case.get_absolute_url()}besluiten/"
    new = f"{case.get_absolute_url()}knelpunten/nieuw/"
    assert "Er is geen knelpunt vastgelegd." in words(as_(client, world.teamlid).get(tab))
    work = case.work.open().count()
    assert (
        send(client, new, **filled(scheme, law="Zvw, artikel 11", euros="1.240,50")).headers["Location"]
        == f"{tab}#knelpunten"
    )
    row = Obstacle.objects.get()
    assert (row.team, row.by, row.days, row.euros) == (case.team, world.teamlid, None, Decimal("1240.50"))
    assert case.work.open().count() == work  # nobody is asked for anything
    assert (
        send(client, new, **filled(scheme, law="Zvw, artikel 11", euros="1.240,50")).status_code == 303
    )  # said before
    assert Obstacle.objects.count() == 1
    page = words(client.get(tab))
    for said in (
        "Zorgverzekering",
        "(Zvw, artikel 11)",
        WISH,
        "€ 1.240,50",
        "Nog niet opgelost",
        "niets: het wachten ging door",
    ):
        assert said in page, said
    assert "Knelpunt vastgelegd" in words(client.get(case.get_absolute_url()))
    assert WISH in words(as_(client, world.inwoner).get(case.citizen_url))

    # by another who writes here, and not over what a colleague changed meanwhile
    url = f"{case.get_absolute_url()}knelpunten/{row.pk}/bijwerken/"
    opened = as_(client, world.consulent2).get(url).context["form"].opened
    stands = {
        "since": f"{today():%d-%m-%Y}",
        "instead": "anders",
        "done": "De kerk schoot het voor.",
        "euros": "1.240,50",
    }
    solved = stands | {"days": "12", "solved_on": f"{today():%d-%m-%Y}", "opened": opened}
    assert send(client, url, **solved).status_code == 303
    assert (fresh(row).days, fresh(row).solved_on) == (12, today())
    assert send(client, url, **stands | {"days": "90", "opened": opened}).status_code == 409
    assert fresh(row).days == 12
    before = WrittenBefore.objects.get(noun="obstacle", key=row.pk)
    assert (before.was["days"], before.was["instead"], before.why) == (None, "niets", "Knelpunt opgelost")

    right = f"{case.get_absolute_url()}knelpunten/{row.pk}/rechtzetten/"
    said = {"scheme": "anders", "unlisted": "Hulpmiddelenregels", "text": "Pas na bezwaar.", "why": "Andere regeling"}
    assert "wie het knelpunt schreef" in words(send(client, right, what="verbeter", **said))
    assert errors(send(as_(client, world.teamlid), right, what="verbeter", **said | {"unlisted": ""})) == {"unlisted"}
    assert send(client, right, what="verbeter", **said).status_code == 303
    assert (fresh(row).called, fresh(row).scheme) == ("Hulpmiddelenregels", None)
    page = words(client.get(right))  # what it said before, and how it stood
    assert WISH in page
    assert "€ 1.240,50; niets: het wachten ging door" in page
    assert "12 dagen verloren" in page
    assert send(client, right, what="scherm", ground="Haar veiligheid", why="Vergeten").status_code == 303
    assert "Pas na bezwaar." not in words(as_(client, world.inwoner).get(case.citizen_url))
    assert send(as_(client, world.consulent2), right, what="weg", why="Over een ander").status_code == 303
    assert "Pas na bezwaar." not in words(client.get(tab))
    assert client.get(url).status_code == client.get(right).status_code == 404
    assert "Pas na bezwaar." in words(as_(client, world.privacy).get("/inzage/doorgehaald/"))
    assert send(client, "/inzage/doorgehaald/", soort="obstacle", sleutel=row.pk, besluit="terug").status_code == 303
    assert "Pas na bezwaar." in words(as_(client, world.consulent2).get(tab))

    # to the file it belongs in, where it counts for that team
    other = world.case("uitvoering", person=world.person("Elders"))
    put_right(fresh(row), by=world.teamleider, what="verplaats", other=other, why="Verkeerde zaak")
    assert (fresh(row).case, fresh(row).team, fresh(row).vangnet) == (other, other.team, None)


def test_from_a_request_to_the_vangnet_nothing_is_typed_twice(
    client: Client, world: World, case: Case, scheme: Scheme
) -> None:
    request = world.request(case, "aangevraagd", purpose="Nieuwe tillift", amount=Decimal(4850))
    url = f"{request.get_absolute_url()}knelpunt/"
    assert url in words(as_(client, world.consulent).get(request.get_absolute_url()))
    page = words(client.get(url))
    assert "Nieuwe tillift" in page
    assert 'value="4.850,00"' in page
    told = filled(scheme, instead="vangnet", vangnet=str(request.pk))
    assert errors(send(client, url, **told | {"vangnet": ""})) == {"vangnet"}
    foreign = world.request(world.case("uitvoering"), "aangevraagd")
    assert errors(send(client, url, **told | {"vangnet": str(foreign.pk)})) == {"vangnet"}
    assert send(client, url, **told).status_code == 303
    assert Obstacle.objects.get().vangnet == request
    assert request.get_absolute_url() in words(client.get(f"{case.get_absolute_url()}besluiten/"))
    # who pays sees the request, and no file
    paid = as_(client, world.financien).get(request.get_absolute_url())
    assert url not in words(paid)
    assert client.get(url).status_code == 403


def test_what_is_wrong_is_told_at_its_field_and_kept(client: Client, world: World, case: Case, scheme: Scheme) -> None:
    new = f"{case.get_absolute_url()}knelpunten/nieuw/"
    as_(client, world.consulent)
    ended = Scheme.objects.create(name="Oude regeling", since=dt.date(2010, 1, 1), until=dt.date(2015, 1, 1))
    tomorrow = f"{today() + dt.timedelta(days=1):%d-%m-%Y}"
    for typed, wrong in (
        ({"scheme": ""}, {"scheme"}),
        ({"scheme": str(ended.pk)}, {"scheme"}),
        ({"scheme": "x" * 10_000}, {"scheme"}),
        ({"scheme": "\0"}, {"scheme"}),
        ({"scheme": "anders"}, {"unlisted"}),
        ({"unlisted": "Iets anders"}, {"unlisted"}),
        ({"scheme": "anders", "unlisted": "x" * 81}, {"unlisted"}),
        ({"text": ""}, {"text"}),
        ({"text": "een\0twee"}, {"text"}),
        ({"days": "1,5"}, {"days"}),
        ({"days": "-3"}, {"days"}),
        ({"days": "99999"}, {"days"}),
        ({"euros": "-0,01"}, {"euros"}),
        ({"euros": "veel"}, {"euros"}),
        ({"euros": "100000000"}, {"euros"}),
        ({"since": "1-1-1800"}, {"since"}),
        ({"since": tomorrow}, {"since"}),
        ({"solved_on": f"{today() - dt.timedelta(days=3):%d-%m-%Y}"}, {"solved_on"}),
        ({"instead": "x"}, {"instead"}),
        ({"instead": "vangnet"}, {"vangnet"}),
        ({"instead": "vangnet", "vangnet": "\0"}, {"vangnet"}),
        ({"instead": "anders"}, {"done"}),
        ({"shielded": "on"}, {"ground"}),
    ):
        answer = send(client, new, **filled(scheme, law="Artikel 3") | typed)
        assert (answer.status_code, errors(answer)) == (200, wrong), typed
        assert "Artikel 3" in words(answer), typed
    assert not Obstacle.objects.exists()
    assert client.get(f"{case.get_absolute_url()}knelpunten/99999999999999999999/bijwerken/").status_code == 404


# --- counted ---------------------------------------------------------------------------------------------------------


def stood(world: World, scheme: Scheme, cases: int, *, other_team: bool = False, **fields) -> None:
    place = {"team": world.other_team, "kern": world.other_kern} if other_team else {}
    for _ in range(cases):
        world.obstacle(world.case("uitvoering", **place), scheme=scheme, days=10, euros=Decimal(100), **fields)


def cells(page: str) -> str:
    return " ".join(page.split())


def test_the_page_of_counts(
    client: Client, world: World, case: Case, scheme: Scheme, django_assert_num_queries
) -> None:
    """Of one's own team; of all for who leads all; what is of fewer than five stands nowhere, nor follows from anything."""
    assert "Er is nog niets te tellen." in words(as_(client, world.teamleider).get("/knelpunten/"))
    few, scattered = Scheme.objects.get(name="Schuldhulpverlening"), Scheme.objects.get(name="Bijzondere bijstand")
    stood(world, scheme, 6, instead="anders", done="Gebeld")
    stood(world, scheme, 5, since=dt.date(today().year - 1, 3, 1))
    stood(world, few, 3)
    stood(world, scattered, 3)
    stood(world, scheme, 7, other_team=True)
    stood(world, few, 4, other_team=True)
    struck = world.obstacle(case, scheme=scheme)
    Obstacle.objects.filter(pk=struck.pk).update(struck_at=struck.at)
    world.obstacle(
        Obstacle.objects.filter(scheme=scheme, since=today(), team=world.team, struck_at=None)[0].case,
        scheme=scheme,
        instead="anders",
        done="x",
    )

    client.get("/knelpunten/")
    with django_assert_num_queries(6):
        page = cells(words(client.get("/knelpunten/")))
    assert '<td class="wt-number">5</td> <td class="wt-number"><strong>6</strong></td>' in page  # cases, not rows
    assert "Overige (minder dan vijf per regeling)" in page
    assert "Schuldhulpverlening" not in page
    assert "Bijzondere bijstand" not in page
    assert '<td class="wt-number">5</td><td class="wt-number">12</td>' in page  # below: of what stands there
    assert WISH not in page
    assert "wt-sr" in page
    for given in (
        {"team": str(world.other_team.pk)},
        {"team": ""},
        {"team": "\0"},
        {"jaar": "1800"},
        {"jaar": "x" * 10_000},
    ):
        answer = client.get("/knelpunten/", given)
        assert answer.status_code == 200, given
        assert ("Verbeter eerst wat u koos." in words(answer)) == (given != {"team": ""}), given

    as_(client, world.afdelingshoofd)
    everything = cells(words(client.get("/knelpunten/")))
    assert "<strong>13</strong>" in everything
    assert '<td class="wt-number">5</td><td class="wt-number">19</td>' in everything
    theirs = cells(words(client.get("/knelpunten/", {"team": str(world.other_team.pk)})))
    assert "<strong>7</strong>" in theirs
    assert "Overige" not in theirs.partition("<h2>")[0]  # four: nor in those of all teams

    before = Reading.objects.count()
    answer = client.get("/knelpunten/uitvoer/csv/")
    head, *rows = csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig")), delimiter=";")
    assert head[:5] == ["jaar", "team", "regeling", "rechtsgebied", "zaken"]
    assert sorted(int(row[4]) for row in rows) == [5, 6, 6, 7]
    assert [row[7:] for row in rows if row[4] == "7"] == [["0", "0", "7"]]
    log = Reading.objects.latest("pk")
    assert (Reading.objects.count(), log.rows, log.why) == (before + 1, 4, f"als csv: Alle teams, {today().year}")
    with zipfile.ZipFile(
        io.BytesIO(b"".join(client.get("/knelpunten/uitvoer/ods/", {"jaar": today().year - 1})))
    ) as file:
        content = file.read("content.xml").decode()
    assert 'office:value="500' in content
    assert "Schuldhulpverlening" not in content
    assert client.get("/knelpunten/uitvoer/exe/").status_code == 404
    assert "/knelpunten/" in words(as_(client, world.teamleider).get("/team/"))
    assert as_(client, world.consulent).get("/knelpunten/").status_code == 403
