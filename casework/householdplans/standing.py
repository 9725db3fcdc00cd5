"""How the members of a household stand to its plan on a day, as its pages, papers and steps need it."""

import datetime as dt
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from casework.householdplans.agreeing import ELSEWHERE, Asked, Gave, asked, lives_in, on_day
from casework.law.models import clock


def members_of(household: Any) -> list[Any]:
    """Who lives there, with who has authority over them: three queries, once for all conditions of a step or a page."""
    rows = household.members.model.objects.here().select_related("person").prefetch_related("authority__person")
    prefetch_related_objects([household], Prefetch("members", rows.order_by("pk"), to_attr="living"))
    return list(household.living)


def stands(plan: Any, members: list[Any], on: dt.date) -> list[Asked]:
    """Of each of these members whose say is needed and whose is there, by the ages of that day: one query."""
    said = plan.agreements.filter(ended_on=None).values_list("member_id", "by_whom_id", "given_on")
    gave = [Gave(member, by_whom or ELSEWHERE, day) for member, by_whom, day in said]
    by = clock()
    return asked(lives_in(members), gave, plan.law, on_day(on), lambda code: by.rule(code, on).length)


def sayers(members: list[Any], one: Asked) -> list[tuple[Any, str]]:
    """Those whose say about this member is still missing: as a member (None: they live elsewhere), and by name."""
    known = {other.pk: other for row in members for other in (row, *row.authority.all())}
    member = known[one.member]
    return [
        (None, member.authority_elsewhere) if pk == ELSEWHERE else (known[pk], known[pk].person.name)
        for pk in sorted(one.missing)
    ]


def names_of(members: list[Any], one: Asked) -> set[int]:
    """The people whom a sentence about this one's agreement would name."""
    own = {row.person_id for row in members if row.pk == one.member}
    return own | {row.person_id for row, _ in sayers(members, one) if row is not None}


def what_is_missing(members: list[Any], found: list[Asked]) -> list[str]:
    """In words, a sentence each: whose agreement isn't there yet, or of whom nobody knows who may give it."""
    names = {row.pk: row.person.name for row in members}
    return [_missing(members, one, names[one.member]) for one in found if not one.agreed]


def _missing(members: list[Any], one: Asked, name: str) -> str:
    if one.unknown:
        return f"Van {name} is niet bekend wie het gezag heeft. Leg dat vast bij het huishouden."
    whom = ["zelf" if row is not None and row.pk == one.member else by for row, by in sayers(members, one)]
    if whom == ["zelf"]:
        return f"{name} gaf nog geen akkoord."
    return f"Voor {name} is nog geen akkoord van {' en '.join(name if by == 'zelf' else by for by in whom)}."
