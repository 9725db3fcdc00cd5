"""The tabs of a case: each is one question."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.applications.models import Application
from casework.cases.finding import visible_case
from casework.cases.models import Case
from casework.cases.states import Phase
from casework.desk.case_page import LINKED_SHOWN, PER_PAGE, _head
from casework.desk.case_parts import Making, makings, running_terms
from casework.desk.who_sees import readings_of, who_sees
from casework.documents.kinds import letters
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.finding import sight_of
from casework.engine.paging import page_of
from casework.engine.surroundings import surroundings_of
from casework.goals.models import Goal
from casework.goals.progress import progress
from casework.handovers.consents import consents_of
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.network.forms import ContactForm
from casework.network.web import domains_of
from casework.people.corrections import corrections
from casework.vangnet.models import VangnetRequest
from roles.actions import Action
from roles.policy import Sight, may


def web(request: HttpRequest, ref: str) -> HttpResponse:
    """Who is around this person?"""
    sight = sight_of(request)
    result = visible_case(request, ref, Action.VIEW_FILE, part="wijkweb")
    contacts = result.contacts.filter(removed_at__isnull=True).select_related("organisation")
    writes = may(sight, Action.EDIT_FILE, result)
    return render(
        request,
        "case/web.html",
        _head(result, sight, "wijkweb")
        | {
            "groups": domains_of(contacts),
            "any": bool(contacts),
            "form": ContactForm(obj=result, sight=sight) if writes else None,
        },
    )


def plan(request: HttpRequest, ref: str) -> HttpResponse:
    """What was agreed, how is it going?"""
    sight = sight_of(request)
    result = visible_case(request, ref, Action.VIEW_FILE, part="plan")
    goals = (
        Goal.objects.visible_to(sight)
        .filter(case=result)
        .select_related(
            "ground", "carrier_contact", "carrier_organisation", "carrier_user", "case__person", "predecessor"
        )
        .prefetch_related("reports")
    )
    return render(
        request,
        "case/plan.html",
        _head(result, sight, "plan")
        | {
            "goals": [progress(goal) for goal in goals],
            "adds": may(sight, Action.EDIT_FILE, result) and result.phase in Phase.LED,
        },
    )


def decisions(request: HttpRequest, ref: str) -> HttpResponse:
    """What was promised, until when?"""
    sight = sight_of(request)
    result = visible_case(request, ref, Action.VIEW_FILE, part="besluiten")
    indicaties = (
        VoorlopigeIndicatie.objects.visible_to(sight).filter(case=result).select_related("provider", "issued_by")
    )
    applications = (
        Application.objects.visible_to(sight)
        .filter(case=result)
        .select_related("decided_by", "ground")
        .prefetch_related("suspensions")
    )
    return render(
        request,
        "case/decisions.html",
        _head(result, sight, "besluiten")
        | {
            "indicaties": indicaties,
            "applications": applications,
            "terms": running_terms(result, indicaties, applications),
            "letters": Document.objects.visible_to(sight).filter(case=result, kind__in=letters()),
            "makings": _makings(result, sight, "indicaties/", "aanvragen/"),
        },
    )


def _makings(found: Any, sight: Sight, *places: str) -> list[Making]:
    """The makings that belong on one tab."""
    every = makings(found, sight, surroundings_of(found, sight, sight.on), offers="overdrachten/" in places)
    return [one for one in every if any(place in one.url for place in places)]


def safety_net(request: HttpRequest, ref: str) -> HttpResponse:
    """Can this be paid now?"""
    sight = sight_of(request)
    result = visible_case(request, ref, Action.VIEW_FILE, part="vangnet")
    requests = VangnetRequest.objects.visible_to(sight).filter(case=result).select_related("requested_by", "decided_by")
    return render(
        request,
        "case/safety_net.html",
        _head(result, sight, "vangnet")
        | {
            "requests": requests,
            "makings": _makings(result, sight, "vangnet/"),
        },
    )


def handovers(request: HttpRequest, ref: str) -> HttpResponse:
    """Where has it been, and what did the inwoner agree to?"""
    sight = sight_of(request)
    result = visible_case(request, ref, Action.VIEW_FILE, part="overdrachten")
    rows = (
        Handover.objects.visible_to(sight)
        .filter(case=result)
        .select_related("to_contact", "to_organisation", "to_team", "case__person", "goal")
    )
    return render(
        request,
        "case/handovers.html",
        _head(result, sight, "overdrachten")
        | {
            "handovers": rows,
            "consents": consents_of(result),
            "today": sight.on,
            "makings": _makings(result, sight, "overdrachten/"),
        },
    )


def documents(request: HttpRequest, ref: str) -> HttpResponse:
    """Give me that on paper. While something is being made, the list asks for itself again."""
    sight = sight_of(request)
    result = visible_case(
        request, ref, Action.VIEW_FILE, part="documenten", polls=bool(getattr(request, "htmx", False))
    )
    page = page_of(request, Document.objects.visible_to(sight).filter(case=result), PER_PAGE)
    asks = may(sight, Action.MAKE_DOCUMENT, result)
    context = {"page": page, "asks": asks, "busy": any(one.state == DocumentState.GEVRAAGD for one in page.object_list)}
    if getattr(request, "htmx", False):
        return render(request, "case/documents_list.html", {"case": result} | context)
    return render(request, "case/documents.html", _head(result, sight, "documenten") | context)


def insight(request: HttpRequest, ref: str) -> HttpResponse:
    """Who can see this and why, and who did?"""
    sight = sight_of(request)
    result = visible_case(request, ref, Action.VIEW_INSIGHT, part="inzage")
    return render(
        request,
        "case/insight.html",
        _head(result, sight, "inzage")
        | {
            "people": who_sees(result, sight.on),
            "grants": result.grants.select_related("user", "permission", "given_by"),
            "recused": result.recusals.select_related("user"),
            "page": page_of(request, readings_of(result), PER_PAGE),
            "today": sight.on,
            "gives": may(sight, Action.GIVE_GRANT, result),
            "recuses": may(sight, Action.RECUSE, result),
        },
    )


def person(request: HttpRequest, ref: str) -> HttpResponse:
    """The personal data, what was corrected, and who may speak for this person."""
    sight = sight_of(request)
    result = visible_case(request, ref, Action.VIEW_FILE, part="gegevens")
    return render(
        request,
        "case/person.html",
        _head(result, sight, "gegevens")
        | {
            "person": result.person,
            "age": result.person.age(sight.on) if result.person else None,
            "corrections": corrections(result.person) if result.person else [],
            "representatives": result.person.representatives.order_by("-since") if result.person else [],
            "linked": Case.objects.visible_to(sight).filter(linked=result).for_page()[:LINKED_SHOWN],
            "today": sight.on,
        },
    )
