"""One case as it is played: what people do to it, each thing at the moment the timeline has come to."""

import datetime as dt
import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.html import format_html

from casework.applications.models import Application
from casework.applications.operations import receive_application
from casework.appointments.models import Appointment
from casework.appointments.operations import make_appointment
from casework.cases import reporting
from casework.cases.models import Case
from casework.cases.operations import add_representative, give_grant
from casework.cases.states import Layer, PartyKind
from casework.demo.timeline import Timeline
from casework.demo.town import Town
from casework.desk import asking_summary as paper
from casework.documents import press as documents
from casework.documents.kinds import letters
from casework.documents.models import Document
from casework.documents.states import DocumentState
from casework.engine.door import perform
from casework.goals.models import CarrierKind, Goal
from casework.goals.operations import add_goal, report_progress
from casework.handovers.models import Handover
from casework.handovers.operations import offer_handover
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.operations import default_end, draft_indicatie
from casework.network.contacts import add_contact
from casework.network.models import Consent, Contact
from casework.network.operations import record_consent
from casework.network.withdrawing import withdraw_consent
from casework.notes.operations import add_note
from casework.people.models import Person
from casework.vangnet import operations as money
from casework.vangnet.models import VangnetRequest
from roles.matrix import GrantKind
from roles.models import Team, User
from roles.policy import sight
from wijkweb.models import Kern, Organisation

Party = str | Contact | Organisation | Team | User  # a string is 'inwoner'

ACT: Final = dt.timedelta(minutes=4)  # what one thing takes
INWONER: Final = "inwoner"


