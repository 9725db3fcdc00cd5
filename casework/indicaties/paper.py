"""What a document says, frozen at the moment it was asked for: plain JSON, in ready Dutch words.

A template gets this and nothing else, so the same snapshot gives the same text again, whatever has changed since.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from casework.mandates import euros
from casework.models import (
    Application,
    Case,
    CaseEvent,
    DocumentKind,
    Person,
    Representative,
    RepresentativeKind,
    VoorlopigeIndicatie,
    WorkItem,
)
from casework.models.law import clock
from casework.states import (
    ApplicationState,
    AppointmentState,
    CaseKind,
    GoalState,
    IndicatieState,
    Layer,
    Phase,
    VangnetState,
)
from casework.terms import MONTHS, Term, sentence
from roles.models import Team, running
from wijkweb.models import LifeDomain, Organisation

Json = dict[str, Any]

VERSION: Final = 1  # of this shape: a template must go on reading what was frozen before


def take(kind: DocumentKind, case: Case, obj: Any, *, on: dt.date, step: CaseEvent | None = None) -> Json:
    """The frozen content of a letter of this kind; `obj` is what it is about, if not the case itself.

    `step` is the event of the decision it tells of: by whom it was taken, and under which mandate.
    """
    said = _LETTERS[kind](case, obj, on)
    if kind in DocumentKind.OBJECTIONABLE:
        said |= _decided(step, on) | _objection(on)
    return _frame(kind, case, on) | {"to": _addressee(case, on)} | said


def again(before: Json, kind: DocumentKind, case: Case, *, on: dt.date) -> Json:
    """A letter that is made a second time: to whom, where and from whom as it is now; what was decided as it was then.

    A confirmation decides nothing, so that is taken anew as a whole.
    """
    if kind == DocumentKind.BEVESTIGING:
        return take(kind, case, None, on=on)
    return before | _frame(kind, case, on) | {"to": _addressee(case, on)}


# --- what every document has -----------------------------------------------------------------------------------


def _frame(kind: DocumentKind, case: Case | None, on: dt.date, team: Team | None = None) -> Json:
    team = team or (case.team if case else None)
    return {
        "version": VERSION,
        "kind": str(kind),
        "title": kind.label,
        "municipality": settings.WIJKTEAM_MUNICIPALITY,
        "college": _college(),
        "post": settings.WIJKTEAM_POST_ADDRESS,
        "ref": case.ref if case else f"Overleg {team}",
        "on": on.isoformat(),
        "date": _day(on),
        "team": {"name": team.name, "phone": team.phone, "email": team.email} if team else {},
    }


def _college() -> str:
    place = settings.WIJKTEAM_MUNICIPALITY.removeprefix("Gemeente ")
    return f"het college van burgemeester en wethouders van de gemeente {place}"


def _day(day: dt.date | None) -> str:
    """'4 december 2026'; empty where there is no day."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def _term(term: Term) -> Json:
    return {"on": sentence(term.on), "why": term.why}


_NUMBERS: Final = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def _length(code: str, on: dt.date) -> str:
    """'zes weken': how long a term is by the rule of that day."""
    rule = clock().rule(code, on)
    number = _NUMBERS[rule.length] if rule.length < len(_NUMBERS) else str(rule.length)
    return f"{number} {rule.unit.value}"


# --- whom it is for --------------------------------------------------------------------------------------------

# who speaks for someone in everything comes before who does so in part
_STANDS_IN: Final = (
    RepresentativeKind.CURATOR,
    RepresentativeKind.OUDER,
    RepresentativeKind.MENTOR,
    RepresentativeKind.GEMACHTIGDE,
    RepresentativeKind.BEWINDVOERDER,
    RepresentativeKind.PARTNER,
)
_LIVES_THERE: Final = (RepresentativeKind.OUDER, RepresentativeKind.PARTNER)


def representative(person: Person, on: dt.date) -> Representative | None:
    """Who gets the person's letters that day; None is the person."""
    found = {one.kind: one for one in person.representatives.filter(running(on)).order_by("-since", "-pk")}
    return next((found[kind] for kind in _STANDS_IN if kind in found), None)


