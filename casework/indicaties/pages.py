"""The pages of a voorlopige indicatie."""

import datetime as dt
from functools import partial
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.urls import path

from casework.applications.models import Application
from casework.cases.addresses import at_case
from casework.cases.finding import visible_case
from casework.cases.tabs import tab_page
from casework.documents.kinds import letters
from casework.documents.models import Document
from casework.engine.finding import sight_of, visible
from casework.engine.noun import Part, Seen, Tab
from casework.engine.object_page import change_draft, fill_in, reading, show, writing
from casework.engine.running_terms import running_terms
from casework.engine.step_page import step_page
from casework.indicaties import operations as deciding
from casework.indicaties.forms import IndicatieForm
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from roles.actions import Action
from roles.policy import Sight, may


def _decisions(case: Any, sight: Sight) -> dict[str, Any]:
    indicaties = VoorlopigeIndicatie.objects.visible_to(sight).select_related("provider", "issued_by")
    applications = (
        Application.objects.visible_to(sight).select_related("decided_by", "ground").prefetch_related("suspensions")
    )
    prefetch_related_objects([case], Prefetch("indicaties", indicaties), Prefetch("applications", applications))
    return {
        "indicaties": case.indicaties.all(),
        "applications": case.applications.all(),
        "terms": running_terms(case, sight.on),
        "letters": Document.objects.visible_to(sight).filter(case=case, kind__in=letters()),
    }


DECISIONS = Tab(key="besluiten", place="besluiten/", label="Besluiten", order=30)
decisions = tab_page(DECISIONS, "indicaties/decisions.html", _decisions)  # what was promised, until when?


@writing
def new_indicatie(request: HttpRequest, ref: str) -> HttpResponse:
    case = visible_case(request, ref, Action.ISSUE_INDICATIE, part="nieuwe indicatie")
    return fill_in(
        request,
        IndicatieForm,
        case,
        partial(deciding.draft_indicatie, case),
        title="Nieuwe voorlopige indicatie",
        submit="Maak het concept",
        done="Het concept is gemaakt. Geef de indicatie nu af, of leg haar voor.",
        back=case.get_absolute_url(),
    )


@reading
def indicatie(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible(request, VoorlopigeIndicatie, key, part="voorlopige indicatie")
    return show(
        request,
        "child/indicatie.html",
        obj,
        letters=_letters(request, obj),
        is_draft=obj.state == IndicatieState.CONCEPT and may(sight_of(request), Action.ISSUE_INDICATIE, obj),
    )


def _letters(request: HttpRequest, obj: Any) -> Any:
    return Document.objects.visible_to(sight_of(request)).filter(case_id=obj.case_id, about=obj.public_id)


@writing
def change_indicatie(request: HttpRequest, key: str) -> HttpResponse:
    obj = visible(request, VoorlopigeIndicatie, key, part="indicatie wijzigen")
    return change_draft(
        request,
        obj,
        IndicatieForm,
        deciding.change_indicatie,
        Action.ISSUE_INDICATIE,
        IndicatieState.CONCEPT,
        "Wijzig de indicatie",
    )


def reads_along() -> tuple[Any, ...]:
    return (Prefetch("indicaties", VoorlopigeIndicatie.objects.select_related("provider")),)


def _on_limited_page(case: Any, sight: Sight) -> dict[str, Any]:
    return {"indicaties": VoorlopigeIndicatie.objects.visible_to(sight).filter(case=case).select_related("provider")}


ON_LIMITED_PAGE = (Part(template="indicaties/on_limited_page.html", order=10, context=_on_limited_page),)


def _for_citizen(case: Any, sight: Sight) -> dict[str, Any]:
    running = VoorlopigeIndicatie.objects.visible_to(sight).filter(case=case, state=IndicatieState.AFGEGEVEN)
    return {"help": running.select_related("provider").first()}


FOR_CITIZEN = (Part(template="indicaties/for_citizen.html", order=20, context=_for_citizen),)


def who_sees(case: Any, on: dt.date) -> Seen:
    named = case.indicaties.values_list("issued_by_id", "submitted_to_id")
    return Seen(people=[one for pair in named for one in pair])


URLS = (
    at_case("besluiten/", decisions, "besluiten"),
    at_case("indicaties/nieuw/", new_indicatie, "nieuwe-indicatie"),
    path("indicaties/<slug:key>/", indicatie, name="indicatie"),
    path("indicaties/<slug:key>/wijzigen/", change_indicatie, name="indicatie-wijzigen"),
    path("indicaties/<slug:key>/stap/<slug:slug>/", step_page(VoorlopigeIndicatie), name="indicatie-stap"),
)
