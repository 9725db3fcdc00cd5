"""The case: found, reported, and its pages. Each page is one question, and each leaves a row in the reading log."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.cases.finding import visible_case
from casework.cases.states import Phase
from casework.desk.case_parts import makings, running_terms, turns_of, who_takes_it_up, with_children
from casework.desk.timeline import timeline
from casework.documents.kinds import letters
from casework.documents.models import Document
from casework.engine.door import available
from casework.engine.finding import sight_of
from casework.engine.paging import page_of
from casework.engine.surroundings import surroundings_of
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.vangnet.models import VangnetRequest
from roles.actions import Action
from roles.policy import Sight, may

PER_PAGE: Final = 25
LINKED_SHOWN: Final = 10


def case(request: HttpRequest, ref: str) -> HttpResponse:
    """Where does it stand, what is next? Whoever lacks the file sees where it stands, and their own part."""
    sight = sight_of(request)
    result = visible_case(request, ref, part="zaak", rows=with_children())
    around = surroundings_of(result, sight, sight.on)
    whole = may(sight, Action.VIEW_FILE, result)
    page = {
        "offers": available(result, sight, around=around),
        "makings": makings(result, sight, around),
        "work": turns_of(result, sight),
        "page": page_of(request, timeline(result, sight), PER_PAGE),
    }
    page |= _whole(result, sight) if whole else _own_part(result, sight)
    return render(request, "case/case.html" if whole else "case/limited.html", _head(result, sight, "zaak") | page)


def _head(found: Any, sight: Sight, tab: str) -> dict[str, Any]:
    """What every page of a case shows above its own question."""
    whole = may(sight, Action.VIEW_FILE, found)
    tabs = [
        ("zaak", "", "Overzicht", True),
        ("wijkweb", "wijkweb/", "Wijkweb", whole),
        ("plan", "plan/", "Plan", whole),
        ("besluiten", "besluiten/", "Besluiten", whole),
        ("vangnet", "vangnet/", "Vangnet", whole and may(sight, Action.VIEW_VANGNET, found)),
        ("overdrachten", "overdrachten/", "Overdrachten", whole),
        ("documenten", "documenten/", "Documenten", whole),
        ("gegevens", "gegevens/", "Gegevens", whole),
        ("inzage", "inzage/", "Inzage", may(sight, Action.VIEW_INSIGHT, found)),
    ]
    order = list(Phase)
    url = found.get_absolute_url()
    return {
        "case": found,
        "tab": tab,
        "tabs": url if whole else "",
        "tablist": [{"key": key, "url": url + place, "label": label} for key, place, label, there in tabs if there],
        "phases": [
            {
                "label": phase.label,
                "here": phase == found.phase,
                "past": order.index(phase) < order.index(Phase(found.phase)),
            }
            for phase in order
        ],
        "writes": whole and may(sight, Action.EDIT_FILE, found),
    }


def _whole(found: Any, sight: Sight) -> dict[str, Any]:
    return {
        "terms": running_terms(found, found.indicaties.all(), found.applications.all()),
        "contacts": found.contacts.all(),
        "goals": [one for one in found.goals.all() if one.state != "bijgesteld"],
        "double": _if_visible(found.looks_like, sight),
        "goes_on": _if_visible(found.double_of, sight),
        "sees_reporter": not found.reporter_shielded or may(sight, Action.VIEW_SHIELDED, found),
        "age": found.person.age(sight.on) if found.person else None,
        "recuses": may(sight, Action.RECUSE, found),
    }


def _if_visible(other: Any, sight: Sight) -> Any:
    """Another case, for whom may see its file; for anyone else this page doesn't tell that it exists."""
    return other if other is not None and may(sight, Action.VIEW_FILE, other) else None


def _own_part(found: Any, sight: Sight) -> dict[str, Any]:
    """What whoever reported, or issued an indicatie, sees besides where it stands."""
    return {
        "turn": who_takes_it_up(found),
        "indicaties": VoorlopigeIndicatie.objects.visible_to(sight).filter(case=found).select_related("provider"),
        "letters": Document.objects.visible_to(sight).filter(case=found, kind__in=letters()),
        "requests": VangnetRequest.objects.visible_to(sight).filter(case=found),
        "handovers": Handover.objects.visible_to(sight)
        .filter(case=found)
        .select_related("to_contact", "to_organisation", "to_team", "case__person"),
        "recuses": may(sight, Action.RECUSE, found),
    }
