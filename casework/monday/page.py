"""Monday on one screen: how a team stands, and what only its leader can do about it."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from casework.cases.finding import visible_case
from casework.engine.asking import see_other
from casework.engine.door import perform
from casework.engine.errors import NotAllowed, NotNow, Overtaken
from casework.engine.finding import refuse, sight_of, token_of
from casework.engine.paging import page_of
from casework.monday.colleagues import SILENT, Colleague, WhoHasWhat, totals
from casework.monday.lists import (
    BEFORE,
    FIGURES,
    LISTS,
    OBJECTIONS,
    TO_DECIDE,
    TO_SHARE,
    UNSENT,
    WAITS,
    Asked,
    Days,
    TeamList,
    whole,
)
from casework.monday.money import Purse
from casework.monday.teams import asks_for, team_of
from casework.monday.weeks import Weeks
from casework.templatetags.words import weekday_and_day
from roles import reading_log
from roles.actions import Action
from roles.fixed import together
from roles.models import User

SHARED_SHOWN: Final = 7
DECIDED_SHOWN: Final = 5
STUCK_SHOWN: Final = 3
PER_PAGE: Final = 25


@require_safe
def team(request: HttpRequest) -> HttpResponse:
    """How the team stands, on one screen and on one sheet of paper."""
    sight = sight_of(request)
    here, teams = team_of(request)
    with together():
        figures = [Asked(one, sight, here.pk) for one in FIGURES]
        before = Asked(BEFORE, sight, here.pk)
        share = Asked(TO_SHARE, sight, here.pk, SHARED_SHOWN)
        decide = Asked(TO_DECIDE, sight, here.pk, DECIDED_SHOWN)
        stuck = [Asked(one, sight, here.pk, STUCK_SHOWN) for one in (WAITS, UNSENT, OBJECTIONS)]
        table = WhoHasWhat(sight, here.pk, timezone.now() - SILENT)
        purse = Purse(here.pk, sight.on)
        weeks = Weeks(here.pk, sight.on)
    named = sum(len(one.rows) for one in (share, decide, *stuck))
    reading_log.listed(sight, part="team", why=f"maandag van {here}", rows=named)
    colleagues = table.read()
    return render(
        request,
        "monday/team.html",
        {
            "team": here,
            "at": asks_for(here, teams),
            "teams": teams,
            "heading": weekday_and_day(sight.on).capitalize(),
            "week": sight.on.isocalendar().week,
            "monday": Days(sight.on).monday,
            "figures": [(one, _course(weeks, one)) for one in figures],
            "before": before,
            "share": share,
            "decide": decide,
            "decisions": [(turn, _button(turn)) for turn in decide.rows],
            "waits": stuck[0],
            "unsent": stuck[1],
            "objections": stuck[2],
            "colleagues": colleagues,
            "most": max((one.load.total for one in colleagues), default=0),
            "choices": choices(colleagues),
            "totals": totals(colleagues),
            "purse": purse,
        },
    )


def _course(weeks: Weeks, one: Asked) -> dict[str, Any] | None:
    """How a figure went until today; None where nothing was kept. What is new has its own week before."""
    kept = weeks.of(one.list.slug)
    return {"weeks": kept.weeks, "last": kept.last, "line": kept.line(one.count)} if kept else None


def choices(colleagues: list[Colleague]) -> list[Colleague]:
    """To whom a case can be given here: who is of the team. Whether they may is judged by the step."""
    return [one for one in colleagues if one.here]


def _button(turn: Any) -> str:
    """What the button of a turn is called that is decided here."""
    return "Kijk na" if turn.step == "indicatie.review" else "Beslis"


@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """One list of the team whole: exactly what the figure of the page counted."""
    sight = sight_of(request)
    here, teams = team_of(request)
    one = _list_named(slug)
    page = page_of(request, whole(one, sight, here.pk), PER_PAGE)
    why = f"{one.label}, {here}, bladzijde {page.number}"
    reading_log.listed(sight, part="team", why=why, rows=len(page.object_list))
    course = Weeks(here.pk, sight.on).of(one.slug)
    shares = one is TO_SHARE and page.object_list
    colleagues = WhoHasWhat(sight, here.pk, timezone.now() - SILENT).read() if shares else []
    return render(
        request,
        "monday/list.html",
        {
            "team": here,
            "at": asks_for(here, teams),
            "list": one,
            "weeks": course.weeks if course else [],
            "page": page,
            "monday": Days(sight.on).monday,
            "of_cases": one.of_cases is not None,
            "choices": choices(colleagues),
        },
    )


def _list_named(slug: str) -> TeamList:
    if slug not in LISTS:
        raise Http404
    return LISTS[slug]


@require_POST
def assign(request: HttpRequest, ref: str) -> HttpResponse:
    """Give one case to a colleague, from its row. The step is the case's own, and so is what stands in its way."""
    here, teams = team_of(request)
    case = visible_case(request, ref, Action.ASSIGN_CASE, part="wijs toe")
    back = _back(request, asks_for(here, teams))
    to = _chosen(request)
    if to is None:
        messages.warning(request, f"Kies eerst een collega. {case.ref} is niet toegewezen.")
        return see_other(back)
    try:
        perform(
            case,
            "assign",
            by=sight_of(request),
            expected=request.POST.get("expected"),
            token=token_of(request),
            regisseur=to,
        )
    except Overtaken:
        messages.warning(request, f"Een collega was u voor: {case.ref} is intussen veranderd. Kijk hoe het nu is.")
    except NotNow as later:
        messages.warning(request, f"{case.ref} is niet toegewezen. {' '.join(one.text for one in later.reasons)}")
    except NotAllowed as error:
        refuse(request, case, part="wijs toe")
        raise PermissionDenied from error
    else:
        messages.success(request, f"{case.ref} is toegewezen aan {to.name}.")
    return see_other(back)


def _chosen(request: HttpRequest) -> User | None:
    words = request.POST.get("regisseur", "")
    return User.objects.filter(pk=int(words), is_active=True).first() if words.isdecimal() and len(words) <= 9 else None


def _back(request: HttpRequest, at: str) -> str:
    """To the list where the button stood, or to the page."""
    place = "lijst/te-verdelen/" if request.POST.get("van") == "lijst" else ""
    return f"/team/{place}{at}"
