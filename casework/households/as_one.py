"""Two records turn out to be of one person, or of two after all: where they live and from whom a wall keeps them goes along.

Nobody is made one with who is behind a wall from them (`cases.conditions.no_wall_between`). A wall that came along names the
case it came with, so that it goes back with that case. The household it was set in hears of it afterwards, as of all that
happens in a case.
"""

from typing import Any, Final

from django.db.models import Exists, OuterRef, Q

from casework.engine import rerouting
from casework.engine.writes import Write
from casework.households.models import Household, Member, Wall
from casework.households.querysets import cases
from casework.households.walling import mark_who_is_near
from casework.people.models import Person

APART_AGAIN: Final = "De zaken zijn weer van twee mensen."


def lives_on_as_one(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """Of one person, and one record: where the former lived, and from whom a wall kept them, is of who stays from now on."""
    former, person = write.was("person_id"), case.person_id
    if former is None or person is None or former == person:
        return
    _hold(former, person)  # nobody is put in a household, or leaves one, meanwhile
    if not _is_kept_here(former):
        return
    _move_over(former, person)
    Wall.objects.filter(Q(one=former, other=person) | Q(one=person, other=former)).delete()  # lifted long ago
    if (
        cases().filter(person=former).exclude(pk=case.pk).exists()
    ):  # another case is about them still: there it stands too
        _copy(write, former, person, case.ref)
    else:
        _move(Wall.objects.filter(Q(one=former) | Q(other=former)), former, person, came_with=case.ref)
    mark_who_is_near({former, person})


def also_of_the_other(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """The same question twice: of one person, in two records. From whom a wall keeps the one it keeps the other."""
    other = case.double_of
    people = {case.person_id, getattr(other, "person_id", None)}
    standing = Wall.objects.standing().filter(Q(one__in=people) | Q(other__in=people))
    if None in people or len(people) == 1 or not standing.exists():
        return
    one, two = sorted(people)
    _copy(write, one, two, case.ref)
    _copy(write, two, one, case.ref)


def apart_again(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """They are two after all: what came along by that goes, and the wall that was there first stands as it stood."""
    if write.was("double_of_id") is None:
        return
    rows = Wall.objects.standing().filter(came_with=case.ref)
    people = _ends(rows)
    if not people:
        return
    households = set(rows.values_list("household_id", flat=True))
    rows.update(lifted_on=write.on, lifted_by=write.by, lifted_why=APART_AGAIN)
    standing = Wall.objects.standing().filter(household=OuterRef("pk"))
    Household.objects.filter(~Exists(standing), pk__in=households, walled=True).update(walled=False)
    mark_who_is_near(people)
    rerouting.ask(Household, households)


def goes_back(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """The case is of another: the walls that came along with it are theirs again, and both sides are gone over anew."""
    former, person = write.was("person_id"), case.person_id
    rows = Wall.objects.filter(Q(one=former) | Q(other=former), came_with=case.ref)
    if former is None or not rows.exists():
        return
    _hold(former, person)
    _move(rows, former, person, came_with="", gone_over_on=None)
    mark_who_is_near({former, person})


def _hold(*people: int) -> None:
    """In the order in which everybody does."""
    list(Person.objects.filter(pk__in=people).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def _is_kept_here(person: int) -> bool:
    """Asked in one go: of nearly everybody there is nothing."""
    walls = Wall.objects.filter(Q(one=person) | Q(other=person)).order_by().values("pk")
    return bool(Member.objects.filter(person=person).order_by().values("pk").union(walls)[:1])


def _move_over(former: int, person: int) -> None:
    """They live in one place; of two at a time the one of who stays counts."""
    if Member.objects.here().filter(person=person).exists():
        for one in Member.objects.here().filter(person=former):
            one.until, one.ended_why = one.since, "vertrokken"
            one.save()
    Member.objects.filter(person=former).update(person=person)


def _move(rows: Any, former: int, person: int, **columns: Any) -> None:
    found = list(rows)
    for one in found:
        side = "one_id" if one.one_id == former else "other_id"
        for name, value in ({side: person} | columns).items():
            setattr(one, name, value)
        one.save(update_fields=[side.removesuffix("_id"), *columns])
    rerouting.ask(Household, {one.household_id for one in found})


def _copy(write: Write, former: int, person: int, ref: str) -> None:
    """What stands of the one stands of the other too; somebody goes over both sides, as of any wall that is set."""
    rows = list(Wall.objects.standing().filter(Q(one=former) | Q(other=former)))
    there = {key for one in rows for key in (one.one_id, one.other_id)} - {former}
    standing = Wall.objects.standing().filter(Q(one=person, other__in=there) | Q(other=person, one__in=there))
    has = {key for pair in standing.values_list("one_id", "other_id") for key in pair}
    made = []
    for row in rows:
        if {row.one_id, row.other_id} - {former} & has:
            continue
        two = {"one_id": row.one_id, "other_id": row.other_id}
        two[next(side for side, key in two.items() if key == former)] = person
        columns = {name: getattr(row, name) for name in ("household_id", "why", "until", "review_on", "by_id")}
        made.append(Wall.objects.create(**columns, **two, at=write.at, state_since=write.on, came_with=ref))
    if made:
        mark_who_is_near({person})
        rerouting.ask(Household, {one.household_id for one in made})


def _ends(rows: Any) -> set[int]:
    return {key for pair in rows.values_list("one_id", "other_id") for key in pair}
