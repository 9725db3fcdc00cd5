"""The pages of a voorlopige indicatie."""

import datetime as dt
from collections.abc import Collection
from typing import Any, Final

from django.db.models import Prefetch, Q
from django.urls import path

from casework.applications.models import Application
from casework.cases.addresses import at_case
from casework.cases.finding import case_for
from casework.cases.tabs import moved, tab_page
from casework.documents.kinds import letters
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.form_page import draft_page, form_page
from casework.engine.machine import Permit
from casework.engine.noun import Make, Part, Seen, Tab
from casework.engine.object_page import object_page, own_list
from casework.engine.own_mandate import own_mandate
from casework.engine.step_page import step_page
from casework.engine.surroundings import looking_at
from casework.indicaties import operations
from casework.indicaties.beforehand import preview
from casework.indicaties.bounds import beyond
from casework.indicaties.forms import IndicatieForm
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.put_to import on_duty
from casework.indicaties.states import IndicatieState
from roles import shape
from roles.actions import Action
from roles.fixed import Slot
from roles.models import MandateKind
from roles.policy import Sight, may

STOPPED_LATELY: Final = dt.timedelta(weeks=6)  # as long as one may object


def _decisions(case: Any, sight: Sight) -> dict[str, Any]:
    indicaties = VoorlopigeIndicatie.objects.visible_to(sight).filter(case=case)
    applications = Application.objects.visible_to(sight).filter(case=case)
    return {
        "indicaties": indicaties.select_related("provider", "issued_by"),
        "applications": applications.select_related("decided_by").prefetch_related("suspensions"),
        "letters": Document.objects.visible_to(sight).filter(case=case, kind__in=letters()),
    }


DECISIONS = Tab(key="besluiten", place="besluiten/", label="Besluiten en geld", order=40, formerly=("vangnet/",))
decisions = tab_page(DECISIONS, "indicaties/decisions.html", _decisions)  # what was promised, until when?


MAKE = Make(
    label="Voorlopige indicatie",
    url="nieuwe-indicatie",
    order=20,
    by=Permit(Action.ISSUE_INDICATIE),
    needs=operations.TO_DRAFT,
    tab="besluiten",
    prompt="Kan de hulp niet wachten?",
)
new_indicatie = form_page(
    case_for(MAKE.by),
    IndicatieForm,
    operations.draft_indicatie,
    part="nieuwe indicatie",
    heading="Nieuwe voorlopige indicatie",
    submit="Maak het concept",
    done="Het concept is gemaakt. Geef de indicatie nu af, of leg haar voor.",
    to=None,
    template="indicaties/new.html",
)
change_indicatie = draft_page(
    VoorlopigeIndicatie,
    IndicatieForm,
    operations.change_indicatie,
    action=Action.ISSUE_INDICATIE,
    draft=IndicatieState.CONCEPT,
    part="indicatie wijzigen",
    heading="Wijzig de indicatie",
    template="indicaties/new.html",
)


def _indicatie(obj: Any, sight: Sight) -> dict[str, Any]:
    letters = list(Document.objects.visible_to(sight).about(obj))
    page: dict[str, Any] = {
        "letters": letters,
        "sees_decision": may(sight, Action.VIEW_DECISION, obj),  # the provider reads what it is to do, not why
        "delivers": may(sight, Action.DELIVER_HELP, obj),
        "is_draft": obj.state == IndicatieState.CONCEPT and may(sight, Action.ISSUE_INDICATIE, obj),
        "being_made": any(one.give_when_made and one.state == DocumentState.GEVRAAGD for one in letters),
        "at_hand": next((one for one in letters if one.give_when_made and one.state != DocumentState.GEVRAAGD), None),
    }
    if obj.state in IndicatieState.NOT_ISSUED and may(sight, Action.ISSUE_INDICATIE, obj):
        mandates = own_mandate(sight, MandateKind.INDICATIE, obj.anchor)
        page["mandates"] = mandates
        page["beyond"] = beyond(mandates, amount=obj.amount_per_week, weeks=obj.weeks)
        page["letter"] = preview(obj, sight, mandates)
        if page["beyond"] or not mandates or obj.state == IndicatieState.VOORGELEGD:
            page["on_duty"] = on_duty(looking_at(obj, sight))
    return page


