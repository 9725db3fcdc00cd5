"""How questions go: each scenario is played by several people, with their own words."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from casework.demo.scene import INWONER, Ask, Scene
from casework.demo.timeline import Play
from casework.goals.models import Goal
from casework.network.models import Contact
from casework.vangnet.models import VangnetRequest

Web = tuple[tuple[str, str, str, int, str], ...]  # name, relation, life domain, strength, organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Support by a provider: what, by whom, how often, and what it is for, in the resident's words."""

    what: str
    provider: str
    frequency: str
    goal: str = ""
    found: str = ""
    why: str = ""  # why this is granted
    per_week: str = ""  # with an amount: temporary help came first
    now: str = ""  # why that couldn't wait
    budget: int = 2500


@dataclass(frozen=True, slots=True, kw_only=True)
class Bill:
    """What is asked of the vangnet: for what, how much, to whom, why now, and why no scheme fits."""

    purpose: str
    amount: str
    payee: str
    why: str
    schemes: str = ""
    more: dict[str, Any] = field(default_factory=dict)

    def asked(self, s: Scene, by: str = "") -> VangnetRequest:
        """Drafted and put to whoever may decide."""
        request = s.money(self.purpose, self.amount, self.payee, why=self.why, schemes=self.schemes, by=by, **self.more)
        s.take(request, "request", by)
        return request


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """What somebody of the neighbourhood takes on: an organisation, or else the first one in the web."""

    partner: str = ""
    need: str = ""
    goal: str
    found: str
    told: tuple[str, ...] = ()  # how it went, every few weeks
    by: str = ""  # who tells it; the regisseur where the partner has no account
    closing: str = ""  # closed with these words; empty: it runs


# --- parts of a story ------------------------------------------------------------------------------------------


def opened(s: Scene, ask: Ask, start: dt.datetime, *, pick_up: int = 1, meet: int = 3, how: str = "post") -> Play:
    """Reported, confirmed by letter, taken up and met, some working days apart."""
    yield start
    s.report(ask)
    s.letters(ask.by, how=how)
    yield s.after(days=pick_up, hour=9.5)
    s.step("take_up")
    yield s.after(days=meet, hour=10.5)
    s.meet()


def web(s: Scene, rows: Web) -> list[Contact]:
    return [s.knows(*row) for row in rows]


# --- questions that were answered ------------------------------------------------------------------------------


def enquiry(s: Scene, ask: Ask, *, weeks: float, answer: str, outcome: str = "advies", by: str = "") -> Play:
    """A question, an answer."""
    yield s.weeks(weeks, 11.25)
    s.report(ask)
    yield s.after(days=1, hour=14)
    s.step("advise", by, outcome=outcome, advice=answer)


def worry(s: Scene, ask: Ask, *, weeks: float, found: str) -> Play:
    """Someone worried about someone; it turned out well."""
    yield s.weeks(weeks, 16)
    s.report(ask)
    yield s.after(days=1, hour=10)
    s.note("Wie dit meldde, wil niet genoemd worden en woont dichtbij.", shielded="de melder is een buur")
    yield s.after(days=1, hour=11)
    s.step("advise", outcome="niet_nodig", advice=found)


def decided(s: Scene, ask: Ask, care: Care, *, weeks: float, rows: Web = (), closing: str = "",
            running: int = 18) -> Play:  # fmt: skip
    """Research, report, application and decision; with `care.per_week` there was help from the first day.

    `running`: how many weeks until it is evaluated. With `closing` words the case is closed after that.
    """
    yield s.weeks(weeks, 13.5)
    s.report(ask)
    help_ = None
    if care.per_week:
        help_ = s.draft(care.what, care.provider, care.frequency, care.per_week, why=care.now, agreed=s.name, by=ask.by)
        s.take(help_, "issue", ask.by)
    s.letters(ask.by, how="uitgereikt" if help_ else "post")
    yield s.after(days=1, hour=9)
    s.step("take_up")
    if help_:
        s.take(help_, "confirm_start", ask.by, started_on=s.on)
        s.take(help_, "review", ok=True)
    yield s.after(days=2, hour=11)
    s.meet()
    web(s, rows)
    yield s.after(weeks=2, hour=15)
    s.step("send_report", sent_on=s.on, found=care.found)
    yield s.after(days=3, hour=10)
    application = s.applied(care.what)
    yield s.after(days=4, hour=14)
    s.granted(application, care.frequency, care.why)
    goal = s.goal(care.goal, s.organisation(care.provider), ground="wmo_maatwerk", budget=care.budget)
    s.plan(care.found)
    yield s.after(days=2, hour=11.5)
    s.start(s.later(weeks=running))
    yield from reported(s, goal, weeks=running, closing=closing)


