"""The pages of a case by tab, each one question: for every noun that shows itself there whole."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import URLPattern

from casework.cases.addresses import at_case
from casework.cases.finding import visible_case
from casework.cases.states import Phase
from casework.engine.along import Along
from casework.engine.finding import sight_of
from casework.engine.makes import may_make
from casework.engine.noun import Tab
from casework.engine.parts import ask_for_counts, on_tab, tabs_of
from casework.engine.running_terms import ask_for_terms, running_terms
from casework.engine.surroundings import surroundings_of
from roles.actions import Action
from roles.policy import Sight, may


def case_with_head(
    request: HttpRequest, ref: str, action: Action = Action.VIEW_FILE, *, part: str, polls: bool = False
) -> Any:
    """The case, if this person may do that on it, with what its head tells. Raises Http404, see `visible_anchor`."""
    asked: list[Along] = []

    def ask(found: Any) -> None:
        asked.append(ask_for_terms(found))
        ask_for_counts(found, sight_of(request))

    case = visible_case(request, ref, action, part=part, polls=polls, ask=ask)
    asked[0].keep()
    return case


def head_of(case: Any, sight: Sight, tab: str) -> dict[str, Any]:
    """What every page of a case shows above its own question, and what may be made on this tab."""
    head = _head(case, sight, tab)
    whole = head["sees_file"]
    return head | {
        "phase_number": list(Phase).index(Phase(case.phase)) + 1,
        "phases": len(Phase),
        "writes": whole and may(sight, Action.EDIT_FILE, case),
        "makes": may_make(case, sight, surroundings_of(case, sight, sight.on), tab=tab),
        "on_tab": on_tab(case, sight, tab) if whole else (),
    }


def shown_head(case: Any, sight: Sight, tab: str) -> dict[str, Any]:
    """The head alone, above a page that isn't the tab itself: what one does there has its own page."""
    asked = ask_for_terms(case)
    ask_for_counts(case, sight)
    asked.keep()
    return _head(case, sight, tab)


def _head(case: Any, sight: Sight, tab: str) -> dict[str, Any]:
    whole = may(sight, Action.VIEW_FILE, case)
    tabs = tabs_of(case, sight)
    terms = running_terms(case, sight.on) if whole else []
    return {
        "case": case,
        "tab": tab,
        "tabs": case.get_absolute_url() if whole else "",
        "tablist": tabs,
        "behind_the_name": next((one for one in tabs if not one["in_row"]), None),
        "sees_file": whole,
        "terms": terms,
        "next_term": next((one for one in terms if one.ours), None),
    }


def tab_page(
    tab: Tab, template: str, content: Callable[[Any, Sight], dict[str, Any]]
) -> Callable[[HttpRequest, str], HttpResponse]:
    """The page of a tab of the file: `content` gives what its template shows, of case and visitor."""

    def view(request: HttpRequest, ref: str) -> HttpResponse:
        sight = sight_of(request)
        case = case_with_head(request, ref, part=tab.key)
        return render(request, template, head_of(case, sight, tab.key) | content(case, sight))

    return view


def moved(tab: Tab, place: str, name: str, section: str = "") -> URLPattern:
    """Where a tab was before: it leads for ever to where that is now, whoever asks and whether there is such a case."""
    assert place in tab.formerly

    def view(request: HttpRequest, ref: str) -> HttpResponse:
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return HttpResponsePermanentRedirect(f"/zaken/{ref}/{tab.place}{query}{section}")

    return at_case(place, view, name)