indicatie = object_page(
    VoorlopigeIndicatie,
    "indicaties/indicatie.html",
    part="voorlopige indicatie",
    content=_indicatie,
    polled="indicaties/at_hand.html",
)


def reads_along() -> tuple[Any, ...]:
    return (Prefetch("indicaties", VoorlopigeIndicatie.objects.select_related("provider")),)


def _help_now(case: Any, sight: Sight) -> dict[str, Any]:
    """What somebody gets today, for now: of the rows that the page read along."""
    for_now = [
        one
        for one in case.indicaties.all()
        if _runs(one, (IndicatieState.AFGEGEVEN, IndicatieState.INGETROKKEN), sight.on)
    ]
    return {"for_now": for_now}


def _runs(one: Any, states: Collection[str], on: dt.date) -> bool:
    return one.state in states and bool(one.starts_on and one.ends_on and one.starts_on <= on <= one.ends_on)


ON_PAGE = (Part(template="indicaties/help_now.html", order=25, context=_help_now),)


def _on_limited_page(case: Any, sight: Sight) -> dict[str, Any]:
    return {"indicaties": VoorlopigeIndicatie.objects.visible_to(sight).filter(case=case).select_related("provider")}


ON_LIMITED_PAGE = (Part(template="indicaties/on_limited_page.html", order=10, context=_on_limited_page),)


def _helps(sight: Sight, *, case: int, since: dt.date) -> Any:
    """Help that is given, also where it was withdrawn for a later day; and what stopped lately."""
    stays = Q(state=IndicatieState.AFGEGEVEN) | Q(state=IndicatieState.INGETROKKEN, ends_on__gte=sight.on)
    lately = Q(state__in=IndicatieState.STOPPED, ends_on__gte=since)
    rows = VoorlopigeIndicatie.objects.visible_to(sight).filter(stays | lately, case=case)
    return rows.select_related("provider").order_by("-ends_on", "-pk")


_HELPS = shape.Seen("help of the citizen", _helps, case=Slot.ID, since=Slot.DAY)
FOR_CITIZEN = (
    Part(
        template="indicaties/for_citizen.html",
        order=20,
        ask=lambda case, sight: _HELPS.objects(sight, case=case.pk, since=sight.on - STOPPED_LATELY),
        context=lambda case, sight, helps: {"helps": list(helps), "today": sight.on},
    ),
)


def who_sees(case: Any, on: dt.date) -> Seen:
    """Who issued one, or has it before them; and its provider sees its own help, and nothing else."""
    rows = list(case.indicaties.all())
    given = [one for one in rows if one.shared_until is not None and one.shared_until > on]
    return Seen(
        people=[key for one in rows for key in (one.issued_by_id, one.submitted_to_id)],
        organisations=[one.provider_id for one in given],
        rows=given,
        action=Action.VIEW_PROVISION,
        words="de tijdelijke hulp die deze aanbieder geeft",
    )


def _mine(sight: Sight) -> Any:
    """What one's own organisation gives for now, or gave until lately."""
    organisations = sorted(one.organisation_id for one in sight.holdings if one.organisation_id)
    rows = VoorlopigeIndicatie.objects.visible_to(sight).filter(provider__in=organisations, shared_until__gt=sight.on)
    return rows.select_related("case__person", "case__team", "case__kern", "provider").order_by("-starts_on", "pk")


my_temporary_help = own_list(
    _mine, "indicaties/my_temporary_help.html", part="tijdelijke hulp", action=Action.VIEW_PROVISION
)


URLS = (
    at_case("besluiten/", decisions, "besluiten"),
    moved(DECISIONS, "vangnet/", "zaak-vangnet", "#vangnet"),
    at_case("indicaties/nieuw/", new_indicatie, "nieuwe-indicatie"),
    path("indicaties/", my_temporary_help, name="tijdelijke-hulp"),
    path("indicaties/<slug:key>/", indicatie, name="indicatie"),
    path("indicaties/<slug:key>/wijzigen/", change_indicatie, name="indicatie-wijzigen"),
    path("indicaties/<slug:key>/stap/<slug:slug>/", step_page(VoorlopigeIndicatie), name="indicatie-stap"),
)
