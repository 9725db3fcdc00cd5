"""Where a case belongs: the kern follows from the postcode, the team from the kern, and for a minor from the age."""

import datetime as dt
from collections.abc import Iterable

from casework.engine.errors import NotNow, Reason
from casework.people.models import ADULT, Person
from roles.models import Team, TeamKind
from wijkweb.models import Kern


def kernen_at(postcode: str, kernen: Iterable[Kern]) -> list[Kern]:
    """Those of the first four digits: none, one, or more to choose from."""
    digits = postcode[:4]
    return [one for one in kernen if digits and one.postcode4 == digits]


def team_for(kern: Kern, person: Person | None, on: dt.date) -> Team:
    """The team follows from the kern; for someone under 18 it is the youth team. Raises NotNow where none serves it."""
    age = person.age(on) if person else None
    if age is not None and age < ADULT:
        youth = Team.objects.filter(kind=TeamKind.JEUGDTEAM).order_by("pk").first()
        if youth:
            return youth
    team = Team.objects.filter(kind=TeamKind.WIJKTEAM, kernen=kern).order_by("pk").first()
    if team is None:
        raise NotNow([Reason(f"Voor {kern} is nog geen wijkteam ingesteld. Vraag functioneel beheer.")])
    return team
