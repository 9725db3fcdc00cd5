"""Who is around a household and known here: who stands in a case of one of them, and has a file that the reader may see.

Nobody learns by it that somebody has a file: of whom they see none, they aren't found.
"""

from collections.abc import Iterable
from itertools import combinations
from typing import Any, Final

from django.db.models import Q

from casework.households.going_over import taking_part
from casework.households.models import Member
from casework.households.querysets import cases
from casework.households.walls import is_called, is_reached_at
from casework.people.models import Person
from casework.people.names import name_key, name_words
from casework.people.phones import normal_phone
from roles.actions import Action
from roles.policy import Sight

LONGEST_NAME: Final = 6  # words of a name that are looked at
SURNAME: Final = 3  # words of a surname, at most
MOST: Final = 12


def around(household: Any, sight: Sight) -> list[Person]:
    """Those in the webs of its members, who speak for them or carry something, by name or number; in order of name."""
    members = Member.objects.visible_to(sight).filter(household=household).values("person")
    files = cases().visible_to(sight, Action.VIEW_FILE)
    named = [one for case in files.filter(person__in=members).select_related("person") for one in _named(case)]
    names, phones = {name for name, _ in named if name}, {normal_phone(phone) for _, phone in named if phone}
    keys = {key for name in names for key in _surnames(name)}
    maybe = Q(family_key__in=keys) | Q(other_names__overlap=sorted(keys)) | Q(phone__in=phones)
    known = Person.objects.filter(maybe, pk__in=files.exclude(person=None).values("person"), deceased_on=None)
    rows = known.exclude(pk__in=members).order_by("sort_name", "pk")
    found = (
        one
        for one in rows
        if any(is_called(one, name) for name in names) or any(is_reached_at(one, phone) for phone in phones)
    )
    return list(found)[:MOST]


def _named(case: Any) -> list[tuple[str, str]]:
    """Name and number of all who take part in something on it, or speak for whom it is about."""
    found = [(one.name, one.phone) for one in case.person.representatives.all()]

    def note(*, name: str = "", phone: str = "", organisation: int | None = None) -> bool:
        found.append((name, phone))
        return False

    taking_part(case, note)
    return found


def _surnames(name: str) -> Iterable[str]:
    words = name_words(name)[:LONGEST_NAME]
    for count in range(1, SURNAME + 1):
        for part in combinations(words, count):
            yield name_key(" ".join(part))
