"""Which teams somebody leads, and which of them a page is about."""

from collections.abc import Iterator
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from casework.engine.finding import sight_of
from roles import reading_log
from roles.actions import Action
from roles.fixed import Select, Slot
from roles.matrix import MATRIX
from roles.models import Team, TeamKind
from roles.policy import Sight

LEADERS: Final = tuple(role for role, rights in MATRIX.items() if Action.ASSIGN_CASE in rights)
_DIGITS: Final = 9  # of a key of ours

_ALL: Final = Select(lambda: Team.objects.exclude(kind=TeamKind.GEMEENTE))
_SOME: Final = Select(lambda ids: Team.objects.filter(pk__in=ids), ids=Slot.IDS)


def leads(sight: Sight) -> bool:
    return any(one.role in LEADERS for one in sight.holdings)


def led_by(sight: Sight) -> Iterator[Any]:
    """The teams that this person leads, or all of them; asked now."""
    if any(one.everywhere and one.role in LEADERS for one in sight.holdings):
        return _ALL.objects()
    return _SOME.objects(ids=sight.team_ids(*LEADERS))


def asks_for(team: Team, teams: list[Team]) -> str:
    """What an address of this team ends with: nothing for the first, which is shown where none is named."""
    return "" if team == teams[0] else f"?team={team.pk}"


def team_of(request: HttpRequest) -> tuple[Team, list[Team]]:
    """The team that the address names, by default the first; and those there are to choose from.

    Raises PermissionDenied (remembered) for who leads none, Http404 for a team that isn't theirs.
    """
    sight = sight_of(request)
    if not leads(sight):
        reading_log.refused(sight, file_id=None, ref="", part="team")
        raise PermissionDenied
    teams = list(led_by(sight))
    if not teams:
        raise Http404
    asked = request.POST.get("team") or request.GET.get("team") or str(teams[0].pk)
    wanted = int(asked) if asked.isdecimal() and len(asked) <= _DIGITS else 0
    for one in teams:
        if one.pk == wanted:
            return one, teams
    raise Http404
