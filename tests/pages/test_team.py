"""Monday on one screen: each figure is the length of its list, and nothing is shown that one may not see."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.cases.access import Recusal
from casework.cases.models import Case
from casework.monday import weeks
from casework.monday.lists import FIGURES, LISTS, TO_SHARE, Asked, Days, whole
from casework.templatetags.words import list_day
from roles.models import Reading
from roles.policy import sight
from tests.factories import World, absent, fresh, member, put_in_line, today, user
from tests.pages.tree import tree_of

pytestmark = pytest.mark.django_db
WEEKS = dt.timedelta(weeks=1)


def in_line(*cases: Case) -> None:
    put_in_line(Case, [case.pk for case in cases], timezone.now())


def long_ago(weeks: int = 8) -> dict:
    return {"on": today() - weeks * WEEKS, "reported_at": timezone.now() - weeks * WEEKS}


def a_bit_of_all(world: World) -> dict[str, Case]:
    """Of each list one case, by the list's name."""
    made = {
        "nieuw": world.case("aanmelding", person=world.person("Nieuwenhuis")),
        "onderzoek": world.case("onderzoek", person=world.person("Traag"), **long_ago()),
        "hulp-stopt": world.case("uitvoering", person=world.person("Hulp"), **long_ago(5)),
        "besluit-te-laat": world.case("plan", person=world.person("Besluit"), **long_ago(30)),
        "zonder": world.case("onderzoek", person=world.person("Zonder"), regisseur=None, urgent=True),
        "advies": world.case("plan", person=world.person("Advies"), **long_ago(4)),
        "offerte": world.case("plan", person=world.person("Offerte"), **long_ago(4)),
    }
    yesterday = today() - dt.timedelta(days=1)
    world.advice(made["advies"], expected_by=yesterday, asked_on=yesterday - WEEKS)
    world.wait(made["offerte"], until=yesterday, since=yesterday - WEEKS)
    world.objection(made["besluit-te-laat"])
    world.indicatie(made["hulp-stopt"], "afgegeven", ends_on=today() + 3 * WEEKS)
    world.application(made["besluit-te-laat"], received_on=today() - 20 * WEEKS)
    world.request(made["hulp-stopt"], "aangevraagd", purpose="Een bed")
    world.handover(made["onderzoek"], offered_on=today() - 5 * WEEKS, state_since=today() - 5 * WEEKS)
    world.document(made["onderzoek"], state="klaar", state_since=today() - 2 * WEEKS)
    in_line(*made.values())
    return made


def names_on(client, slug: str) -> set[str]:
    page = client.get(f"/team/lijst/{slug}/")
    assert page.status_code == 200
    return {getattr(row, "case", row).subject.removeprefix("Bep ") for row in page.context["page"].object_list}


def test_how_heavy_a_caseload_is_is_drawn_and_said(client, world: World) -> None:
    """The bar of who has most is as long as its column; another's is as long as its share of that."""
    for weight in ("licht", "zwaar", "zwaar", "gemiddeld"):
        world.case("onderzoek", weight=weight)
    world.case("onderzoek", weight="licht", regisseur=world.consulent2)
    client.force_login(world.teamleider)
    tree = tree_of(client.get("/team/").content.decode())
    bars = [one for one in tree.iter() if one.get("class") == "wt-weights"]
    drawn = [[(part.get("x"), part.get("width")) for part in one] for one in bars]
    assert sorted(drawn, key=str) == [
        [(None, "1"), ("1", "0"), ("1", "0")],
        [(None, "1"), ("1", "1"), ("2", "2")],
    ]
    assert {one.get("viewbox") for one in bars} == {"0 0 4 1"}
    said = [one for one in tree.iter() if one.get("class") == "wt-weights__said"]
    assert {" ".join("".join(one.itertext()).split()) for one in said} == {
        "1 licht, 1 gemiddeld, 2 zwaar1 · 1 · 2",
        "1 licht, 0 gemiddeld, 0 zwaar1 · 0 · 0",
        "2 licht, 1 gemiddeld, 2 zwaar2 · 1 · 2",
    }


