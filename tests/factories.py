"""Objects for tests. `World` is a small municipality; `case_in` puts a case directly into a state.

Factories put an object into a state by its constructor; `tests/rules/test_reachable.py` proves that each such
state can be reached by steps.
"""

import datetime as dt
import itertools
import uuid
from collections.abc import Iterable
from decimal import Decimal
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from casework.advice.models import Advice
from casework.advice.states import AdviceState
from casework.applications.lines import line
from casework.applications.models import Application
from casework.appointments.models import Appointment
from casework.appointments.states import AppointmentState
from casework.callbacks.models import CallBack
from casework.callbacks.states import CallBackState
from casework.cases.models import Case
from casework.cases.states import CaseKind, Layer, PartyKind, Phase
from casework.complaints.models import Complaint
from casework.complaints.states import ComplaintState
from casework.defaults.models import DefaultNotice
from casework.defaults.states import DefaultState
from casework.documents.models import Document
from casework.engine.door import perform
from casework.engine.holding import hold
from casework.engine.lists import bring_in_line
from casework.engine.registry import hanging_on, model_of
from casework.forcefields.models import ForceField
from casework.forcefields.states import ForceFieldState
from casework.goals.models import Goal
from casework.goals.states import GoalState
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from casework.households.models import Household, Member
from casework.households.of_age import adult_on
from casework.households.operations import ADDRESS
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from casework.law.models import Ground, LegalTerm
from casework.meldcode.models import Meldcode
from casework.meldcode.states import MeldcodeState
from casework.network.models import Contact
from casework.objections.models import Objection
from casework.objections.states import DECIDED as OBJECTION_DECIDED
from casework.objections.states import OPEN as OBJECTION_OPEN
from casework.objections.states import ObjectionState
from casework.obstacles.models import Obstacle
from casework.people.models import Person
from casework.pieces.models import Piece
from casework.pieces.states import PieceKind, PieceState
from casework.provisions.granted import of_line
from casework.provisions.models import Provision
from casework.provisions.states import ProvisionState
from casework.research.before import research_of
from casework.research.models import Asked, Need, Research
from casework.research.questions import Question
from casework.research.states import Mark, ResearchState
from casework.sharing.models import Sharing
from casework.sharing.states import SharingState
from casework.vangnet.models import VangnetBudget, VangnetRequest
from casework.vangnet.operations import provide_budget
from casework.vangnet.states import VangnetState
from casework.visits.models import Visit
from casework.visits.states import VisitState
from casework.waits.models import Wait
from casework.waits.states import WaitsFor, WaitState
from roles.matrix import GrantKind, Role
from roles.models import Absence, Mandate, MandateKind, Membership, Team, TeamKind, User
from wijkweb.models import Kern, LifeDomain, Organisation, OrganisationLayer

SINCE = dt.date(2020, 1, 1)
_serial = itertools.count(1)


def today() -> dt.date:
    return timezone.localdate()


def fresh(obj: Any) -> Any:
    """The same row as the database has it now."""
    return type(obj).objects.get(pk=obj.pk)


def law() -> None:
    """What a migration filled: a test on several connections empties every table after it, these too."""
    if not Ground.objects.exists():
        LegalTerm.objects.all().delete()
        names = (one.name for one in iter_modules(import_module("casework.migrations").__path__))
        for name in (
            one
            for one in names
            if one.partition("_")[2]
            in (
                *("law", "contacts", "bel_en_weeg", "provisions", "sharing", "two_weeks", "bezwaren"),
                *("householdplans", "meetings", "household_life"),
            )
        ):
            import_module(f"casework.migrations.{name}").fill(apps, None)


def user(name: str, **fields: Any) -> User:
    made = new_user(name, **fields)
    made.save()
    return made


def new_user(name: str, **fields: Any) -> User:
    """Not in the database yet."""
    first = fields.pop("first_name", name.capitalize())
    return User(username=name, first_name=first, last_name="Test", email=f"{name}@voorbeeld.example", **fields)


def member(
    who: User,
    role: Role,
    *,
    team: Team | None = None,
    organisation: Organisation | None = None,
    since: dt.date = SINCE,
    until: dt.date | None = None,
    kernen: tuple[Kern, ...] = (),
) -> Membership:
    row = Membership.objects.create(user=who, role=role, team=team, organisation=organisation, since=since, until=until)
    if kernen:
        row.kernen.set(kernen)
    return row


