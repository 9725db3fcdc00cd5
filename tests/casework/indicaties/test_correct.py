"""Herstel: a wrong indicatie is replaced by a corrected one, in one act, before its help begins."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from casework.cases.events import CaseEvent
from casework.cases.work import WorkItem
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.door import perform
from casework.engine.errors import NotNow
from casework.indicaties.conditions import CORRECTED
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from tests.factories import World, fresh, today
from tests.pages.browser import as_, send, words

pytestmark = pytest.mark.django_db


def stands(indicatie: VoorlopigeIndicatie, **otherwise: Any) -> dict[str, Any]:
    return {name: getattr(indicatie, name) for name in CORRECTED} | otherwise


def issued(world: World) -> VoorlopigeIndicatie:
    draft = world.indicatie(world.case(), made_by=world.consulent)
    perform(draft, "issue", by=world.consulent)
    return draft


def test_the_corrected_one_is_in_force_at_once_and_is_reviewed_anew(world: World) -> None:
    wrong = issued(world)
    perform(wrong, "review", by=world.consulent2, ok=False, review_why="Te veel uren")
    perform(wrong, "correct", by=world.consulent, why="Typefout", **stands(wrong, frequency="2 uur per week"))
    wrong = fresh(wrong)
    right = wrong.replaced_by
    assert (wrong.state, wrong.replaced_why) == (IndicatieState.VERVANGEN, "Typefout")
    assert (right.state, right.frequency, right.issued_by) == (
        IndicatieState.AFGEGEVEN,
        "2 uur per week",
        world.consulent,
    )
    assert right.mandate == wrong.mandate
    turns = WorkItem.objects.open().filter(case=wrong.case, key__startswith="indicatie:")
    assert set(turns.values_list("object_id", flat=True)) == {right.public_id}
    assert {one.step for one in turns} >= {"indicatie.review", "indicatie.confirm_start"}


def test_a_letter_that_was_not_sent_yet_does_not_go_out_and_nobody_is_asked_for_it(world: World) -> None:
    wrong = issued(world)
    letter = Document.objects.get(about=wrong.public_id)
    perform(letter, "ready", by=None, file="x.pdf", sha256="0" * 64, size=1)
    perform(wrong, "correct", by=world.consulent, why="Typefout", **stands(wrong, frequency="2 uur per week"))
    assert fresh(letter).state == DocumentState.ACHTERHAALD
    assert not WorkItem.objects.open().filter(object_id=letter.public_id).exists()
    told = Document.objects.get(kind="indicatie_hersteld")
    assert told.snapshot["decided"]["by"] == world.consulent.name
    assert told.snapshot["decided"]["mandate"]
    assert told.snapshot["replaces"]["changes"] == [
        {"name": "Hoeveel", "was": "3 uur per week", "now": "2 uur per week"}
    ]


def test_a_letter_that_was_sent_stays_as_it_was_sent(world: World) -> None:
    wrong = issued(world)
    letter = Document.objects.get(about=wrong.public_id)
    perform(letter, "ready", by=None, file="x.pdf", sha256="0" * 64, size=1)
    perform(letter, "send", by=world.consulent, sent_on=today(), sent_how="uitgereikt")
    perform(wrong, "correct", by=world.consulent, why="Typefout", **stands(wrong, what="Zorg in de nacht"))
    assert fresh(letter).state == DocumentState.VERSTUURD


def test_the_mandate_of_who_corrects_is_the_one_that_counts(world: World) -> None:
    wrong = issued(world)
    dear = stands(wrong, amount_per_week=Decimal(501))
    with pytest.raises(NotNow) as refused:
        perform(wrong, "correct", by=world.consulent, why="Te weinig", **dear)
    assert [one.text[:27] for one in refused.value.reasons] == ["Dit valt buiten het mandaat"]


def test_the_leader_without_a_mandate_has_the_largest_of_the_team_and_no_more(world: World) -> None:
    wrong = issued(world)
    with pytest.raises(NotNow):
        perform(wrong, "correct", by=world.teamleider, why="Te weinig", **stands(wrong, amount_per_week=Decimal(501)))
    perform(wrong, "correct", by=world.teamleider, why="Te weinig", **stands(wrong, amount_per_week=Decimal(499)))
    right = fresh(wrong).replaced_by
    assert right.mandate.max_amount >= 499
    assert CaseEvent.objects.get(verb="indicatie.reissued").mandate == right.mandate


def test_who_corrects_on_the_page_reads_what_was_wrong_and_what_came_of_it(client: Client, world: World) -> None:
    wrong = fresh(issued(world))
    url = f"{wrong.get_absolute_url()}stap/herstel/"
    page = as_(client, world.consulent).get(url)
    assert page.context["form"]["frequency"].value() == "3 uur per week"
    data = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    data |= {"provider": str(wrong.provider_id), "expected": wrong.state, "why": "", "frequency": "5 uur"}
    for name in ("starts_on", "ends_on"):
        data[name] = f"{getattr(wrong, name):%d-%m-%Y}"
    refused = send(client, url, **data)
    assert "why" in refused.context["form"].errors
    assert refused.context["form"]["frequency"].value() == "5 uur"
    for bad in ({"why": "a\0b"}, {"why": "x" * 10_000}, {"why": "Fout", "starts_on": "1-1-1800"}, {"provider": "x"}):
        assert send(client, url, **data | bad).status_code == 200
    done = send(client, url, **data | {"why": "Verkeerd getypt"})
    assert done.status_code == 303
    assert "een verbeterde" in words(client.get(done.url))
    right = fresh(wrong).replaced_by
    shown = words(client.get(right.get_absolute_url()))
    assert "Verkeerd getypt" in shown
    assert right.frequency == "5 uur"


def test_help_that_began_says_which_step_puts_it_right(client: Client, world: World) -> None:
    running = world.indicatie(world.case(), "afgegeven", issued_by=world.consulent, help_started_on=today())
    page = words(as_(client, world.consulent).get(f"{running.get_absolute_url()}stap/herstel/"))
    assert "Kies ‘Trek in’" in page
    assert "Kies ‘Verleng’" in page


def test_the_citizen_reads_the_corrected_help_alone(client: Client, world: World) -> None:
    wrong = issued(world)
    world.grant(wrong.case)
    later = dt.timedelta(days=3)
    new = stands(wrong, starts_on=wrong.starts_on + later, what="Hulp bij het wassen")
    perform(wrong, "correct", by=world.consulent, why="Verkeerde dag", **new)
    page = words(as_(client, world.inwoner).get(wrong.case.citizen_url))
    assert "Hulp bij het wassen" in page
    assert "Hulp bij het huishouden" not in page
    old = words(client.get(wrong.get_absolute_url()))
    assert "Verkeerde dag" in old