def test_each_figure_leads_to_exactly_what_it_counts(client, world: World) -> None:
    a_bit_of_all(world)
    client.force_login(world.teamleider)
    found = {slug: names_on(client, slug) for slug in LISTS}
    assert found == {
        "nieuw": {"Nieuwenhuis", "Zonder"},
        "niet-gebeld": {"Traag"},
        "onderzoek": {"Traag"},
        "besluit-te-laat": {"Besluit"},
        "hulp-stopt": {"Hulp"},
        "nieuw-vorige-week": set(),
        "te-verdelen": {"Nieuwenhuis", "Zonder"},
        "te-beslissen": {"Hulp"},
        "wacht-te-lang": {"Traag", "Advies", "Offerte"},
        "brieven": {"Traag"},
        "nieuwe-bezwaren": {"Besluit"},
    }
    page = client.get("/team/")
    counted = {one.list.slug: one.count for one, _ in page.context["figures"]}
    assert counted == {one.slug: len(found[one.slug]) for one in FIGURES}


def test_the_count_and_the_list_are_one_for_every_list(world: World) -> None:
    a_bit_of_all(world)
    leader = sight(world.teamleider)
    for one in LISTS.values():
        asked = Asked(one, leader, world.team.pk, 10)
        assert [row.pk for row in asked.rows] == [row.pk for row in whole(one, leader, world.team.pk)], one.slug
        assert asked.count == len(asked.rows), one.slug


def test_what_is_closed_to_a_leader_counts_nowhere(client, world: World) -> None:
    case = a_bit_of_all(world)["onderzoek"]
    Recusal.objects.create(case=case, user=world.teamleider)
    client.force_login(world.teamleider)
    assert all("Traag" not in names_on(client, slug) for slug in LISTS)
    assert "Traag" not in client.get("/team/").content.decode()


def test_spoed_stands_first_and_what_is_given_is_gone(client, world: World) -> None:
    made = a_bit_of_all(world)
    client.force_login(world.teamleider)
    share = client.get("/team/").context["share"]
    assert [case.ref for case in share.rows] == [made["zonder"].ref, made["nieuw"].ref]
    assert "Ik red het niet meer alleen." in client.get("/team/").content.decode()
    data = {"regisseur": world.consulent2.pk, "expected": "onderzoek", "team": world.team.pk}
    answer = client.post(f"/team/wijs-toe/{made['zonder'].ref}/", data, follow=True)
    assert f"{made['zonder'].ref} is toegewezen aan Consulent2 Test." in answer.content.decode()
    assert fresh(made["zonder"]).regisseur == world.consulent2
    assert made["zonder"].ref not in {case.ref for case in answer.context["share"].rows}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Kies eerst een collega"),
        ({"regisseur": "x\x00"}, "Kies eerst een collega"),
        ({"regisseur": "9" * 30}, "Kies eerst een collega"),
        ({"regisseur": "elsewhere"}, "Kies een collega van het team"),
        ({"regisseur": "consulent2", "expected": "aanmelding"}, "Een collega was u voor"),
    ],
)
def test_what_cant_be_given_says_why_and_changes_nothing(client, world: World, data: dict, said: str) -> None:
    case = world.case("onderzoek", regisseur=None)
    known = {"elsewhere": world.consulent3.pk, "consulent2": world.consulent2.pk}
    sent = data | {"team": world.team.pk, "regisseur": known.get(data.get("regisseur"), data.get("regisseur", ""))}
    client.force_login(world.teamleider)
    page = client.post(f"/team/wijs-toe/{case.ref}/", sent, follow=True)
    assert said in page.content.decode()
    assert fresh(case).regisseur is None


def test_another_leader_finds_no_such_case_and_no_such_team(client, world: World) -> None:
    case = world.case("onderzoek", regisseur=None)
    client.force_login(world.teamleider3)
    assert client.post(f"/team/wijs-toe/{case.ref}/", {"regisseur": world.consulent3.pk}).status_code == 404
    assert client.get(f"/team/?team={world.team.pk}").status_code == 404
    for odd in ("0", "x", "9" * 40, "%00", "-1"):
        assert client.get(f"/team/?team={odd}").status_code == 404
    assert client.get("/team/lijst/anders/").status_code == 404
    assert fresh(case).regisseur is None


