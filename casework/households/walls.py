"""Between whom a wall stands, and what of somebody behind one a reader may know: the one place where others ask.

A wall is of two people, whatever household they are of by now. It never opens by itself: on its last day somebody is asked.
`Person.walled` says whether there is anything to ask, so that where there is no wall it costs nothing.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Exists, Q

from casework.engine.errors import NotNow, Reason
from casework.households.models import Member
from casework.households.querysets import cases, open_to, seen_by, standing_walls
from casework.people.models import Person
from casework.people.names import folded, name_words, same_given_name, search_words
from casework.people.phones import normal_phone
from roles.matrix import GrantKind
from roles.policy import Sight

# what is said where somebody behind a wall is written down: to who may not know of them nothing follows from it
REFUSED: Final = "Deze persoon kan hier niet worden opgenomen. Vraag uw teamleider wat hier wel kan."


def walled_from(person_ids: Iterable[int]) -> set[int]:
    """The people who may not learn of any of these, nor these of them. One query."""
    among = set(person_ids)
    if not among:
        return set()
    pairs = standing_walls().filter(Q(one__in=among) | Q(other__in=among)).values_list("one_id", "other_id")
    return {there for one, other in pairs for here, there in ((one, other), (other, one)) if here in among}


def stands_between(one: Person | None, other: Person | None) -> bool:
    """Asked of the database only where a wall stands at the first of them."""
    return one is not None and other is not None and one.walled and other.pk in walled_from([one.pk])


def other_people(person: Person) -> set[int]:
    """Those who can look like this person and are somebody else: a wall stands between them."""
    return walled_from([person.pk]) if person.walled else set()


def cases_at_walls(*keys: int) -> Any:
    """The keys of the cases of whom these cases are about, and of who is behind a wall from one of them, where there is one:
    held by whoever makes two people one, so that what follows can be done at once."""
    theirs = cases().filter(pk__in=keys).values("person")
    ends = standing_walls().filter(Q(one__in=theirs) | Q(other__in=theirs))
    at_one = Q(person__in=ends.values("one")) | Q(person__in=ends.values("other"))
    return cases().filter(at_one | Q(Exists(ends), person__in=theirs)).values_list("pk", flat=True)


def apart(one: Any, other: Any) -> Exists:
    """Whether a wall stands between two people, as a column of a query: each a key, or a reference to one."""
    standing = standing_walls()
    return Exists(standing.filter(Q(one=one, other=other) | Q(one=other, other=one)))


def unknown_to(sight: Sight, person_ids: Iterable[int]) -> set[int]:
    """Of whom of these this reader may not know."""
    among = set(person_ids)
    if not among:
        return set()
    known = Person.objects.filter(open_to(sight, "pk"), pk__in=among).values_list("pk", flat=True)
    return among - set(known)


def reads_free_words(sight: Sight, household: Any) -> bool:
    """Whether this reader may read what was written about the household as a whole: its words may be of any of them, also
    of one whom a wall hides. Asks nothing where there is no wall."""
    if not household.walled:
        return True
    people = Member.objects.filter(household=household).values_list("person_id", flat=True)
    return not unknown_to(sight, people)


def knows_of(sight: Sight, person_ids: Iterable[int]) -> set[int]:
    """Of whom of these this reader sees a case."""
    return set(seen_by(sight).filter(person__in=set(person_ids)).values_list("person_id", flat=True))


# --- who it is, however they are written down ------------------------------------------------------------------------


def behind(person: Person | None) -> list[Person]:
    """Those who are behind a wall from this person."""
    if person is None or not person.walled:
        return []
    return list(Person.objects.filter(pk__in=walled_from([person.pk])).order_by("pk"))


def is_called(person: Person, name: str) -> bool:
    """Whether what was typed can be the name of this person: a surname of theirs with the given name, or its first letter."""
    words = set(name_words(name))
    for key in person.surname_keys:
        surname = set(key.split())
        if surname and surname <= words:
            rest = [word for word in search_words(name) if word not in surname]
            return bool(person.given_key) and any(same_given_name(word, person.given_key) for word in rest)
    return False


def is_reached_at(person: Person, phone: str) -> bool:
    return bool(person.phone) and person.phone == normal_phone(phone)


def accounts_of(people: Iterable[Person]) -> set[int]:
    """Of whom the own case was opened to by name, now or before."""
    own = {"grants__permission__codename": GrantKind.OWN, "person__in": [one.pk for one in people]}
    return {one for one in cases().filter(**own).values_list("grants__user", flat=True) if one is not None}


def is_behind_one(person: Person | None, *, name: str = "", phone: str = "", user: int | None = None) -> bool:
    """Whether who is written down here is behind a wall from this person: by name, number or account."""
    people = behind(person)
    if any((name and is_called(one, name)) or (phone and is_reached_at(one, phone)) for one in people):
        return True
    return user is not None and bool(people) and user in accounts_of(people)


def refuse(person: Person | None, *, name: str = "", phone: str = "", user: Any = None) -> None:
    """Raises NotNow where who is written down on a case of this person is behind a wall from them; in words that tell
    nothing to who may not know."""
    named = f"{user.first_name} {user.last_name}" if user is not None else name
    if is_behind_one(person, name=named, phone=phone, user=user.pk if user is not None else None):
        raise NotNow([Reason(REFUSED)])


def strangers(person: Person | None, sight: Sight) -> list[Person]:
    """Of who is behind a wall from this person or lives there: those of whom this reader may not know."""
    if person is None or not person.walled:
        return []
    there = Member.objects.filter(household__members__person=person).values_list("person_id", flat=True)
    near = {*there, *walled_from([person.pk])} - {person.pk}
    return list(Person.objects.filter(pk__in=unknown_to(sight, near)).order_by("pk"))


def speaking_on_paper(person: Person, on: dt.date) -> list[str]:
    """Who speaks for them, as it stands on paper, which is read by more than one: of who stands at a wall what they are, and
    no name."""
    rows = person.speaking(on)
    at_a_wall: Iterable[Person] = ()
    if rows and person.walled:
        here = Member.objects.filter(household__members__person=person).values("person")
        sides = standing_walls().filter(Q(one__in=here) | Q(other__in=here)).values_list("one_id", "other_id")
        at_a_wall = list(Person.objects.filter(pk__in={key for pair in sides for key in pair} - {person.pk}))
    return [
        one.get_kind_display()
        if any(is_called(who, one.name) for who in at_a_wall)
        else f"{one.name} ({one.get_kind_display().lower()})"
        for one in rows
    ]


def known_speakers(person: Person, rows: Iterable[Any], sight: Sight) -> list[Any]:
    """Of who speaks for them, those of whom this reader may know."""
    people = strangers(person, sight)
    return [one for one in rows if not any(is_called(who, one.name) for who in people)]


def strange_accounts(person: Person | None, sight: Sight) -> set[int]:
    """The accounts under which those were here before: as the citizen of their own case, or who spoke for this person."""
    people = strangers(person, sight)
    if person is None or not people:
        return set()
    rows = person.representatives.exclude(user=None)
    spoke = {one.user_id for one in rows if any(is_called(who, one.name) for who in people)}
    return {one for one in accounts_of(people) | spoke if one is not None and one != sight.user_id}


# --- where they live ---------------------------------------------------------------------------------------------------


def hidden_addresses(person: Person | None) -> list[str]:
    """Streets and numbers that whoever reads the case of this person may not learn by us, in small letters."""
    people = [*behind(person), *_behind_who_speaks(person)]
    own = folded(person.street) if person is not None else ""
    return [street for one in people if (street := folded(one.street)) and (street != own or _lives_with(person, one))]


def says_where(person: Person | None, text: str) -> bool:
    """Whether a text says where somebody behind a wall lives."""
    plain = f" {folded(text)} "
    return any(f" {street} " in plain for street in hidden_addresses(person))


def is_kept(person: Person | None) -> bool:
    """Whether the address of this person is treated as a secret one: who speaks for them may not learn where another lives
    who lives there too."""
    return person is not None and any(_lives_with(person, one) for one in _behind_who_speaks(person))


def shares_a_letterbox(person: Person | None) -> bool:
    """Whether somebody behind a wall from this person lives where their post would come: who fears somebody often still
    lives with them. A letter is then given by hand."""
    return any(_lives_with(person, one) for one in behind(person))


def address_of(person: Person) -> str:
    """As whoever reads a case as the citizen, or for them, may read where they live; and as it stands on their paper."""
    return "geheim adres" if is_kept(person) else person.address


def _behind_who_speaks(person: Person | None) -> list[Person]:
    """Those who are behind a wall from somebody who speaks for this person, or reads their case as they do."""
    if person is None or not person.walled:
        return []
    near = Person.objects.filter(walled=True).exclude(pk=person.pk)
    household = near.filter(memberships__household__in=Member.objects.filter(person=person).values("household"))
    speak = {one.user_id for one in person.representatives.all() if one.until is None} - {None}
    names = [one.name for one in person.representatives.all() if one.until is None]
    theirs = [
        one
        for one in household.distinct()
        if (speak and speak & accounts_of([one])) or any(is_called(one, name) for name in names)
    ]
    return list(Person.objects.filter(pk__in=walled_from(one.pk for one in theirs)))


def _lives_with(person: Person | None, other: Person) -> bool:
    return person is not None and bool(person.address_key) and person.address_key == other.address_key
