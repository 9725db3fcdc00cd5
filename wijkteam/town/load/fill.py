"""A load database: many believable cases, made in minutes, to measure with. Never for people to work in.

Teams of 400 cases, each case from a seed of its own: team 1 is the same whether it stands alone or among 250. What
happened is written in bulk (`case_life`), so it goes around the door; whose turn it is now is left to routing itself.
"""

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Final

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from casework.applications.rules import DecisionRules
from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.engine.holding import hold
from casework.engine.lists import bring_in_line
from casework.engine.look_again import LookAgain
from casework.engine.passing_days import DayPassed
from casework.law.models import DayOff, Ground, LegalTerm
from roles.models import RosterChange, Team, TeamKind
from wijkteam.town.load.case_life import tell_of_case
from wijkteam.town.load.chronicle import LONGEST, Chronicle
from wijkteam.town.load.copying import Tables, in_bulk, number_on, write
from wijkteam.town.load.indexes import learn, make_whole, set_aside, settle
from wijkteam.town.load.making_teams import HALL, OURS, make
from wijkteam.town.load.teams import StaffedTeam, staffed

CASES_PER_TEAM: Final = 400
CASES_PER_COPY: Final = 2000

Tell = Callable[[str], object]
Ready = Callable[[], object]
# has the share of each place written: cases, which are standing, which wanted, at which moment; and calls the last once
# the rows of all are there, before any finds out whose turn it is
Beside = Callable[[int, int, dt.datetime, Ready], None]


class NotEmpty(Exception):
    """There are teams here that this module didn't make."""


def fill(
    cases: int, *, at: dt.datetime | None = None, tell: Tell = lambda words: None, beside: Beside | None = None
) -> int:
    """Grow the load database to that many cases, and bring its work in line. Gives how many were added.

    With `beside` others write them, once the teams are there. Raises NotEmpty where teams stand that aren't ours.
    """
    at = at or timezone.now()
    if Team.objects.exclude(name__regex=OURS).exclude(kind=TeamKind.GEMEENTE, name=HALL).exists():
        raise NotEmpty
    standing = Case.objects.count()
    if cases <= standing:
        return 0
    with transaction.atomic(), in_bulk():
        make(sorted(_teams_of(standing, cases)), _years(at))
    if not standing and cases > CASES_PER_COPY:
        set_aside()
    if beside:
        beside(standing, cases, at, _ready)
    else:
        write_share(standing, cases, at, tell=tell, ready=_ready)
    if not standing:
        _nothing_is_left(at)
    settle()
    return cases - standing


def _nothing_is_left(at: dt.datetime) -> None:
    """That teams were made concerned cases that came after, and each of those was brought in line: the night needn't look
    at all of them once more."""
    with transaction.atomic():
        RosterChange.objects.all().delete()
        DayPassed.objects.update_or_create(pk=1, defaults={"day": timezone.localdate(at)})


def _ready() -> None:
    """Who reads what was written in bulk finds it as it would stand in life: by its indexes, which the planner knows."""
    number_on()
    make_whole()
    settle()


def write_share(
    standing: int,
    cases: int,
    at: dt.datetime,
    place: int = 0,
    sharers: int = 1,
    tell: Tell = lambda words: None,
    ready: Ready = lambda: None,
) -> None:
    """Of the cases that are to be added the share of who has this place, of so many who write at once. Calls `ready` once
    its rows are there."""
    teams, tables, numbers = staffed(_teams_of(standing, cases)), Tables(place, sharers), _numbers(standing, cases)
    own, today = numbers[place::sharers], timezone.localtime(at).date()
    waiting: list[tuple[int, int]] = []
    for start in range(0, len(own), CASES_PER_COPY):
        part = own[start : start + CASES_PER_COPY]
        waiting += [(number, key) for number in part if (key := _case(tables, teams, number, today))]
        write(tables.take())
        tell(f"{start + len(part)} zaken")
    ready()
    keys = [key for _, key in sorted(waiting)]  # team by team: who works there is looked at for those at hand
    for turn, start in enumerate(range(0, len(keys), CASES_PER_COPY), 1):
        with transaction.atomic():
            bring_in_line(hold(Case, keys[start : start + CASES_PER_COPY]), at)
        if turn.bit_count() == 1:  # with twice as many as when it was last told
            learn(WorkItem, LookAgain)  # the planner saw that nothing is open, and reads all of it for each case
        tell(f"{min(start + CASES_PER_COPY, len(keys))} van {len(keys)} open zaken aan de beurt")


def _teams_of(standing: int, cases: int) -> set[int]:
    return {number // CASES_PER_TEAM + 1 for number in range(standing, cases)}


def _years(at: dt.datetime) -> range:
    """In which something may have happened: each has a budget."""
    today = timezone.localtime(at).date()
    return range((today - dt.timedelta(days=LONGEST)).year, today.year + 1)


def _numbers(standing: int, cases: int) -> list[int]:
    """Which cases to add. They come in as in life, all teams in turn, so a team's rows lie scattered among the others."""
    return sorted(range(standing, cases), key=lambda number: (number % CASES_PER_TEAM, number))


def _case(tables: Tables, staffed: dict[int, StaffedTeam], number: int, today: dt.date) -> int | None:
    """The rows of one case. Gives its id if it may still be somebody's turn."""
    team, own = number // CASES_PER_TEAM + 1, number % CASES_PER_TEAM
    dice = Random(f"{team}:{own}")  # noqa: S311  the same each time is the point
    chronicle = Chronicle(tables, staffed[team], number, dice, today)
    tell_of_case(chronicle)
    return chronicle.row["id"] if chronicle.waits else None


def empty() -> None:
    """Throw everything away but the law: terms, days off and grounds."""
    kept = {one._meta.db_table for one in (LegalTerm, DayOff, Ground, DecisionRules)}
    tables = [
        one._meta.db_table
        for app in ("casework", "roles", "wijkweb")
        for one in apps.get_app_config(app).get_models(include_auto_created=True)
        if not one._meta.proxy and one._meta.db_table not in kept
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may be pending
        # triggers refuse this; the superuser of a demo or test can put them aside, the role of a real website can't
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in tables) + " RESTART IDENTITY CASCADE")
        cursor.execute("SET LOCAL session_replication_role = origin")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
