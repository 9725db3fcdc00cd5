"""Where a case belongs: the kern follows from the postcode, the team from the kern, and for a minor from the age."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, cast

from casework.engine.errors import NotNow, Reason
from casework.people.models import Person
from roles.models import Team, TeamKind
from wijkweb.models import Kern

NO_KERN: Final = "Uit de postcode volgt geen kern, of er zijn er meer. Kies ‘Wijzig de kern’."


def kernen_at(postcode: str, kernen: Iterable[Kern]) -> list[Kern]:
    """Those of the first four digits: none, one, or more to choose from."""
    digits = postcode[:4]
    return [one for one in kernen if digits and one.postcode4 == digits]


def team_for(kern: Kern, person: Person | None, on: dt.date) -> Team:
    """The team follows from the kern; for someone under 18 it is the youth team. Raises NotNow where none serves it."""
    if person is not None and person.is_minor(on):
        youth = Team.objects.filter(kind=TeamKind.JEUGDTEAM).order_by("pk").first()
        if youth:
            return youth
    team = Team.objects.filter(kind=TeamKind.WIJKTEAM, kernen=kern).order_by("pk").first()
    if team is None:
        raise NotNow([Reason(f"Voor {kern} is nog geen wijkteam ingesteld. Vraag functioneel beheer.")])
    return team


def kern_there(case: Any, team: Team) -> Kern:
    """Of a case that goes to this team: its own kern where they serve it, else theirs of the address, if there is one."""
    if team.kind != TeamKind.WIJKTEAM or case.person is None:
        return cast(Kern, case.kern)
    theirs = list(team.kernen.all())
    at_address = kernen_at(case.person.postcode, theirs)
    if case.kern in theirs or len(at_address) != 1:
        return cast(Kern, case.kern)
    return at_address[0]


def asks_for_a_kern(case: Any, team: Team | None) -> bool:
    """Whether a case that goes to this team lies in a kern that isn't theirs."""
    if team is None or team.kind != TeamKind.WIJKTEAM or team.pk == case.team_id or case.person is None:
        return False
    return not team.kernen.filter(pk=case.kern_id).exists() and team.kernen.exists()
