"""Between whom a wall stands: the one place where others ask."""

import datetime as dt
from collections.abc import Iterable

from casework.households.models import Wall
from roles.policy import today


def walled_from(person_ids: Iterable[int], on: dt.date | None = None) -> set[int]:
    """The people who may not learn of any of these, nor these of them. One query."""
    among = set(person_ids)
    if not among:
        return set()
    standing = Wall.objects.standing(on or today())
    pairs = (standing.filter(one__in=among) | standing.filter(other__in=among)).values_list("one_id", "other_id")
    return {there for one, other in pairs for here, there in ((one, other), (other, one)) if here in among}
