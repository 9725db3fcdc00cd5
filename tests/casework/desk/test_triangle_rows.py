"""The rows of Driehoek that are made by functions are those of their templates, byte for byte."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pytest
from django.template.loader import render_to_string

from casework.cases.models import Case
from casework.cases.states import Layer, PartyKind
from casework.desk import triangle_rows
from roles.policy import sight
from tests.factories import World, today

ODD = '<b>O\'Brien & "zoon"</b> {{ x }} é \N{NO-BREAK SPACE}'


@pytest.fixture
def cases(world: World) -> list[Case]:
    """With every sort of holder, on every layer, some with names that must be escaped; read as the page reads them."""
    odd, friend = world.person(ODD), {"holder_kind": PartyKind.NAASTE, "holder_team": None, "layer": Layer.BURGER}
    outside = {"holder_kind": PartyKind.ORGANISATIE, "holder_organisation": world.partner, "holder_team": None}
    own = {"holder_kind": PartyKind.INWONER, "holder_team": None, "layer": Layer.BURGER}
    world.partner.name = world.team.name = world.kern.name = ODD
    for row in (world.partner, world.team, world.kern):
        row.save()
    made = [
        world.case("onderzoek", person=odd),
        world.case("plan", person=odd, **own),
        world.case("plan", **outside, layer=Layer.MIDDENVELD),
        world.case("onderzoek", person=None, provision=ODD, held_since=today() - dt.timedelta(days=400)),
    ]
    case = made[0]
    Case.objects.filter(pk=made[3].pk).update(**friend, holder_contact=world.contact(case, ODD))
    return list(Case.objects.visible_to(sight(world.consulent)).for_triangle().order_by("pk"))


def by_template(name: str, contexts: Iterable[dict[str, Any]]) -> str:
    return "".join(render_to_string(f"desk/triangle_{name}.html", one) for one in contexts)


def test_what_lies_there(cases: list[Case]) -> None:
    assert str(triangle_rows.lying(cases)) == by_template("lying", ({"case": one} for one in cases))


def test_what_moved(cases: list[Case]) -> None:
    moves = [(one, layer.label) for one in cases for layer in Layer]
    shown = [{"case": one, "was": was} for one, was in moves]
    assert str(triangle_rows.moved(moves)) == by_template("moved", ({"one": one} for one in shown))
    why = {cases[0].pk: f"{ODD} {'lang ' * 50}"}
    told = ({"one": one | {"why": why.get(one["case"].pk)}} for one in shown)
    assert str(triangle_rows.moved(moves, why)) == by_template("moved", told)


def test_the_whole_list(cases: list[Case]) -> None:
    assert str(triangle_rows.listed(cases)) == by_template("listed", ({"case": one} for one in cases))


def test_nothing_else_of_them_is_read(cases: list[Case], django_assert_num_queries) -> None:
    """No number and no question of anybody; and not row by row either."""
    assert {"question", "regisseur_id"} <= cases[0].get_deferred_fields()
    assert "bsn" in cases[0].person.get_deferred_fields()
    with django_assert_num_queries(0):
        triangle_rows.lying(cases), triangle_rows.listed(cases), triangle_rows.moved((one, "") for one in cases)
