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


def test_the_way_is_a_picture_with_words():
    points = [
        {"layer": layer, "label": layer, "holder": "x", "on": "01-01-2026", "day": "1 januari 2026"}
        for layer in ("burger", "professional", "middenveld")
    ]
    picture = way(points)
    assert [point["y"] for point in picture["points"]] == [30, 182, 106]  # down, and up again
    across = [point["x"] for point in picture["points"]]
    assert across == sorted(set(across))
    assert picture["words"].startswith("1. 1 januari 2026: burger, x; 2.")
    assert not any(point["date"] for point in way(points * 3)["points"])
    assert len(way(points[:1])["points"]) == 1
