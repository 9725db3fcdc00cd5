"""People who are measured and whom the load data has under no name that is known, or not at all.

Found, or made, in the database that is measured: `rounds.py` too imports this by its place, for whatever code it runs.
"""

import datetime as dt

from django.db.models import Q

from casework.cases.access import CaseGrant
from roles.matrix import GrantKind, Role
from roles.models import Membership, Team, User

ONE, FIFTY = "met een plek", "met vijftig plekken"
CITIZEN = "inwoner"
_TEAM = "Wijkteam 001"
_SINCE = dt.date(2020, 1, 1)
_PLACES = {ONE: 1, FIFTY: 50}


def somebody(who: str) -> str:
    """The name to log in with, of one of these, or of who has that name."""
    if who == CITIZEN:
        return citizen().user.username
    return _with_places(who, _PLACES[who]) if who in _PLACES else who


def citizen() -> CaseGrant:
    """Somebody with a case of their own whose plan runs: the same in a small and in a large database."""
    own = Q(permission__codename=GrantKind.OWN, content_object__team__name=_TEAM, until=None)
    rows = CaseGrant.objects.filter(own).select_related("user", "content_object")
    return rows.order_by("-content_object__phase", "content_object__received_on", "content_object__ref")[0]


def _with_places(name: str, number: int) -> str:
    """A colleague of the first team, and of others in which nothing happens: all see and have to do the same."""
    user, new = User.objects.get_or_create(username=name.replace(" ", ""), defaults={"first_name": name})
    if new:
        others = [Team.objects.get_or_create(name=f"Stil team {n}")[0] for n in range(1, number)]
        teams = [Team.objects.get(name=_TEAM), *others]
        row = {"user": user, "role": Role.WMO_CONSULENT, "since": _SINCE}
        Membership.objects.bulk_create(Membership(team=team, **row) for team in teams)
    return user.username
