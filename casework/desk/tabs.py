"""The tabs of a case: each is one question."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casework.applications.models import Application
from casework.cases.models import Case
from casework.cases.states import Phase
from casework.desk.case_page import LINKED_SHOWN, PER_PAGE, _head
from casework.desk.case_parts import Making, makings, running_terms
from casework.desk.who_sees import readings_of, who_sees
from casework.documents.models import Document
from casework.documents.querysets import LETTERS
from casework.documents.states import DocumentState
from casework.engine.finding import sight_of, visible_case
from casework.engine.paging import page_of
from casework.engine.surroundings import office_for
from casework.goals.models import Goal
from casework.goals.progress import progress
from casework.handovers.models import Handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.network.consents import consents_of
from casework.network.forms import ContactForm
from casework.network.web import domains_of
from casework.people.corrections import corrections
from casework.vangnet.models import VangnetRequest
from roles.actions import Action
from roles.policy import Sight, may


def web(request: HttpRequest, ref: str) -> HttpResponse:
    """Who is around this person?"""
    sight = sight_of(request)
    found = visible_case(request, ref, Action.VIEW_FILE, part="wijkweb")
    contacts = found.contacts.filter(removed_at__isnull=True).select_related("organisation")
    writes = may(sight, Action.EDIT_FILE, found)
    return render(
        request,
        "case/web.html",
        _head(found, sight, "wijkweb")
        | {
            "groups": domains_of(contacts),
            "any": bool(contacts),
            "form": ContactForm(obj=found, sight=sight) if writes else None,
        },
    )


def plan(request: HttpRequest, ref: str) -> HttpResponse:
    """What was agreed, how is it going?"""
    sight = sight_of(request)
    found = visible_case(request, ref, Action.VIEW_FILE, part="plan")
    goals = (
        Goal.objects.visible_to(sight)
        .filter(case=found)
        .select_related(
            "ground", "carrier_contact", "carrier_organisation", "carrier_user", "case__person", "predecessor"
        )
        .prefetch_related("reports")
    )
    return render(
        request,
        "case/plan.html",
        _head(found, sight, "plan")
        | {
            "goals": [progress(goal) for goal in goals],
            "adds": may(sight, Action.EDIT_FILE, found) and found.phase in Phase.LED,
        },
    )


def decisions(request: HttpRequest, ref: str) -> HttpResponse:
    """What was promised, until when?"""
    sight = sight_of(request)
    found = visible_case(request, ref, Action.VIEW_FILE, part="besluiten")
    indicaties = (
        VoorlopigeIndicatie.objects.visible_to(sight).filter(case=found).select_related("provider", "issued_by")
    )
    applications = (
        Application.objects.visible_to(sight)
        .filter(case=found)
        .select_related("decided_by", "ground")
        .prefetch_related("suspensions")
    )
    return render(
        request,
        "case/decisions.html",
        _head(found, sight, "besluiten")
        | {
            "indicaties": indicaties,
            "applications": applications,
            "terms": running_terms(found, indicaties, applications),
            "letters": Document.objects.visible_to(sight).filter(case=found, kind__in=LETTERS),
            "makings": _makings(found, sight, "indicaties/", "aanvragen/"),
        },
    )


def _makings(found: Any, sight: Sight, *places: str) -> list[Making]:
    """The makings that belong on one tab."""
    every = makings(found, sight, office_for(found, sight, sight.on), offers="overdrachten/" in places)
    return [one for one in every if any(place in one.url for place in places)]


def safety_net(request: HttpRequest, ref: str) -> HttpResponse:
    """Can this be paid now?"""
    sight = sight_of(request)
    found = visible_case(request, ref, Action.VIEW_FILE, part="vangnet")
    requests = VangnetRequest.objects.visible_to(sight).filter(case=found).select_related("requested_by", "decided_by")
    return render(
        request,
        "case/safety_net.html",
        _head(found, sight, "vangnet")
        | {
            "requests": requests,
            "makings": _makings(found, sight, "vangnet/"),
        },
    )


def handovers(request: HttpRequest, ref: str) -> HttpResponse:
    """Where has it been, and what did the inwoner agree to?"""
    sight = sight_of(request)
    found = visible_case(request, ref, Action.VIEW_FILE, part="overdrachten")
    rows = (
        Handover.objects.visible_to(sight)
        .filter(case=found)
        .select_related("to_contact", "to_organisation", "to_team", "case__person", "goal")
    )
    return render(
        request,
        "case/handovers.html",
        _head(found, sight, "overdrachten")
        | {
            "handovers": rows,
            "consents": consents_of(found),
            "today": sight.on,
            "makings": _makings(found, sight, "overdrachten/"),
        },
    )


def documents(request: HttpRequest, ref: str) -> HttpResponse:
    """Give me that on paper. While something is being made, the list asks for itself again."""
    sight = sight_of(request)
    found = visible_case(request, ref, Action.VIEW_FILE, part="documenten", polls=bool(getattr(request, "htmx", False)))
    page = page_of(request, Document.objects.visible_to(sight).filter(case=found), PER_PAGE)
    asks = may(sight, Action.MAKE_DOCUMENT, found)
    context = {"page": page, "asks": asks, "busy": any(one.state == DocumentState.GEVRAAGD for one in page.object_list)}
    if getattr(request, "htmx", False):
        return render(request, "case/documents_list.html", {"case": found} | context)
    return render(request, "case/documents.html", _head(found, sight, "documenten") | context)


def insight(request: HttpRequest, ref: str) -> HttpResponse:
    """Who can see this and why, and who did?"""
    sight = sight_of(request)
    found = visible_case(request, ref, Action.VIEW_INSIGHT, part="inzage")
    return render(
        request,
        "case/insight.html",
        _head(found, sight, "inzage")
        | {
            "people": who_sees(found, sight.on),
            "grants": found.grants.select_related("user", "permission", "given_by"),
            "recused": found.recusals.select_related("user"),
            "page": page_of(request, readings_of(found), PER_PAGE),
            "today": sight.on,
            "gives": may(sight, Action.GIVE_GRANT, found),
            "recuses": may(sight, Action.RECUSE, found),
        },
    )


def person(request: HttpRequest, ref: str) -> HttpResponse:
    """The personal data, what was corrected, and who may speak for this person."""
    sight = sight_of(request)
    found = visible_case(request, ref, Action.VIEW_FILE, part="gegevens")
    return render(
        request,
        "case/person.html",
        _head(found, sight, "gegevens")
        | {
            "person": found.person,
            "age": found.person.age(sight.on) if found.person else None,
            "corrections": corrections(found.person) if found.person else [],
            "representatives": found.person.representatives.order_by("-since") if found.person else [],
            "linked": Case.objects.visible_to(sight).filter(linked=found).for_page()[:LINKED_SHOWN],
            "today": sight.on,
        },
    )
