"""One case as it is played: each method is something that people do to it, at the moment the timeline has come to."""

import datetime as dt
import uuid
from concurrent.futures import Future
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils.html import format_html

from casework.advice.models import Advice
from casework.advice.operations import ask_advice
from casework.applications.lines import LookedAt, line
from casework.applications.models import Application
from casework.applications.operations import receive_application
from casework.appointments.models import Appointment
from casework.appointments.operations import make_appointment
from casework.callbacks.models import CallBack
from casework.callbacks.operations import ask_call_back
from casework.cases.models import Case
from casework.cases.operations import give_grant, link_case, receive_personal_plan, recuse
from casework.cases.reaching import add_phone, add_safety_note
from casework.cases.reporting import open_case
from casework.cases.speaking import add_representative
from casework.cases.to_right_person import to_right_person
from casework.complaints.models import Complaint
from casework.complaints.operations import register_complaint
from casework.complaints.states import About
from casework.complaints.states import CameBy as Complained
from casework.contacts.models import Contacted
from casework.contacts.words import Kind, WithWhom
from casework.defaults.models import DefaultNotice
from casework.defaults.operations import register_notice
from casework.defaults.states import CameBy
from casework.desk.summary import ask_summary
from casework.documents.kinds import letters
from casework.documents.models import Document
from casework.documents.press import render
from casework.documents.states import DocumentState
from casework.engine.door import perform
from casework.engine.words import Json
from casework.forcefields.models import ForceField, ForceFieldParty
from casework.forcefields.operations import ask_force_field
from casework.goals.models import Goal
from casework.goals.operations import add_goal, report_progress
from casework.handovers.models import Handover
from casework.handovers.operations import offer_handover
from casework.indicaties.conditions import CORRECTED
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.operations import default_end, draft_indicatie
from casework.meldcode.models import Meldcode
from casework.meldcode.operations import begin_meldcode
from casework.network.models import Contact
from casework.network.operations import add_contact, change_contact
from casework.notes.operations import add_note
from casework.objections.models import Objection
from casework.objections.operations import register_objection
from casework.objections.states import CameBy as ObjectedBy
from casework.obstacles.models import Instead, Obstacle
from casework.obstacles.operations import record_obstacle
from casework.pieces.incoming import judged
from casework.pieces.models import Piece
from casework.pieces.operations import add_pieces
from casework.research.filing import file_sentences
from casework.research.models import Need, Research
from casework.research.parts import Part
from casework.research.states import ResearchState
from casework.sharing.models import Sharing
from casework.sharing.operations import share, standing
from casework.sharing.receivers import Receiver
from casework.vangnet.models import VangnetRequest
from casework.vangnet.operations import draft_request
from casework.vangnet.paying import make_batch, release
from casework.visits.models import Visit
from casework.visits.operations import Typed, keep
from casework.visits.sentences import sentences
from casework.waits.models import Wait
from casework.waits.operations import have_wait
from casework.waits.states import WaitsFor
from roles.matrix import GrantKind
from roles.models import User
from roles.policy import Sight
from wijkteam.town.demo.deciding import ARTICLES
from wijkteam.town.demo.ingredients import Care, Money, Network, Question, Resident
from wijkteam.town.demo.municipality import Municipality
from wijkteam.town.demo.parties import Party, carried, receiver
from wijkteam.town.demo.press import Press
from wijkteam.town.demo.researches import write_research
from wijkteam.town.demo.story_time import ACT, StoryTime
from wijkteam.town.demo.timeline import Timeline
from wijkweb.models import Organisation

FOR_A_WHILE: Final = dt.timedelta(days=60)
TOLD_BY_LETTER: Final = ("accept", "give_back", "close", "end", "advise")


@dataclass(frozen=True, slots=True)
class Printing:
    """Papers in the press, and who sends them when they are ready: None where they stay."""

    at: dt.datetime
    papers: list[tuple[int, "Future[bytes]"]]  # by the id of the document
    by: Sight | None
    how: str


