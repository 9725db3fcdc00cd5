"""A wall between two people of a household is set, kept for longer, gone over and lifted; it never opens by itself.

Whoever sets one holds every case of both meanwhile: what is made there at that moment is made before it or after it.
"""

import datetime as dt
import uuid
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from casework.engine.errors import NotAllowed, NotNow, Reason
from casework.engine.holding import hold, locked_row
from casework.engine.writes import Write, write_on
from casework.households.models import Household, Member, Wall
from casework.households.querysets import cases
from casework.people.models import Person
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, which

LONGEST: Final = dt.timedelta(days=366)  # somebody looks at it within a year
MADE_ONE: Final = "Een collega voegde deze gegevens net samen. Kijk wat er nu staat, en kies opnieuw."
GONE: Final = "Deze muur staat er niet meer. Een collega was u voor."


def directs(sight: Sight, people: Any) -> bool:
    """Whether this person directs a case of one of these people (keys, or a query of them), or leads its team."""
    led = Q(which(sight, Action.LEAD_CASE), regisseur__in=sorted(sight.acts_for))
    found = cases().filter(led | which(sight, Action.ASSIGN_CASE), person__in=people)
    return bool(found.exists())


def decides(sight: Sight, wall: Wall) -> bool:
    """Who directs a case of one of both or leads its team; and whoever set it, while they see the household: it is their turn."""
    mine = Wall.objects.visible_to(sight).filter(pk=wall.pk, by__in=sorted(sight.acts_for))
    return directs(sight, [wall.one_id, wall.other_id]) or mine.exists()


