"""Who can cover for whom, and whether somebody gets more by it than they have."""

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from roles.actions import Action
from roles.mandates import Mandate
from roles.matrix import MATRIX, Relation
from roles.people import Membership, TeamKind, User
from roles.periods import during, not_ended, through_to_the_end


def possible_covers(place: Membership, *, but: User) -> QuerySet[User]:
    """Colleagues of the same place who are there today or later; not who asks: nobody arranges their own covering."""
    here = Membership.objects.filter(
        not_ended(timezone.localdate()), team=place.team_id, organisation=place.organisation_id
    )
    colleagues = User.objects.filter(is_active=True, pk__in=here.values("user_id"))
    return colleagues.exclude(pk__in=(but.pk, place.user_id)).order_by("last_name", "first_name", "username")


def extends(place: Membership, cover: User, since: dt.date, until: dt.date | None) -> bool:
    """Whether who covers there gets to see or decide more than by a place of their own, during that time.

    Not where they hold a role with all that this one may, for the same kernen, and no mandate goes with the role that
    isn't theirs. A personal mandate is never passed on by covering (`casework.engine.mandates`).
    """
    if _sees_by_name(place):
        return True
    own = cover.memberships.filter(
        through_to_the_end(since, until), team=place.team_id, organisation=place.organisation_id
    ).prefetch_related("kernen")
    kernen = {kern.pk for kern in place.kernen.all()}
    enough = [one for one in own if _may_all(one, place) and _serves_all(one, kernen)]
    if any(one.role == place.role for one in enough):
        return False
    return not enough or _mandates_go_along(place, since, until)


def _sees_by_name(place: Membership) -> bool:
    """What somebody sees because they themselves reported it, and no colleague of the same role does."""
    sees = MATRIX[place.role].get(Action.VIEW_CASE, ())  # type: ignore[index]
    return Relation.REPORTED in sees and Relation.TEAM not in sees and Relation.EVERYWHERE not in sees


def _may_all(one: Membership, place: Membership) -> bool:
    theirs = MATRIX[one.role]  # type: ignore[index]
    return all(set(relations) <= set(theirs.get(action, ())) for action, relations in MATRIX[place.role].items())  # type: ignore[index]


def _serves_all(one: Membership, kernen: set[int]) -> bool:
    own = {kern.pk for kern in one.kernen.all()}
    return not own or (bool(kernen) and kernen <= own)


def _mandates_go_along(place: Membership, since: dt.date, until: dt.date | None) -> bool:
    municipal = Q(team__kind=TeamKind.GEMEENTE) | Q(team=None, organisation=None)
    there = Q(team=place.team_id, organisation=place.organisation_id) | municipal
    return Mandate.objects.filter(during(since, until), there, role=place.role).exists()
