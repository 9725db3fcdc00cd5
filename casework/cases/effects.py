"""What the steps of a case do to the rest of it."""

from collections.abc import Iterable
from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS

from casework.cases import reporter, walled
from casework.cases.conditions import instead_of_undoing
from casework.cases.holder import move_holder
from casework.cases.models import Case
from casework.cases.places import team_for
from casework.cases.speaking import ended_by_death
from casework.cases.states import EndReason, PartyKind, Phase
from casework.cases.wrong_person import WrongPerson
from casework.engine.errors import NotNow, Reason
from casework.engine.together import write_together
from casework.engine.undo import put_back
from casework.engine.writes import Write
from casework.people.models import Person

_FILLED_IN: Final = ("birth_date", "street", "postcode", "town", "phone", "email", "language", "safe_moment", "bsn")


def to_the_right_team(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """While nobody took it up it goes with the kern; from then on a team is changed by hand-over."""
    team = team_for(case.kern, case.person, write.on) if case.phase == Phase.AANMELDING else case.team
    if team == case.team:
        return
    held = case.holder_kind == PartyKind.TEAM and case.holder_team_id == case.team_id
    case.team, case.regisseur = team, None
    if held:
        move_holder(write, kind=PartyKind.TEAM, team=team)


def made_one(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """What was told this time fills the gaps of what was known; a secret or a death told once stays told, and nobody
    goes on speaking for who turns out to have died."""
    if case.person_id is None or case.person_id == write.was("person_id"):
        return
    person, former = _both_locked(case.person_id, write.was("person_id"))
    for name in _FILLED_IN:
        if not getattr(person, name) and getattr(former, name):
            setattr(person, name, getattr(former, name))
    person.birth_about = "" if person.birth_date else person.birth_about or former.birth_about
    person.secret_address = person.secret_address or former.secret_address
    if former.deceased_on and not person.deceased_on:
        person.deceased_on = former.deceased_on
        write.elsewhere.update(_other_cases_of(person.pk, case))
    person.save()
    case.person = person
    speaking = list(former.representatives.order_by("pk"))
    if speaking:
        former.representatives.update(person=person)
    case.save(update_fields=["person"])
    if person.deceased_on:
        ended_by_death(write, person.deceased_on)
    if person.walled:
        walled.ended_by_now(write, case.person_id)
    list(Person.objects.select_for_update().filter(pk=former.pk))  # nobody begins a case of them now
    if Case.objects.filter(person=former.pk).exists():  # another case is about them still: there all goes on
        _copied(speaking, former)
        for rows in (former.other_phones.all(), former.safety_notes.all()):
            _copied(rows, person)
        return
    WrongPerson.objects.filter(was=former.pk).update(was=person.pk)
    former.other_phones.update(person=person)
    former.safety_notes.update(person=person)
    # the same data twice is kept for nobody; nothing hangs on them any more, so there is nothing to look for
    Person.objects.filter(pk=former.pk)._raw_delete(DEFAULT_DB_ALIAS)


def _copied(rows: Iterable[Any], to: Person) -> None:
    made = list(rows)
    for one in made:
        one.pk, one.person = None, to
    if made:
        type(made[0])._default_manager.bulk_create(made)


def _both_locked(*keys: int) -> tuple[Person, ...]:
    """Two people, locked in the order in which everybody does."""
    rows = Person.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True).in_bulk()
    if len(rows) < len(keys):
        raise NotNow([Reason("Een collega voegde deze gegevens net samen. Kijk wat er nu staat.")])
    return tuple(rows[key] for key in keys)


def _other_cases_of(person_id: int, case: Case) -> Any:
    return Case.objects.filter(person=person_id).exclude(pk=case.pk).order_by().values_list("pk", flat=True)


def goes_on_elsewhere(write: Write, case: Case) -> None:
    """Who looked like this case looks like the one in which its question goes on; that one looks like it no more."""
    if case.double_of_id is None:
        return
    pointing = list(Case.objects.filter(looks_like=case))
    write.elsewhere.update(one.pk for one in pointing)
    write.keep(*pointing)
    for one in pointing:
        one.looks_like_id = None if one.pk == case.double_of_id else case.double_of_id
    write_together([(pointing, ["looks_like_id"])])


def _put_together(write: Write, case: Case) -> None:
    goes_on_elsewhere(write, case)
    if case.double_of is not None:
        walled.ended_by_now(write, case.person_id, case.double_of.person_id)


def undone(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """As it was before it was closed, and with it all that closing changed; who looked like it does so again."""
    rows = put_back(write, case, instead_of_undoing(case))
    write.elsewhere.update(one.pk for one in rows if isinstance(one, Case))


def merged(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    _put_together(write, case)
    closed(write, case, before, details)


def closed(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Nobody is sought any more. What else hangs on it ends by the rule of each noun."""
    case.seeking_since = None
    reporter.settled(write, case)


def ended(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    if case.ended_reason == EndReason.OVERLEDEN and case.person_id is not None:
        died_on = details.get("deceased_on") or write.on
        if Person.objects.filter(pk=case.person_id, deceased_on=None).update(deceased_on=died_on):
            ended_by_death(write, died_on)
            write.elsewhere.update(_other_cases_of(case.person_id, case))  # no letter goes out there any more either
    _put_together(write, case)
    closed(write, case, before, details)


def lives(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Letters can go out again. Other cases that ended by the same mistake are somebody's turn too."""
    assert case.person is not None
    Person.objects.filter(pk=case.person.pk).update(deceased_on=None)
    case.person.deceased_on = None
    others = dict(_other_cases_of(case.person.pk, case).values_list("pk", "ended_reason"))
    write.elsewhere.update(others)
    if mistaken := [pk for pk, why in others.items() if why == EndReason.OVERLEDEN]:
        rows = Case.objects.filter(pk__in=mistaken, alive_told_on=None)
        rows.update(alive_told_on=write.on, alive_told_by=write.by)
