"""What changes by itself on a day: also late, twice, and where one case fails."""

import datetime as dt
import logging

from casework.cases.work import WorkItem
from casework.engine import by_date, lists
from casework.engine.turns import turns
from roles.matrix import Role
from roles.models import Membership
from tests.casework.on_the_lists import LEADER, MONDAY, day, items, moment, who_by_when
from tests.factories import World, fresh, today


def test_late_or_twice_gives_the_same(world: World, new_case) -> None:
    """A week's outage: what ended meanwhile ended on its own day, and the lists say the same as if nothing happened."""
    ended = new_case()
    world.indicatie(ended, "afgegeven", issued_on=MONDAY, starts_on=MONDAY, ends_on=day(9))
    for _ in range(2):
        by_date.run(moment(day(20)))
    indicatie = ended.indicaties.get()
    assert (indicatie.state, indicatie.state_since) == ("geeindigd", day(10))
    assert ended.events.filter(verb="indicatie.lapse").count() == 1
    assert who_by_when(ended, day(20))["indicatie.decide_after_end"] == (LEADER, day(10))


def test_what_was_due_when_nobody_was_there_is_for_the_people_of_today(world: World) -> None:
    Membership.objects.update(since=dt.date(2026, 1, 1))
    case = world.case(on=dt.date(2020, 1, 6))
    long_ago = dt.date(2020, 2, 1)
    world.indicatie(case, "afgegeven", issued_on=long_ago, starts_on=long_ago, ends_on=long_ago)
    for _ in range(2):
        assert by_date.run() == 0
    ended = case.indicaties.get()
    assert (ended.state, ended.state_since) == ("geeindigd", dt.date(2020, 2, 2))
    assert items(case)["indicatie.decide_after_end"].for_role == Role.TEAMLEIDER
    assert case.events.filter(verb="indicatie.lapse").count() == 1


def test_one_case_that_fails_does_not_stop_the_night(world: World, monkeypatch, caplog) -> None:
    yesterday = today() - dt.timedelta(days=1)
    broken, sound = (
        world.indicatie(world.case(), "afgegeven", issued_on=yesterday, starts_on=yesterday, ends_on=yesterday)
        for _ in range(2)
    )
    WorkItem.objects.all().delete()
    meant = turns

    def trips(case, *rest):
        if case.row.pk == broken.case_id:
            raise RuntimeError("Bep Jansen, Voorstraat 1")
        return meant(case, *rest)

    monkeypatch.setattr(lists, "turns", trips)
    with caplog.at_level(logging.INFO):
        assert by_date.run() == 2  # it could not end, and its list could not be brought in line
    assert (fresh(sound).state, fresh(broken).state) == ("geeindigd", "afgegeven")
    assert "indicatie.decide_after_end" in items(sound.case)
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert any(broken.case.ref in line and "RuntimeError" in line for line in told)
    assert "2 failed" in told[-1]
    assert "Jansen" not in caplog.text
    monkeypatch.setattr(lists, "turns", meant)
    assert by_date.run() == 0
    assert "indicatie.decide_after_end" in items(broken.case)
