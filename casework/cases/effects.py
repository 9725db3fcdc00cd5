"""What the steps of a case do to the rest of it."""

from typing import Any, Final

from casework.cases.holder import move_holder
from casework.cases.models import Case
from casework.cases.places import team_for
from casework.cases.states import EndReason, PartyKind
from casework.engine.writes import Write
from casework.people.models import Person

_FILLED_IN: Final = ("birth_date", "street", "postcode", "town", "phone", "email", "language", "safe_moment", "bsn")


def to_the_right_team(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    team = team_for(case.kern, case.person, write.on)
    if team == case.team:
        return
    held = case.holder_kind == PartyKind.TEAM and case.holder_team_id == case.team_id
    case.team, case.regisseur = team, None
    if held:
        move_holder(write, kind=PartyKind.TEAM, team=team)


def made_one(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """What was told this time fills the gaps of what was known; a secret or a death told once stays told."""
    person, former = case.person, Person.objects.select_for_update().get(pk=write.was("person_id"))
    if person is None or person == former:
        return
    for name in _FILLED_IN:
        if not getattr(person, name) and getattr(former, name):
            setattr(person, name, getattr(former, name))
    person.secret_address = person.secret_address or former.secret_address
    person.deceased_on = person.deceased_on or former.deceased_on
    person.save()
    former.representatives.update(person=person)
    case.save(update_fields=["person"])
    if not Case.objects.filter(person=former).exists():
        former.delete()  # the same data twice is kept for nobody


def closed(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    """Nobody is sought any more. What else hangs on it ends by the rule of each noun."""
    case.seeking_since = None


def ended(write: Write, case: Case, before: str, details: dict[str, Any]) -> None:
    if case.ended_reason == EndReason.OVERLEDEN and case.person is not None and case.person.deceased_on is None:
        case.person.deceased_on = details.get("deceased_on") or write.on
        case.person.save(update_fields=["deceased_on"])
    closed(write, case, before, details)
