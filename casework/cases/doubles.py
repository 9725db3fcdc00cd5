"""Two cases that may be about the same one: pointed out when a report or a correction makes them look alike."""

from collections.abc import Collection
from copy import copy
from typing import Any

from casework.cases.access import Recusal
from casework.cases.alike import hold_alike, marks_of
from casework.cases.models import Case
from casework.engine.holding import hold, hold_roster
from casework.engine.registry import effects_of
from casework.engine.writes import Write, write_on
from casework.households.walls import other_people
from casework.people.models import Person
from casework.people.same import why_same
from roles.actions import Action
from roles.models import User


def goes_on_in(case: Any) -> Any:
    """The open case in which the question of this one goes on, from double to double; None where there is none."""
    seen: set[int] = set()
    while case.double_of is not None and case.pk not in seen:
        seen.add(case.pk)
        case = case.double_of
    return case if case.is_open else None


def why_alike(case: Any) -> list[str]:
    """Why this case looks like the other, for who may see both."""
    other = case.looks_like
    if case.person is None or other is None or other.person is None:
        return []
    if case.person_id == other.person_id:
        return ["dezelfde inwoner"]
    for one in (case.person, other.person):
        one.work_out()  # the number by the key of today
    return why_same(case.person, other.person)


# --- after a correction ------------------------------------------------------------------------------------------


def hold_what_it_becomes(case: Case, fields: dict[str, Any]) -> set[int]:
    """Before the case itself is held: somebody else may be reporting the one that this person becomes. With it the
    open cases of whom they look like from now on, and didn't before: what was left apart stays so."""
    hold_roster()
    held: set[str] = set()
    while True:
        person = Person.objects.get(cases=case)
        marks = marks_of(person) | marks_of(_become(copy(person), fields))
        if marks <= held:
            break
        hold_alike(marks)  # while we waited a colleague may have corrected something else: then by that too
        held |= marks
    before = Person.objects.same_as(person)
    _become(person, fields)
    new = set(Person.objects.same_as(person)) - {*before} - other_people(person)
    if not new:
        return set()
    others = set(Case.objects.open().filter(person__in=new).values_list("pk", flat=True))
    hold(Case, {case.pk, *others})
    return others


def _become(person: Person, fields: dict[str, Any]) -> Person:
    for name, value in fields.items():
        setattr(person, name, value)
    return person


def point_out(write: Write, others: Collection[int]) -> None:
    """By the correction this case looks like these: it is somebody's turn to say, and who knows them knows them here."""
    rows = list(Case.objects.open().filter(pk__in=others).order_by("pk"))
    if not rows or not write.anchor.is_open:
        return
    write.anchor.looks_like = write.anchor.looks_like or rows[0]
    write.reroute = True
    close_silently(write, User.objects.filter(recusal__case__in=rows))


def close_those_too(case: Case, others: Collection[int], at: Any) -> None:
    """Who knows this person knows them in those cases, of which nobody saw before that they are of the same one."""
    strangers = User.objects.filter(recusal__case=case)
    for other in Case.objects.open().filter(pk__in=others).order_by("pk"):
        if strangers.exclude(recusal__case=other).exists():
            with write_on(other, by=None, at=at) as there:
                close_silently(there, strangers)


def close_silently(write: Write, colleagues: Any) -> None:
    """As for a new report: the timeline would tell that there is another case to who may not know of it."""
    new = list(colleagues.exclude(recusal__case=write.anchor).distinct())
    Recusal.objects.bulk_create([Recusal(case=write.anchor, user=one, told=False) for one in new])
    if new:
        _follows(write)
    if write.anchor.regisseur_id in {one.pk for one in new}:
        write.anchor.regisseur = None


def close_to(write: Write, colleague: User, action: Action | None = None, *, told: bool = True) -> None:
    """'Ik ken deze persoon': closed to this colleague; a regisseur who knows them is none any more."""
    if told:
        write.tell("case.recused", "Een collega kent deze persoon", action=action, url="/")
    else:
        _follows(write)
    Recusal.objects.create(case=write.anchor, user=colleague, told=told)
    if write.anchor.regisseur_id == colleague.pk:
        write.anchor.regisseur = None


def _follows(write: Write) -> None:
    """What follows from it for others, though it isn't told here."""
    for effect in effects_of("case.recused"):
        effect(write, write.anchor, "", {})