def set_wall(
    household: Household,
    *,
    by: User | Sight,
    one: Person,
    other: Person,
    why: str,
    until: dt.date | None = None,
    review_on: dt.date | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Wall:
    """Between these two from now on. `one` is for whose sake. Raises NotAllowed, NotNow, Repeated."""
    with transaction.atomic():
        _hold_cases_of({one.pk, other.pk})
        with write_on(household, by=by, token=token, at=at) as write:
            _refuse_who_may_not(write, {one.pk, other.pk})
            _refuse_days(write, until, review_on)
            one, other = _as_they_are(one, other)
            between = Q(one=one, other=other) | Q(one=other, other=one)
            if Wall.objects.standing().filter(between).exists():
                raise NotNow([Reason("Tussen deze twee staat al een muur.")])
            assert write.by is not None
            wall: Wall = Wall.objects.create(
                household=write.anchor,
                one=one,
                other=other,
                why=why,
                until=until,
                review_on=review_on,
                by=write.by,
                at=write.at,
                state_since=write.on,
            )
            follow_walls(write.anchor)
            _tell(write, wall, "set", "Muur gezet")
    return wall


def keep_wall(
    wall: Wall,
    *,
    by: User | Sight,
    why: str,
    until: dt.date | None = None,
    review_on: dt.date | None = None,
    token: uuid.UUID | None = None,
    at: dt.datetime | None = None,
) -> Wall:
    """It stays, until another day or to be looked at again on one."""
    with write_on(wall.household, by=by, token=token, at=at) as write:
        wall = _standing(write, wall)
        _refuse_days(write, until, review_on)
        wall.until, wall.review_on, wall.why = until, review_on, why
        wall.state_since = write.on
        wall.save(update_fields=["until", "review_on", "why", "state_since"])
        _tell(write, wall, "kept", "Muur blijft staan")
    return wall


def go_over(wall: Wall, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None) -> Wall:
    """What stood on both sides already was gone over: who stands in the web, carries a goal, speaks or reads along."""
    with write_on(wall.household, by=by, token=token, at=at) as write:
        wall = _standing(write, wall)
        if wall.gone_over_on is not None:
            raise NotNow([Reason("Dit is al nagelopen.")])
        wall.gone_over_on = write.on
        wall.save(update_fields=["gone_over_on"])
        _tell(write, wall, "gone_over", "Muur nagelopen")
    return wall


def lift_wall(
    wall: Wall, *, by: User | Sight, why: str, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> Wall:
    """From now on there is none. What it ended doesn't come back by that."""
    with transaction.atomic():
        _hold_cases_of({wall.one_id, wall.other_id})
        with write_on(wall.household, by=by, token=token, at=at) as write:
            wall = _standing(write, wall)
            wall.lifted_on, wall.lifted_by, wall.lifted_why = write.on, write.by, why
            wall.save(update_fields=["lifted_on", "lifted_by", "lifted_why"])
            follow_walls(write.anchor)
            _tell(write, wall, "lifted", "Muur opgeheven")
    return wall


def follow_walls(household: Any) -> None:
    """Whom it concerns that a wall stands is known by their own row: who is one of the two, and who lives there with them.
    The household is called by its number meanwhile, because its name may be that of one of them."""
    people = Person.objects.filter(
        Q(memberships__household=household)
        | Q(walls_as_one__household=household)
        | Q(walls_as_other__household=household)
    )
    mark_who_is_near(set(people.values_list("pk", flat=True)))
    household.walled = Wall.objects.standing().filter(household=household).exists()


def mark_who_is_near(people: set[int]) -> None:
    """Of these, and of who lives with one of them: whether a wall stands at them or where they live."""
    standing = Wall.objects.standing()
    there = Member.objects.here().filter(household__members__person__in=people)
    keys = people | set(there.values_list("person_id", flat=True))
    near = Q(walls_as_one__in=standing) | Q(walls_as_other__in=standing) | Q(memberships__household__walls__in=standing)
    now = set(Person.objects.filter(near, pk__in=keys).values_list("pk", flat=True))
    Person.objects.filter(pk__in=now, walled=False).update(walled=True)
    Person.objects.filter(pk__in=keys - now, walled=True).update(walled=False)


def also_of_who_came(write: Write, member: Any, before: str, details: dict[str, Any]) -> None:
    """Whoever comes to live where a wall stands: who shows something of them asks too."""
    if write.anchor.walled:
        follow_walls(write.anchor)


def _hold_cases_of(people: set[int]) -> None:
    """In the order in which everybody holds: cases, and then a household."""
    hold(cases().model, cases().filter(person__in=people).values_list("pk", flat=True))


def _as_they_are(*two: Person) -> list[Person]:
    """Both locked, by their key. Raises NotNow where one of them turned out to be somebody else meanwhile."""
    try:
        rows = {key: locked_row(Person, key) for key in sorted(person.pk for person in two)}
    except Person.DoesNotExist as gone:
        raise NotNow([Reason(MADE_ONE)]) from gone
    return [rows[person.pk] for person in two]


def _refuse_who_may_not(write: Write, people: set[int]) -> None:
    if write.sight is None or not directs(write.sight, people):
        raise NotAllowed


def _standing(write: Write, wall: Wall) -> Wall:
    """Locked, as it stands, and theirs to decide."""
    wall = locked_row(Wall, wall.pk)
    wall.household = write.anchor
    if write.sight is None or not decides(write.sight, wall):
        raise NotAllowed
    if wall.lifted_on is not None:
        raise NotNow([Reason(GONE)])
    return wall


def _refuse_days(write: Write, until: dt.date | None, review_on: dt.date | None) -> None:
    days = [one for one in (until, review_on) if one is not None]
    if not days:
        raise NotNow([Reason("Zeg tot wanneer de muur staat, of wanneer u hem opnieuw bekijkt.")])
    if any(one <= write.on for one in days):
        raise NotNow([Reason("Kies een dag na vandaag.")])
    if min(days) > write.on + LONGEST:
        raise NotNow([Reason("Kies een dag binnen een jaar: dan kijkt iemand of de muur nog nodig is.")])


def _tell(write: Write, wall: Wall, what: str, label: str) -> None:
    """Without a name: who reads the household's timeline isn't always who may know of both."""
    write.tell(f"wall.{what}", label, obj=wall, url=wall.get_absolute_url())
