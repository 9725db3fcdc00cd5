"""What the day does to who live together: somebody is 18; and a death that was told elsewhere is found here."""

import datetime as dt
from typing import Any

from casework.engine.by_date import first_moment
from casework.engine.noun import ByDate
from casework.households import operations
from casework.households.models import Member
from casework.households.of_age import adult_day
from casework.people.models import Person


def _of_age(on: dt.date) -> Any:
    rows = Member.objects.here().filter(of_age_on=None, person__deceased_on=None)
    return rows.annotate(adult_on=adult_day("person__birth_date")).filter(adult_on__lte=on).select_related("household")


def _come_of_age(member: Any, on: dt.date, at: dt.datetime) -> None:
    operations.come_of_age(member, first_moment(max(member.adult_on, member.since)), at)


def _died(on: dt.date) -> Any:
    """Told in one of their cases, and for some reason not here. Begun at who died (`distinct` keeps that apart), and not at
    everybody who lives somewhere."""
    died = Person.objects.filter(deceased_on__lte=on).order_by().distinct()
    return Member.objects.here().filter(person__in=died).select_related("household")


BY_DATE = (
    ByDate(name="members_of_age", due=_of_age, do=_come_of_age, found_by=("casework.Member", "of_age_on")),
    ByDate(
        name="members_who_died",
        due=_died,
        do=lambda member, on, at: operations.died(member, at),
        found_by=("casework.Person", "deceased_on"),
    ),
)
