"""`/mijn/`: for the citizen, and whoever represents them. Plain words: where it stands, who does what, who looked.

Never a shielded note, never who reported behind a shield, never what is somebody else's.
"""

from collections.abc import Callable, Set
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.cases.finding import visible_case
from casework.cases.models import Case
from casework.cases.states import Phase
from casework.cases.wrong_person import WrongPerson, readings_of
from casework.desk.looks import Looks, together
from casework.engine.asking import see_other
from casework.engine.finding import sight_of
from casework.engine.object_page import PER_PAGE
from casework.engine.paging import page_of
from casework.engine.parts import Shown, ask_for_citizen
from casework.households.walls import address_of, strange_accounts
from roles.actions import Action
from roles.matrix import Relation, Role
from roles.models import Reading
from roles.policy import WORDS

READINGS_SHOWN: Final = 50
WHERE_IT_STANDS: Final = {
    Phase.AANMELDING: "Uw vraag is bij ons binnen. Iemand van het wijkteam gaat ernaar kijken.",
    Phase.ONDERZOEK: "Wij zoeken samen met u uit wat u nodig hebt, en wie daarbij kan helpen.",
    Phase.PLAN: "Uw plan ligt er. Wij spreken met u af wanneer het begint.",
    Phase.UITVOERING: "Uw plan loopt.",
    Phase.EVALUATIE: "Wij kijken samen met u hoe het gaat.",
    Phase.AFGESLOTEN: "Uw zaak is afgesloten. Hebt u weer hulp nodig? Bel het wijkteam.",
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One's own case at once; a choice where there are more."""
    sight = sight_of(request)
    page = page_of(request, Case.objects.visible_to(sight, Action.VIEW_OWN).for_page(), PER_PAGE)
    if page.total == "1":
        return see_other(f"/mijn/{page.object_list[0].ref}/")
    cases = [(case, WHERE_IT_STANDS[Phase(case.phase)]) for case in page]
    elsewhere = WrongPerson.objects.of_citizen(sight).exists()
    return render(request, "desk/own_cases.html", {"cases": cases, "page": page, "elsewhere": elsewhere})


@require_safe
def case(request: HttpRequest, ref: str) -> HttpResponse:
    sight = sight_of(request)
    asked: list[Callable[[], list[Shown]]] = []
    result = visible_case(
        request, ref, Action.VIEW_OWN, part="mijn zaak", ask=lambda one: asked.append(ask_for_citizen(one, sight))
    )
    context = {
        "case": result,
        "address": address_of(result.person) if result.person else "",
        "standing": WHERE_IT_STANDS[Phase(result.phase)],
        "term": None if result.report_sent_on else result.research_term,
        "parts": asked[0](),
    }
    return render(request, "desk/own.html", context)


@require_safe
def insight(request: HttpRequest, ref: str) -> HttpResponse:
    """Who looked at the file: when, in which role, at what and why they could (AVG art. 15)."""
    result = visible_case(request, ref, Action.VIEW_OWN, part="wie keek er")
    sight = sight_of(request)
    others = Reading.objects.filter(case_id=result.pk, refused=False).exclude(by=sight.user)
    page = page_of(request, others, READINGS_SHOWN)
    strangers = strange_accounts(result.person, sight)
    for row in page:
        _say_who(row, result, strangers)
    elsewhere = WrongPerson.objects.of_citizen(sight).exists()
    context = {"case": result, "page": page, "looks": _looks(page), "elsewhere": elsewhere}
    return render(request, "desk/own_insight.html", context)


def _looks(page: Any) -> list[Looks]:
    """By who they are to the citizen: of those they may not know none is told from another."""
    return together(page, who=lambda row: row.who)


def _say_who(row: Any, case: Any, strangers: Set[int] = frozenset()) -> None:
    """Who worried about somebody in confidence must not be found by looking at who looked; nor in whose name the case
    stood before, by mistake; nor who is behind a wall by now."""
    in_confidence = case.reporter_shielded and (
        row.by_id == case.reported_by_id or row.why.startswith(WORDS[Relation.REPORTED])
    )
    of_another = case.person_since is not None and row.at < case.person_since and row.role == Role.BURGER.label
    if in_confidence:
        row.who, row.role, row.why = "Een medewerker", "", ""
    elif of_another or row.by_id in strangers:
        row.who, row.role, row.why = "Een andere inwoner", "", ""
    else:
        row.who = row.by_name


@require_safe
def insight_of_another(request: HttpRequest) -> HttpResponse:
    """Who looked at a case that stood in one's own name by mistake, for as long as it did: no more of it than that."""
    sight = sight_of(request)
    mistakes = list(WrongPerson.objects.of_citizen(sight).select_related("case__team"))
    if not mistakes:
        raise Http404
    then = readings_of(mistakes, sight)
    page = page_of(request, Reading.objects.filter(then, refused=False).exclude(by=sight.user), READINGS_SHOWN)
    cases = {one.case_id: one.case for one in mistakes}
    for row in page:
        _say_who(row, cases[row.case_id])
    context = {"mistakes": mistakes, "page": page, "looks": _looks(page), "team": mistakes[0].case.team}
    return render(request, "desk/own_insight_of_another.html", context)
