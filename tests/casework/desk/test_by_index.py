"""Lists are found by an index in their order: of others no row is read, however many those are."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.desk import triangle, worklist_read
from casework.desk.worklist_asked import POOL, TEAM
from casework.monday import lists
from roles import policy
from roles.matrix import Role
from roles.policy import sight
from tests.factories import World, fresh, member, put_in_line, today
from tests.indexes import with_only

pytestmark = pytest.mark.django_db


def never(*ways: str) -> None:
    with connection.cursor() as cursor:
        for way in ways:
            cursor.execute(f"SET LOCAL enable_{way} = off")


def two_teams_and_a_third(world: World) -> Any:
    """The sight of a leader of two teams, where the third has what is most urgent."""
    third = world.other_team
    for _ in range(4):
        world.case("onderzoek", team=third, kern=world.other_kern, regisseur=world.consulent3, urgent=True)
    world.case("onderzoek")
    cases = Case.objects.values_list("pk", flat=True)
    put_in_line(Case, [*cases], timezone.now())
    member(world.teamleider, Role.TEAMLEIDER, team=type(third).objects.create(name="Wijkteam Oost"))
    return sight(fresh(world.teamleider))


@pytest.mark.parametrize(
    "asked",
    [
        lambda one: worklist_read._totals(one, TEAM, today=today(), sunday=today()),
        lambda one: worklist_read._first_page(one, WorkItem, TEAM, True, False),
    ],
    ids=["how many per group", "the first page"],
)
def test_of_several_teams_each_is_read_in_its_own_order(world: World, asked: Callable[[Any], Any]) -> None:
    """Not that of the municipality, in which all of the third would be passed by."""
    leads = two_teams_and_a_third(world)
    with_only("casework_workitem", {"work_of_a_team_in_order", "work_open_in_order", "casework_workitem_pkey"})
    never("sort", "incremental_sort")
    plan = asked(leads).explain()
    assert re.search(
        r"-> +Limit .*\n +-> .*using work_of_a_team_in_order .*\n +Index Cond: .*team_id >= \w+\.id\)", plan
    ), plan


@pytest.mark.parametrize(
    ("who", "index"), [("teamleider", "work_of_a_team_in_order"), ("afdelingshoofd", "work_open_in_order")]
)
def test_how_many_there_are_is_counted_without_reading_them(world: World, who: str, index: str) -> None:
    with_only("casework_workitem", {index})
    never("sort")
    totals = worklist_read._totals(sight(getattr(world, who)), TEAM, today=today(), sunday=today())
    assert f"Index Only Scan using {index}" in totals.explain()


def test_of_the_municipality_what_is_late_is_not_looked_up_for_each_case(world: World) -> None:
    """Of a hundred thousand it was kept at hand; of a million it no longer fitted, and was gone through for each."""
    counts = triangle._counts(sight(world.afdelingshoofd), False, kern=0).explain()
    assert "SubPlan" not in counts


def test_the_list_of_several_teams_is_that_of_each_in_one_order(world: World) -> None:
    leads = two_teams_and_a_third(world)
    turns = WorkItem.objects.open().of_my_teams(leads).order_by("-urgent", "due_on", "pk")
    assert list(worklist_read._first_page(leads, WorkItem, TEAM, True, False)) == list(turns)


def test_of_who_is_of_a_team_and_reads_no_files_it_is_an_empty_list(world: World) -> None:
    one = sight(world.administratie)
    assert worklist_read.Counted(one, (POOL, TEAM)).numbers() == {POOL: 0, TEAM: 0}
    assert not list(worklist_read._first_page(one, WorkItem, TEAM, True, False))


def test_what_is_nobodys_is_found_without_what_is_somebodys(world: World) -> None:
    world.case("aanmelding")
    with_only("casework_workitem", {"work_open_to_take"})
    never("sort")
    rows = worklist_read._first(sight(world.afdelingshoofd), WorkItem, POOL, 101)
    assert "using work_open_to_take" in rows.explain()


def test_what_a_leader_hands_out_is_found_by_for_which_team_it_is(world: World) -> None:
    world.case("aanmelding")
    with_only("casework_workitem", {"work_open_for_a_role"})
    rows = worklist_read._first(sight(world.teamleider), WorkItem, POOL, 101)
    assert re.search(r"using work_open_for_a_role .*\n +Index Cond: \(for_team_id = ", rows.explain())


def test_longer_than_is_counted_the_last_group_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of both kinds together: what one has more of an earlier group pushes out what the other has of a later."""
    monkeypatch.setattr(worklist_read, "TOTALS_TO", 4)
    totals = worklist_read.Totals.__new__(worklist_read.Totals)
    totals._asked, totals._found = [(["spoed", "laat", "laat", "laat"], ["laat", "week"]), (None, [])], {}
    totals.read()
    assert [totals.of(key) for key in worklist_read.GROUPS] == ["1", "3+", "", "", ""]
    assert len(totals) == 4


# --- who somebody is ---------------------------------------------------------------------------------------------


def test_somebodys_places_are_found_without_those_of_others(world: World) -> None:
    never("seqscan")
    plan = policy._drawn(world.consulent.pk, today()).explain()
    assert re.search(r"Recheck Cond: \(\(user_id = \d+\) OR \(id = ANY ", plan), plan


# --- Driehoek ----------------------------------------------------------------------------------------------------


def test_what_is_late_in_the_municipality_is_counted_from_an_index(world: World) -> None:
    with_only("casework_workitem", {"work_open_by_day"})
    with_only("casework_case", {"case_open_by_place"})
    plan = triangle._counts(sight(world.afdelingshoofd), False, kern=0).explain()
    assert "Index Only Scan using case_open_by_place" in plan
    assert "Index Only Scan using work_open_by_day" in plan


def test_of_a_municipality_only_the_longest_in_each_place_are_read(world: World) -> None:
    for _ in range(7):
        world.case("onderzoek")
    world.case("plan")
    with_only("casework_case", {"case_open_by_place"})
    rows = triangle._longest(sight(world.afdelingshoofd), False, "", kern=0)
    read = [float(number) for number in re.findall(r"Scan using .*actual .*rows=([\d.]+)", rows.explain(analyze=True))]
    assert sum(read) == triangle.SHOWN + 1


def test_whether_something_is_late_is_told_by_what_is_open(world: World) -> None:
    """Not by all that ever was asked of a case."""
    with_only("casework_workitem", {"one_open_item_per_key"})
    plan = triangle._counts(sight(world.consulent), False, kern=0).explain()
    assert "Index Only Scan using one_open_item_per_key" in plan


# --- Monday ------------------------------------------------------------------------------------------------------


def test_whose_help_ends_is_asked_of_the_team_alone(world: World) -> None:
    never("seqscan")
    given = lists.Days(today()).slots | {"team": world.team.pk}
    plan = lists._counted(sight(world.teamleider), "hulp-stopt", **given).explain()
    assert len(re.findall(r"case_id = ANY \(\(InitPlan", plan)) >= 3, plan