def _addressee(case: Case, on: dt.date) -> Json:
    """Name and address. Without lines the letter is given by hand: a secret address is never printed."""
    person = case.person
    if person is None:
        return {"name": case.provision, "person": case.provision, "stands_in": "", "lines": []}
    other = representative(person, on)
    return {
        "name": other.name if other else person.name,
        "person": person.name,
        "stands_in": other.get_kind_display().lower() if other else "",
        "lines": _address(person, other),
    }


def _address(person: Person, other: Representative | None) -> list[str]:
    own = [line for line in (person.street, f"{person.postcode} {person.town}".strip()) if line]
    if other and other.address:
        # a representative under the same roof would give the secret away
        if person.secret_address and person.street and person.street.casefold() in other.address.casefold():
            return []
        return [part.strip() for part in other.address.replace("\n", ",").split(",") if part.strip()]
    if person.secret_address or (other and other.kind not in _LIVES_THERE):
        return []
    return own


# --- who decided -----------------------------------------------------------------------------------------------


def _decided(step: CaseEvent | None, on: dt.date) -> Json:
    """By whom and under which mandate: never the mandate of an earlier decision under the name of who took this one."""
    mandate = step.mandate if step else None
    return {
        "decided": {
            "on": _day(on),
            "by": step.by.name if step and step.by else "",
            "role": step.by_role if step and step.by else "",
            "mandate": mandate.in_words() if mandate else "",
            "employer": mandate.employer if mandate else "",
            "employer_consent_on": _day(mandate.employer_consent_on) if mandate else "",
        }
    }


def _objection(on: dt.date) -> Json:
    """Awb 3:45: that one may object, within which term and where. The day it ends follows from the day of sending."""
    return {"objection": {"within": _length("bezwaar", on)}}


# --- the letters -----------------------------------------------------------------------------------------------


def _confirmation(case: Case, obj: Any, on: dt.date) -> Json:
    """Wmo 2015, 2.3.2 lid 1 to 3: received, research within six weeks, personal plan, client support."""
    since = case.clock_from or case.received_on
    return {
        "received": _day(case.received_on),
        "clock_from": _day(since) if since != case.received_on else "",
        # the words of a shielded reporter would tell who they are
        "question": "" if case.reporter_shielded else case.question,
        "within": _length("onderzoek", since),
        "research": _term(clock().term("onderzoek", since, label="melding")),
        "plan_within": _length("persoonlijk_plan", since).replace("kalenderdagen", "dagen"),
        "plan": _term(clock().term("persoonlijk_plan", since, label="melding")),
        "support": _client_support(case),
    }


def _client_support(case: Case) -> Json:
    """The independent client support of the kern, from the list of organisations; empty: the team helps to find it."""
    found = (
        Organisation.objects.filter(
            Q(kernen=case.kern_id) | Q(kernen=None), active=True, what__icontains="cliëntondersteuning"
        )
        .order_by("name")
        .first()
    )
    return {"name": found.name, "phone": found.phone, "email": found.email} if found else {}


def _help(indicatie: VoorlopigeIndicatie) -> Json:
    return {
        "what": indicatie.what,
        "provider": indicatie.provider.name,
        "frequency": indicatie.frequency,
        "starts": sentence(indicatie.starts_on),
        "ends": sentence(indicatie.ends_on),
        "agreed_with": indicatie.agreed_with,
        "issued": _day(indicatie.issued_on),
    }


def _research(case: Case) -> Term | None:
    """Until when the research lasts, while it does."""
    if (
        case.kind != CaseKind.MELDING
        or case.clock_from is None
        or case.phase not in (Phase.AANMELDING, Phase.ONDERZOEK)
    ):
        return None
    return clock().research(case.clock_from, agreed_until=case.research_until)


