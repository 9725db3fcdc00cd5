"""A change that concerns many is worked off by a worker, in pieces, and beheer sees how far it is."""

import datetime as dt

import pytest
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine import pieces, rerouting, signs
from casework.engine.pieces import TimeIsUp, Until
from casework.engine.rerouting import Reorganisation, ToReroute
from roles.models import Membership, RosterChange
from tests.factories import World, today
from tests.wijkteam.admin.test_how_it_goes import PAGE, words
from workers.queues import LETTERS, NIGHT, TASKS


@pytest.fixture
def many(world: World, monkeypatch) -> list[Case]:
    """Four open cases of a team from which everybody goes, where three is many."""
    found = [world.case("uitvoering") for _ in range(4)]
    rerouting.work_off()
    monkeypatch.setattr(rerouting, "MANY", 3)
    monkeypatch.setattr(rerouting, "AT_A_TIME", 1)
    Membership.objects.filter(user=world.consulent).update(until=today())
    return found


def one_piece(monkeypatch, chunks: int) -> None:
    """As many chunks as fit in the time there is."""
    left = iter(range(chunks + 1))

    class Soon(Until):
        def stop_in_time(self) -> None:
            if next(left) >= chunks:
                raise TimeIsUp

    with pytest.raises(TimeIsUp):
        rerouting.work_off(until=Soon())


def test_it_is_told_how_far_it_is(many, world, client, monkeypatch) -> None:
    one_piece(monkeypatch, chunks=1)
    sign = signs.rerouting(timezone.now())
    assert (sign.figures["large_total"], sign.figures["large_done"]) == (4, 1)
    assert sign.well
    client.force_login(world.beheer)
    page = words(client.get(PAGE))
    assert "raakt 4 zaken. Daarvan bijgewerkt: 1." in page
    assert "Nog ongeveer 1 min." in page
    rerouting.work_off()
    assert Reorganisation.objects.get().ended_at is not None
    assert "Er wacht niets." in signs.rerouting(timezone.now()).words
    assert not WorkItem.objects.open().filter(case__in=many, for_user__isnull=False).exists()


def test_where_nobody_goes_on_with_it_is_not_well(many, monkeypatch) -> None:
    one_piece(monkeypatch, chunks=1)
    seen = Reorganisation.objects.get().seen_at
    assert signs.rerouting(seen + signs.WAITS_FOR_LINE).well
    assert not signs.rerouting(seen + signs.WAITS_FOR_LINE + dt.timedelta(minutes=1)).well


def test_that_many_wait_is_no_trouble_as_long_as_it_goes_on(many, monkeypatch) -> None:
    monkeypatch.setattr(signs, "OUT_OF_LINE", 1)
    one_piece(monkeypatch, chunks=1)
    ToReroute.objects.update(asked_at=timezone.now() - dt.timedelta(hours=1))
    assert signs.rerouting(timezone.now()).well


def test_it_rests_twice_as_long_as_it_works(many, monkeypatch) -> None:
    rested: list[float] = []
    monkeypatch.setattr("casework.engine.rerouting.time.sleep", rested.append)
    rerouting.work_off()
    assert len(rested) == 4
    assert all(0 < one <= 1 for one in rested)
    rested.clear()
    RosterChange.objects.create(at=timezone.now(), user_id=-1)  # concerns nobody
    rerouting.write_down(Case, [many[0].pk])
    rerouting.work_off()
    assert rested == []


def test_who_made_the_change_waits_for_none_of_it(many, monkeypatch) -> None:
    """Also not until it is written down whom it is about: a worker does that."""
    woken: list[str] = []
    monkeypatch.setattr(rerouting.outbox, "wake", lambda task, key: woken.append(task))
    rerouting.soon()
    assert RosterChange.objects.exists()
    assert not ToReroute.objects.exists()
    assert woken == [rerouting.REROUTE]
    rerouting.piece()
    assert not rerouting.waiting()


def test_who_changed_something_small_never_rests(many, monkeypatch) -> None:
    monkeypatch.setattr(rerouting, "MANY", 5)
    monkeypatch.setattr("casework.engine.rerouting.time.sleep", lambda seconds: pytest.fail("somebody waits for it"))
    rerouting.soon()
    assert not rerouting.waiting()


def test_what_was_done_by_another_worker_is_not_done_again(many, monkeypatch) -> None:
    looked: list[int] = []
    meant = rerouting.lists.bring_in_line
    monkeypatch.setattr(rerouting.lists, "bring_in_line", lambda held, at: looked.extend(held.ids) or meant(held, at))
    rerouting.work_off(most=1)
    rerouting._bring(Case, [one.pk for one in many], rerouting.Tally(), wait=False, at=None)
    assert sorted(looked) == [one.pk for one in many]
    assert len(looked) == len(set(looked))


def test_what_goes_over_much_is_never_before_a_letter_and_ends_soon() -> None:
    clears = ("clear_drafts", "clear_mails", "clear_sessions")
    much = ("nightly", "asked_round", "reroute", "prove", "check_files", "week_figures", *clears)
    places = {name: TASKS[f"workers.tasks.{name}"] for name in much}
    assert {place.queue for place in places.values()} == {NIGHT} != {LETTERS}
    assert max(place.minutes * 60 for place in places.values()) <= 30
    assert pieces.PIECE < 30


def test_a_piece_that_is_not_done_wakes_a_worker(many, monkeypatch) -> None:
    woken: list[str] = []
    monkeypatch.setattr(rerouting.outbox, "wake", lambda task, key: woken.append(task))
    monkeypatch.setattr(rerouting, "PIECE", 0)
    rerouting.piece()
    assert woken == [rerouting.REROUTE]
    monkeypatch.setattr(rerouting, "PIECE", 20)
    rerouting.piece()
    assert woken == [rerouting.REROUTE]
    assert not rerouting.waiting()
