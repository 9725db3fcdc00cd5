"""The rows of what was found that are made by a function are those of their template, byte for byte."""

import datetime as dt

import pytest
from django.template.loader import render_to_string

from casework.cases.models import Case
from casework.desk.asked import read
from casework.desk.found_rows import as_html
from casework.desk.named import named_like
from casework.desk.why_found import Line, as_shown, lines
from roles.policy import sight
from tests.factories import World, today

ODD = '<b>O\'Brien & "zoon"</b> {{ x }} é \N{NO-BREAK SPACE}'


@pytest.fixture
def found(world: World) -> list[Line]:
    """With names that must be escaped, of the dead and the living, of nobody, of one with many cases; near and exact."""
    odd = world.person(ODD, birth_date=dt.date(1958, 12, 6), phone="0186 123456", street="Zoonstraat", town=ODD)
    rough = world.person("Zoons", birth_date=None, birth_about="~1941", deceased_on=today())
    world.kern.name = ODD
    world.kern.save()
    made = [world.case("onderzoek", person=odd, question=f"{ODD} zoekt een zoon", regisseur=world.consulent)]
    made += [world.case("afgesloten", person=odd, question="") for _ in range(4)]
    made += [world.case("plan", person=rough), world.case("onderzoek", person=None, provision=ODD)]
    asked, eye = read("zoon", today()), sight(world.consulent)
    cases, others = as_shown(eye, asked, [one.pk for one in made])
    near = frozenset({made[-1].pk})
    return lines(cases, sight=eye, asked=asked, named=named_like(asked), near=near, others=others)


def test_the_function_makes_what_the_template_says(found: list[Line]) -> None:
    assert len(found) == Case.objects.count()
    assert {len(line.others) for line in found} >= {0, 4}
    assert any(piece.hit for line in found for piece in line.question)
    assert str(as_html(found)) == "".join(render_to_string("desk/found_row.html", {"line": line}) for line in found)


def test_nothing_else_of_them_is_read(found: list[Line], django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        as_html(found)
