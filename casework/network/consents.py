"""What the page of a case is made of: its running terms, what one may make on it, its timeline, its goals."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, cast

from django.db.models import BooleanField, CharField, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.query import QuerySet
from django.urls import reverse
from django.utils import timezone

from casework.conditions import is_regisseur_or_reported_it, is_regisseur_or_reporter
from casework.machine import Attempt
from casework.models import (
    Case,
    CaseEvent,
    Consent,
    Contact,
    Document,
    Goal,
    Handover,
    Note,
    VoorlopigeIndicatie,
    WorkItem,
)
from casework.models.law import clock
from casework.office import CaseOffice
from casework.querysets import LETTERS, CaseQuerySet
from casework.states import ApplicationState, CaseKind, GoalState, HandoverState, IndicatieState, Phase
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, may
from wijkweb.models import LifeDomain

# the booklet's order: the feet, head and heart, hands and feet, and whoever is close
DOMAINS: Final = (
    ("De voeten: waar iemand op staat", (LifeDomain.WONEN, LifeDomain.GEMEENTE, LifeDomain.VEILIGHEID)),
    ("Hoofd en hart: wat iemand beweegt", (LifeDomain.KERK, LifeDomain.VERENIGING, LifeDomain.KUNST)),
    (
        "Handen en voeten: wat iemand doet en wie helpt",
        (LifeDomain.ONDERWIJS, LifeDomain.ONDERNEMERS, LifeDomain.EERSTELIJN, LifeDomain.TWEEDELIJN),
    ),
    ("Familie en naasten", (LifeDomain.FAMILIE,)),
)


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


def consents_of(case: Case) -> QuerySet[Consent]:
    """With all that tells to whom each was given."""
    return case.consents.prefetch_related(
        Prefetch("handovers", Handover.objects.select_related("to_contact", "to_organisation", "to_team")),
        Prefetch("goals", Goal.objects.select_related("carrier_organisation")),
    )


def in_use() -> Q:
    """Something still rests on it: there is anything to take back."""
    return Q(handovers__state__in=HandoverState.LIVE) | Q(goals__state__in=GoalState.ACTIVE)


# --- terms -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Running:
    """One term that runs: its last day, and how it was counted."""

    name: str
    on: dt.date
    why: str


def running_terms(case: Any, indicaties: Iterable[Any], applications: Iterable[Any]) -> list[Running]:
    """The terms of law and of the agreements, the first to end first."""
    found = [*_research(case), *_decisions(applications), *_indicaties(indicaties)]
    if case.phase == Phase.UITVOERING and case.evaluate_on:
        found.append(Running("Evaluatie", case.evaluate_on, "de datum die met de inwoner is afgesproken"))
    return sorted(found, key=lambda one: one.on)


def _research(case: Any) -> list[Running]:
    if case.clock_from is None or case.phase not in (Phase.AANMELDING, Phase.ONDERZOEK) or case.report_sent_on:
        return []  # with the report the research is done
    research = clock().research(case.clock_from, agreed_until=case.research_until)
    found = [Running("Onderzoek klaar", research.on, research.why)]
    plan = clock().term("persoonlijk_plan", case.clock_from, label="melding")
    if case.personal_plan_on is None and plan.on >= timezone.localdate():
        found.append(Running("Persoonlijk plan inleveren", plan.on, plan.why))
    return found


def _decisions(applications: Iterable[Any]) -> list[Running]:
    found = []
    for one in applications:
        if one.state == ApplicationState.ONTVANGEN:
            term = clock().decision(
                one.received_on, suspensions=one.intervals, delayed_until=one.delayed_until, on=timezone.localdate()
            )
            found.append(Running("Besluit op de aanvraag", term.on, term.why))
    return found


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


# --- whose turn it is ------------------------------------------------------------------------------------------


def who_takes_it_up(case: Any) -> WorkItem | None:
    """The turn that a report waits for, for who made it: they see no other turns of the case."""
    turns = WorkItem.objects.open().filter(case=case, step__in=("case.take_up", "case.advise"))
    found: WorkItem | None = turns.select_related("for_user", "handed_to", "for_team").order_by("due_on", "pk").first()
    return found


def turns_of(case: Any, sight: Sight) -> QuerySet[WorkItem]:
    """The open turns on this case, and of a letter which one it is."""
    letter = Document.objects.filter(public_id=OuterRef("object_id"), kind__in=LETTERS).values("kind")
    rows = WorkItem.objects.open().visible_to(sight).filter(case=case).for_list()
    return cast(QuerySet[WorkItem], rows.annotate(letter=Subquery(letter[:1])))


# --- what one may make -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Making:
    label: str
    url: str


def makings(case: Any, sight: Sight, office: CaseOffice, *, offers: bool = True) -> list[Making]:
    """What this person may make on this case now, as links beside the steps. `offers`: to another party, too."""
    attempt = Attempt(case, sight, timezone.now(), sight.on, {}, office)
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
    found = [Making(label, reverse(name, args=[case.ref])) for label, name, there in table if there]
    if offer is not None:
        # one offer at a time: why there is no second, and where the first can be taken back
        found.insert(0, Making("De vraag is al aangeboden: bekijk dat aanbod", offer.get_absolute_url()))
    return found


def _open_offer(case: Any) -> Handover | None:
    return next((one for one in case.handovers.all() if one.state == HandoverState.AANGEBODEN), None)


def _may_apply(case: Any) -> bool:
    """After the report, or when the research took longer than its term (Wmo 2015, 2.3.2 lid 9); one at a time."""
    if any(one.state == ApplicationState.ONTVANGEN for one in case.applications.all()):
        return False
    return case.report_sent_on is not None or (
        case.clock_from is not None and timezone.localdate() > clock().research(case.clock_from).on
    )


# --- the timeline ----------------------------------------------------------------------------------------------

_COLUMNS: Final = (
    "at",
    "order",
    "verb",
    "label",
    "text",
    "by_name",
    "role",
    "shielded",
    "ground",
    "layer",
    "url",
    "is_note",
)
_NOTHING: Final = Value("", output_field=CharField())
_NO: Final = Value(False, output_field=BooleanField())


def timeline(case: Any, sight: Sight) -> QuerySet[Any, Any]:
    """Events and notes as one list, newest first: one query, so that a page of it can be cut."""
    events = (
        CaseEvent.objects.visible_to(sight)
        .filter(case=case)
        .exclude(verb="note.added")  # the note itself stands there
        .annotate(order=F("pk"), role=F("by_role"), shielded=_NO, ground=_NOTHING, is_note=_NO)
    )
    notes = (
        Note.objects.visible_to(sight)
        .filter(case=case)
        .annotate(
            order=F("pk"),
            verb=_NOTHING,
            label=Value("Notitie", output_field=CharField()),
            role=_NOTHING,
            layer=_NOTHING,
            url=_NOTHING,
            is_note=Value(True, output_field=BooleanField()),
        )
    )
    merged = events.order_by().values(*_COLUMNS).union(notes.order_by().values(*_COLUMNS), all=True)
    return cast(QuerySet[Any, Any], merged.order_by("-at", "-is_note", "-order"))


# --- the network -----------------------------------------------------------------------------------------------


def domains_of(contacts: Iterable[Any]) -> list[dict[str, Any]]:
    """The contacts by life domain, in the booklet's order. No domain ever has to be filled."""
    per_domain: dict[str, list[Any]] = {}
    for one in contacts:
        per_domain.setdefault(one.domain, []).append(one)
    return [
        {
            "label": group,
            "filled": [
                {"label": one.label, "contacts": per_domain[str(one)]} for one in domains if str(one) in per_domain
            ],
            "empty": [one.label for one in domains if str(one) not in per_domain],
        }
        for group, domains in DOMAINS
    ]