@dataclass(frozen=True, slots=True)
class Someone:
    """A resident, as one would introduce them. `more` are other fields of Person."""

    given: str
    family: str
    age: int
    street: str
    more: dict[str, Any] = field(default_factory=dict)

    def person(self, kern: Kern, today: dt.date) -> Person:
        """The same someone is born on the same day before today each time, and lives in the same postcode."""
        dice = random.Random(f"{self.given} {self.family}")  # noqa: S311  a game, no secret
        born = today - dt.timedelta(days=round(self.age * 365.25) + dice.randrange(1, 364))
        letters = "".join(dice.choice("ABCDEGHJKLNPRSTVWXZ") for _ in range(2))
        phone = f"0186 55 {dice.randrange(20, 99)} {dice.randrange(10, 99)}"
        known = {"phone": phone, "street": self.street, "postcode": f"{kern.postcode4} {letters}", "town": kern.village}
        return Person(given_name=self.given, family_name=self.family, birth_date=born, **known | self.more)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question as it comes in: of whom or about what, where, and in which words."""

    who: Someone | str
    kern: str
    words: str
    by: str = "ellen.spruit"
    kind: str = "melding"
    channel: str = "telefoon"
    behalf: str = "zelf"
    more: dict[str, Any] = field(default_factory=dict)  # other arguments of `open_case`


class Scene:
    """A case with its regisseur. Whoever does something is called by username; by default it is the regisseur."""

    case: Case

    def __init__(self, town: Town, line: Timeline, lead: str) -> None:
        self.town, self.line, self.lead = town, line, lead
        self.at = line.now

    # --- moments ---------------------------------------------------------------------------------------------------

    @property
    def on(self) -> dt.date:
        """The day it is in the story."""
        return timezone.localtime(self.at).date()

    def later(self, *, days: int = 0, weeks: int = 0) -> dt.date:
        """A day seen from the story's own day."""
        return self.on + dt.timedelta(days=days, weeks=weeks)

    def later_than_today(self, days: int) -> dt.date:
        """A day seen from the real today, before or after it."""
        return self.line.today + dt.timedelta(days=days)

    def workday(self, days: int) -> dt.date:
        """A working day seen from the real today: for what must be due now, soon or too late."""
        return self.line.workday(days)

    def weeks(self, ago: float, hour: float = 10.0) -> dt.datetime:
        return self.line.weeks_ago(ago, hour)

    def days(self, ago: int, hour: float = 10.0) -> dt.datetime:
        return self.line.workdays_ago(ago, hour)

    def just(self, minutes: int) -> dt.datetime:
        return self.line.just(minutes)

    def after(self, *, days: int = 0, weeks: int = 0, hour: float = 10.0) -> dt.datetime:
        return self.line.after(self.at, days=days, weeks=weeks, hour=hour)

    def _act(self) -> dt.datetime:
        """The moment of one act; the next one comes a few minutes later, never after now."""
        at = self.at
        self.at = min(at + ACT, self.line.now)
        return at

    # --- who -------------------------------------------------------------------------------------------------------

    def who(self, name: str = "") -> User:
        return self.town.people[name or self.lead]

    def organisation(self, name: str) -> Organisation:
        return self.town.organisations[name]

    @property
    def name(self) -> str:
        """The resident, as colleagues speak of them."""
        return str(self.case.subject)

    # --- the case --------------------------------------------------------------------------------------------------

    def report(self, ask: Ask) -> None:
        kern = self.town.kernen[ask.kern]
        named = isinstance(ask.who, Someone)
        self.case = reporting.open_case(
            by=self.who(ask.by),
            at=self._act(),
            kern=kern,
            person=ask.who.person(kern, self.line.today) if isinstance(ask.who, Someone) else None,
            provision="" if named else str(ask.who),
            kind=ask.kind,
            question=ask.words,
            channel=ask.channel,
            on_behalf=ask.behalf,
            **{"received_on": self.on} | ask.more,
        )

    def take(self, obj: Any, step: str, by: str = "", **details: Any) -> None:
        """A step, through the door."""
        perform(obj, step, by=self.who(by), at=self._act(), **details)

    def step(self, name: str, by: str = "", **details: Any) -> None:
        """A step of the case itself."""
        self.take(self.case, name, by, **details)
        self.case.refresh_from_db()

    def meet(self) -> None:
        self.step("meet", met_on=self.on)

    def close(self, outcome: str, words: str, layer: str) -> None:
        self.step("close", outcome=outcome, solved_layer=layer, closing_words=words)

    # --- the file --------------------------------------------------------------------------------------------------

    def note(self, text: str, by: str = "", *, shielded: str = "") -> None:
        """Open to the resident, unless `shielded` gives the ground for keeping it from them."""
        add_note(self.case, by=self.who(by), text=text, shielded=bool(shielded), ground=shielded, at=self._act())

    def knows(self, name: str, relation: str, domain: str, strength: int = 2, organisation: str = "") -> Contact:
        """Somebody of the resident's own web."""
        listed = self.organisation(organisation) if organisation else None
        return add_contact(
            self.case, by=self.who(), at=self._act(), name=name, relation=relation, domain=domain, strength=strength,
            organisation=listed,
        )  # fmt: skip

    def appointment(self, what: str, on: dt.date, person: str = "") -> Appointment:
        return make_appointment(self.case, by=self.who(), what=what, on=on, person=self.who(person), at=self._act())

    def represented(self, kind: str, name: str, address: str, phone: str = "") -> None:
        add_representative(
            self.case, by=self.who(), kind=kind, name=name, address=address, phone=phone, since=self.on, at=self._act()
        )

    def open_to(self, name: str, kind: GrantKind, reason: str, until: dt.date | None = None) -> None:
        give_grant(self.case, by=self.who(), to=self.who(name), kind=kind, reason=reason, until=until, at=self._act())

    def says_yes(self, to: str, *, weeks: int = 52, by: str = "") -> dict[str, Any]:
        """The resident's consent, as it is written down."""
        return {
            "text": f"Wij vertellen {to} uw naam en wat u nodig hebt. Meer vertellen wij niet. U kunt uw toestemming "
            "altijd intrekken.",
            "how": "mondeling, aan de keukentafel",
            "given_by": by or self.name,
            "given_on": self.on,
            "until": self.later(weeks=weeks),
        }

    # --- the plan --------------------------------------------------------------------------------------------------

    def goal(self, wording: str, carrier: Party, *, ground: str = "eigen_kracht", budget: int = 0,
             every: int = 28) -> Goal:  # fmt: skip
        """An agreed result; an organisation carries it with the resident's consent, where there is a resident."""
        outside = isinstance(carrier, Organisation) and self.case.person is not None
        return add_goal(
            self.case,
            by=self.who(),
            at=self._act(),
            wording=wording,
            ground=self.town.grounds[ground],
            budget=Decimal(budget),
            rhythm_days=every,
            consent=self.says_yes(str(carrier)) if outside else None,
            **_carried(carrier),
        )

    def plan(self, found: str, regie: str = "inwoner", name: str = "") -> None:
        self.step("set_plan", found=found, regie=regie, regie_name=name or self.name)

    def start(self, evaluate_on: dt.date, how: str = "tekende het plan, aan de keukentafel") -> None:
        self.step("start", agreed_on=self.on, agreed_how=how, evaluate_on=evaluate_on)

    def tell(self, goal: Goal, text: str, by: str = "", *, score: int | None = None) -> None:
        goal = Goal.objects.select_related("case").get(pk=goal.pk)  # who sees it changed when it began
        report_progress(goal, by=self.who(by), text=text, score=score, at=self._act())

    # --- handing over ----------------------------------------------------------------------------------------------

    def offer(self, to: Party, need: str, by: str = "", **more: Any) -> Handover:
        """Offer the question (or, with `goal`, one goal); outside the team with consent, unless `anonymous`."""
        outside = isinstance(to, Contact | Organisation) and not more.get("anonymous") and self.case.person is not None
        receiver = to.name if isinstance(to, Contact | Organisation | Team) else self.name
        return offer_handover(
            self.case,
            by=self.who(by),
            at=self._act(),
            need=need,
            consent=self.says_yes(receiver) if outside else None,
            **_receiver(to),
            **more,
        )

    def accepted(self, handover: Handover, by: str = "", *, who: str = "", how: str = "") -> None:
        """By the receiver themselves; for one without an account the regisseur writes down who and how."""
        self.take(handover, "accept", by, accepted_by=who, accepted_how=how)
        self.case.refresh_from_db()

    def named(self, handover: Handover) -> None:
        """After a question without a name: the resident agrees to be named."""
        said = self.says_yes(handover.receiver_name)
        self.take(handover, "name", consent=record_consent(self.case, by=self.who(), on=self.on, **said))

    def consent_withdrawn(self) -> None:
        withdraw_consent(Consent.objects.filter(case=self.case).latest("pk"), by=self.who(), at=self._act())
        self.case.refresh_from_db()

    # --- decisions -------------------------------------------------------------------------------------------------

    def draft(self, what: str, provider: str, frequency: str, per_week: str, *, why: str, agreed: str, by: str = "",
              until: dt.date | None = None, starts: dt.date | None = None) -> VoorlopigeIndicatie:  # fmt: skip
        starts = starts or self.on
        end = until or default_end(self.case, sight(self.who(by), self.on), starts)
        return draft_indicatie(
            self.case,
            by=self.who(by),
            at=self._act(),
            what=what,
            provider=self.organisation(provider),
            frequency=frequency,
            amount_per_week=Decimal(per_week),
            starts_on=starts,
            ends_on=end,
            agreed_with=agreed,
            why_now=why,
        )

    def applied(self, what: str, *, signed: bool = True) -> Application:
        return receive_application(
            self.case, by=self.who(), what=what, received_on=self.on, report_signed=signed, at=self._act()
        )

    def granted(self, application: Application, frequency: str, why: str, *, starts: dt.date | None = None,
                weeks: int = 104) -> None:  # fmt: skip
        starts = starts or self.on
        self.take(
            application, "grant", number=self._number(), frequency=frequency, ground=self.town.grounds["wmo_maatwerk"],
            starts_on=starts, ends_on=starts + dt.timedelta(weeks=weeks), motivation=why,
        )  # fmt: skip

    def rejected(self, application: Application, why: str) -> None:
        self.take(application, "reject", number=self._number(), motivation=why)

    def _number(self) -> str:
        return f"WMO-{self.on:%Y%m%d}-{self.case.ref[-5:]}"

    # --- money -----------------------------------------------------------------------------------------------------

    def money(self, purpose: str, amount: str, payee: str, *, why: str, by: str = "", **more: Any) -> VangnetRequest:
        known = {"payee_iban": "NL13TEST0123456789", "payment_reference": self.case.ref}
        return money.draft_request(
            self.case, by=self.who(by), at=self._act(), purpose=purpose, amount=Decimal(amount), payee=payee,
            why_now=why, **known | more,
        )  # fmt: skip

    def paid(self, request: VangnetRequest, amount: str) -> None:
        self.take(request, "pay", "financien", paid_amount=Decimal(amount))

    def accounted(self, request: VangnetRequest, result: str, by: str = "", **more: Any) -> None:
        self.take(request, "account", by, result=result, receipt=self.receipt(request), **more)

    def receipt(self, request: VangnetRequest) -> ContentFile[bytes]:
        """A bill that could have been sent, as a PDF."""
        html = format_html(
            "<html lang=nl><title>Factuur</title><h1>Factuur</h1><p>{}</p><p>{}</p><p>Voldaan op {}</p>",
            request.payee, request.purpose, f"{self.on:%d-%m-%Y}",
        )  # fmt: skip
        return ContentFile(documents.lay_out(html).write_pdf(pdf_variant="pdf/ua-1"), name="factuur.pdf")

    # --- paper -----------------------------------------------------------------------------------------------------

    def letters(self, by: str = "", *, how: str = "post", sent: bool = True) -> None:
        """The worker makes what was asked for, and somebody sends it or gives it. Raises RuntimeError if it can't."""
        waiting = Document.objects.filter(case=self.case, state=DocumentState.GEVRAAGD)
        for key in list(waiting.order_by("pk").values_list("pk", flat=True)):
            documents.render(key, at=self._act())
        if waiting.exists():
            raise RuntimeError("Een brief kon niet worden gemaakt.")
        if sent:
            for letter in Document.objects.filter(
                case=self.case, state=DocumentState.KLAAR, kind__in=letters()
            ).order_by("pk"):
                self.take(letter, "send", by, sent_on=self.on, sent_how=how)

    def summaries(self) -> None:
        """One for the resident and one for professionals."""
        for for_citizen in (True, False):
            paper.ask_summary(self.case, by=self.who(), for_citizen=for_citizen, at=self._act())
        self.letters(sent=False)


def _carried(carrier: Party) -> dict[str, Any]:
    """The fields of a goal that say who carries it, and on which layer that is."""
    if isinstance(carrier, Organisation):
        return {"carrier_kind": CarrierKind.ORGANISATIE, "carrier_organisation": carrier, "layer": carrier.layer}
    if isinstance(carrier, Contact):
        return {"carrier_kind": CarrierKind.NAASTE, "carrier_contact": carrier, "layer": Layer.BURGER}
    if isinstance(carrier, User):
        return {"carrier_kind": CarrierKind.COLLEGA, "carrier_user": carrier, "layer": Layer.PROFESSIONAL}
    return {"carrier_kind": CarrierKind.INWONER, "layer": Layer.BURGER}


def _receiver(to: Party) -> dict[str, Any]:
    if isinstance(to, Organisation):
        return {"to_kind": PartyKind.ORGANISATIE, "to_organisation": to}
    if isinstance(to, Contact):
        return {"to_kind": PartyKind.NAASTE, "to_contact": to}
    if isinstance(to, Team):
        return {"to_kind": PartyKind.TEAM, "to_team": to}
    return {"to_kind": PartyKind.INWONER}
