"""Whose turn it is follows a change in who is where and who may decide what, in the transaction of that change."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils import timezone

from casework.engine import by_date
from roles.models import Mandate, Membership, Team, TeamKind, User
from wijkweb.models import Organisation


def reroute_after_change_of(changed: models.Model) -> None:
    """Brings the lists in line of every team and organisation where the work may now be somebody else's.

    Other things than these five (a kern, a budget, a term) move no work by themselves.
    """
    match changed:
        case Organisation():
            _reroute(organisations=[changed.pk])
        case Team():
            _reroute(teams=[changed.pk])
        case Membership():
            _reroute(teams=[changed.team_id], organisations=[changed.organisation_id])
        case User():
            places = Membership.objects.filter(Q(user=changed) | Q(absences__cover=changed))
            _reroute(
                teams=places.values_list("team_id", flat=True),
                organisations=places.values_list("organisation_id", flat=True),
            )
        case Mandate():
            _reroute(teams=_teams_of(changed))


def _teams_of(mandate: Mandate) -> Iterable[int]:
    """A role's mandate counts in its team; that of the municipality, an organisation or a person anywhere."""
    if mandate.team is not None and mandate.team.kind != TeamKind.GEMEENTE:
        return [mandate.team.pk]
    return Team.objects.values_list("pk", flat=True)


def _reroute(*, teams: Iterable[int | None] = (), organisations: Iterable[int | None] = ()) -> None:
    at = timezone.now()
    if ids := {one for one in teams if one}:
        by_date.reroute_teams(sorted(ids), at)
    for organisation in {one for one in organisations if one}:
        by_date.reroute_organisation(organisation, at)
