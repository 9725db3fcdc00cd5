"""The pages of a goal: who carries it tells how it goes."""

import datetime as dt

import pytest

from casework.goals.models import Goal, ProgressReport
from tests.factories import World
from tests.pages.browser import as_, send, words
from tests.pages.filled_in import consent
from tests.pages.truus import NAME, SECRET, case_of_truus


@pytest.fixture
def case(world: World):
    return case_of_truus(world)


def test_the_organisation_sees_its_goal_and_tells(client, world: World, case) -> None:
    goal = world.goal(
        case,
        "loopt",
        carrier_kind="organisatie",
        carrier_organisation=world.provider,
        shared_until=dt.date.max,
        budget=1234,
    )
    other = world.goal(case, "loopt")
    page = words(as_(client, world.uitvoerder).get(goal.get_absolute_url()))
    assert NAME in page
    assert goal.wording in page
    for hidden in ("1.234", SECRET, "Mijn vraag aan u", "/zaken/HW"):
        assert hidden not in page
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.get(f"{other.get_absolute_url()}bericht/").status_code == 404
    tell = f"{goal.get_absolute_url()}bericht/"
    assert 'name="score"' in words(client.get(tell))
    assert send(client, tell, text="  ").status_code == 200
    response = send(client, tell, text="Het gaat goed", score="-1")
    assert (response.status_code, response.url) == (303, goal.get_absolute_url())
    assert ProgressReport.objects.get().score == -1
    assert NAME in words(client.get("/doelen/"))


def test_a_volunteer_writes_a_sentence_no_number(client, world: World, case) -> None:
    goal = world.goal(
        case, "loopt", carrier_kind="organisatie", carrier_organisation=world.partner, shared_until=dt.date.max
    )
    as_(client, world.middenveld)
    assert 'name="score"' not in words(client.get(f"{goal.get_absolute_url()}bericht/"))
    assert send(client, f"{goal.get_absolute_url()}bericht/", text="Fijn", score="2").status_code == 303
    assert ProgressReport.objects.get().score is None


@pytest.mark.slow
def test_my_goals_cost_the_same_with_one_and_with_thirty(client, world: World, django_assert_num_queries) -> None:
    as_(client, world.middenveld)
    assert "U draagt nu geen doelen." in words(client.get("/doelen/"))
    for rows in (1, 29):
        for _ in range(rows):
            world.goal(
                world.case("uitvoering"),
                "loopt",
                carrier_kind="organisatie",
                carrier_organisation=world.partner,
                shared_until=dt.date.max,
            )
        with django_assert_num_queries(5 if rows == 1 else 6):  # one more counts what is on the pages after it
            client.get("/doelen/")


def test_a_goal_is_made_and_changed(client, world: World, case) -> None:
    url = f"{case.get_absolute_url()}doelen/nieuw/"
    data = {
        "wording": "Weer buiten lopen",
        "layer": "burger",
        "ground": world.eigen.pk,
        "budget": "0",
        "rhythm_days": "28",
        "carrier": f"organisatie:{world.partner.pk}",
    }
    as_(client, world.consulent)
    missing = send(client, url, **data)
    assert missing.status_code == 200
    assert "Vul dit in." in words(missing)
    assert send(client, url, **data | consent()).status_code == 303
    goal = Goal.objects.get()
    assert goal.consent.how == "aan tafel"
    page = words(client.get(f"{goal.get_absolute_url()}wijzigen/"))
    assert "Weer buiten lopen" in page
    assert f'value="organisatie:{world.partner.pk}" selected' in page
    assert (
        send(client, f"{goal.get_absolute_url()}wijzigen/", **data | {"wording": "Elke dag lopen"}).status_code == 303
    )
    assert Goal.objects.get().wording == "Elke dag lopen"
    assert Goal.objects.get().consent == goal.consent
    assert (
        send(
            client, f"{goal.get_absolute_url()}wijzigen/", **data | {"carrier": f"collega:{world.teamlid.pk}"}
        ).status_code
        == 303
    )
    assert Goal.objects.get().carrier_user == world.teamlid
