"""The whole of a case on paper, frozen: for the citizen or for professionals."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.utils import timezone

from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.appointments.states import AppointmentState
from casework.cases.events import CaseEvent
from casework.cases.models import Case
from casework.cases.paper import research_term
from casework.cases.states import Layer, Phase
from casework.desk.papers import FOR_CITIZEN, FOR_PROFESSIONALS
from casework.documents.kinds import kind_of
from casework.documents.snapshots import frame
from casework.engine.words import Json, day_in_words, euros, term_in_words
from casework.goals.states import GoalState
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.law.models import clock
from casework.law.terms import Term
from casework.vangnet.states import VangnetState
from roles.models import running
from wijkweb.models import LifeDomain


def summary(case: Case, *, for_citizen: bool, shielded: bool, on: dt.date) -> Json:
    """The whole of a case on paper, for the citizen or for professionals.

    `shielded` adds what is kept from the citizen; whether the asker may see that was judged before. It is never in
    the citizen's. The number of queries doesn't grow with the case.
    """
    kind = kind_of(FOR_CITIZEN if for_citizen else FOR_PROFESSIONALS)
    shielded = shielded and not for_citizen
    indicaties = [one for one in case.indicaties.select_related("provider") if one.state in _GIVEN]
    applications = list(case.applications.select_related("ground").prefetch_related("suspensions"))
    return frame(kind, case, on) | {
        "for_citizen": for_citizen,
        "shielded": shielded,
        "who": _who(case, on),
        "question": _question(case, for_citizen=for_citizen, shielded=shielded),
        "stands": _stands_for_citizen(case) if for_citizen else _stands(case),
        "way": _way(case),
        "network": _network(case),
        "no_network": case.no_network,
        "goals": _goals(case, for_citizen=for_citizen),
        "agreements": _agreements(case),
        "appointments": _appointments(case),
        "indicaties": [_indicatie(one) for one in indicaties],
        "applications": [_application(one) for one in applications],
        "money": _money(case, for_citizen=for_citizen),
        "terms": _terms(case, on, indicaties, applications),
        "handovers": _handovers(case),
        "notes": _notes(case, shielded=shielded),
    }


_GIVEN: Final = (IndicatieState.AFGEGEVEN, IndicatieState.OMGEZET, IndicatieState.INGETROKKEN, IndicatieState.GEEINDIGD)


def _who(case: Case, on: dt.date) -> list[list[str]]:
    """Rows of a label and a value; rows without a value are left out."""
    person = case.person
    if person is None:
        return [["Waar gaat het over", case.provision], ["Kern", case.kern.name]]
    stands_in = "; ".join(
        f"{one.name} ({one.get_kind_display().lower()})" for one in person.representatives.filter(running(on))
    )
    rows = [
        ["Naam", person.name],
        ["Geboren", day_in_words(person.birth_date)],
        ["Adres", person.address],  # 'geheim adres' where it is secret
        ["Kern", case.kern.name],
        ["Taal", person.language],
        ["Vertegenwoordiger", stands_in],
        ["Overleden", day_in_words(person.deceased_on)],
    ]
    return [row for row in rows if row[1]]


def _question(case: Case, *, for_citizen: bool, shielded: bool) -> Json:
    """What is asked. The words and the name of a shielded reporter are for who may see what is shielded."""
    hidden = case.reporter_shielded and (for_citizen or not shielded)
    told = not (case.reporter_shielded and for_citizen)  # how it came in tells who brought it
    return {
        "kind": case.get_kind_display(),
        "received": day_in_words(case.received_on),
        "channel": case.get_channel_display() if told else "",
        "on_behalf": case.get_on_behalf_display() if told else "",
        "reporter": "" if hidden else case.reporter_name,
        # professionals need the question; the citizen would read in it who reported
        "words": case.question if told else "",
        "urgent": case.urgent,
    }


def _stands(case: Case) -> list[list[str]]:
    outcome = case.get_outcome_display() or case.get_ended_reason_display()
    rows = [
        ["Fase", case.get_phase_display()],
        ["Ligt nu bij", case.holder_name],
        ["Laag", case.get_layer_display()],
        ["Casusregisseur", case.regisseur.name if case.regisseur else "nog niemand"],
        ["Wie heeft de regie", " – ".join(filter(None, (case.get_regie_display(), case.regie_name)))],
        ["Wijkteam", case.team.name],
        ["Wat is gevonden", case.found],
        ["Afgesloten", day_in_words(case.closed_on)],
        ["Uitkomst", outcome],
        ["Opgelost op laag", case.get_solved_layer_display() if case.solved_layer else ""],
        ["Toelichting", case.closing_words],
    ]
    return [row for row in rows if row[1]]


_HOW_FAR: Final = {
    Phase.AANMELDING: "Uw vraag is bij ons binnen.",
    Phase.ONDERZOEK: "Wij zoeken samen met u uit wat u nodig hebt.",
    Phase.PLAN: "Uw plan ligt er.",
    Phase.UITVOERING: "Uw plan loopt.",
    Phase.EVALUATIE: "Wij kijken samen met u hoe het gaat.",
    Phase.AFGESLOTEN: "Uw zaak is afgesloten.",
}


def _stands_for_citizen(case: Case) -> list[list[str]]:
    """The same in the citizen's words."""
    outcome = case.get_outcome_display() or case.get_ended_reason_display()
    rows = [
        ["Hoe ver zijn wij", _HOW_FAR[Phase(case.phase)]],
        ["Uw vraag ligt nu bij", case.holder_name],
        ["Uw vaste contactpersoon", case.regisseur.name if case.regisseur else "nog niemand"],
        ["Wie het overzicht houdt", case.regie_name or case.get_regie_display()],
        ["Wijkteam", case.team.name],
        ["Wat wij samen vonden", case.found],
        ["Afgesloten", day_in_words(case.closed_on)],
        ["Hoe het afliep", outcome],
        ["Toelichting", case.closing_words],
    ]
    return [row for row in rows if row[1]]


