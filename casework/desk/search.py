"""The case: found, reported, and its pages. Each page is one question, and each leaves a row in the reading log."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from casework.errors import NotAllowed, NotNow, Reason, Repeated
from casework.forms_case import ContactForm, ReportForm
from casework.models import Application, Case, Document, Goal, Handover, VangnetRequest, VoorlopigeIndicatie
from casework.office import office_for
from casework.operations.reporting import open_case
from casework.querysets import LETTERS
from casework.states import DocumentState, PartyKind, Phase
from casework.steps import available
from casework.templatetags.words import doer
from casework.terms import sentence
from casework.views import case_parts as parts
from casework.views.asking import see_other, to_the_first, typed
from casework.views.case_insight import readings_of, who_sees
from casework.views.door import sight_of, token_of, visible_case
from casework.views.paging import page_of
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight, may

PER_PAGE: Final = 25
LINKED_SHOWN: Final = 10


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Find a case by name, birth date or reference, among those one may see.

    What is looked for is posted: a name has no place in an address. Who looked for what is remembered.
    """
    sight = sight_of(request)
    if not sight.has(Action.VIEW_CASE):
        raise PermissionDenied
    words = request.POST.get("q", "").replace("\x00", "").strip()[:100]
    rows = Case.objects.visible_to(sight)
    rows = rows.found_by(words) if words else rows.open()
    # the keys first: with all that a row shows beside it, the planner would leave finding for last
    page = page_of(request, rows.values_list("pk", flat=True), PER_PAGE)
    page.object_list = list(Case.objects.filter(pk__in=list(page.object_list)).for_page())
    if words:
        reading_log.exported(sight, part="zoeken", why=f"zocht op ‘{words}’", rows=len(page.object_list))
    return render(
        request,
        "case/search.html",
        {
            "words": words,
            "page": page,
            "reports": sight.has(Action.REPORT_CASE),
        },
    )


def new(request: HttpRequest) -> HttpResponse:
    """Report a care question: one page, one minute. Nothing typed here tells who is known already."""
    sight = sight_of(request)
    if not sight.has(Action.REPORT_CASE):
        raise PermissionDenied
    form = ReportForm(typed(request), obj=None, sight=sight)
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            case = open_case(by=sight, token=token_of(request), **form.details())
        except Repeated as first:
            return to_the_first(request, first)
        except NotNow as later:
            reasons = later.reasons
        except NotAllowed as error:
            raise PermissionDenied from error
        else:
            messages.success(request, _reported(case))
            return see_other(case.get_absolute_url() if may(sight, Action.VIEW_CASE, case) else "/")
    return render(request, "case/new.html", {"form": form, "reasons": reasons}, status=409 if reasons else 200)


def _reported(case: Any) -> str:
    """Where it lies now, who takes it up and by when."""
    holder = "de inwoner zelf" if case.holder_kind == PartyKind.INWONER else case.holder_name
    told = f"Gemeld. Het zaaknummer is {case.ref}. De vraag ligt nu bij {holder}."
    turn = parts.who_takes_it_up(case)
    return f"{told} {doer(turn)} kijkt ernaar, uiterlijk {sentence(turn.due_on)}." if turn else told


# --- the page of a case ----------------------------------------------------------------------------------------


def case(request: HttpRequest, ref: str) -> HttpResponse:
    """Where does it stand, what is next? Whoever lacks the file sees where it stands, and their own part."""
    sight = sight_of(request)
    found = visible_case(request, ref, part="zaak", rows=parts.with_children())
    office = office_for(found, sight, sight.on)
    whole = may(sight, Action.VIEW_FILE, found)
    page = {
        "offers": available(found, sight, office=office),
        "makings": parts.makings(found, sight, office),
        "work": parts.turns_of(found, sight),
        "page": page_of(request, parts.timeline(found, sight), PER_PAGE),
    }
    page |= _whole(found, sight) if whole else _own_part(found, sight)
    return render(request, "case/case.html" if whole else "case/limited.html", _head(found, sight, "zaak") | page)


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
        "terms": parts.running_terms(found, found.indicaties.all(), found.applications.all()),
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
        "turn": parts.who_takes_it_up(found),
        "indicaties": VoorlopigeIndicatie.objects.visible_to(sight).filter(case=found).select_related("provider"),
        "letters": Document.objects.visible_to(sight).filter(case=found, kind__in=LETTERS),
        "requests": VangnetRequest.objects.visible_to(sight).filter(case=found),
        "handovers": Handover.objects.visible_to(sight)
        .filter(case=found)
        .select_related("to_contact", "to_organisation", "to_team", "case__person"),
        "recuses": may(sight, Action.RECUSE, found),
    }


# --- the tabs --------------------------------------------------------------------------------------------------


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
            "groups": parts.domains_of(contacts),
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
            "goals": [parts.progress(goal) for goal in goals],
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
            "terms": parts.running_terms(found, indicaties, applications),
            "letters": Document.objects.visible_to(sight).filter(case=found, kind__in=LETTERS),
            "makings": _makings(found, sight, "indicaties/", "aanvragen/"),
        },
    )


def _makings(found: Any, sight: Sight, *places: str) -> list[parts.Making]:
    """The makings that belong on one tab."""
    every = parts.makings(found, sight, office_for(found, sight, sight.on), offers="overdrachten/" in places)
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
            "consents": parts.consents_of(found),
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
            "corrections": parts.corrections(found.person) if found.person else [],
            "representatives": found.person.representatives.order_by("-since") if found.person else [],
            "linked": Case.objects.visible_to(sight).filter(linked=found).for_page()[:LINKED_SHOWN],
            "today": sight.on,
        },
    )