def absent(
    row: Membership, *, cover: User | None = None, since: dt.date | None = None, until: dt.date | None = None
) -> Absence:
    return Absence.objects.create(membership=row, since=since or today(), until=until, cover=cover)


def mandate(kind: MandateKind, **fields: Any) -> Mandate:
    made = new_mandate(kind, **fields)
    made.save()
    return made


def new_mandate(
    kind: MandateKind,
    *,
    role: Role | None = None,
    team: Team | None = None,
    organisation: Organisation | None = None,
    who: User | None = None,
    amount: str | None = None,
    weeks: int | None = None,
) -> Mandate:
    """Not in the database yet."""
    outside = {"employer": organisation.name, "employer_consent_on": SINCE} if organisation else {}
    return Mandate(
        kind=kind,
        role=role or "",
        team=team,
        organisation=organisation,
        user=who,
        max_amount=Decimal(amount) if amount else None,
        max_weeks=weeks,
        since=SINCE,
        decision_number=f"B{next(_serial)}",
        decision_on=SINCE,
        **outside,
    )


def put_in_line(model: Any, ids: Iterable[int], at: dt.datetime) -> int:
    """Hold these and bring their open work in line, as every write does at its end."""
    with transaction.atomic():
        return bring_in_line(hold(model, ids), at)


MAKES = {"vangnet": "request"}  # a noun whose factory is called otherwise


