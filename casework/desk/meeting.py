"""The team's open cases on paper, for the weekly meeting: asked for, frozen, made by the worker."""

import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from casework.cases.models import Case
from casework.cases.work import WorkItem
from casework.desk.paper import MEETING
from casework.documents.asking import ask
from casework.documents.content import letterhead
from casework.documents.kinds import kind_of
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.asking import see_other
from casework.engine.errors import NotAllowed
from casework.engine.finding import sight_of, token_of
from casework.engine.words import Json, day_in_words
from casework.engine.writes import as_sight
from roles.actions import Action
from roles.models import Team, TeamKind, User
from roles.policy import Sight, may
from roles.reading_log import exported


def meeting(request: HttpRequest) -> HttpResponse:
    """The open cases of a team on paper, for the weekly meeting: asked for here, made by the worker."""
    sight = sight_of(request)
    if not sight.has(Action.MAKE_BATCH):
        raise PermissionDenied
    teams = Team.objects.exclude(kind=TeamKind.GEMEENTE)
    if not any(holding.everywhere for holding in sight.holdings):
        teams = teams.filter(pk__in=sight.team_ids())
    if request.method != "POST":
        if sight.has(Action.ASSIGN_CASE):  # a leader's meeting is the page of the team, which prints as one sheet
            return see_other("/team/")
        return render(request, "desk/meeting.html", {"teams": teams})
    team = get_object_or_404(teams, pk=_whole(request.POST.get("team", "")))
    try:
        document = ask_batch(team=team, by=sight, token=token_of(request))
    except NotAllowed as error:
        raise PermissionDenied from error
    return see_other(document.get_absolute_url())


def _whole(words: str) -> int:
    return int(words) if words.isdecimal() and len(words) < 10 else 0


def ask_batch(
    *, team: Team, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> Document:
    """Put the team's open cases in the queue as one document: those whose file the asker may see, and logged as such.

    The same form a second time gives the first document, and so does another while that waits. Raises NotAllowed.
    """
    at = at or timezone.now()
    on = timezone.localtime(at).date()
    sight = as_sight(by, on)
    if sight is None or not _works_in(sight, team):
        raise NotAllowed
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=sight.user_id)  # two clicks at the same moment queue up here
        about = str(token or "")
        mine = Document.objects.filter(kind=MEETING, asked_by=sight.user, team=team)
        waiting = Q(state=DocumentState.GEVRAAGD)
        first: Document | None = mine.filter(waiting | Q(about=about) if token else waiting).first()
        if first is not None:
            return first
        cases = Case.objects.visible_to(sight, Action.VIEW_FILE).filter(team=team)
        snapshot = list_for(cases, team=team, on=on)
        rows = len(snapshot["cases"])
        exported(sight, part="weekoverleg", why=f"open zaken van {team}", rows=rows)
        return ask(
            MEETING,
            case=None,
            team=team,
            snapshot=snapshot,
            by=sight.user,
            at=at,
            about=about,
            total=max(rows, 1),
        )


def _works_in(sight: Sight, team: Team) -> bool:
    return may(sight, Action.MAKE_BATCH) and any(
        holding.everywhere or holding.team_id == team.pk for holding in sight.holdings
    )


def list_for(cases: Any, *, team: Team, on: dt.date) -> Json:
    """One row per open case, the most urgent first. `cases`: a queryset that holds only what the asker may see.

    Two queries, whatever their number. What not everybody of the team may know isn't printed for all of them.
    """
    result = {case.pk: case for case in cases.open().for_page()}
    turns: dict[int, WorkItem] = {}
    for turn in WorkItem.objects.open().filter(case_id__in=list(result), known_to=None).order_by("due_on", "pk"):
        turns.setdefault(turn.case_id, turn)
    order = sorted(
        result.values(), key=lambda case: (turns[case.pk].due_on if case.pk in turns else dt.date.max, case.ref)
    )
    return letterhead(kind_of(MEETING), None, on, team) | {
        "cases": [_row(case, turns.get(case.pk), on) for case in order]
    }


def _row(case: Case, turn: WorkItem | None, on: dt.date) -> Json:
    return {
        "ref": case.ref,
        "name": case.subject,
        "kern": case.kern.name,
        "layer": case.get_layer_display(),
        "phase": case.get_phase_display(),
        "holder": case.holder_name,
        "regisseur": case.regisseur.name if case.regisseur else "nog niemand",
        "urgent": case.urgent,
        "due": day_in_words(turn.due_on) if turn else "",
        "late": bool(turn and turn.due_on < on),
        "what": turn.what if turn else "",
    }