def _issued(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    research = _research(case)
    return {
        "help": _help(indicatie),
        "why": indicatie.why_now,
        "research": _term(research) if research else {},
    }


def _withdrawn(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    return {
        "help": _help(indicatie),
        "why": indicatie.withdrawn_why,
        "heard_how": indicatie.heard_how,
        "heard_on": _day(indicatie.heard_on),
    }


def _extended(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    """Until there is a decision; where there is one already, until that begins."""
    granted = case.applications.filter(state=ApplicationState.TOEGEKEND, starts_on__gt=indicatie.ends_on)
    decision = granted.order_by("starts_on").first()
    return {"help": _help(indicatie), "decision_starts": _day(decision.starts_on) if decision else ""}


def _about_the_help(case: Case, indicatie: VoorlopigeIndicatie, on: dt.date) -> Json:
    return {"help": _help(indicatie)}


def _vangnet(case: Case, request: Any, on: dt.date) -> Json:
    return {
        "purpose": request.purpose,
        "asked": euros(request.amount),
        "asked_on": _day(request.requested_on),
        "amount": euros(request.approved_amount),
        "payee": request.payee,
        "schemes": request.schemes,
        "why": request.decided_why if request.state == VangnetState.AFGEWEZEN else request.why_now,
    }


_LETTERS: Final[dict[str, Callable[[Case, Any, dt.date], Json]]] = {
    DocumentKind.BEVESTIGING: _confirmation,
    DocumentKind.INDICATIE_AFGEGEVEN: _issued,
    DocumentKind.INDICATIE_VERLENGD: _extended,
    DocumentKind.INDICATIE_INGETROKKEN: _withdrawn,
    DocumentKind.INDICATIE_GEEINDIGD: _about_the_help,
    DocumentKind.VANGNET_GOEDGEKEURD: _vangnet,
    DocumentKind.VANGNET_AFGEWEZEN: _vangnet,
}


# --- the summary -----------------------------------------------------------------------------------------------


def summary(case: Case, *, for_citizen: bool, shielded: bool, on: dt.date) -> Json:
    """The whole of a case on paper, for the citizen or for professionals.

    `shielded` adds what is kept from the citizen; whether the asker may see that was judged before. It is never in
    the citizen's. The number of queries doesn't grow with the case.
    """
    kind = DocumentKind.SAMENVATTING_INWONER if for_citizen else DocumentKind.SAMENVATTING_PROFESSIONAL
    shielded = shielded and not for_citizen
    indicaties = [one for one in case.indicaties.select_related("provider") if one.state in _GIVEN]
    applications = list(case.applications.select_related("ground").prefetch_related("suspensions"))
    return _frame(kind, case, on) | {
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
        ["Geboren", _day(person.birth_date)],
        ["Adres", person.address],  # 'geheim adres' where it is secret
        ["Kern", case.kern.name],
        ["Taal", person.language],
        ["Vertegenwoordiger", stands_in],
        ["Overleden", _day(person.deceased_on)],
    ]
    return [row for row in rows if row[1]]


def _question(case: Case, *, for_citizen: bool, shielded: bool) -> Json:
    """What is asked. The words and the name of a shielded reporter are for who may see what is shielded."""
    hidden = case.reporter_shielded and (for_citizen or not shielded)
    told = not (case.reporter_shielded and for_citizen)  # how it came in tells who brought it
    return {
        "kind": case.get_kind_display(),
        "received": _day(case.received_on),
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
        ["Afgesloten", _day(case.closed_on)],
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
        ["Afgesloten", _day(case.closed_on)],
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
            "day": _day(case.held_since),
        }
    ]


def _short(at: dt.datetime) -> str:
    return f"{timezone.localtime(at):%d-%m-%Y}"


def _moment(at: dt.datetime) -> str:
    return _day(timezone.localtime(at).date())


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
    found = []
    for goal in rows:
        goal.case = case  # its carrier may be the citizen
        found.append(
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
                        ["Begonnen", _day(goal.started_on)],
                        ["Geëindigd", _day(goal.ended_on)],
                    )
                    if row[1]
                ],
                "reports": [
                    {
                        "on": _day(report.on),
                        "score": report.get_score_display() if report.score is not None else "",
                        "text": report.text,
                        "by": f"{report.by_name} namens {report.told_for}" if report.told_for else report.by_name,
                    }
                    for report in goal.reports.all()
                ],
            }
        )
    return found


