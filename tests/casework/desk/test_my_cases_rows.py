"""The rows of Casussen that are made by a function are those of their template, byte for byte."""

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.states import Layer, PartyKind
from casework.desk.directed import FIRST, shown
from casework.desk.my_cases import Row
from casework.desk.my_cases_rows import as_html
from roles.policy import sight
from tests.factories import World, put_in_line, today

ODD = '<b>O\'Brien & "zoon"</b> {{ x }} é \N{NO-BREAK SPACE}'


@pytest.fixture
def rows(world: World) -> list[Row]:
    """Of each standing, late, soon and later, with names that must be escaped; one's own and of whom one covers."""
    odd, past = world.person(ODD), today() - dt.timedelta(days=40)
    world.partner.name = world.team.name = ODD
    world.partner.save()
    world.team.save()
    outside = {"holder_kind": PartyKind.ORGANISATIE, "holder_organisation": world.partner, "holder_team": None}
    made = [
        world.case("onderzoek", person=odd, urgent=True, question=ODD),
        world.case("plan", person=odd, **outside, layer=Layer.MIDDENVELD),
        world.case("onderzoek", person=None, provision=ODD, on=past, reported_at=timezone.now() - dt.timedelta(40)),
        world.case("uitvoering", person=odd, evaluate_on=past, holder_kind="inwoner", holder_team=None, layer="burger"),
        world.case("afgesloten", person=odd),
        world.case("uitvoering", person=odd, evaluate_on=today() + dt.timedelta(days=3)),
    ]
    world.wait(made[1], what=ODD, until=today() + dt.timedelta(days=400))
    for rhythm in (7, 7, 300):
        world.goal(made[3], "loopt", started_on=past, rhythm_days=rhythm)
    world.goal(made[5], "loopt", started_on=past, rhythm_days=7)
    world.decided(made[4], starts_on=past, ends_on=today() + dt.timedelta(days=300), on=past)
    put_in_line(Case, [one.pk for one in made], timezone.now())
    cases = list(shown(sight(world.consulent), "", FIRST))
    assert {one.stands for one in cases} == {"aan-zet", "wacht", "slaapt"}
    assert {one.late_goals for one in cases} >= {0, 1, 2}
    return [Row(one, whom) for one in cases for whom in ("", ODD)]


def test_the_function_makes_what_the_template_says(rows: list[Row]) -> None:
    assert str(as_html(rows)) == "".join(render_to_string("desk/my_cases_row.html", {"row": row}) for row in rows)


def test_nothing_else_of_them_is_read(rows: list[Row], django_assert_num_queries) -> None:
    """No number, and of the question only what it begins with; and not row by row either."""
    assert "question" in rows[0].case.get_deferred_fields()
    assert "bsn" in next(row.case.person for row in rows if row.case.person).get_deferred_fields()
    with django_assert_num_queries(0):
        as_html(rows)