# --- goals -----------------------------------------------------------------------------------------------------

_SHOWN_REPORTS: Final = 12
_WIDTH, _HEIGHT, _LEFT, _STEP = 280, 92, 24, 18  # of the small picture; a step on the scale is 18 high


def progress(goal: Any) -> dict[str, Any]:
    """A goal with its last reports, and the scores among them as the points of a small line from −2 to +2."""
    reports = list(goal.reports.all())[-_SHOWN_REPORTS:]
    scored = [one for one in reports if one.score is not None]
    middle = _HEIGHT // 2
    across = (_WIDTH - _LEFT - 16) / max(len(scored) - 1, 1)
    points = [
        {"x": round(_LEFT + 8 + number * across), "y": middle - one.score * _STEP} for number, one in enumerate(scored)
    ]
    return {
        "goal": goal,
        "reports": list(reversed(reports)),
        "points": points,
        "width": _WIDTH,
        "height": _HEIGHT,
        "left": _LEFT,
        "line": " ".join(f"{point['x']},{point['y']}" for point in points),
        "scale": [
            {
                "label": f"{score:+d}".replace("-", "−").replace("+0", "0"),
                "y": middle - score * _STEP,
                "text_y": middle - score * _STEP + 3,
                "zero": score == 0,
            }
            for score in (2, 1, 0, -1, -2)
        ],
        "words": ", ".join(f"{one.on:%d-%m-%Y}: {one.get_score_display()}" for one in scored),
        "last": scored[-1].get_score_display() if scored else "",
    }


# --- what was corrected ----------------------------------------------------------------------------------------

_CORRECTIONS_READ: Final = 50
_NOT_TOLD: Final = ("id", "public_id", "bsn", "bsn_digest")


def corrections(person: Any) -> list[dict[str, Any]]:
    """What was changed in the personal data, from the history in the database: when, by whom, what it was and became."""
    rows = list(person.events.select_related("pgh_context").order_by("-pgh_id")[:_CORRECTIONS_READ])
    fields = [field for field in person._meta.fields if field.name not in _NOT_TOLD]
    ids = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context} - {None}
    names = {one.pk: one.name for one in User.objects.filter(pk__in=ids)}
    found = []
    for after, before in pairwise(rows):
        changes = [
            {"field": field.verbose_name, "was": _plainly(was), "became": _plainly(became)}
            for field in fields
            if (was := getattr(before, field.name)) != (became := getattr(after, field.name))
        ]
        user = after.pgh_context.metadata.get("user") if after.pgh_context else None
        if changes:
            found.append({"at": after.pgh_created_at, "by": names.get(user or 0, "Het systeem"), "changes": changes})
    return found


def _plainly(value: Any) -> str:
    match value:
        case None | "":
            return "leeg"
        case bool():
            return "ja" if value else "nee"
        case dt.date():
            return f"{value:%d-%m-%Y}"
    return str(value)
