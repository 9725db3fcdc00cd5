"""The way of a case through the triangle."""

import pytest

from casework.desk.summary import summary
from casework.desk.way import way
from tests.casework.documents import paper_fixtures as f

pytestmark = pytest.mark.django_db


def test_the_way_through_the_triangle_is_in_order(office):
    points = summary(f.full_case(office), for_citizen=True, shielded=False, on=f.ON)["way"]
    assert [(point["layer"], point["holder"], point["on"]) for point in points] == [
        ("burger", "Arie Kooijman", "04-05-2026"),
        ("professional", "Wijkteam Noord", "24-05-2026"),
        ("middenveld", "Bij de Oma's", "22-08-2026"),
        ("burger", "Arie Kooijman", "20-11-2026"),
    ]


def test_a_case_without_a_history_lies_where_it_lies(office):
    points = summary(f.case(office), for_citizen=True, shielded=False, on=f.ON)["way"]
    assert [(point["layer"], point["holder"], point["on"]) for point in points] == [
        ("professional", "Wijkteam Noord", "20-11-2026")
    ]


def point(layer: str, holder: str = "x") -> dict:
    return {"layer": layer, "label": layer, "holder": holder, "on": "01-01-2026", "day": "1 januari 2026"}


def test_the_way_is_a_picture_with_words():
    points = [point(layer) for layer in ("burger", "professional", "middenveld")]
    picture = way(points)
    assert [one["y"] for one in picture["stops"]] == [26, 142, 88]  # down, and up again
    assert picture["words"].startswith("1. 1 januari 2026: burger, x; 2.")
    assert [here for _, here in picture["bands"]] == [False, True, False]
    assert [one["number"] for one in way([point("burger")] * 3)["stops"]] == [1]  # who had it still is no new one


def test_of_a_long_way_the_last_are_drawn_and_all_are_listed():
    picture = way([point("burger", f"{number}") for number in range(9)])
    assert [one["number"] for one in picture["stops"]] == [4, 5, 6, 7, 8, 9]
    assert [one["number"] for one in picture["all"]] == [*range(1, 10)]
    assert picture["before"] == 3
    assert way([])["line"] == ""