def reported(s: Scene, goal: Goal, *, weeks: int, closing: str) -> Play:
    """The provider tells every four weeks how it goes, until today or until the end."""
    words = (
        ("Even wennen, over en weer.", -1),
        ("Het gaat zoals afgesproken.", 0),
        ("Rustig. Er is vertrouwen en het loopt vanzelf.", 0),
        ("Beter dan we hadden gehoopt.", 1),
    )
    tellers = {"Heemzicht": "uitvoerder", "Alerimus": "carla.nieuwstraten",
               "Zorgboerderij De Ambachtsheer": "lianne.kluifhooft"}  # fmt: skip
    carrier = goal.carrier_name
    for turn in range(weeks // 4):
        moment = s.after(weeks=4, hour=15.5)
        if moment >= s.line.now:
            return
        yield moment
        text, score = words[min(turn, 3)]
        s.tell(goal, text, tellers.get(carrier, ""), score=score)
    if closing:
        yield s.after(weeks=2, hour=10)
        s.step("evaluate", told={goal.public_id: (1, "Het doel is gehaald.")})
        s.take(goal, "achieve")
        yield s.after(days=3, hour=13)
        s.close("maatwerk", closing, "professional")


def rejected(s: Scene, ask: Ask, *, weeks: float, what: str, found: str, why: str, closing: str) -> Play:
    """An application that was turned down, because what everyone can use is enough."""
    yield from opened(s, ask, s.weeks(weeks, 10))
    yield s.after(weeks=3, hour=14)
    s.step("send_report", sent_on=s.on, found=found)
    yield s.after(days=4, hour=9.5)
    application = s.applied(what, signed=False)
    yield s.after(days=6, hour=11)
    s.rejected(application, why)
    yield s.after(weeks=1, hour=15)
    s.close("algemeen", closing, "burger")


def joined(s: Scene, ask: Ask, company: Company, *, weeks: float, rows: Web, evaluate: int = 10,
           accept_after: int = 2) -> Play:  # fmt: skip
    """A partner in the kern takes over what lay with the team or with the person alone."""
    yield from opened(s, ask, s.weeks(weeks, 11), pick_up=2)
    web(s, rows)
    partner = s.organisation(company.partner)
    yield s.after(weeks=2, hour=14)
    goal = s.goal(company.goal, partner)
    s.plan(company.found)
    yield s.after(days=1, hour=10)
    offer = s.offer(partner, company.need, goals=[goal])
    yield s.after(days=accept_after, hour=16)
    if company.by:
        s.accepted(offer, company.by)
    else:
        s.accepted(offer, who=partner.contact, how="aan de telefoon")
    yield s.after(days=2, hour=11)
    s.start(s.later(weeks=evaluate))
    for text in company.told:
        yield s.after(weeks=3, hour=12.5)
        s.tell(goal, text, company.by)
    if company.closing:
        yield s.after(weeks=2, hour=10)
        s.step("evaluate", told={})
        s.take(goal, "achieve")
        s.close("middenveld", company.closing, "middenveld")


def family(s: Scene, ask: Ask, company: Company, *, weeks: float, rows: Web, evaluate: int = 10) -> Play:
    """Somebody of the own network takes it on: the first one in the web."""
    yield from opened(s, ask, s.weeks(weeks, 9.5))
    near = web(s, rows)[0]
    yield s.after(weeks=1, hour=13)
    goal = s.goal(company.goal, near)
    own = s.goal("Ik zeg het zelf als het te veel wordt", INWONER, every=56)
    s.plan(company.found, "naaste", near.name)
    offer = s.offer(near, company.need)
    yield s.after(days=3, hour=19)
    s.accepted(offer, who=near.name, how="in het gesprek met de familie")
    yield s.after(days=1, hour=11)
    s.start(s.later(weeks=evaluate), how="zei ja, met de familie erbij")
    for text in company.told:
        yield s.after(weeks=4, hour=15)
        s.tell(goal, text, score=0)
    if company.closing:
        yield s.after(weeks=1, hour=10)
        s.step("evaluate", told={own.public_id: (0, "Dat gebeurde één keer, en het hielp.")})
        s.take(goal, "achieve")
        yield s.after(days=2, hour=14)
        s.close("netwerk", company.closing, "burger")


def initiative(s: Scene, ask: Ask, bill: Bill, *, weeks: float, partner: str, closing: str) -> Play:
    """Neighbours with a plan: a little money at once, and then it is theirs."""
    yield s.weeks(weeks, 20)
    s.report(ask)
    s.knows("De trekkers van het plan", "vijf buren", "familie", 3)
    yield s.after(days=2, hour=10)
    request = bill.asked(s, ask.by)
    yield s.after(days=1, hour=9)
    s.take(request, "approve", "annelies.roodnat")
    yield s.after(days=1, hour=13)
    s.paid(request, bill.amount)
    offer = s.offer(s.organisation(partner), "De buurtkamer draaien: rooster, sleutel en koffie.", ask.by)
    yield s.after(days=4, hour=20)
    s.accepted(offer, ask.by, who=s.organisation(partner).contact, how="op de eerste avond")
    yield s.after(weeks=4, hour=10)
    s.accounted(request, "Drie middagen per week open, gemiddeld veertien mensen.", ask.by)
    s.step("advise", outcome="middenveld", advice=closing)


def at_once(s: Scene, ask: Ask, bill: Bill, *, weeks: float, result: str, leader: str = "teamleider") -> Play:
    """A small thing that no scheme pays in time, paid at once; which schemes were looked at is told afterwards."""
    yield s.weeks(weeks, 9.75)
    s.report(ask)
    yield s.after(days=1, hour=11)
    request = replace(bill, schemes="").asked(s, ask.by)
    yield s.after(hour=15)
    s.take(request, "approve", leader)
    s.letters(leader)
    yield s.after(days=1, hour=10)
    s.paid(request, bill.amount)
    yield s.after(weeks=1, hour=13)
    s.accounted(request, result, ask.by, schemes=bill.schemes)
    s.step("advise", outcome="vangnet", advice=result)


# --- questions that ended otherwise ----------------------------------------------------------------------------


def ended(s: Scene, ask: Ask, *, weeks: float, reason: str, words: str, rows: Web = (), after_weeks: int = 3) -> Play:
    """It stopped during the research."""
    yield from opened(s, ask, s.weeks(weeks, 10.25))
    web(s, rows)
    yield s.after(weeks=after_weeks, hour=11.5)
    s.step("end", ended_reason=reason, closing_words=words)


def moved_away(s: Scene, ask: Ask, care: Care, *, weeks: float, words: str) -> Play:
    """With temporary help running: it ends on a date, with a letter."""
    yield s.weeks(weeks, 14)
    s.report(ask)
    help_ = s.draft(care.what, care.provider, care.frequency, care.per_week, why=care.now, agreed=s.name, by=ask.by)
    s.take(help_, "issue", ask.by)
    s.letters(ask.by, how="uitgereikt")
    yield s.after(days=1, hour=10)
    s.step("take_up")
    s.take(help_, "confirm_start", ask.by, started_on=s.on)
    s.take(help_, "review", ok=True)
    yield s.after(days=2, hour=14)
    s.meet()
    yield s.after(weeks=3, hour=10)
    s.step("end", ended_reason="verhuisd", closing_words=words, help_until=s.later(days=5))
    s.letters()


def died(s: Scene, ask: Ask, company: Company, bill: Bill, *, weeks: float, words: str) -> Play:
    """With a goal running and a letter not yet sent: the goal stops, nothing is sent."""
    yield from opened(s, ask, s.weeks(weeks, 9))
    partner = s.organisation(company.partner)
    s.knows(partner.contact, "van het orkest", "kunst", 3, company.partner)
    goal = s.goal(company.goal, partner)
    yield s.after(weeks=2, hour=11)
    s.plan(company.found)
    yield s.after(days=1, hour=10)
    s.start(s.later(weeks=10))
    yield s.after(weeks=3, hour=14)
    s.tell(goal, company.told[0])
    request = bill.asked(s)
    yield s.after(days=1, hour=9)
    s.take(request, "approve", "teamleider")
    s.letters(sent=False)
    yield s.after(days=2, hour=9.5)
    s.step("end", ended_reason="overleden", closing_words=words, deceased_on=s.later(days=-1))


def merged(s: Scene, ask: Ask, *, days: int) -> Play:
    """The same question came in twice."""
    yield s.days(days, 11)
    s.report(ask)
    s.letters(ask.by)
    yield s.after(days=1, hour=9)
    s.step("merge")


def not_agreed(s: Scene, ask: Ask, *, weeks: float, words: str) -> Play:
    """A signal became a report with the resident knowing; who then wanted no help."""
    yield s.weeks(weeks, 13)
    s.report(ask)
    yield s.after(days=2, hour=11)
    s.step("convert", kind="melding", citizen_knows="verteld aan de deur, met de wijkagent erbij")
    s.letters()
    s.step("take_up")
    yield s.after(days=3, hour=14)
    s.meet()
    s.note("Hij wil er niet over praten. Wel een kaartje aangenomen.")
    yield s.after(weeks=1, hour=10)
    s.step("end", ended_reason="stemt_niet_in", closing_words=words)


def unheard(s: Scene, ask: Ask) -> Play:
    """Nobody answers; after six weeks of trying it ends."""
    yield s.weeks(19, 10)
    s.report(ask)
    s.letters(ask.by)
    yield s.after(days=1, hour=9)
    s.step("take_up")
    for text in (
        "Gebeld, geen gehoor.",
        "Langs geweest. De gordijnen dicht, de post binnen.",
        "Brief gestuurd met mijn nummer.",
    ):
        yield s.after(weeks=1, hour=11)
        s.note(text)
    yield s.after(weeks=3, hour=10)
    s.step(
        "end",
        ended_reason="onbereikbaar",
        closing_words="Vijf keer gebeld, twee keer langs geweest, een brief gestuurd.",
    )
