"""Whose turn it is follows a change in who is where, and who may decide what."""

from collections.abc import Iterable

from django.utils import timezone

from casework import by_date


def reroute(*, teams: Iterable[int | None] = (), organisations: Iterable[int | None] = ()) -> None:
    """The lists of these teams and organisations, in the transaction of the change itself."""
    at = timezone.now()
    if ids := {one for one in teams if one}:
        by_date.reroute_teams(sorted(ids), at)
    for organisation in {one for one in organisations if one}:
        by_date.reroute_organisation(organisation, at)
