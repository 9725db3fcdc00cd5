"""Werkvoorraad: whose turn it is, and never more of the subject than one may know."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from tests.factories import World, put_in_line, today

pytestmark = pytest.mark.django_db


def in_line(*cases: Case) -> None:
    put_in_line(Case, [case.pk for case in cases], timezone.now())


def cases(world: World, number: int) -> list[Case]:
    return [world.case("onderzoek", person=world.person(f"Inwoner{n}")) for n in range(number)]


@pytest.mark.parametrize("rows", [1, pytest.param(30, marks=pytest.mark.slow)])
def test_the_list_costs_the_same_with_one_row_and_with_thirty(
    client, world: World, django_assert_num_queries, rows: int
) -> None:
    cases(world, rows)
    client.force_login(world.consulent)
    client.get("/")
    # the list of cases and that of households; its groups, the other lists, what was put out, what one can choose,
    # today's appointments, whether one was away, what is in default (on everybody's list; it travels with the others);
    # session, user, sight
    with django_assert_num_queries(12):
        page = client.get("/").content.decode()
    assert "Maak kennis" in page
    client.force_login(world.teamleider)
    client.get("/?lijst=team")
    # without appointments; what beheer asks to confirm, and the look that is remembered
    with django_assert_num_queries(13):
        assert client.get("/?lijst=team").status_code == 200


def test_a_page_is_bounded_and_the_next_one_follows(client, world: World) -> None:
    cases(world, 30)
    client.force_login(world.consulent)
    first = client.get("/").content.decode()
    assert first.count('class="wt-work"') == 25
    assert "?pagina=2" in first
    assert client.get("/?pagina=3").content.decode().count('class="wt-work"') == 10


def test_turns_are_grouped_by_when(client, world: World) -> None:
    case = world.case("onderzoek", on=today() - dt.timedelta(weeks=8))
    in_line(case)
    client.force_login(world.consulent)
    page = client.get("/").content.decode()
    assert "Te laat" in page
    assert "dagen te laat" in page
    assert "melding" in page  # how it was counted


def test_counters_stop_at_a_hundred(client, world: World) -> None:
    case = world.case("onderzoek")
    item = WorkItem.objects.open().filter(case=case).first()
    WorkItem.objects.bulk_create(
        WorkItem(
            case=case,
            team=world.team,
            kern=world.kern,
            key=f"k{n}",
            step="case.meet",
            url="/",
            what="x",
            why="y",
            for_user=world.consulent,
            due_on=item.due_on,
            due_why="z",
            opened_at=timezone.now(),
        )
        for n in range(150)
    )
    client.force_login(world.consulent)
    assert ">100+<" in client.get("/").content.decode()


def test_a_partner_reads_the_need_and_never_the_name(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Geheimhouder"))
    world.handover(case, need="Iemand om mee te kaarten")
    in_line(case)
    client.force_login(world.middenveld)
    page = client.get("/").content.decode()
    assert "Iemand om mee te kaarten" in page
    assert "Geheimhouder" not in page
    assert case.ref not in page


def test_another_team_sees_nothing_of_it(client, world: World) -> None:
    case = world.case("onderzoek", person=world.person("Geheimhouder"))
    client.force_login(world.consulent3)
    for tab in ("mijn", "team", "alles"):
        page = client.get(f"/?lijst={tab}").content.decode()
        assert "Geheimhouder" not in page
        assert case.ref not in page
        assert "Er wacht niets op" in page


@pytest.mark.parametrize(
    ("who", "home"),
    [("inwoner", "/mijn/"), ("financien", "/vangnet/"), ("privacy", "/inzage/"), ("beheer", "/beheer/")],
)
def test_who_works_elsewhere_starts_there(client, world: World, who: str, home: str) -> None:
    world.grant(world.case())
    client.force_login(getattr(world, who))
    assert client.get("/")["Location"] == home


@pytest.mark.parametrize(
    "who",
    ["eerstecontact", "teamlid", "consulent", "teamleider", "afdelingshoofd", "middenveld", "uitvoerder", "outsider"],
)
def test_who_works_here_starts_here(client, world: World, who: str) -> None:
    client.force_login(getattr(world, who))
    assert client.get("/").status_code == 200


def test_the_leader_hands_out_several_turns_at_once(client, world: World) -> None:
    mine = [world.case("aanmelding"), world.case("aanmelding")]
    in_line(*mine)
    items = list(WorkItem.objects.open().filter(case__in=mine, step="case.weigh"))
    assert len(items) == 2
    client.force_login(world.teamleider)
    page = client.get("/?lijst=team").content.decode()
    assert "Deel uit" in page
    answer = client.post(
        "/uitdelen/", {"werk": [item.pk for item in items], "aan": world.consulent2.pk, "lijst": "team"}
    )
    assert (answer.status_code, answer["Location"]) == (303, "/?lijst=team")
    assert set(WorkItem.objects.filter(pk__in=[item.pk for item in items]).values_list("handed_to", flat=True)) == {
        world.consulent2.pk
    }
    client.force_login(world.consulent2)
    assert "Bel en weeg" in client.get("/").content.decode()


def test_nobody_else_hands_out(client, world: World) -> None:
    case = world.case("aanmelding")
    in_line(case)
    item = WorkItem.objects.open().filter(case=case).first()
    for who in (world.consulent, world.middenveld, world.inwoner):
        client.force_login(who)
        assert client.post("/uitdelen/", {"werk": [item.pk], "aan": world.consulent2.pk}).status_code == 403
    client.force_login(world.teamleider3)  # of the other team: not theirs to hand out
    client.post("/uitdelen/", {"werk": [item.pk], "aan": world.consulent3.pk})
    item.refresh_from_db()
    assert item.handed_to is None


def test_handing_out_nothing_says_so(client, world: World) -> None:
    client.force_login(world.teamleider)
    assert "niets uitgedeeld" in client.post("/uitdelen/", {"aan": "x"}, follow=True).content.decode()


def test_the_weekly_meeting_is_asked_for_once(client, world: World) -> None:
    world.case("onderzoek")
    client.force_login(world.consulent)
    assert "Wijkteam Noord" in client.get("/overleg/").content.decode()
    data = {"team": world.team.pk, "token": "7b0f4a3e-0000-4000-8000-000000000001"}
    first = client.post("/overleg/", data)
    assert first.status_code == 303
    assert first["Location"].startswith("/documenten/")
    assert client.post("/overleg/", data)["Location"] == first["Location"]
    assert client.post("/overleg/", {"team": world.other_team.pk}).status_code == 404
    client.force_login(world.middenveld)
    assert client.post("/overleg/", data).status_code == 403
