"""What happens to a household by what is done in a case of one of them."""

from typing import Any, Final

from django.db.models import Q

from casework.engine.errors import NotNow, Reason
from casework.engine.holding import locked_row
from casework.engine.writes import Write
from casework.households.models import Member, Wall
from casework.households.operations import ADDRESS
from casework.people.models import Person

AT_THE_HOUSEHOLD: Final = (
    "Deze inwoner woont in een huishouden, en het adres staat daar. Verhuis op de pagina ‘Gezin en huishouden’ het hele "
    "huishouden, of leg vast dat deze inwoner is vertrokken."
)


def address_is_kept_once(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """What is corrected in a case is who somebody is, not where the household lives. Raises NotNow."""
    rows = Member.objects.here().filter(person=case.person_id).select_related("household", "person")
    for member in rows:
        if any(getattr(member.person, one) != getattr(member.household, one) for one in ADDRESS):
            raise NotNow([Reason(AT_THE_HOUSEHOLD)])


def lives_on_as_one(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """Two turn out to be one person: where the one lived, and from whom a wall kept them, is of the other from now on."""
    former, person = write.was("person_id"), case.person_id
    if former is None or person is None or former == person or not _is_kept_here(former):
        return
    for key in sorted((former, person)):
        locked_row(Person, key)
    _move_over(former, person)
    Wall.objects.filter(one=former).exclude(other=person).update(one=person)
    Wall.objects.filter(other=former).exclude(one=person).update(other=person)
    Wall.objects.filter(one=former, other=person).delete()
    Wall.objects.filter(one=person, other=former).delete()


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