class PlayedCase(StoryTime):
    """A case with its regisseur. Whoever does something is called by username; by default it is the regisseur."""

    row: Case

    def __init__(self, town: Municipality, timeline: Timeline, press: Press, lead: str) -> None:
        super().__init__(timeline)
        self.town, self.press, self.lead = town, press, lead
        self._printing: Printing | None = None
        self._resident: Resident | None = None
        self._weight = ""

    def act(self) -> dt.datetime:
        self.settle()
        return super().act()

    # --- who -------------------------------------------------------------------------------------------------------

    def who(self, name: str = "") -> User:
        return self.town.people[name or self.lead]

    def by(self, name: str = "") -> Sight:
        """Them, with what they may do on that day."""
        return self.town.sight(name or self.lead, self.on)

    def organisation(self, name: str) -> Organisation:
        return self.town.organisations[name]

    @property
    def name(self) -> str:
        """The resident, as colleagues speak of them."""
        return str(self.row.subject)

    # --- the case --------------------------------------------------------------------------------------------------

    def report(self, question: Question) -> None:
        kern, resident = self.town.kernen[question.kern], question.resident
        self._resident, self._weight = resident, question.weight
        self.row = open_case(
            by=self.by(question.by),
            at=self.act(),
            kern=kern,
            person=resident.person(kern, self.timeline.today) if resident else None,
            provision=question.about,
            kind=question.kind,
            question=question.words,
            channel=question.channel,
            on_behalf=question.on_behalf,
            received_on=self.on,
            urgent=question.urgent,
            lies_with_team=question.lies_with_team,
            reporter_name=question.reporter_name,
            reporter_address=question.reporter_address,
            reporter_shielded=question.reporter_shielded,
            citizen_knows=question.citizen_knows,
        )

    def take_up(self) -> None:
        """By the regisseur, who says how heavy it is where that isn't what most are."""
        self.step("take_up")
        if self._weight:
            self.step("change_road", weight=self._weight)

    def in_the_right_name(self, resident: Resident, why: str) -> None:
        """It was reported in the name of somebody else."""
        assert self.row.person_id is not None
        self._resident = resident
        person = resident.person(self.row.kern, self.timeline.today)
        to_right_person(self.row, by=self.by(), at=self.act(), wrong=self.row.person_id, why=why, person=person)
        self.row.refresh_from_db()

    def take(self, obj: Any, step: str, by: str = "", **details: Any) -> Any:
        """A step, through the door. Gives the object as it stands after it. What it has told by letter goes out."""
        took = perform(obj, step, by=self.by(by), at=self.act(), **details).obj
        if step in TOLD_BY_LETTER:
            self.letters()
        return took

    def step(self, name: str, by: str = "", **details: Any) -> None:
        """A step of the case itself."""
        self.row = self.take(self.row, name, by, **details)

    def meet(self) -> None:
        """At home, where one hears through whom somebody is reached, and what to look out for."""
        self.step("meet", met_on=self.on)
        resident = self._resident
        for number, whose, when in resident.reached if resident else ():
            add_phone(self.row, by=self.by(), number=number, whose=whose, when=when, at=self.act())
        if resident and resident.at_the_door:
            until = self.timeline.today + FOR_A_WHILE
            add_safety_note(self.row, by=self.by(), text=resident.at_the_door, until=until, at=self.act())

    def close(self, outcome: str, words: str, layer: str) -> None:
        self.step("close", outcome=outcome, solved_layer=layer, closing_words=words)

    def known_as(self, name: str) -> None:
        """So that another story, or the privacy officer, finds it."""
        self.town.known[name] = self.row.pk

    # --- the file --------------------------------------------------------------------------------------------------

    def note(self, text: str, by: str = "", *, shielded: str = "") -> None:
        """Open to the resident, unless `shielded` gives the ground for keeping it from them."""
        add_note(self.row, by=self.by(by), text=text, shielded=bool(shielded), ground=shielded, at=self.act())

    def contact(
        self, kind: Kind, text: str, by: str = "", *, incoming: bool = False, whom: str = "", reached: bool = True
    ) -> None:
        """What was said, with the resident unless `whom` names somebody else."""
        told = Contacted(
            kind=kind, on=self.on, incoming=incoming, reached=reached, name=whom,
            with_whom=WithWhom.ANDER if whom else WithWhom.INWONER,
        )  # fmt: skip
        add_note(self.row, by=self.by(by), text=text, told=told, at=self.act())

    def visited(self, text: str, by: str = "", *, done: bool = True) -> Visit:
        """What was written down there; not `done`: whoever wrote it still has to finish it."""
        typed = Typed(key=uuid.uuid4(), text=text, on=self.on)
        visit = keep(self.row, by=self.by(by), typed=typed, at=self.act()).visit
        assert visit is not None
        if done:
            visit = self.take(visit, "finish", by)
            self.row.refresh_from_db()
        return visit

    def put(self, visit: Visit, part: Part, *words: str, need: Need | None = None) -> Any:
        """Sentences of a visit in the research: those that begin with these words."""
        starts = [one.start for one in sentences(visit.text) if one.text.startswith(words)]
        research = self.row.researches.get()
        return file_sentences(visit, research, by=self.by(), starts=starts, part=part, need=need, at=self.act())

    def rang(self, about: str, by: str, *, phone: str = "", whom: str = "") -> CallBack:
        """Somebody wants to be rung back."""
        who = WithWhom.ANDER if whom else WithWhom.INWONER
        return ask_call_back(
            self.row, by=self.by(by), about=about, phone=phone, name=whom, with_whom=who, at=self.act()
        )

    def knows(
        self,
        name: str,
        relation: str,
        domain: str,
        strength: int = 0,
        organisation: str = "",
        more: dict[str, Any] | None = None,
    ) -> Contact:
        """Somebody of the resident's own network. `strength` is nought where it wasn't drawn together; `more`: a phone,
        fixed roles."""
        listed = self.organisation(organisation) if organisation else None
        return add_contact(
            self.row, by=self.by(), at=self.act(), name=name, relation=relation, domain=domain,
            strength=strength or None, organisation=listed, **more or {},
        )  # fmt: skip

    def knows_all(self, network: Network) -> list[Contact]:
        return [self.knows(*row) for row in network]

    def knows_otherwise(self, name: str, **fields: Any) -> None:
        """Something changed in the resident's network."""
        change_contact(self.row.contacts.get(name=name), by=self.by(), at=self.act(), **fields)

    def appointment(self, what: str, on: dt.date, person: str = "", **more: Any) -> Appointment:
        """`more`: its kind, time and place, where that was agreed."""
        return make_appointment(
            self.row, by=self.by(), what=what, on=on, person=self.who(person), at=self.act(), **more
        )

    def came_in(self, file: Any, by: str = "", *, kind: str = "brief", **more: Any) -> Piece:
        """A piece, with what one says of it."""
        incoming, at = [judged(file)], self.act()
        return add_pieces(self.row, by=self.by(by), incoming=incoming, kind=kind, received_on=self.on, at=at, **more)

    def waits(self, waits_for: WaitsFor, what: str, until: dt.date) -> Wait:
        return have_wait(self.row, by=self.by(), waits_for=waits_for, what=what, until=until, at=self.act())

    def asks_advice(self, kind: str, to: str, question: str, until: dt.date) -> Advice:
        """On the first thing that is needed; the case waits for it."""
        need = Need.objects.filter(research__case=self.row).first()
        return ask_advice(
            self.row, by=self.by(), kind=kind, to=to, question=question, need=need, what=["vraag"], waits=True,
            said=self.says_yes(to), expected_by=until, at=self.act(),
        )  # fmt: skip

    def represented(self, kind: str, name: str, address: str, phone: str = "") -> None:
        add_representative(
            self.row, by=self.by(), kind=kind, name=name, address=address, phone=phone, since=self.on, at=self.act()
        )

    def brings_own_plan(self) -> None:
        """The resident wrote a plan themselves (Wmo 2.3.2)."""
        self.settle()
        receive_personal_plan(self.row, by=self.by(), on=self.on, at=self.at)

    def linked(self, name: str) -> None:
        """To the case that another story is known by."""
        self.settle()
        link_case(self.row, self.town.case(name), by=self.by(), at=self.at)

    def open_to(self, name: str, kind: GrantKind, reason: str, until: dt.date | None = None) -> None:
        give_grant(self.row, by=self.by(), to=self.who(name), kind=kind, reason=reason, until=until, at=self.act())
        self.town.forget_sight(name)

    def steps_aside(self, name: str) -> None:
        """A colleague who stands too close: from now on they don't see it. It takes no time of the others."""
        self.settle()
        recuse(self.row, by=self.by(name), at=self.at)
        self.town.forget_sight(name)

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

    def agrees_on(self, to: Party) -> dict[str, Any] | None:
        """Nothing is asked again of what was agreed before."""
        stands = standing(self.row, Receiver.of(to), self.on)
        return None if stands else self.says_yes(str(getattr(to, "name", to)))

    # --- the plan --------------------------------------------------------------------------------------------------

    def goal(self, wording: str, carrier: Party, *, ground: str = "eigen_kracht", budget: int = 0,
             every: int | None = None) -> Goal:  # fmt: skip
        """An agreed result; an organisation carries it with the resident's consent, where there is a resident."""
        outside = isinstance(carrier, Organisation) and self.row.person is not None
        return add_goal(
            self.row,
            by=self.by(),
            at=self.act(),
            wording=wording,
            ground=self.town.grounds[ground],
            budget=Decimal(budget),
            rhythm_days=every,
            consent=self.agrees_on(carrier) if outside else None,
            **carried(carrier),
        )

    def goal_of(self, care: Care, *, every: int | None = None) -> Goal:
        """What the care is for; the provider carries it."""
        provider = self.organisation(care.provider)
        return self.goal(care.goal, provider, ground="wmo_maatwerk", budget=care.budget, every=every)

    def researched(self, found: str = "") -> Research:
        """What was found, in the rows of its research; once."""
        research: Research = Research.objects.current(self.row)
        if research.needs.exists() or research.state != ResearchState.LOOPT:
            return research
        return write_research(self.row, by=self.by(), at=self.act(), found=found)

    def reported(self, found: str = "", *, how: str = "uitgereikt") -> None:
        """The report is settled, made, and given to the resident: so it is sent."""
        self.take(self.researched(found), "settle")
        self.letters(how=how)

    def plan(self, found: str = "", regie: str = "inwoner", name: str = "") -> None:
        """Its report was given to the resident before, or is now."""
        if self.researched(found).state == ResearchState.LOOPT:
            self.reported(found)
        self.step("set_plan", regie=regie, regie_name=name or self.name)

    def start(self, evaluate_on: dt.date, how: str = "tekende het plan, aan de keukentafel") -> None:
        self.step("start", agreed_on=self.on, agreed_how=how, evaluate_on=evaluate_on)

    def tell(self, goal: Goal, text: str, by: str = "", *, score: int | None = None) -> None:
        goal = Goal.objects.select_related("case").get(pk=goal.pk)  # who sees it changed when it began
        report_progress(goal, by=self.by(by), text=text, score=score, at=self.act())

    # --- handing over ----------------------------------------------------------------------------------------------

    def offer(self, to: Party, need: str, by: str = "", **more: Any) -> Handover:
        """Offer the question (or, with `goal`, one goal); outside the team with consent, unless `anonymous`."""
        outside = isinstance(to, Contact | Organisation) and not more.get("anonymous") and self.row.person is not None
        return offer_handover(
            self.row,
            by=self.by(by),
            at=self.act(),
            need=need,
            consent=self.agrees_on(to) if outside else None,
            **receiver(to),
            **more,
        )

    def accepted(self, handover: Handover, by: str = "", *, who: str = "", how: str = "") -> None:
        """By the receiver themselves; for one without an account the regisseur writes down who and how."""
        self.take(handover, "accept", by, accepted_by=who, accepted_how=how)

    def shares(self, to: Party | str, what: tuple[str, ...], purpose: str, rests: str, why: str, *,
               until: dt.date | None = None) -> Sharing:  # fmt: skip
        """Something is shared outside hand-overs and goals, by an article."""
        return share(self.row, by=self.by(), at=self.act(), to=to, what=what, purpose=purpose, rests=rests, why=why,
                     until=until)  # fmt: skip

    def consent_withdrawn(self) -> None:
        self.take(
            Sharing.objects.filter(case=self.row).latest("pk"), "withdraw", why="Belde: dat hoeft niet meer gedeeld."
        )

    # --- decisions -------------------------------------------------------------------------------------------------

    def draft(self, care: Care, by: str = "", *, agreed: str = "", until: dt.date | None = None) -> VoorlopigeIndicatie:
        """Temporary help from today, until the last day that the mandate allows or an earlier one."""
        return draft_indicatie(
            self.row,
            by=self.by(by),
            at=self.act(),
            what=care.what,
            provider=self.organisation(care.provider),
            frequency=care.frequency,
            amount_per_week=Decimal(care.per_week),
            starts_on=self.on,
            ends_on=until or default_end(self.row, self.by(by), self.on),
            agreed_with=agreed or self.name,
            why_now=care.now,
        )

    def correct(self, wrong: VoorlopigeIndicatie, why: str, by: str = "", **otherwise: Any) -> None:
        """A corrected one takes its place, before the help begins."""
        stands = {name: getattr(wrong, name) for name in CORRECTED}
        self.take(wrong, "correct", by, why=why, **stands | otherwise)

    def applied(self, what: str, *, signed: bool = True) -> Application:
        return receive_application(
            self.row, by=self.by(), what=what, received_on=self.on, report_signed=signed, at=self.act()
        )

    def signs(self, by: str, reaction: str) -> Application:
        """The report, on their own page: that is the application."""
        self.take(Research.objects.current(self.row), "sign", by, reaction=reaction)
        application: Application = self.row.applications.get(report_signed=True)
        return application

    def in_default(self) -> DefaultNotice:
        """The applicant wrote that the decision is late."""
        return register_notice(self.row, by=self.by(), received_on=self.on, how=CameBy.POST, at=self.act())

    def objects(self, text: str) -> Objection:
        """By post, against the last decision; the confirmation goes out."""
        against = self.row.documents.filter(object_until__isnull=False).latest("sent_on", "pk")
        objection = register_objection(
            self.row,
            by=self.by(),
            against=against,
            received_on=self.on,
            posted_on=self.on - dt.timedelta(days=1),
            how=ObjectedBy.POST,
            text=text,
            at=self.act(),
        )
        self.letters()
        return objection

    def complains(self, text: str) -> Complaint:
        """On the phone, about who leads the case and writes it down."""
        return register_complaint(
            self.row,
            by=self.by(),
            about=About.MEDEWERKER,
            person=self.who(),
            received_on=self.on,
            how=Complained.TELEFOON,
            text=text,
            at=self.act(),
        )

    def suspects(self, signals: str, *, kept_why: str, review_on: dt.date) -> Meldcode:
        """Who leads the case begins the meldcode, with what was seen."""
        begun = begin_meldcode(self.row, by=self.by(), kept_why=kept_why, review_on=review_on, at=self.act())
        noted: Meldcode = self.take(begun, "note_signals", signals=signals)
        return noted

    def asks_for_a_field(self, maker: str, organisation: str, why: str, *, weeks: int) -> ForceField:
        """Of somebody of another organisation, with the resident's say, who sees what is needed for it and no more."""
        return ask_force_field(
            self.row,
            by=self.by(),
            at=self.act(),
            why=why,
            maker=self.who(maker),
            organisation=self.organisation(organisation),
            due_on=self.later(weeks=weeks),
            until=self.later(weeks=weeks + 4),
            what=["vraag"],
            said=self.says_yes(organisation, weeks=weeks + 4),
        )

    def draws(self, field: ForceField, there: tuple[dict[str, str], ...],
              ties: tuple[tuple[str, str, str, str], ...], **change: str) -> None:  # fmt: skip
        """Whoever was asked puts everybody in it, ties them, and hands it in. A tie names two ('' is the resident), how it
        is, and how it could be."""
        by = field.maker.username
        for party in there:
            self.take(field, "add_party", by, **party)
        rows = {one.name: one for one in ForceFieldParty.objects.filter(field=field)}
        for one, other, now, then in ties:
            self.take(field, "tie", by, one=rows[one], other=rows.get(other), now=now, then=then)
        directs = rows.get(change.pop("directs", ""))
        regie = {"regie_now": "partij" if directs else "niemand", "regie_now_party": directs}
        self.take(field, "hand_in", by, **regie | change)

    def granted(self, application: Application, care: Care, *, starts: dt.date | None = None,
                weeks: int = 104) -> None:  # fmt: skip
        """By the regisseur, under their own mandate; the letter goes out."""
        starts = starts or self.on
        one = self._line(
            outcome="toegekend", what=care.what, provider=self.organisation(care.provider), frequency=care.frequency,
            starts_on=starts, ends_on=starts + dt.timedelta(weeks=weeks), motivation=care.why,
        )  # fmt: skip
        self.take(application, "decide", content=self._content(one), takes_over="1")
        self.letters()
        self.help_begins()

    def help_begins(self) -> None:
        """What was granted and is to begin by now does, by what the provider says on the phone."""
        for one in self.row.provisions.filter(state="toegekend", starts_on__lte=self.on, told_on__isnull=False):
            self.take(one, "confirm_start", started_on=one.starts_on)

    def rejected(self, application: Application, why: str) -> None:
        """Prepared by the regisseur; over a refusal a second person decides."""
        content = self._content(self._line(outcome="afgewezen", what=application.what, motivation=why))
        self.take(application, "prepare", content=content)
        self.take(application, "decide", "afdelingshoofd", content=content)
        self.letters()

    def prepared(self, application: Application, care: Care, *, weeks: int = 52) -> None:
        """For whoever holds the mandate."""
        one = self._line(
            outcome="toegekend", what=care.what, provider=self.organisation(care.provider), frequency=care.frequency,
            starts_on=self.on + dt.timedelta(days=14), ends_on=self.on + dt.timedelta(weeks=weeks), motivation=care.why,
        )  # fmt: skip
        self.take(application, "prepare", content=self._content(one))

    def _line(self, **given: Any) -> Json:
        return line(ground=self.town.grounds["wmo_maatwerk"], verordening=ARTICLES[0], **given)

    @staticmethod
    def _content(*lines: Json) -> Json:
        return {"lines": list(lines), "looked_at": sorted(LookedAt.values), "care": ""}

    # --- money -----------------------------------------------------------------------------------------------------

    def asked(self, money: Money, by: str = "", **more: Any) -> VangnetRequest:
        """Drafted and put to whoever may decide."""
        request = self.drafted(money, by, **more)
        self.take(request, "request", by)
        return request

    def drafted(self, money: Money, by: str = "", *, recover_on: dt.date | None = None) -> VangnetRequest:
        """What is to come back, comes back on a day of the story or so many working days from today."""
        if money.recover_in is not None:
            recover_on = self.workday(money.recover_in)
        return draft_request(
            self.row,
            by=self.by(by),
            at=self.act(),
            purpose=money.purpose,
            amount=Decimal(money.amount),
            payee=money.payee,
            payee_iban="NL13TEST0123456789",
            payment_reference=f"Factuur {self.row.ref[-5:]}",
            why_now=money.why,
            schemes=money.schemes,
            urgent=money.urgent,
            own_request=money.own_request,
            recover_from=money.recover_from,
            recover_on=recover_on,
        )

    def paid(self, request: VangnetRequest, amount: str) -> None:
        self.take(request, "pay", "financien", paid_amount=Decimal(amount))

    def in_a_file(self, request: VangnetRequest, *, pay_on: dt.date) -> None:
        """Made by finance, and waiting for a second person."""
        make_batch([request], pay_on=pay_on, by=self.by("financien"), at=self.act())

    def in_a_released_file(self, request: VangnetRequest, *, pay_on: dt.date) -> None:
        """The second person saw it: it can go to the bank."""
        batch, _ = make_batch([request], pay_on=pay_on, by=self.by("financien"), at=self.act())
        assert batch is not None
        release(batch, by=self.by("financien2"))

    def accounted(self, request: VangnetRequest, result: str, by: str = "", **more: Any) -> None:
        self.take(request, "account", by, result=result, receipt=self._receipt(request), **more)

    def stood_in_the_way(self, unlisted: str, text: str, request: VangnetRequest, *, days: int) -> Obstacle:
        """Since the case came in, and until today; what was done is the request."""
        facts: dict[str, Any] = {
            "since": self.row.received_on,
            "days": days,
            "euros": request.amount_now,
            "solved_on": self.on,
        }
        told: dict[str, Any] = {"unlisted": unlisted, "text": text, "instead": Instead.VANGNET, "vangnet": request}
        return record_obstacle(self.row, by=self.by(), at=self.act(), **facts, **told)

    def _receipt(self, request: VangnetRequest) -> ContentFile[bytes]:
        """A bill that could have been sent, as a PDF."""
        html = format_html(
            '<html lang="nl"><title>Factuur</title><h1>Factuur</h1><p>{}</p><p>{}</p><p>Voldaan op {}</p></html>',
            request.payee, request.purpose, f"{self.on:%d-%m-%Y}",
        )  # fmt: skip
        return ContentFile(self.press.page(html).result(), name="factuur.pdf")

    # --- paper -----------------------------------------------------------------------------------------------------

    def letters(self, by: str = "", *, how: str = "post", sent: bool = True) -> None:
        """The worker makes what was asked for, and somebody sends it or gives it.

        The story goes on when that is done. It is really done by the next act on this case, or by the night: the
        press prints meanwhile.
        """
        self.settle()
        asked = list(Document.objects.filter(case=self.row, state=DocumentState.GEVRAAGD).order_by("pk"))
        to_send = [one for one in [*asked, *self._ready()] if one.kind in letters()] if sent else []
        if asked or to_send:
            papers = [(one.pk, self.press.document(one.snapshot)) for one in asked]
            self._printing = Printing(self.at, papers, self.by(by) if sent else None, how)
            self.at = min(self.at + ACT * (len(asked) + len(to_send)), self.timeline.now)

    def settle(self) -> None:
        """What was being printed is handed in and sent, at the moments that were kept for it. Raises RuntimeError."""
        if self._printing is None:
            return
        printing, self._printing, goes_on_at = self._printing, None, self.at
        self.at = printing.at
        for key, pdf in printing.papers:
            render(key, at=super().act(), pdf=pdf.result())
        if Document.objects.filter(case=self.row, state=DocumentState.GEVRAAGD).exists():
            raise RuntimeError("Een brief kon niet worden gemaakt.")
        if printing.by:
            for letter in self._ready().filter(kind__in=letters()):
                at = super().act()
                perform(letter, "send", by=printing.by, at=at, sent_on=printing.by.on, sent_how=printing.how)
        self.at = goes_on_at

    def _ready(self) -> QuerySet[Document]:
        return Document.objects.filter(case=self.row, state=DocumentState.KLAAR).order_by("pk")

    def summaries(self) -> None:
        """One for the resident and one for professionals."""
        for for_citizen in (True, False):
            ask_summary(self.row, by=self.by(), for_citizen=for_citizen, at=self.act())
        self.letters(sent=False)
