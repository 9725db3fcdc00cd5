"""`/inzage/`: the privacy officer finds who looked, and every export leaves a row of its own."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from casework.desk import readings
from roles import reading_log
from roles.actions import Action
from roles.models import Reading
from roles.policy import sight
from tests.factories import World, today
from tests.pages.browser import as_, words


@pytest.fixture
def looked(world: World):
    first, second = world.case("onderzoek", question="De vraag zelf"), world.case("onderzoek")
    for who, case in ((world.consulent, first), (world.teamleider, second)):
        reading_log.looked(sight(who), case, part="plan", action=Action.VIEW_FILE)
    reading_log.refused(sight(world.outsider), file_id=first.pk, ref=first.ref, part="zaak")
    return first, second


def found(client, **query) -> str:
    return words(client.get("/inzage/", query)).partition("Gevonden")[2]


def test_searching_by_case_name_day_and_refusal(client, world: World, looked) -> None:
    first, second = looked
    as_(client, world.privacy)
    everything = found(client)
    assert "Consulent Test" in everything
    assert "Teamleider Test" in everything
    assert "De vraag zelf" not in everything
    assert "Jansen" not in everything
    assert second.ref not in found(client, zaak=first.ref.lower())
    assert "Consulent Test" not in found(client, naam="teamLEID")
    assert "Teamleider Test" in found(client, naam="teamLEID")
    only = found(client, geweigerd="on")
    assert "Outsider Test" in only
    assert "Consulent Test" not in only
    yesterday = f"{today() - dt.timedelta(days=1):%d-%m-%Y}"
    assert "Niets gevonden." in found(client, tot_en_met=yesterday)
    assert "Consulent Test" in found(client, vanaf=yesterday, tot_en_met=f"{today():%d-%m-%Y}")


def test_an_export_is_remembered_with_its_filter_and_number_of_rows(client, world: World, looked) -> None:
    Reading.objects.create(by_name="=cmd|' /C calc'!A0", role="", ref="", part="x", why="")
    response = as_(client, world.privacy).get("/inzage/", {"csv": "1", "naam": "cmd"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert response["Content-Type"].startswith("text/csv")
    assert len(lines) == 2
    assert ";'=cmd" in lines[1]
    row = Reading.objects.get(part="inzage")
    assert (row.by, row.rows, row.why) == (world.privacy, 1, "naam=cmd")


def test_an_export_comes_in_parts_and_holds_each_row_once(client, world: World, looked, monkeypatch) -> None:
    monkeypatch.setattr(readings, "PER_PART", 2)
    for number in range(7):
        Reading.objects.create(by_name=f"Bezoeker {number}", role="", ref="HW-1", part="x", why="")
    response = as_(client, world.privacy).get("/inzage/", {"csv": "1", "zaak": "hw-1"})
    with CaptureQueriesContext(connection) as asked:
        lines = b"".join(response.streaming_content).decode().splitlines()[1:]
    assert [line.split(";")[1] for line in lines] == [f"Bezoeker {number}" for number in reversed(range(7))]
    assert len(asked) == 5  # 2 + 2 + 2 + 1, and nothing more
    assert all("LIMIT 2" in one["sql"] for one in asked)  # no cursor that a pooler would lose


@pytest.mark.parametrize(
    "who", ["consulent", "teamleider", "afdelingshoofd", "beheer", "financien", "middenveld", "inwoner"]
)
def test_it_is_for_the_privacy_officer_alone(client, world: World, who: str) -> None:
    for query in ({}, {"csv": "1"}):
        assert as_(client, getattr(world, who)).get("/inzage/", query).status_code == 403
    assert Reading.objects.filter(refused=True, part="inzage").count() == 2


@pytest.mark.parametrize("strange", ["\x00", "a" * 10_000, "💶", "' OR 1=1 --", "9999-12-31", "%", "<script>"])
def test_strange_searches_are_answered(client, world: World, strange: str) -> None:
    as_(client, world.privacy)
    for extra in ({}, {"csv": "1"}):
        query = dict.fromkeys(("zaak", "naam", "vanaf", "tot_en_met", "geweigerd", "pagina"), strange) | extra
        response = client.get("/inzage/", query)
        assert response.status_code == 200
        assert b"<script>alert" not in b"".join(response)


@pytest.mark.slow
def test_it_costs_the_same_with_one_and_with_many(client, world: World, looked, django_assert_num_queries) -> None:
    as_(client, world.privacy)
    for rows in (1, 80):
        for _ in range(rows):
            reading_log.refused(sight(world.outsider), file_id=None, ref="x", part="zaak")
        client.get("/inzage/")
        with django_assert_num_queries(4 if rows == 1 else 5):  # one more counts what is on the pages after it
            client.get("/inzage/")