def test_a_colleague_who_leads_no_team_gives_nothing_away(client, world: World) -> None:
    case = world.case("onderzoek", regisseur=None)
    client.force_login(world.consulent)
    assert client.post(f"/team/wijs-toe/{case.ref}/", {"regisseur": world.consulent2.pk}).status_code == 403
    assert Reading.objects.filter(refused=True, part="team").exists()


def test_an_afdelingshoofd_chooses_a_team(client, world: World) -> None:
    world.case("onderzoek", person=world.person("Noord"), regisseur=None)
    client.force_login(world.afdelingshoofd)
    assert "Noord" in client.get(f"/team/?team={world.team.pk}").content.decode()
    south = client.get(f"/team/?team={world.other_team.pk}").content.decode()
    assert "Bep Noord" not in south
    assert "Elke zaak heeft een regisseur die er is." in south
    assert client.get(f"/team/?team={world.gemeente.pk}").status_code == 404


def row_of(page, who) -> object:
    return next(one for one in page.context["colleagues"] if one.user == who.pk)


def test_who_has_what_says_how_it_stands_and_never_who_is_best(client, world: World) -> None:
    world.case("onderzoek", **long_ago())  # late, and silent
    world.case("onderzoek", on=today())
    put_away = world.case("afgesloten", regisseur=world.consulent)
    world.indicatie(put_away, "afgegeven")
    world.case("onderzoek", regisseur=world.left)
    row = world.consulent.memberships.get()
    row.hours = 28
    row.save()
    client.force_login(world.teamleider)
    page = client.get("/team/")
    one = row_of(page, world.consulent)
    assert (one.hours, one.load.total, one.load.on_turn, one.load.late, one.load.silent) == (28, 2, 2, 1, 1)
    assert one.load.asleep == 1
    gone = row_of(page, world.left)
    assert (gone.here, gone.load.total) == (False, 1)
    assert page.context["totals"].load.total == 3
    assert "–" in page.content.decode()  # of whom no hours are known
    assert [one.name for one in page.context["choices"]] == sorted(one.name for one in page.context["choices"])


def test_what_waits_is_what_its_regisseur_has_wait(client, world: World) -> None:
    world.wait(world.case("uitvoering", evaluate_on=today() + 10 * WEEKS))
    client.force_login(world.teamleider)
    one = row_of(client.get("/team/"), world.consulent)
    assert (one.load.total, one.load.waits, one.load.on_turn) == (1, 1, 0)


def test_absence_and_cover_stand_beside_the_name(client, world: World) -> None:
    absent(world.consulent.memberships.get(), cover=world.consulent2, until=today() + WEEKS)
    absent(world.consulent2.memberships.get(), since=today() + 2 * WEEKS)
    absent(world.teamlid.memberships.get(), since=today() + 20 * WEEKS)
    client.force_login(world.teamleider)
    page = client.get("/team/")
    words = page.content.decode()
    assert "Consulent2 Test neemt waar" in words
    assert "nog geen waarnemer" in words
    assert row_of(page, world.teamlid).away == []
    assert row_of(page, world.consulent).away_now


def test_money_says_what_is_free_and_how_it_went(client, world: World) -> None:
    client.force_login(world.teamleider)
    purse = client.get("/team/").context["purse"]
    assert (purse.free, purse.reserved, purse.forecast) == (10_000, 0, 10_000)
    client.force_login(world.teamleider3)
    assert "Er is nog geen vangnetbudget" in client.get("/team/").content.decode()


@pytest.mark.parametrize("rows", [1, 12])
def test_it_costs_the_same_however_many_rows(client, world: World, django_assert_num_queries, rows: int) -> None:
    for number in range(rows):
        member(user(f"collega{number}"), "teamlid", team=world.team)
        world.case("onderzoek", regisseur=None)
        world.case("onderzoek", **long_ago())
    client.force_login(world.teamleider)
    client.get("/team/")
    with django_assert_num_queries(26):
        client.get("/team/")
    for slug in LISTS:
        client.get(f"/team/lijst/{slug}/")


