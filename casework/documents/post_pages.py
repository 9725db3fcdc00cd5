"""`/post/`: what waits to be posted in a team, printed and sent in one step each."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from casework.documents import post
from casework.engine.asking import see_other
from casework.engine.fields import DayField
from casework.engine.finding import sight_of, token_of
from casework.engine.paging import page_of
from casework.engine.possible_days import Days
from casework.engine.words import day_in_words
from roles import reading_log
from roles.actions import Action
from roles.models import Team
from roles.policy import Sight

PER_PAGE: Final = 100  # letters
LOOKED_BACK: Final = 31  # days: longer ago nothing was posted that isn't recorded yet
TOLD: Final = 10  # of what wasn't sent; the list itself says the rest
_KEY: Final = 16  # as long as one letter's key


@require_safe
def post_list(request: HttpRequest) -> HttpResponse:
    sight = _sight(request)
    return _page(request, sight, request.GET.get("team", ""))


def _sight(request: HttpRequest) -> Sight:
    sight = sight_of(request)
    if not sight.has(Action.PRINT_POST):
        raise PermissionDenied
    return sight


def _team(asked: str, teams: Iterable[Team]) -> Team | None:
    """The one that was asked for, of one's own; else the first."""
    there = list(teams)
    return next((one for one in there if str(one.pk) == asked), there[0] if there else None)


def _page(request: HttpRequest, sight: Sight, asked: str, **said: Any) -> HttpResponse:
    teams = list(post.teams_of(sight))
    team = _team(asked, teams)
    page = page_of(request, post.waiting(sight, team) if team else [], PER_PAGE)
    there = post.in_envelopes(page.object_list, sight.on)
    reading_log.listed(sight, part="post", why=f"post van {team}", rows=len(page.object_list))
    by_post = [one for one in there if not one.why_not and not one.by_hand]
    shown = {
        "team": team,
        "teams": teams,
        "page": page,
        "by_post": by_post,
        "by_hand": [one for one in there if not one.why_not and one.by_hand],
        "stuck": [one for one in there if one.why_not],
        "letters": sum(len(one.letters) for one in by_post),
        "day": timezone.localdate().isoformat(),
        "ticked": (),
    }
    status = 400 if said.get("error") else 200
    return render(request, "documents/post.html", shown | said, status=status)


@require_POST
def post_print(request: HttpRequest) -> HttpResponse:
    sight = _sight(request)
    team = _team(request.POST.get("team", ""), post.teams_of(sight))
    rows = post.picked(post.waiting(sight, team), _keys(request)) if team else []
    made = post.print_all(rows, team=team, by=sight, token=token_of(request)) if team else None
    if made is None:
        messages.info(request, "Er is niets om te printen.")
        return see_other(_back(team))
    return see_other(made.get_absolute_url())


@require_POST
def post_sent(request: HttpRequest) -> HttpResponse:
    sight = _sight(request)
    asked = request.POST.get("team", "")
    team = _team(asked, post.teams_of(sight))
    today = timezone.localdate()
    typed = request.POST.get("dag", "")[:40]
    try:
        day = DayField(span=Days(today - dt.timedelta(days=LOOKED_BACK), today)).clean(typed)
    except ValidationError as error:
        ticked = request.POST.getlist("brief")
        return _page(request, sight, asked, error=error.messages[0], day=typed, ticked=ticked)
    keys = _keys(request)
    rows = post.picked(post.waiting(sight, team), keys) if team else []
    if not request.POST.getlist("brief"):  # what is given by hand isn't posted along by itself
        rows = [one for one in rows if one.can_be_posted]
    sent, left = post.all_sent(rows, on=day, by=sight)
    _tell(request, day=day_in_words(day), sent=sent, left=left, before=len(keys) - len(rows) if keys else 0)
    return see_other(_back(team))


def _keys(request: HttpRequest) -> list[str]:
    """What was ticked, or else all that was on the page: what came since nobody has seen."""
    marks = request.POST.getlist("brief") or request.POST.getlist("getoond")
    keys = [key for mark in marks[:PER_PAGE] for key in mark[: _KEY * PER_PAGE].split(",")]
    return [key for key in dict.fromkeys(keys) if key.isascii() and key.isalnum()][:PER_PAGE]


def _back(team: Team | None) -> str:
    return f"/post/?team={team.pk}" if team else "/post/"


def _tell(request: HttpRequest, *, day: str, sent: int, left: list[post.Left], before: int) -> None:
    """By number and kind of letter: a message passes through the browser."""
    if sent:
        letters = "1 brief" if sent == 1 else f"{sent} brieven"
        messages.success(request, f"Verstuurd op {day}: {letters}. Die dag begint de termijn voor bezwaar.")
    elif not left:
        messages.info(request, "Er was niets meer te versturen.")
    if sent and before > 0:
        messages.info(request, f"{before} daarvan stond al als verstuurd of gegeven vast, of gaat niet per post.")
    for one in left[:TOLD]:
        letter = one.letter
        messages.warning(request, f"{letter.case.ref}, ‘{letter.get_kind_display()}’: niet verstuurd. {one.why}")
    if len(left) > TOLD:
        messages.warning(request, f"En nog {len(left) - TOLD} niet verstuurd. Die staan hieronder.")


URLS = (
    path("post/", post_list, name="post"),
    path("post/printen/", post_print, name="post-printen"),
    path("post/verstuurd/", post_sent, name="post-verstuurd"),
)