def _agreements(case: Case) -> list[list[str]]:
    rows = [
        ["Akkoord met het plan", ", ".join(filter(None, (_day(case.agreed_on), case.agreed_how)))],
        ["Persoonlijk plan ontvangen", _day(case.personal_plan_on)],
        ["Latere datum onderzoek", ", ".join(filter(None, (_day(case.research_until), case.research_until_how)))],
        ["Verslag van het onderzoek gegeven", _day(case.report_sent_on)],
        ["Evaluatie", _day(case.evaluate_on)],
    ]
    return [row for row in rows if row[1]]


def _appointments(case: Case) -> list[Json]:
    rows = case.appointments.exclude(state=AppointmentState.VERVALLEN).select_related("person")
    return [
        {"on": _day(one.on), "what": one.what, "who": one.person.name, "state": one.get_state_display()} for one in rows
    ]


def _indicatie(one: VoorlopigeIndicatie) -> Json:
    return {
        "what": one.what,
        "provider": one.provider.name,
        "frequency": one.frequency,
        "state": one.get_state_display(),
        "from": _day(one.starts_on),
        "to": _day(one.ends_on),
        "why": one.withdrawn_why or one.why_now,
    }


def _application(one: Application) -> Json:
    return {
        "what": one.what,
        "received": _day(one.received_on),
        "state": one.get_state_display(),
        "number": one.number,
        "decided": _day(one.decided_on),
        "frequency": one.frequency,
        "from": _day(one.starts_on),
        "to": _day(one.ends_on),
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
            "decided": _day(one.decided_on),
            "amount": euros(one.paid_amount or one.approved_amount or one.amount),
        }
        for one in case.vangnet_requests.filter(state__in=states).order_by("pk")
    ]


def _terms(case: Case, on: dt.date, indicaties: list[Any], applications: list[Any]) -> list[Json]:
    """The terms that run, each with how it was counted and how long it still is."""
    rows: list[tuple[str, Term]] = []
    if case.report_sent_on is None and (research := _research(case)):
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
        {"what": what, "left": _left(term.on, on), **_term(term)}
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
    found = []
    for one in case.handovers.select_related("to_contact", "to_organisation", "to_team", "goal").order_by(
        "offered_on", "pk"
    ):
        one.case = case
        found.append(
            {
                "from": one.from_name,
                "to": one.receiver_name,
                "state": one.get_state_display(),
                "offered": _day(one.offered_on),
                "need": one.need,
                "goal": one.goal.wording if one.goal else "",
                "accepted": ", ".join(filter(None, (_day(one.accepted_on), one.accepted_by, one.accepted_how))),
                "why": one.ended_why,
            }
        )
    return found


def _notes(case: Case, *, shielded: bool) -> list[Json]:
    rows = case.notes.order_by("at", "pk")
    return [
        {"on": _moment(one.at), "by": one.by_name, "text": one.text, "ground": one.ground if one.shielded else ""}
        for one in (rows if shielded else rows.filter(shielded=False))
    ]


# --- the weekly meeting ----------------------------------------------------------------------------------------


def batch(cases: Any, *, team: Team, on: dt.date) -> Json:
    """One row per open case, the most urgent first. `cases`: a queryset that holds only what the asker may see.

    Two queries, whatever their number.
    """
    found = {case.pk: case for case in cases.open().for_page()}
    turns: dict[int, WorkItem] = {}
    for turn in WorkItem.objects.open().filter(case_id__in=list(found)).order_by("due_on", "pk"):
        turns.setdefault(turn.case_id, turn)
    order = sorted(
        found.values(), key=lambda case: (turns[case.pk].due_on if case.pk in turns else dt.date.max, case.ref)
    )
    return _frame(DocumentKind.OVERLEG, None, on, team) | {
        "cases": [_row(case, turns.get(case.pk), on) for case in order]
    }


def _row(case: Case, turn: WorkItem | None, on: dt.date) -> Json:
    return {
        "ref": case.ref,
        "name": case.subject,
        "kern": case.kern.name,
        "layer": case.get_layer_display(),
        "phase": case.get_phase_display(),
        "holder": case.holder_name,
        "regisseur": case.regisseur.name if case.regisseur else "nog niemand",
        "urgent": case.urgent,
        "due": _day(turn.due_on) if turn else "",
        "late": bool(turn and turn.due_on < on),
        "what": turn.what if turn else "",
    }
