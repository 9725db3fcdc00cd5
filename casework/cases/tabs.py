"""The pages of a case by tab, each one question: for every noun that shows itself there whole."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.cases.finding import visible_case
from casework.cases.states import Phase
from casework.engine.finding import sight_of
from casework.engine.makes import may_make
from casework.engine.noun import Tab
from casework.engine.parts import tabs_of
from casework.engine.surroundings import surroundings_of
from roles.actions import Action
from roles.policy import Sight, may


def head_of(case: Any, sight: Sight, tab: str) -> dict[str, Any]:
    """What every page of a case shows above its own question, and what may be made on this tab."""
    whole = may(sight, Action.VIEW_FILE, case)
    return {
        "case": case,
        "tab": tab,
        "tabs": case.get_absolute_url() if whole else "",
        "tablist": tabs_of(case, sight),
        "phases": _phases(case),
        "writes": whole and may(sight, Action.EDIT_FILE, case),
        "makes": may_make(case, sight, surroundings_of(case, sight, sight.on), tab=tab),
    }


def _phases(case: Any) -> list[dict[str, Any]]:
    order = list(Phase)
    here = order.index(Phase(case.phase))
    return [{"label": phase.label, "here": number == here, "past": number < here} for number, phase in enumerate(order)]


def tab_page(
    tab: Tab, template: str, content: Callable[[Any, Sight], dict[str, Any]]
) -> Callable[[HttpRequest, str], HttpResponse]:
    """The page of a tab of the file: `content` gives what its template shows, of case and visitor."""

    def view(request: HttpRequest, ref: str) -> HttpResponse:
        sight = sight_of(request)
        case = visible_case(request, ref, Action.VIEW_FILE, part=tab.key)
        return render(request, template, head_of(case, sight, tab.key) | content(case, sight))

    return view
