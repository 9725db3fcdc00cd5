"""What stands on somebody's list on a day; the days are counted by hand (2 March 2026 is a Monday)."""

import datetime as dt

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine.door import available
from roles.policy import sight
from tests.factories import fresh, put_in_line, today

MONDAY = dt.date(2026, 3, 2)
CONSULENTS, LEADER, HEAD = "wmo_consulent@Wijkteam Noord", "teamleider@Wijkteam Noord", "afdelingshoofd@Gemeente"


def moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)


def day(number: int, month: int = 3) -> dt.date:
    return dt.date(2026, month, number)


def in_days(days: int) -> dt.date:
    return today() + dt.timedelta(days=days)


def who_by_when(case: Case, on: dt.date = MONDAY) -> dict[str, tuple[str, dt.date]]:
    """step → (for whom, by when), as the lists say on that day."""
    put_in_line(Case, [case.pk], moment(on))
    return {
        f"{item.step}{' (leader)' if item.key.endswith((':leader', ':next')) else ''}": (
            item.for_user.username if item.for_user else f"{item.for_role}@{item.for_team or item.for_organisation}",
            item.due_on,
        )
        for item in WorkItem.objects.open().filter(case=case).select_related("for_user", "for_team", "for_organisation")
    }


def items(case: Case, on: dt.date | None = None) -> dict[str, WorkItem]:
    """The open turns by what settles them, on that day or as they stand."""
    if on is not None:
        put_in_line(Case, [case.pk], moment(on))
    return {one.step: one for one in WorkItem.objects.open().filter(case=case).select_related("for_user", "for_team")}


def steps_for(obj, who) -> set[str]:
    return {offer.step.name for offer in available(fresh(obj), sight(who))}
