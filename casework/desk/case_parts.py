"""What the page of a case is made of: its running terms, what one may make on it, its timeline, its goals."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import OuterRef, Prefetch, Subquery
from django.db.models.query import QuerySet
from django.urls import reverse
from django.utils import timezone

from casework.applications.states import ApplicationState
from casework.cases.conditions import is_regisseur_or_reported_it, is_regisseur_or_reporter
from casework.cases.models import Case
from casework.cases.querysets import CaseQuerySet
from casework.cases.states import CaseKind, Phase
from casework.cases.work import WorkItem
from casework.documents.kinds import letters
from casework.documents.models import Document
from casework.engine.machine import Around, Attempt
from casework.goals.models import Goal
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.law.models import clock
from casework.network.models import Contact
from roles.actions import Action
from roles.policy import Sight, may


def with_children() -> CaseQuerySet:
    """A case with all that its steps and its page look at: one query per kind of child."""
    return Case.objects.for_page().prefetch_related(
        Prefetch("handovers", Handover.objects.select_related("to_contact", "to_organisation", "to_team")),
        Prefetch(
            "goals",
            Goal.objects.select_related("ground", "consent", "carrier_contact", "carrier_organisation", "carrier_user"),
        ),
        Prefetch("indicaties", VoorlopigeIndicatie.objects.select_related("provider")),
        "applications__suspensions",
        "vangnet_requests",
        Prefetch("contacts", Contact.objects.filter(removed_at__isnull=True)),
    )


@dataclass(frozen=True, slots=True)
class Running:
    """One term that runs: its last day, and how it was counted."""

    name: str
    on: dt.date
    why: str


def running_terms(case: Any, indicaties: Iterable[Any], applications: Iterable[Any]) -> list[Running]:
    """The terms of law and of the agreements, the first to end first."""
    result = [*_research(case), *_decisions(applications), *_indicaties(indicaties)]
    if case.phase == Phase.UITVOERING and case.evaluate_on:
        result.append(Running("Evaluatie", case.evaluate_on, "de datum die met de inwoner is afgesproken"))
    return sorted(result, key=lambda one: one.on)


def _research(case: Any) -> list[Running]:
    if case.clock_from is None or case.phase not in (Phase.AANMELDING, Phase.ONDERZOEK) or case.report_sent_on:
        return []  # with the report the research is done
    research = clock().research(case.clock_from, agreed_until=case.research_until)
    result = [Running("Onderzoek klaar", research.on, research.why)]
    plan = clock().term("persoonlijk_plan", case.clock_from, label="melding")
    if case.personal_plan_on is None and plan.on >= timezone.localdate():
        result.append(Running("Persoonlijk plan inleveren", plan.on, plan.why))
    return result


def _decisions(applications: Iterable[Any]) -> list[Running]:
    result = []
    for one in applications:
        if one.state == ApplicationState.ONTVANGEN:
            term = clock().decision(
                one.received_on, suspensions=one.intervals, delayed_until=one.delayed_until, on=timezone.localdate()
            )
            result.append(Running("Besluit op de aanvraag", term.on, term.why))
    return result


def _indicaties(indicaties: Iterable[Any]) -> list[Running]:
    return [
        Running(
            "Einde van de tijdelijke hulp",
            one.ends_on,
            f"{one.what}, {one.weeks} {'week' if one.weeks == 1 else 'weken'} vanaf {one.starts_on:%d-%m-%Y}",
        )
        for one in indicaties
        if one.state == IndicatieState.AFGEGEVEN
    ]


def who_takes_it_up(case: Any) -> WorkItem | None:
    """The turn that a report waits for, for who made it: they see no other turns of the case."""
    turns = WorkItem.objects.open().filter(case=case, step__in=("case.take_up", "case.advise"))
    result: WorkItem | None = turns.select_related("for_user", "handed_to", "for_team").order_by("due_on", "pk").first()
    return result


def turns_of(case: Any, sight: Sight) -> QuerySet[WorkItem]:
    """The open turns on this case, and of a letter which one it is."""
    letter = Document.objects.filter(public_id=OuterRef("object_id"), kind__in=letters()).values("kind")
    rows = WorkItem.objects.open().visible_to(sight).filter(case=case).for_list()
    return cast(QuerySet[WorkItem], rows.annotate(letter=Subquery(letter[:1])))


@dataclass(frozen=True, slots=True)
class Making:
    label: str
    url: str


def makings(case: Any, sight: Sight, around: Around | None, *, offers: bool = True) -> list[Making]:
    """What this person may make on this case now, as links beside the steps. `offers`: to another party, too."""
    attempt = Attempt(case, sight, timezone.now(), sight.on, {}, around)
    leads = is_regisseur_or_reporter.test(attempt)
    gives = offers and leads and may(sight, Action.OFFER_HANDOVER, case)
    offer = _open_offer(case) if gives else None
    melding = case.person_id is not None and case.kind == CaseKind.MELDING
    writes = may(sight, Action.EDIT_FILE, case)
    table = (
        (
            "Bied aan een ander aan",
            "nieuwe-overdracht",
            case.is_open and gives and offer is None,
        ),
        (
            "Voorlopige indicatie",
            "nieuwe-indicatie",
            case.is_open
            and melding
            and may(sight, Action.ISSUE_INDICATIE, case)
            and not any(one.state in IndicatieState.UNSETTLED for one in case.indicaties.all()),
        ),
        ("Aanvraag ontvangen", "nieuwe-aanvraag", case.is_open and melding and writes and _may_apply(case)),
        (
            "Vraag aan het vangnet",
            "nieuw-vangnet",
            case.is_open and is_regisseur_or_reported_it.test(attempt) and may(sight, Action.REQUEST_VANGNET, case),
        ),
        ("Voeg een doel toe", "nieuw-doel", writes and case.phase in Phase.LED),
        ("Schrijf een notitie", "notitie", writes),
        ("Maak een afspraak", "nieuwe-afspraak", writes and case.is_open),
        (
            "Persoonlijk plan ontvangen",
            "persoonlijk-plan",
            writes and melding and case.personal_plan_on is None and case.phase in (Phase.AANMELDING, Phase.ONDERZOEK),
        ),
    )
    result = [Making(label, reverse(name, args=[case.ref])) for label, name, there in table if there]
    if offer is not None:
        # one offer at a time: why there is no second, and where the first can be taken back
        result.insert(0, Making("De vraag is al aangeboden: bekijk dat aanbod", offer.get_absolute_url()))
    return result


def _open_offer(case: Any) -> Handover | None:
    return next((one for one in case.handovers.all() if one.state == HandoverState.AANGEBODEN), None)


def _may_apply(case: Any) -> bool:
    """After the report, or when the research took longer than its term (Wmo 2015, 2.3.2 lid 9); one at a time."""
    if any(one.state == ApplicationState.ONTVANGEN for one in case.applications.all()):
        return False
    return case.report_sent_on is not None or (
        case.clock_from is not None and timezone.localdate() > clock().research(case.clock_from).on
    )
