"""What is put right by two people at the same moment is put right once, and nothing of it is lost."""

import uuid
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.operations import unlink_case
from casework.cases.put_right import put_right
from casework.cases.written import WrittenBefore
from casework.engine import lists, rerouting
from casework.engine.door import perform
from casework.engine.errors import NotNow, Overtaken
from casework.engine.holding import hold
from casework.goals.models import ProgressReport
from casework.goals.operations import report_progress
from casework.indicaties.conditions import CORRECTED
from casework.indicaties.models import VoorlopigeIndicatie
from casework.notes.operations import add_note
from casework.vangnet.models import VangnetRequest
from tests.at_once import at_once
from tests.factories import World, fresh

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
REFUSED = (NotNow, Overtaken)


@pytest.fixture
def world() -> World:
    made = World()
    rerouting.work_off()
    return made


def in_line(case: Case) -> bool:
    with transaction.atomic():
        return lists.differences(hold(Case, [case.pk]), timezone.now()) == 0


def corrected(one: VoorlopigeIndicatie, by: Any, frequency: str, **more: Any) -> Any:
    stands = {name: getattr(one, name) for name in CORRECTED} | {"frequency": frequency}
    return perform(one, "correct", by=by, why="Typefout", **stands, **more)


def test_two_who_correct_the_same_indicatie(world: World) -> None:
    wrong = world.indicatie(world.case(), "afgegeven", issued_by=world.consulent)
    results = at_once(
        lambda: corrected(wrong, world.consulent, "1 uur", expected="afgegeven"),
        lambda: corrected(wrong, world.teamleider, "2 uur", expected="afgegeven"),
    )
    assert sum(isinstance(one, REFUSED) for one in results) == 1, results
    assert VoorlopigeIndicatie.objects.filter(state="afgegeven").count() == 1
    assert in_line(wrong.case)


def test_one_who_clicks_twice(world: World) -> None:
    wrong = world.indicatie(world.case(), "afgegeven", issued_by=world.consulent)
    token = uuid.uuid4()
    results = at_once(*[lambda: corrected(wrong, world.consulent, "1 uur", token=token)] * 2)
    assert sorted(one.repeated for one in results) == [False, True]
    assert VoorlopigeIndicatie.objects.count() == 2


def test_one_corrects_while_another_withdraws(world: World) -> None:
    wrong = world.indicatie(world.case(), "afgegeven", issued_by=world.eerstecontact)
    stops = {"why": "Niet nodig", "until": wrong.ends_on, "heard_how": "gebeld", "heard_on": wrong.starts_on}
    results = at_once(
        lambda: corrected(wrong, world.teamleider, "2 uur"),
        lambda: perform(wrong, "withdraw", by=world.consulent, **stops),
    )
    assert sum(isinstance(one, REFUSED) for one in results) == 1, results
    assert in_line(wrong.case)


def ended(world: World) -> Case:
    case = world.case("uitvoering")
    world.goal(case, "loopt")
    perform(world.request(case, "aangevraagd"), "approve", by=world.teamleider)
    perform(case, "end", by=world.consulent, ended_reason="verhuisd", closing_words="Dag")
    return case


def test_two_who_undo_the_same_end(world: World) -> None:
    case = ended(world)
    results = at_once(
        lambda: perform(case, "undo", by=world.consulent, why="Verkeerde zaak"),
        lambda: perform(case, "undo", by=world.teamleider, why="Verkeerde zaak"),
    )
    assert sum(isinstance(one, REFUSED) for one in results) == 1, results
    assert fresh(case).phase == "uitvoering"
    request = VangnetRequest.objects.get(case=case)
    assert request.budget.entries.balance().reserved == request.approved_amount
    assert in_line(case)


