"""`/mijn/`: for the citizen, and whoever represents them. Plain words: where it stands, who does what, who looked.

Never a shielded note, never who reported behind a shield, never what is somebody else's.
"""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from casework.cases.finding import visible_case
from casework.cases.models import Case
from casework.cases.states import Phase
from casework.engine.asking import see_other
from casework.engine.finding import sight_of
from casework.engine.object_page import PER_PAGE
from casework.engine.paging import page_of
from casework.engine.parts import Shown, ask_for_citizen
from roles.actions import Action
from roles.matrix import Relation
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
    return render(request, "desk/own_cases.html", {"cases": cases, "page": page})


@require_safe
def case(request: HttpRequest, ref: str) -> HttpResponse:
    sight = sight_of(request)
    asked: list[Callable[[], list[Shown]]] = []
    result = visible_case(
        request, ref, Action.VIEW_OWN, part="mijn zaak", ask=lambda one: asked.append(ask_for_citizen(one, sight))
    )
    context = {
        "case": result,
        "standing": WHERE_IT_STANDS[Phase(result.phase)],
        "term": None if result.report_sent_on else result.research_term,
        "parts": asked[0](),
    }
    return render(request, "desk/own.html", context)


@require_safe
def insight(request: HttpRequest, ref: str) -> HttpResponse:
    """Who looked at the file: when, in which role, at what and why they could (AVG art. 15)."""
    result = visible_case(request, ref, Action.VIEW_OWN, part="wie keek er")
    others = Reading.objects.filter(case_id=result.pk, refused=False).exclude(by=sight_of(request).user)
    page = page_of(request, others, READINGS_SHOWN)
    for row in page:
        # who worried about somebody in confidence must not be found by looking at who looked
        if result.reporter_shielded and (
            row.by_id == result.reported_by_id or row.why.startswith(WORDS[Relation.REPORTED])
        ):
            row.who, row.role, row.why = "Een medewerker", "", ""
        else:
            row.who = row.by_name
    return render(request, "desk/own_insight.html", {"case": result, "page": page})
