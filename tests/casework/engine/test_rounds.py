"""Each round of what goes by date is a row; what fails in it is told by its reference alone; beheer can ask for one."""

import datetime as dt

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.utils import timezone

from casework.cases.models import Case
from casework.engine import by_date, lists, nights, rerouting, signs
from casework.engine.nights import NightlyRound
from casework.engine.turns import turns
from tests.factories import World, today
from workers import tasks


def test_a_round_leaves_a_row_of_what_it_did(world: World) -> None:
    yesterday = today() - dt.timedelta(days=1)
    world.indicatie(world.case(), "afgegeven", issued_on=yesterday, starts_on=yesterday, ends_on=yesterday)
    by_date.run()
    row = NightlyRound.objects.get()
    assert row.started_at <= row.ended_at <= timezone.now()
    assert (row.acts, row.anchors, row.failed) == (1, 1, 0)
    by_date.run()
    again = nights.last()
    assert (again.acts, again.anchors, again.put_right, again.failed) == (0, 0, 0, 0)  # nothing was due


@pytest.fixture
def broken(world: World, monkeypatch):
    """A case on which nothing can be derived, and what makes it whole again."""
    case = world.case()
    by_date.run()
    rerouting.write_down(Case, [case.pk])

    def trips(one, *rest):
        if one.row.pk == case.pk:
            raise RuntimeError("Bep Jansen, Voorstraat 1")
        return turns(one, *rest)

    monkeypatch.setattr(lists, "turns", trips)
    case.mend = lambda: monkeypatch.setattr(lists, "turns", turns)
    return case


def test_what_fails_is_told_by_its_reference_and_the_kind_of_error(broken) -> None:
    assert by_date.run() == 1
    sign = signs.night(timezone.now())
    assert not sign.well
    assert sign.figures["failed"] == 1
    assert sign.about == {"Mislukt: zaak (RuntimeError)": [broken.ref]}
    assert "Jansen" not in repr(sign)
    broken.mend()
    by_date.run()
    assert signs.night(timezone.now()).well


def test_a_round_that_is_broken_off_has_no_end(world: World, monkeypatch) -> None:
    def too_long(*args):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(by_date, "remind", too_long)
    world.case()
    with pytest.raises(SoftTimeLimitExceeded):
        by_date.run()
    row = NightlyRound.objects.get()
    assert (row.ended_at, row.anchors) == (None, 1)
    soon, later = row.seen_at + signs.ROUND_LASTS, row.seen_at + signs.ROUND_LASTS + dt.timedelta(seconds=1)
    assert "bezig sinds" in signs.night(soon).words
    assert "is afgebroken" in signs.night(later).words
    assert (signs.night(soon).well, signs.night(later).well) == (True, False)


def test_a_new_day_changes_turns_and_loses_none(world: World) -> None:
    world.case("aanmelding", reported_at=timezone.now() - dt.timedelta(days=1), received_on=today())
    by_date.run()
    by_date.run(timezone.now() + dt.timedelta(days=20))
    assert signs.night(timezone.now()).figures["put_right"] == 1  # the leader is asked too
    assert signs.night(timezone.now()).well


def test_without_a_round_for_hours_it_is_not_well(world: World) -> None:
    assert not signs.night(timezone.now()).well
    by_date.run()
    at = nights.last().started_at
    assert signs.night(at + signs.NO_ROUND).well
    assert not signs.night(at + signs.NO_ROUND + dt.timedelta(minutes=1)).well


def test_rows_are_kept_for_ninety_days(world: World) -> None:
    now = timezone.now()
    for days in (91, 89):
        by_date.run(now - dt.timedelta(days=days))
    old = NightlyRound.objects.earliest("started_at")
    old.failures.create(ref="x", what="zaak", error="RuntimeError")
    by_date.run(now)
    assert NightlyRound.objects.count() == 2
    assert old not in NightlyRound.objects.all()


def test_asked_for_often_it_is_one_round(world: World) -> None:
    assert nights.ask(world.beheer) is True
    assert nights.ask(world.beheer) is False
    row = nights.asked_for().get()
    assert row.asked_by == world.beheer
    assert "Er is om een ronde gevraagd" not in signs.night(timezone.now()).words  # there never was one
    for _ in range(3):  # as often as a worker was woken
        tasks.asked_round(row.pk)
    assert NightlyRound.objects.get().ended_at is not None
    assert not nights.asked_for().exists()


def test_one_that_was_asked_for_is_told_and_found_by_the_sweep(world: World, monkeypatch) -> None:
    by_date.run()
    nights.ask(world.beheer)
    assert "Er is om een ronde gevraagd" in signs.night(timezone.now()).words
    woken = []
    monkeypatch.setattr("casework.engine.outbox._send", lambda task, key: woken.append(task))
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, **options: do())
    nights.sweep()
    assert woken == [nights.ASKED]


def test_a_round_that_is_not_done_wakes_a_second_worker_once_and_then_each_only_itself(
    world: World, monkeypatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(by_date.outbox, "wake", lambda task, key: woken.append(task))
    monkeypatch.setattr(by_date, "go_on", lambda: True)
    by_date.go_on_and_wake()
    assert woken == [by_date.GO_ON] * 2
    nights.begin(timezone.now())
    by_date.go_on_and_wake()
    assert woken == [by_date.GO_ON] * 3
    monkeypatch.setattr(by_date, "go_on", lambda: False)
    by_date.go_on_and_wake()
    assert len(woken) == 3


def test_pieces_of_one_round_count_together_until_nobody_is_at_it(world: World) -> None:
    row = nights.begin(timezone.now())
    for _ in range(2):
        tally = nights.Tally(row)
        tally.acts += 3
        tally.save()
    assert nights.last().acts == 6
    assert nights.going_on(timezone.now()) == row
    assert nights.going_on(timezone.now() + nights.BROKEN_OFF + dt.timedelta(minutes=1)) is None
    nights.end(row, timezone.now())
    assert nights.going_on(timezone.now()) is None