def _way(case: Case) -> list[Json]:
    """The way through the triangle: each party that held the question, from the day it did."""
    events: Iterable[CaseEvent] = case.events.exclude(layer="").order_by("at", "pk")
    labels = dict(Layer.choices)
    points = [
        {
            "layer": one.layer,
            "label": labels[one.layer],
            "holder": one.holder,
            "on": _short(one.at),
            "day": _moment(one.at),
        }
        for one in events
    ]
    return points or [
        {
            "layer": case.layer,
            "label": case.get_layer_display(),
            "holder": case.holder_name,
            "on": f"{case.held_since:%d-%m-%Y}",
            "day": day_in_words(case.held_since),
        }
    ]


def _short(at: dt.datetime) -> str:
    return f"{timezone.localtime(at):%d-%m-%Y}"


def _moment(at: dt.datetime) -> str:
    return day_in_words(timezone.localtime(at).date())


def _network(case: Case) -> list[Json]:
    domains: dict[str, list[Json]] = defaultdict(list)
    for one in case.contacts.filter(removed_at__isnull=True).select_related("organisation"):
        named = one.organisation.name if one.organisation and one.organisation.name != one.name else ""
        domains[one.domain].append(
            {
                "name": one.name,
                "relation": one.relation,
                "strength": one.get_strength_display().lower(),
                "organisation": named,
            }
        )
    return [{"domain": label, "contacts": domains[code]} for code, label in LifeDomain.choices if domains[code]]


def _goals(case: Case, *, for_citizen: bool) -> list[Json]:
    rows = case.goals.select_related(
        "ground", "carrier_contact", "carrier_organisation", "carrier_user"
    ).prefetch_related("reports")
    result = []
    for goal in rows:
        goal.case = case  # its carrier may be the citizen
        result.append(
            {
                "wording": goal.wording,
                "state": goal.get_state_display(),
                "stopped": goal.state in (GoalState.GESTOPT, GoalState.BIJGESTELD),
                "facts": [
                    row
                    for row in (
                        ["Laag", "" if for_citizen else goal.get_layer_display()],
                        ["Wie helpt hierbij" if for_citizen else "Wie draagt dit", goal.carrier_name],
                        ["Grond", "" if for_citizen else goal.ground.name],
                        ["Budget", "" if for_citizen or goal.budget is None else euros(goal.budget)],
                        ["Begonnen", day_in_words(goal.started_on)],
                        ["Geëindigd", day_in_words(goal.ended_on)],
                    )
                    if row[1]
                ],
                "reports": [
                    {
                        "on": day_in_words(report.on),
                        "score": report.get_score_display() if report.score is not None else "",
                        "text": report.text,
                        "by": f"{report.by_name} namens {report.told_for}" if report.told_for else report.by_name,
                    }
                    for report in goal.reports.all()
                ],
            }
        )
    return result


def _agreements(case: Case) -> list[list[str]]:
    rows = [
        ["Akkoord met het plan", ", ".join(filter(None, (day_in_words(case.agreed_on), case.agreed_how)))],
        ["Persoonlijk plan ontvangen", day_in_words(case.personal_plan_on)],
        [
            "Latere datum onderzoek",
            ", ".join(filter(None, (day_in_words(case.research_until), case.research_until_how))),
        ],
        ["Verslag van het onderzoek gegeven", day_in_words(case.report_sent_on)],
        ["Evaluatie", day_in_words(case.evaluate_on)],
    ]
    return [row for row in rows if row[1]]


