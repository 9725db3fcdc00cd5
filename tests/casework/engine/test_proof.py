"""Every list is looked at once a day, in pieces: what stood otherwise is put right, counted and told."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine import by_date, lists, nights, proof, rerouting, signs
from casework.engine.look_again import LookAgain
from casework.engine.passing_days import DayPassed
from casework.engine.proof import Proof
from casework.engine.rerouting import Reorganisation
from casework.engine.turns import turns
from roles.models import RosterChange
from tests.factories import World, today


@pytest.fixture
def cases(world: World) -> list[Case]:
    """Three of them, and nothing that waits."""
    found = [world.case() for _ in range(3)]
    by_date.run()
    return found


def test_a_turn_that_was_lost_is_found_put_right_and_told(cases) -> None:
    before = sorted(WorkItem.objects.values_list("case_id", "key"))
    WorkItem.objects.filter(case=cases[1]).delete()
    lost = len(before) - WorkItem.objects.count()
    proof.prove()
    assert sorted(WorkItem.objects.values_list("case_id", "key")) == before
    sign = signs.lists(timezone.now())
    assert (sign.figures["out_of_line"], sign.figures["anchors"]) == (lost, 3)
    assert lost > 0
    assert not sign.well
    assert f"stond {lost} keer iets anders" in sign.words
    assert sign.about == {"Rechtgezet": [cases[1].ref]}


def test_where_all_is_in_line_it_says_when(cases) -> None:
    proof.prove()
    sign = signs.lists(timezone.now())
    assert (sign.well, sign.about) == (True, {})
    assert "Zaken nagekeken: 3." in sign.words


def test_a_day_to_look_again_that_was_lost_is_found_too(world: World) -> None:
    world.case("aanmelding")
    by_date.run()
    assert LookAgain.objects.exclude(on=None).count() == 1
    LookAgain.objects.all().delete()
    proof.prove()
    assert signs.lists(timezone.now()).figures["out_of_line"] == 1
    assert LookAgain.objects.exclude(on=None).count() == 1


def test_it_goes_on_where_it_was(cases, monkeypatch) -> None:
    monkeypatch.setattr(proof, "CHUNK", 1)
    looked = []
    monkeypatch.setattr(proof, "_look_at", lambda row, model, ids: looked.extend(ids))
    proof.prove(seconds=0)
    assert looked == []
    for _ in range(5):  # each piece finishes what it began before it looks at the time
        moments = iter([0.0, 0.0, 9.0, 9.0])
        monkeypatch.setattr("casework.engine.pieces.time.monotonic", lambda m=moments: next(m))
        proof.prove(seconds=1)
    assert looked == [one.pk for one in cases]
    assert Proof.objects.get().ended_at is not None


def test_once_a_day_unless_somebody_asks(cases, monkeypatch) -> None:
    proof.prove()
    proof.prove()
    assert Proof.objects.count() == 1
    proof.ask()
    proof.prove()
    assert Proof.objects.filter(asked=True, ended_at__isnull=False).count() == 1
    Proof.objects.update(started_at=timezone.now() - dt.timedelta(days=1))
    proof.prove()
    assert Proof.objects.count() == 3


def test_it_spreads_itself_over_the_day(cases, monkeypatch) -> None:
    monkeypatch.setattr(proof, "CHUNK", 1)
    yesterday = timezone.now() - dt.timedelta(days=1)
    Proof.objects.create(started_at=yesterday, seen_at=yesterday, ended_at=yesterday, anchors=2 * proof.PIECES)
    proof.prove()
    assert proof.last().anchors == 2


def test_what_is_known_to_wait_is_no_loss(cases) -> None:
    WorkItem.objects.all().delete()
    rerouting.write_down(Case, [one.pk for one in cases])
    proof.prove()
    assert (Proof.objects.get().lost, Proof.objects.get().anchors) == (0, 3)


@pytest.mark.parametrize("what", ["roster", "day", "many", "round"])
def test_while_something_waits_that_concerns_many_it_does_not_begin(cases, what) -> None:
    now = timezone.now()
    match what:
        case "roster":
            RosterChange.objects.create(at=now)
        case "day":
            DayPassed.objects.update(day=today() - dt.timedelta(days=1))
        case "many":
            Reorganisation.objects.create(asked_at=now, seen_at=now, total=9)
        case "round":
            nights.begin(now)
    proof.prove()
    assert not Proof.objects.exists()


def test_a_case_that_cannot_be_looked_at_is_told_by_its_reference(cases, monkeypatch) -> None:
    def trips(one, *rest):
        if one.row.pk == cases[0].pk:
            raise RuntimeError("Bep Jansen, Voorstraat 1")
        return turns(one, *rest)

    monkeypatch.setattr(lists, "turns", trips)
    WorkItem.objects.filter(case=cases[2]).delete()
    proof.prove()
    sign = signs.lists(timezone.now())
    assert sign.about == {"Niet nagekeken (RuntimeError)": [cases[0].ref], "Rechtgezet": [cases[2].ref]}
    assert "Jansen" not in repr(sign)


def test_without_one_for_days_it_is_not_well(cases) -> None:
    proof.prove()
    at = Proof.objects.get().started_at
    assert signs.lists(at + signs.PROVED).well
    assert not signs.lists(at + signs.PROVED + dt.timedelta(minutes=1)).well


def test_rows_are_kept_for_ninety_days(cases) -> None:
    for days in (91, 89):
        then = timezone.now() - dt.timedelta(days=days)
        Proof.objects.create(started_at=then, seen_at=then, ended_at=then)
    proof.prove()
    assert Proof.objects.count() == 2
    assert Proof.objects.earliest("started_at").started_at == then  # of the two that stood there the younger