def test_the_look_is_remembered_once(client, world: World) -> None:
    a_bit_of_all(world)
    client.force_login(world.teamleider)
    client.get("/team/")
    one = Reading.objects.get(part="team")
    assert (one.by, one.rows, one.why) == (world.teamleider, 8, "maandag van Wijkteam Noord")
    client.get("/team/lijst/te-verdelen/")
    assert Reading.objects.filter(part="team").count() == 2


def test_an_empty_team_is_told_so(client, world: World) -> None:
    client.force_login(world.teamleider3)
    words = client.get("/team/").content.decode()
    assert TO_SHARE.empty in words
    assert not Reading.objects.filter(part="team").exists()


def test_the_old_address_of_the_meeting_leads_a_leader_here(client, world: World) -> None:
    client.force_login(world.teamleider)
    assert client.get("/overleg/")["Location"] == "/team/"
    client.force_login(world.teamlid)
    assert client.get("/overleg/").status_code == 200


def test_colleagues_stand_in_order_of_their_main_name(client, world: World) -> None:
    for who, first, last in (
        (world.consulent, "Sander", "de Regt"),
        (world.consulent2, "Mo", "Benali"),
        (world.teamlid, "Peter", "van Prooijen"),
    ):
        who.first_name, who.last_name = first, last
        who.save()
    world.case("onderzoek", person=world.person("Berg", surname_prefix="van den"), regisseur=None)
    client.force_login(world.teamleider)
    page = client.get("/team/")
    named = {"Mo Benali", "Peter van Prooijen", "Sander de Regt"}
    in_order = ["Mo Benali", "Peter van Prooijen", "Sander de Regt"]
    assert [one.name for one in page.context["colleagues"] if one.name in named] == in_order
    assert [one.name for one in page.context["choices"] if one.name in named] == in_order
    assert ">Van den Berg, Bep<" in page.content.decode()


def test_the_week_before_stands_beside_what_is_new(client, world: World) -> None:
    noon = dt.datetime.combine(Days(today()).monday - dt.timedelta(days=2), dt.time(12))
    world.case("onderzoek", person=world.person("Eerder"), reported_at=timezone.make_aware(noon))
    client.force_login(world.teamleider)
    page = client.get("/team/")
    assert (page.context["figures"][0][0].count, page.context["before"].count) == (0, 1)
    assert "1 nieuw in de week daarvoor" in page.content.decode()
    assert names_on(client, "nieuw-vorige-week") == {"Eerder"}


def test_the_mondays_before_stand_beside_a_figure(client, world: World) -> None:
    """Kept by the night, once a week; a figure without them shows none, and nobody reads of what is closed to some."""
    made = a_bit_of_all(world)
    client.force_login(world.teamleider)
    assert "wt-figure__course" not in client.get("/team/").content.decode()
    monday = Days(today()).monday
    at = timezone.make_aware(dt.datetime.combine(monday, dt.time(1, 15)))
    assert weeks.keep(at) == len(FIGURES) * 2  # two teams
    assert weeks.keep(at + dt.timedelta(hours=1)) == 0
    Recusal.objects.create(case=made["besluit-te-laat"], user=world.consulent2)
    assert weeks.keep(at - WEEKS) == len(FIGURES) * 2
    kept = {(one.figure, one.monday): one.number for one in weeks.WeekFigure.objects.filter(team=world.team)}
    assert (kept["besluit-te-laat", monday], kept["besluit-te-laat", monday - WEEKS]) == (1, 0)
    page = client.get("/team/").content.decode()
    assert page.count("wt-figure__course") == len(FIGURES) - 1
    assert f"De maandagen ervoor: {list_day(monday - WEEKS)} 0, {list_day(monday)} 1" in page
    assert 'height="24" aria-hidden="true"' in page
    listed = client.get("/team/lijst/besluit-te-laat/").content.decode()
    assert f"{list_day(monday - WEEKS)}: 0 · {list_day(monday)}: 1" in listed
    weeks.keep(at + weeks.KEPT)
    assert not weeks.WeekFigure.objects.filter(monday__lt=monday).exists()


def test_a_line_goes_from_the_first_week_to_today() -> None:
    course = weeks.Course([(today() - 2 * WEEKS, 0), (today() - WEEKS, 4)])
    assert course.line(2) == "4,20 48,4 92,12"
    assert weeks.Course([(today(), 0)]).line(0) == "4,20 92,20"
