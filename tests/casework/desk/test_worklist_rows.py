"""The rows that are made by a function are those of the template, byte for byte."""

import datetime as dt
from itertools import product

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.desk.worklist import Row
from casework.desk.worklist_rows import as_html
from roles.matrix import Role
from tests.factories import World, put_in_line

ODD = '<b>O\'Brien & "zoon"</b> {{ x }} é \N{NO-BREAK SPACE}'


def by_template(rows: list[Row], of_others: bool, picks: bool, question: bool) -> str:
    context = {"of_others": of_others, "colleagues": ["iemand"] if picks else [], "question": question}
    one = [render_to_string("desk/worklist_row.html", context | {"row": row, "item": row.item}) for row in rows]
    return "".join(one)


def items(world: World) -> list[WorkItem]:
    """Of every sort of doer, by every sort of day, with words that must be escaped."""
    case = world.case("onderzoek", person=world.person(ODD))
    put_in_line(Case, [case.pk], timezone.now())
    found = []
    for number, days in enumerate((-40, -1, 0, 1, 2, 400)):
        item = WorkItem.objects.open().filter(case=case).select_related("case__person", "kern").first()
        item.due_on = timezone.localdate() + dt.timedelta(days=days)
        item.what, item.why, item.due_why, item.url = ODD, ODD, ODD, f"/zaken/{number}/?a=1&b='"
        item.for_user = item.handed_to = item.for_organisation = None
        item.for_role = Role.WMO_CONSULENT
        found.append(item)
    world.consulent.first_name = ODD
    found[0].handed_to, found[1].for_user, found[2].for_organisation = world.consulent, world.consulent, world.partner
    world.partner.name = ODD
    found[1].case.regisseur = None
    found[3].case = world.case("onderzoek", layer="burger", holder_kind="inwoner", holder_team=None)
    found[4].case = world.case("onderzoek", person=None, provision=ODD)
    found[2].rests_until = found[5].rests_until = timezone.localdate() + dt.timedelta(days=9)  # one of them due today
    return found


@pytest.mark.parametrize("of_others", [False, True])
@pytest.mark.parametrize("picks", [False, True])
@pytest.mark.parametrize("question", [False, True])
def test_a_row_is_what_its_template_makes_of_it(world: World, of_others: bool, picks: bool, question: bool) -> None:
    rows = [
        Row(
            item,
            ODD if shown else "",
            "" if shown else words,
            words if shown else "",
            shown,
            can,
            urgent,
            ODD if can else "",
        )
        for item in items(world)
        for shown, can, urgent, words in product((False, True), (False, True), (False, True), ("", ODD, "woord " * 60))
    ]
    made = str(as_html(rows, of_others=of_others, picks=picks, question=question))
    assert made == by_template(rows, of_others, picks, question)