def _appointments(case: Case) -> list[Json]:
    rows = case.appointments.exclude(state=AppointmentState.VERVALLEN).select_related("person")
    return [
        {"on": day_in_words(one.on), "what": one.what, "who": one.person.name, "state": one.get_state_display()}
        for one in rows
    ]


def _indicatie(one: VoorlopigeIndicatie) -> Json:
    return {
        "what": one.what,
        "provider": one.provider.name,
        "frequency": one.frequency,
        "state": one.get_state_display(),
        "from": day_in_words(one.starts_on),
        "to": day_in_words(one.ends_on),
        "why": one.withdrawn_why or one.why_now,
    }


def _application(one: Application) -> Json:
    return {
        "what": one.what,
        "received": day_in_words(one.received_on),
        "state": one.get_state_display(),
        "number": one.number,
        "decided": day_in_words(one.decided_on),
        "frequency": one.frequency,
        "from": day_in_words(one.starts_on),
        "to": day_in_words(one.ends_on),
        "ground": one.ground.name if one.ground else "",
        "why": one.motivation,
    }


_PROMISED: Final = (
    VangnetState.GOEDGEKEURD,
    VangnetState.UITBETAALD,
    VangnetState.VERANTWOORD,
    VangnetState.VERREKEND,
)


def _money(case: Case, *, for_citizen: bool) -> list[Json]:
    """What was promised from the vangnet; professionals also see what is still asked."""
    states = _PROMISED if for_citizen else (*_PROMISED, VangnetState.AANGEVRAAGD)
    return [
        {
            "purpose": one.purpose,
            "state": one.get_state_display(),
            "decided": day_in_words(one.decided_on),
            "amount": euros(one.paid_amount or one.approved_amount or one.amount),
        }
        for one in case.vangnet_requests.filter(state__in=states).order_by("pk")
    ]


def _terms(case: Case, on: dt.date, indicaties: list[Any], applications: list[Any]) -> list[Json]:
    """The terms that run, each with how it was counted and how long it still is."""
    rows: list[tuple[str, Term]] = []
    if case.report_sent_on is None and (research := research_term(case)):
        rows.append(("Onderzoek klaar", research))
    rows += [
        ("Besluit op de aanvraag", _decision(one, on))
        for one in applications
        if one.state == ApplicationState.ONTVANGEN
    ]
    rows += [
        ("Tijdelijke hulp eindigt", Term(one.ends_on, "de laatste dag, zoals in de brief staat"))
        for one in indicaties
        if one.state == IndicatieState.AFGEGEVEN
    ]
    if case.evaluate_on and case.phase == Phase.UITVOERING:
        rows.append(("Evaluatie", Term(case.evaluate_on, "zo afgesproken bij het plan")))
    rows += [
        (f"Bezwaar tegen ‘{one.get_kind_display()}’", Term(one.object_until, one.object_why))
        for one in case.documents.filter(object_until__gte=on).defer("snapshot")
    ]
    return [
        {"what": what, "left": _left(term.on, on), **term_in_words(term)}
        for what, term in sorted(rows, key=lambda row: row[1].on)
    ]


def _decision(one: Application, on: dt.date) -> Term:
    return clock().decision(one.received_on, suspensions=one.intervals, delayed_until=one.delayed_until, on=on)


def _left(until: dt.date, on: dt.date) -> str:
    days = (until - on).days
    if days == 0:
        return "vandaag"
    count = "1 dag" if abs(days) == 1 else f"{abs(days)} dagen"
    return f"nog {count}" if days > 0 else f"{count} te laat"


def _handovers(case: Case) -> list[Json]:
    result = []
    for one in case.handovers.select_related("to_contact", "to_organisation", "to_team", "goal").order_by(
        "offered_on", "pk"
    ):
        one.case = case
        result.append(
            {
                "from": one.from_name,
                "to": one.receiver_name,
                "state": one.get_state_display(),
                "offered": day_in_words(one.offered_on),
                "need": one.need,
                "goal": one.goal.wording if one.goal else "",
                "accepted": ", ".join(filter(None, (day_in_words(one.accepted_on), one.accepted_by, one.accepted_how))),
                "why": one.ended_why,
            }
        )
    return result


def _notes(case: Case, *, shielded: bool) -> list[Json]:
    rows = case.notes.order_by("at", "pk")
    return [
        {"on": _moment(one.at), "by": one.by_name, "text": one.text, "ground": one.ground if one.shielded else ""}
        for one in (rows if shielded else rows.filter(shielded=False))
    ]
