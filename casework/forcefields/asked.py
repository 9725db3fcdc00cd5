"""Who can be asked to make one: by name, somebody who answers at an organisation, and is of no team that has the case."""

from typing import Any, Final

from casework.cases.models import Case
from casework.households.walls import is_behind_one
from roles.matrix import Role
from roles.models import Membership, User
from roles.periods import running
from roles.policy import today
from wijkweb.models import Organisation

MAKERS: Final = (Role.MIDDENVELD, Role.UITVOERDER)


def makers(case: Case) -> dict[str, tuple[User, Organisation]]:
    """By a key for a form. Who knows the person privately is left out, and who is behind a wall from them."""
    on = today()
    ours = Membership.objects.filter(running(on), team=case.team_id).values("user")
    rows = Membership.objects.filter(running(on), role__in=MAKERS, user__is_active=True, organisation__active=True)
    rows = rows.exclude(user__in=ours).exclude(user__in=case.recusals.values("user"))
    named = rows.select_related("user", "organisation").order_by(
        "organisation__name", "user__first_name", "user__last_name", "user_id"
    )
    found: dict[str, tuple[User, Organisation]] = {}
    for one in named:
        assert one.organisation is not None
        if not _walled(case, one.user):
            found[f"{one.organisation_id}-{one.user_id}"] = (one.user, one.organisation)
    return found


def _walled(case: Any, user: User) -> bool:
    person = case.person
    if person is None or not person.walled:
        return False
    return is_behind_one(person, name=f"{user.first_name} {user.last_name}", user=user.pk)