def test_one_undoes_while_another_reopens(world: World) -> None:
    case = ended(world)
    results = at_once(
        lambda: perform(case, "undo", by=world.consulent, why="Verkeerde zaak"),
        lambda: perform(case, "reopen", by=world.teamleider, why="Het gaat weer mis"),
    )
    assert sum(isinstance(one, REFUSED) for one in results) == 1, results
    assert fresh(case).phase in ("uitvoering", "onderzoek")
    assert in_line(case)


def test_two_cases_put_together_come_apart_while_the_other_is_ended(world: World) -> None:
    other = world.case()
    case = world.case("aanmelding", looks_like=other)
    third = world.case("aanmelding", looks_like=case)
    perform(case, "merge", by=world.consulent2)
    rerouting.work_off()
    moved = {"ended_reason": "verhuisd", "closing_words": "Dag"}
    results = at_once(
        lambda: perform(case, "undo", by=world.consulent2, why="Toch een ander"),
        lambda: perform(other, "end", by=world.consulent, **moved),
    )
    assert not any(isinstance(one, Exception) for one in results), results
    rerouting.work_off()
    assert fresh(third).looks_like == case
    assert in_line(case)
    assert in_line(third)


def test_a_note_that_two_move_stands_in_one_file(world: World) -> None:
    case, first, second = world.case(), world.case(), world.case()
    note = add_note(case, by=world.consulent, text="Dit gaat over een ander")
    results = at_once(
        lambda: put_right(note, by=world.consulent, what="verplaats", why="Verkeerde zaak", other=first),
        lambda: put_right(note, by=world.teamlid, what="verplaats", why="Verkeerde zaak", other=second),
    )
    assert sum(isinstance(one, NotNow) for one in results) == 1, results
    assert fresh(note).case_id in (first.pk, second.pk)
    assert WrittenBefore.objects.count() == 1


def test_notes_that_go_to_each_others_files_wait_for_nobody(world: World) -> None:
    first, second = world.case(), world.case()
    here, there = (add_note(one, by=world.consulent, text=f"Van {one.ref}") for one in (first, second))
    results = at_once(
        lambda: put_right(here, by=world.consulent, what="verplaats", why="Verkeerde zaak", other=second),
        lambda: put_right(there, by=world.teamlid, what="verplaats", why="Verkeerde zaak", other=first),
    )
    assert not any(isinstance(one, Exception) for one in results), results
    assert (fresh(here).case_id, fresh(there).case_id) == (second.pk, first.pk)


def test_a_link_that_two_undo_is_told_once(world: World) -> None:
    case, other = world.case(), world.case()
    case.linked.add(other)
    results = at_once(
        lambda: unlink_case(case, other, by=world.consulent, why="Verkeerd nummer"),
        lambda: unlink_case(case, other, by=world.teamlid, why="Verkeerd nummer"),
    )
    assert sum(isinstance(one, NotNow) for one in results) == 1, results


def test_a_report_that_one_strikes_while_another_corrects_it(world: World) -> None:
    goal = world.goal(world.case("uitvoering"), "loopt")
    wrong = report_progress(goal, by=world.consulent, text="Fout")
    results = at_once(
        lambda: put_right(wrong, by=world.consulent, what="verbeter", why="Typefout", text="Goed"),
        lambda: put_right(wrong, by=world.teamlid, what="weg", why="Over een ander"),
    )
    assert not isinstance(results[1], Exception), results
    assert results[0] is None or isinstance(results[0], NotNow) or results[0].text == "Goed"
    assert not ProgressReport.objects.exists()
    assert in_line(goal.case)


def test_a_piece_that_two_move_stands_in_one_file(world: World) -> None:
    case, first, second = world.case(), world.case(), world.case()
    piece = world.piece(case)
    results = at_once(
        lambda: put_right(piece, by=world.consulent, what="verplaats", why="Verkeerde zaak", other=first),
        lambda: put_right(piece, by=world.teamlid, what="verplaats", why="Verkeerde zaak", other=second),
    )
    assert sum(isinstance(one, NotNow) for one in results) == 1, results
    assert fresh(piece).case_id in (first.pk, second.pk)
