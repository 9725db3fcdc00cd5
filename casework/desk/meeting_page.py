"""The page that asks for the weekly meeting's list."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render

from casework.desk.meeting import ask_batch
from casework.engine.errors import NotAllowed
from casework.engine.finding import sight_of, token_of
from roles.actions import Action
from roles.models import Team, TeamKind


def batch(request: HttpRequest) -> HttpResponse:
    """The open cases of a team on paper, for the weekly meeting: asked for here, made by the worker."""
    sight = sight_of(request)
    if not sight.has(Action.MAKE_BATCH):
        raise PermissionDenied
    teams = Team.objects.exclude(kind=TeamKind.GEMEENTE)
    if not any(holding.everywhere for holding in sight.holdings):
        teams = teams.filter(pk__in=sight.team_ids())
    if request.method != "POST":
        return render(request, "work/batch.html", {"teams": teams})
    team = get_object_or_404(teams, pk=_whole(request.POST.get("team", "")))
    try:
        document = ask_batch(team=team, by=sight, token=token_of(request))
    except NotAllowed as error:
        raise PermissionDenied from error
    return HttpResponseRedirect(document.get_absolute_url(), status=303)


def _whole(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 10 else 0