class World:
    """Two wijkteams, the municipality, a partner and a provider, with somebody in every role."""

    def __init__(self) -> None:
        self.kern = Kern.objects.create(name="Piershil", village="Piershil", postcode4="3265")
        self.other_kern = Kern.objects.create(name="Numansdorp", village="Numansdorp", postcode4="3281")
        self.team, self.other_team, self.gemeente = Team.objects.bulk_create(
            [Team(name="Wijkteam Noord"), Team(name="Wijkteam Zuid"), Team(name="Gemeente", kind=TeamKind.GEMEENTE)]
        )
        self.team.kernen.set([self.kern])
        self.other_team.kernen.set([self.other_kern])
        self.partner, self.provider, self.church, self.nursing = Organisation.objects.bulk_create(
            [
                Organisation(name="Bij de Oma's", layer=OrganisationLayer.MIDDENVELD, domain=LifeDomain.VERENIGING),
                Organisation(name="Heemzicht", layer=OrganisationLayer.PROFESSIONAL, domain=LifeDomain.EERSTELIJN),
                # no account
                Organisation(name="Kerk Piershil", layer=OrganisationLayer.MIDDENVELD, domain=LifeDomain.KERK),
                Organisation(name="Wijkverpleging", layer=OrganisationLayer.PROFESSIONAL, domain=LifeDomain.EERSTELIJN),
            ]
        )

        self._memberships: list[Membership] = []  # of whom `_member` makes, to be saved all at once
        self.eerstecontact = self._member("eerstecontact", Role.EERSTE_CONTACT, organisation=self.nursing)
        self.administratie = self._member("administratie", Role.ADMINISTRATIE, team=self.team)
        self.teamlid = self._member("teamlid", Role.TEAMLID, team=self.team)
        self.consulent = self._member("consulent", Role.WMO_CONSULENT, team=self.team)
        self.consulent2 = self._member("consulent2", Role.WMO_CONSULENT, team=self.team)
        self.consulent3 = self._member("consulent3", Role.WMO_CONSULENT, team=self.other_team)
        self.teamleider = self._member("teamleider", Role.TEAMLEIDER, team=self.team)
        self.teamleider3 = self._member("teamleider3", Role.TEAMLEIDER, team=self.other_team)
        self.afdelingshoofd = self._member("afdelingshoofd", Role.AFDELINGSHOOFD, team=self.gemeente)
        self.financien = self._member("financien", Role.FINANCIEN, team=self.gemeente)
        self.beheer = self._member("beheer", Role.BEHEER, team=self.gemeente)
        self.privacy = self._member("privacy", Role.PRIVACY, team=self.gemeente)
        self.bezwaar = self._member("bezwaar", Role.BEZWAAR, team=self.gemeente)
        self.middenveld = self._member("middenveld", Role.MIDDENVELD, organisation=self.partner)
        self.uitvoerder = self._member("uitvoerder", Role.UITVOERDER, organisation=self.provider)
        self.left = self._member("vertrokken", Role.WMO_CONSULENT, team=self.team, until=today())  # ended yesterday
        self.inwoner = new_user("inwoner")
        self.outsider = new_user("outsider")  # an account without any place
        User.objects.bulk_create([*(row.user for row in self._memberships), self.inwoner, self.outsider])
        Membership.objects.bulk_create(self._memberships)
        Mandate.objects.bulk_create(self._mandates())
        provide_budget(self.team, year=today().year, amount=Decimal("10000"), by=None, words="Begroting")
        law()
        self.maatwerk = Ground.objects.get(code="wmo_maatwerk")
        self.eigen = Ground.objects.get(code="eigen_kracht")

    def _member(self, name: str, role: Role, *, until: dt.date | None = None, **place: Any) -> User:
        who = new_user(name)
        self._memberships.append(Membership(user=who, role=role, since=SINCE, until=until, **place))
        return who

    def _mandates(self) -> list[Mandate]:
        nurse = {"role": Role.EERSTE_CONTACT, "organisation": self.nursing}
        made = [new_mandate(MandateKind.INDICATIE, **nurse, amount="400", weeks=10)]
        for team in (self.team, self.other_team):
            consulent = {"role": Role.WMO_CONSULENT, "team": team}
            made += [
                new_mandate(MandateKind.INDICATIE, **consulent, amount="500", weeks=12),
                new_mandate(MandateKind.BESLUIT, **consulent),
                new_mandate(MandateKind.VANGNET, role=Role.TEAMLEIDER, team=team, amount="5000"),
            ]
        head = {"role": Role.AFDELINGSHOOFD, "team": self.gemeente}
        return [
            *made,
            new_mandate(MandateKind.VANGNET, **head, amount="25000"),
            new_mandate(MandateKind.BESLUIT, **head),
            new_mandate(MandateKind.BEZWAAR, **head),
            new_mandate(MandateKind.BEZWAAR, role=Role.BEZWAAR, team=self.gemeente),
        ]

    def person(self, name: str = "Jansen", **fields: Any) -> Person:
        fields = {
            "given_name": "Bep",
            "birth_date": dt.date(1942, 3, 1),
            "street": "Voorstraat 1",
            "postcode": "3265 AA",
            "town": "Piershil",
        } | fields
        return Person.objects.create(family_name=name, **fields)

    def case(self, phase: str = Phase.ONDERZOEK, **fields: Any) -> Case:
        """A melding of the first team, in that phase, with the consulent as regisseur once there is one."""
        on = fields.pop("on", today())
        closed = {"closed_on": on, "outcome": "advies"} if phase == Phase.AFGESLOTEN else {}
        kind = fields.pop("kind", CaseKind.MELDING)
        if "provision" not in fields and "person" not in fields:
            fields["person"] = self.person()
        holder = {"holder_kind": PartyKind.TEAM, "holder_team": self.team, "layer": Layer.PROFESSIONAL}
        defaults = {
            "kern": self.kern,
            "team": self.team,
            "kind": kind,
            "phase": phase,
            "channel": "huisbezoek",
            "question": "Ik red het niet meer alleen.",
            "received_on": on,
            "clock_from": on if kind == CaseKind.MELDING else None,
            "reported_by": self.eerstecontact,
            "reported_at": timezone.now(),
            "held_since": on,
            "state_since": on,
            "regisseur": None if phase == Phase.AANMELDING else self.consulent,
            "ref": f"HW-2026-T{next(_serial):04d}",
        }
        case = Case.objects.create(**defaults | holder | closed | fields)
        if row := research_of(case):
            row.save()
            if row.state == ResearchState.LOOPT:
                self.written(row)
        put_in_line(Case, [case.pk], timezone.now())
        return case

    def research(self, case: Case, state: str = ResearchState.LOOPT, **fields: Any) -> Research:
        """One more of that case, with all that its report needs."""
        on = today()
        stands = {"settled_on": None if state == ResearchState.LOOPT else on, "settled_by": case.regisseur}
        sent = {"sent_on": on} if state == ResearchState.VERSTUURD else {}
        defaults = {"state": state, "state_since": on, "begun_on": on}
        return self.written(Research.objects.create(case=case, **defaults | stands | sent | fields))

    @classmethod
    def reported(cls, case: Case, by: User) -> Research:
        """The research of that case by its steps, until its report is sent; the letter as if a worker made it."""
        research: Research = Research.objects.current(case)
        if not research.needs.exists():
            cls.written(research)
        perform(research, "settle", by=by)
        for letter in Document.objects.filter(about=research.public_id, state="gevraagd"):
            perform(letter, "ready", by=None, file="verslag.pdf", sha256="0" * 64, size=1)
        perform(research, "send", by=by, sent_on=today(), sent_how="post")
        return fresh(research)

    @staticmethod
    def written(research: Research) -> Research:
        """All that a report needs, in few words: nothing is left for the municipality."""
        Need.objects.create(
            research=research,
            what="Warm eten",
            extent="U kunt niet koken.",
            own="U eet bij uw zus.",
            left_mark=Mark.NIETS,
        )
        Asked.objects.bulk_create(
            Asked(research=research, question=one, on=research.begun_on, by_name="Test")
            for one in (Question.IDENTITEIT, Question.ONDERSTEUNING, Question.PLAN)
        )
        research.person_mark = Mark.NIET_BESPROKEN
        research.save(update_fields=["person_mark"])
        return research

    def goal(self, case: Case, state: str = GoalState.VOORGESTELD, **fields: Any) -> Goal:
        defaults = {
            "wording": "Ik wil weer timmeren",
            "layer": Layer.BURGER,
            "ground": self.eigen,
            "budget": Decimal(0),
            "carrier_kind": "inwoner",
            "rhythm_days": 28,
            "state": state,
            "state_since": today(),
            "started_on": today() if state == GoalState.LOOPT else None,
            "carried_since": timezone.now() if state == GoalState.LOOPT else None,
        }
        return Goal.objects.create(case=case, **defaults | fields)

    def handover(self, case: Case, state: str = HandoverState.AANGEBODEN, **fields: Any) -> Handover:
        defaults = {
            "from_name": case.holder_name,
            "from_layer": case.layer,
            "to_kind": PartyKind.ORGANISATIE,
            "to_organisation": self.partner,
            "to_layer": Layer.MIDDENVELD,
            "need": "Gezelschap en iets te doen",
            "shared_until": dt.date.max,
            "state": state,
            "state_since": today(),
            "offered_by": case.regisseur,
            "offered_on": today(),
        }
        return Handover.objects.create(case=case, **defaults | fields)

    def indicatie(self, case: Case, state: str = IndicatieState.CONCEPT, **fields: Any) -> VoorlopigeIndicatie:
        issued = {}
        if state not in (IndicatieState.CONCEPT, IndicatieState.VOORGELEGD, IndicatieState.VERVALLEN):
            issued = {
                "issued_by": self.eerstecontact,
                "issued_on": today(),
                "mandate": Mandate.objects.filter(kind=MandateKind.INDICATIE).first(),
            }
        if state == IndicatieState.VOORGELEGD:
            issued = {"submitted_to": self.consulent}
        defaults = {
            "what": "Hulp bij het huishouden",
            "provider": self.provider,
            "frequency": "3 uur per week",
            "amount_per_week": Decimal("120"),
            "starts_on": today(),
            "ends_on": today() + dt.timedelta(weeks=8),
            "agreed_with": "mevrouw zelf",
            "why_now": "Haar man ligt in het ziekenhuis.",
            "state": state,
            "made_by": self.eerstecontact,
            "state_since": today(),
        }
        return VoorlopigeIndicatie.objects.create(case=case, **defaults | issued | fields)

    def decision(self, outcome: str = "toegekend", **fields: Any) -> dict[str, Any]:
        """What a decision says: one line, that lacks nothing."""
        given = {
            "outcome": outcome,
            "what": "Dagbesteding",
            "provider": self.provider,
            "frequency": "2 uur",
            "starts_on": today(),
            "ends_on": today() + dt.timedelta(weeks=10),
            "motivation": "Nodig.",
            "ground": self.maatwerk,
            "verordening": "artikel 9 van de verordening",
        }
        return {"lines": [line(**given | fields)], "looked_at": ["verblijf", "wlz", "woont"], "care": ""}

    def application(self, case: Case, state: str = "ontvangen", **fields: Any) -> Application:
        defaults: dict[str, Any] = {"what": "Dagbesteding", "received_on": today(), "state_since": today()}
        if state in ("voorbereid", "besloten"):
            defaults |= {"prepared_by": self.teamlid, "prepared_on": today(), "content": self.decision()}
        if state in ("besloten", "buiten_behandeling"):
            mandate = Mandate.objects.filter(kind=MandateKind.BESLUIT).first()
            number = f"B{next(_serial)}"
            defaults |= {"decided_by": self.consulent, "decided_on": today(), "mandate": mandate, "number": number}
        return Application.objects.create(case=case, state=state, **defaults | fields)

    def decided(
        self,
        case: Case,
        outcome: str = "toegekend",
        *,
        on: dt.date | None = None,
        instead_of: VoorlopigeIndicatie | None = None,
        **fields: Any,
    ) -> Application:
        """A decision on its only line, with what came of that: `fields` are of the line. What is granted takes the place
        of the help that is named."""
        content = self.decision(outcome, **fields)
        application = self.application(case, "besloten", content=content, decided_on=on or today())
        state = "afgewezen" if outcome == "afgewezen" else "toegekend"
        columns = of_line(content["lines"][0])
        made = Provision.objects.create(
            case=case, application=application, state=state, state_since=on or today(), **columns
        )
        if instead_of is not None:
            VoorlopigeIndicatie.objects.filter(pk=instead_of.pk).update(taken_over_by=made)
        return application

    def provision(self, case: Case, state: str = ProvisionState.TOEGEKEND, **fields: Any) -> Provision:
        """Help of the provider for a year, of which the decision was sent; started today where it has."""
        defaults = {
            "what": "Hulp bij het huishouden",
            "provider": None if fields.get("form") == "pgb" else self.provider,
            "amount": Decimal(3),
            "unit": "uur",
            "period": "week",
            "starts_on": today(),
            "ends_on": today() + dt.timedelta(days=364),
            "ground": self.maatwerk,
            "motivation": "U kunt dit zelf niet meer.",
            "told_on": today(),
            "shared_until": dt.date.max,
            "started_on": today() if state in (ProvisionState.GESTART, ProvisionState.BEEINDIGD) else None,
            "state": state,
            "state_since": today(),
        }
        return Provision.objects.create(case=case, **defaults | fields)

    def objection(self, case: Case, state: str = ObjectionState.ONTVANGEN, **fields: Any) -> Objection:
        """Against a decision that was sent; by default the consulent took it, and it is in time."""
        on = today()
        against = fields.pop("against", None) or self.sent_decision(case)
        handled = {"handler": self.bezwaar} if state != ObjectionState.ONTVANGEN else {}
        settled = {} if state in OBJECTION_OPEN else {"settled_on": on}
        decided = (
            {
                "decided_by": self.bezwaar,
                "decided_on": on,
                "mandate": Mandate.objects.filter(kind=MandateKind.BEZWAAR).last()
                or mandate(MandateKind.BEZWAAR, who=self.bezwaar),
                "number": "BZ1",
                "motivation": "Zo is het.",
                "waived": "b",
                "waived_why": "Duidelijk.",
            }
            if state in OBJECTION_DECIDED
            else {}
        )
        defaults = {
            "against": against,
            "state": state,
            "state_since": on,
            "received_on": on,
            "how": "post",
            "text": "Ik heb meer hulp nodig.",
            "last_day": against.object_until,
            "in_time": True,
            "in_time_why": "Op tijd.",
            "former_by": self.consulent,
        }
        made: Objection = Objection.objects.create(case=case, **defaults | handled | settled | decided | fields)
        put_in_line(Case, [case.pk], timezone.now())
        return made

    def sent_decision(self, case: Case, on: dt.date | None = None, **fields: Any) -> Document:
        """A letter with a clause that went out, asked for by the consulent."""
        on = on or today()
        told = {"sent_on": on, "sent_how": "post", "object_until": on + dt.timedelta(weeks=6)}
        kind = fields.pop("kind", "besluit")
        return self.document(case, kind, "verstuurd", **told | fields)

    def default_notice(
        self, case: Case, application: Application | None = None, state: str = DefaultState.ONTVANGEN, **fields: Any
    ) -> DefaultNotice:
        """Of an application whose two weeks were over; without one it is made, unless nothing can be owed."""
        received = fields.get("received_on", today())
        decided: dict[str, Any] = {}
        if state == DefaultState.VASTGESTELD:
            decided = {"decided_by": self.consulent, "decided_on": today(), "mandate": self.besluit_mandate(),
                       "number": "D1", "amount": Decimal(23)}  # fmt: skip
        if state == DefaultState.GEEN_DWANGSOM:
            application, due = None, None
        else:
            application = application or case.applications.filter(state="ontvangen").first()
            application = application or self.application(case, received_on=received - dt.timedelta(weeks=4))
            due = received + dt.timedelta(weeks=2)
        defaults = {"received_on": received, "how": "post", "due_on": due, "state": state, "state_since": today()}
        return DefaultNotice.objects.create(case=case, application=application, **defaults | decided | fields)

    def complaint(self, case: Case, state: str = ComplaintState.ONTVANGEN, **fields: Any) -> Complaint:
        """About the regisseur, who doesn't know of it; written down by who reported the case."""
        defaults: dict[str, Any] = {"about": "medewerker", "person": self.consulent, "received_on": today(),
                                    "how": "telefoon", "text": "Ik werd niet teruggebeld.",
                                    "registered_by": self.eerstecontact, "registered_at": timezone.now(), "state": state,
                                    "state_since": today()}  # fmt: skip
        if state == ComplaintState.IN_BEHANDELING:
            defaults["handler"] = self.teamleider
        if state == ComplaintState.AFGEHANDELD:
            defaults |= {"handler": self.teamleider, "told_on": today(), "heard_on": today(), "finding": "gegrond",
                         "found": "U werd niet gebeld.", "done": "Wij bellen nu dezelfde dag."}  # fmt: skip
        if fields.get("about", "medewerker") != "medewerker":
            defaults["person"] = None
        return Complaint.objects.create(case=case, **defaults | fields)

    def meldcode(self, case: Case, state: str = MeldcodeState.SIGNALEN, **fields: Any) -> Meldcode:
        """Led by the regisseur; not yet for the citizen to read."""
        defaults: dict[str, Any] = {"lead": self.consulent, "begun_on": today(), "kept_why": "Hij leest haar telefoon.",
                                    "review_on": today() + dt.timedelta(days=14), "signals": "Een blauwe plek.",
                                    "state": state, "state_since": today()}  # fmt: skip
        return Meldcode.objects.create(case=case, **defaults | fields)

    def force_field(self, case: Case, state: str = ForceFieldState.GEVRAAGD, **fields: Any) -> ForceField:
        """Asked of somebody at the partner; once it is drawn with two in it, who are at odds."""
        by_say = {"with_organisation": self.partner, "purpose": "advies", "until": today() + dt.timedelta(days=60)}
        made = {"made_on": today(), "change": "Eén vaste begeleider.", "regie_now": "niemand", "regie_then": "inwoner"}
        over = {"discussed_on": today(), "said": "Zo is het.", "shared_until": today()}
        defaults: dict[str, Any] = {
            "sharing": fields.get("sharing") or self.sharing(case, **by_say),
            "why": "Iedereen trekt een andere kant op.",
            "maker": self.middenveld,
            "maker_organisation": self.partner,
            "asked_on": today(),
            "asked_by": self.consulent,
            "due_on": today() + dt.timedelta(days=30),
            "shared_until": today() + dt.timedelta(days=60),
            "state": state,
            "state_since": today(),
        }
        if state == ForceFieldState.BESPROKEN:
            defaults |= made | over
        elif fields.pop("handed_in", False):
            defaults |= made
        field = ForceField.objects.create(case=case, **defaults | fields)
        if state in ForceFieldState.DRAWN:
            sister, landlord = (
                field.parties.create(name="Zus Anja", role="zus"),
                field.parties.create(name="Verhuurder"),
            )
            field.ties.create(one=sister, other=landlord, now="gespannen", then="zakelijk")
        return field

    def request(
        self, case: Case, state: str = VangnetState.CONCEPT, amount: str = "1000", **fields: Any
    ) -> VangnetRequest:
        decided: dict[str, Any] = {}
        later = (VangnetState.UITBETAALD, VangnetState.VERANTWOORD, VangnetState.VERREKEND)
        if state in (*VangnetState.PROMISED, *later):
            decided = {
                "decided_by": self.teamleider,
                "decided_on": today(),
                "approved_amount": Decimal(amount),
                "mandate": Mandate.objects.filter(kind=MandateKind.VANGNET).first(),
            }
        if state in later:
            decided |= {"paid_amount": Decimal(amount), "paid_on": today()}
        defaults = {
            "purpose": "Nieuwe tillift",
            "amount": Decimal(amount),
            "payee": "Alerimus",
            "payee_iban": "NL91ABNA0417164300",
            "why_now": "Het bad ligt stil.",
            "schemes": "Sportfonds: te laat.",
            "requested_by": self.consulent,
            "requested_on": today(),
            "state": state,
            "state_since": today(),
            "budget": VangnetBudget.objects.get(team=self.team, year=today().year),
        }
        return VangnetRequest.objects.create(case=case, **defaults | decided | fields)

    def contact(self, case: Case, name: str = "Buurvrouw Ria", **fields: Any) -> Contact:
        return Contact.objects.create(case=case, **{"name": name, "domain": LifeDomain.FAMILIE} | fields)

    def document(self, case: Case, kind: str = "bevestiging", state: str = "klaar", **fields: Any) -> Document:
        ready = {"sha256": "0" * 64, "made_at": timezone.now()} if state in ("klaar", "verstuurd") else {}
        sent = {"sent_on": today(), "sent_how": "post"} if state == "verstuurd" else {}
        defaults = {
            "kind": kind,
            "state": state,
            "snapshot": {},
            "asked_by": self.consulent,
            "asked_by_name": "Test",
            "asked_at": timezone.now(),
            "state_since": today(),
        }
        return Document.objects.create(case=case, **defaults | ready | sent | fields)

    def appointment(self, case: Case, state: str = AppointmentState.GEPLAND, **fields: Any) -> Appointment:
        defaults = {"what": "Bel", "on": today(), "person": self.consulent, "state": state, "state_since": today()}
        return Appointment.objects.create(case=case, **defaults | fields)

    def visit(self, case: Case, state: str = VisitState.BEZIG, **fields: Any) -> Visit:
        """Of the consulent, today."""
        by = fields.get("by") or self.consulent
        defaults = {"text": "Zij durft niet alleen. Corrie slaapt er.", "on": today(), "key": uuid.uuid4()}
        stands = {"by": by, "by_name": by.name, "at": timezone.now(), "saved_at": timezone.now()}
        return Visit.objects.create(case=case, **defaults | stands | {"state": state, "state_since": today()} | fields)

    def obstacle(self, case: Case, **fields: Any) -> Obstacle:
        said = {
            "unlisted": "" if fields.get("scheme") else "Urgentieregels",
            "text": "Er was geen plek.",
            "instead": "niets",
        }
        told = {"since": today(), "by": self.consulent, "by_name": self.consulent.name, "at": timezone.now()}
        return Obstacle.objects.create(case=case, **{"team": case.team} | said | told | fields)

    def wait(self, case: Case, state: str = WaitState.LOOPT, **fields: Any) -> Wait:
        defaults = {"waits_for": WaitsFor.OFFERTE, "until": today() + dt.timedelta(days=7), "since": today()}
        stands = {"made_by": self.consulent, "state": state, "state_since": today()}
        return Wait.objects.create(case=case, **defaults | stands | fields)

    def sharing(self, case: Case, state: str = SharingState.GEGEVEN, **fields: Any) -> Sharing:
        said = {"text": "Wij vertellen het.", "how": "aan tafel", "given_by": "zij", "given_on": today()}
        stands = {"recorded_by": self.consulent, "state": state, "state_since": today()}
        receiver = {} if {*fields} & {"with_organisation", "with_team", "with_contact", "with_name"} else {
            "with_organisation": self.partner
        }  # fmt: skip
        return Sharing.objects.create(case=case, **said | stands | receiver | fields)

    def advice(self, case: Case, state: str = AdviceState.GEVRAAGD, **fields: Any) -> Advice:
        """Of a medical adviser, on all that is needed; asked by the consulent, with the citizen's say."""
        by_say = {"with_name": "Argonaut", "purpose": "advies"}
        came = {"received_on": today()} if state == AdviceState.ONTVANGEN else {}
        defaults = {
            "kind": "medisch",
            "sharing": fields.get("sharing") or self.sharing(case, **by_say),
            "question": "Wordt dit beter?",
            "asked_on": today(),
            "asked_by": self.consulent,
            "expected_by": today() + dt.timedelta(days=14),
            "state": state,
            "state_since": today(),
        }
        return Advice.objects.create(case=case, **defaults | came | fields)

    def call_back(self, case: Case, state: str = CallBackState.OPEN, **fields: Any) -> CallBack:
        defaults = {
            "about": "Wanneer komt de hulp?",
            "phone": "0186571402",
            "taken_by": self.consulent2,
            "taken_by_name": "Test",
            "taken_at": timezone.now(),
            "counts_from": today(),
            "state": state,
            "state_since": today(),
        }
        return CallBack.objects.create(case=case, **defaults | fields)

    def piece(self, case: Case, state: str = PieceState.OPGENOMEN, **fields: Any) -> Piece:
        """Its file isn't on the disk."""
        defaults = {
            "kind": PieceKind.BRIEF,
            "title": "Brief van de verhuurder",
            "received_on": today(),
            "state": state,
            "state_since": today(),
            "file": "" if state == PieceState.GEWEIGERD else "stukken/brief.pdf",
            "sha256": f"{next(_serial):064x}",
            "size": 1000,
            "added_by": self.consulent,
            "added_by_name": "Test",
            "added_at": timezone.now(),
        }
        return Piece.objects.create(case=case, **defaults | fields)

    def make(self, noun: str, case: Case, *state: str, **fields: Any) -> Any:
        """One of this noun, by the name it has in `casework/nouns.py`."""
        return getattr(self, MAKES.get(noun, noun))(case, *state, **fields)

    def one_of_each(self, case: Case) -> list[Any]:
        """One of every noun that hangs on a case."""
        return [self.make(noun.name, case) for noun in hanging_on(Case) if model_of(noun) not in (None, Case)]

    def household(self, *people: Any, **fields: Any) -> Household:
        """These live together, the first of them at their own address; each a partner unless they are a minor."""
        defaults = {"name": "Huishouden Jansen", "team": self.team, "kern": self.kern, "state_since": today()}
        address = {name: getattr(people[0], name) for name in ADDRESS} if people else {}
        made = Household.objects.create(**defaults | address | {"ref": f"GEZ-2026-{next(_serial):05d}"} | fields)
        for one in people:
            minor = one.is_minor(today())
            self.member(made, one, relation="kind" if minor else "partner")
        put_in_line(Household, [made.pk], timezone.now())
        return made

    @staticmethod
    def member(household: Household, person: Person, **fields: Any) -> Member:
        """One who lives there since long, or since their birth."""
        since = max(SINCE, person.birth_date) if person.birth_date else SINCE
        of_age = adult_on(person.birth_date) if person.is_adult(today()) and person.birth_date else None
        defaults = {"relation": "partner", "since": since, "of_age_on": of_age}
        return Member.objects.create(household=household, person=person, **defaults | fields)

    def grant(self, case: Case, who: User | None = None, kind: GrantKind = GrantKind.OWN, **fields: Any) -> Any:
        from roles import grants

        defaults = {"reason": "Het is de eigen zaak", "by": self.consulent, "since": today(), "until": None}
        return grants.give(case, to=who or self.inwoner, kind=kind, **defaults | fields)

    @staticmethod
    def besluit_mandate() -> Mandate:
        return Mandate.objects.filter(kind=MandateKind.BESLUIT).order_by("pk")[0]

    @staticmethod
    def indicatie_mandate() -> Mandate:
        return Mandate.objects.filter(kind=MandateKind.INDICATIE).order_by("pk")[0]
