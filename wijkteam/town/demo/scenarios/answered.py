"""Questions that were answered, one way or another: somebody was helped."""

import datetime as dt
from dataclasses import replace

from casework.goals.models import Goal
from wijkteam.town.demo.ingredients import Agreement, Care, Money, Network, Question
from wijkteam.town.demo.parties import INWONER
from wijkteam.town.demo.played_case import PlayedCase
from wijkteam.town.demo.scenarios.parts import (
    applied_for,
    opened,
    opened_with_help,
    paid_out,
    planned,
    taken_over,
    told,
)
from wijkteam.town.demo.timeline import Moments


def enquiry(case: PlayedCase, question: Question, *, weeks: float, answer: str, outcome: str = "advies",
            by: str = "") -> Moments:  # fmt: skip
    """A question, an answer."""
    yield case.weeks_ago(weeks, 11.25)
    case.report(question)
    yield case.after(days=1, hour=14)
    case.step("advise", by, outcome=outcome, advice=answer)


def worry(case: PlayedCase, question: Question, *, weeks: float, found: str) -> Moments:
    """Someone worried about someone; it turned out well."""
    yield case.weeks_ago(weeks, 16)
    case.report(question)
    yield case.after(days=1, hour=10)
    case.note("Wie dit meldde, wil niet genoemd worden en woont dichtbij.", shielded="de melder is een buur")
    yield case.after(days=1, hour=11)
    case.step("advise", outcome="niet_nodig", advice=found)


def decided(case: PlayedCase, question: Question, care: Care, *, weeks: float, network: Network, running: int,
            closing: str) -> Moments:  # fmt: skip
    """Research, report, application and decision; with `care.per_week` there was help from the first day.

    `running`: how many weeks until it is evaluated and closed.
    """
    start = case.weeks_ago(weeks, 13.5)
    if care.per_week:
        yield from opened_with_help(case, question, care, start, network=network)
    else:
        yield from opened(case, question, start, taken_up=(1, 9), met=(2, 11), network=network)
    application = yield from applied_for(case, care.what, care.found, report=(2, 15), applied=(3, 10), decided=(4, 14))
    case.granted(application, care)
    goal = case.goal_of(care)
    case.plan(care.found)
    yield case.after(days=2, hour=11.5)
    case.start(case.later(weeks=running))
    yield from _told_by_provider(case, goal, weeks=running)
    yield case.after(weeks=2, hour=10)
    case.step("evaluate", told={goal.public_id: (1, "Het doel is gehaald.")})
    case.take(goal, "achieve")
    yield case.after(days=3, hour=13)
    case.close("maatwerk", closing, "professional")


def _told_by_provider(case: PlayedCase, goal: Goal, *, weeks: int) -> Moments:
    """How it goes, every four weeks."""
    words = (
        ("Even wennen, over en weer.", -1),
        ("Het gaat zoals afgesproken.", 0),
        ("Rustig. Er is vertrouwen en het loopt vanzelf.", 0),
        ("Beter dan we hadden gehoopt.", 1),
    )
    by = {"Heemzicht": "uitvoerder"}.get(goal.carrier_name, "")  # the regisseur where the provider has no account
    for text, score in words[: weeks // 4]:
        yield case.after(weeks=4, hour=15.5)
        case.tell(goal, text, by, score=score)


def rejected(case: PlayedCase, question: Question, *, weeks: float, what: str, found: str, why: str,
             closing: str) -> Moments:  # fmt: skip
    """An application that was turned down, because what everyone can use is enough."""
    yield from opened(case, question, case.weeks_ago(weeks, 10))
    application = yield from applied_for(
        case, what, found, report=(3, 14), applied=(4, 9.5), decided=(6, 11), signed=False
    )
    case.rejected(application, why)
    yield case.after(weeks=1, hour=15)
    case.close("algemeen", closing, "burger")
    yield case.after(weeks=1, hour=11)
    objection = case.objects("De pool is vaak uitgeleend. Op zondag wil ik naar de kerk.")
    yield case.after(days=2, hour=10)
    case.take(objection, "take_on", "bezwaar")
    yield case.after(days=3, hour=14)
    words = "Hij wil geen hoorzitting. Van de dominee hoorde hij dat de pool ook zondag open is; dat wist hij niet."
    case.take(objection, "call", "bezwaar", called_on=case.on, words=words)
    case.take(objection, "waive", "bezwaar", waived="c", why="Dat zei u aan de telefoon.")
    case.take(objection, "compile_file", "bezwaar")
    case.letters("bezwaar")
    yield case.after(weeks=1, hour=9.5)
    words = "De pool is ook op zondag open. Met een reservering staat er een scootmobiel voor u klaar."
    case.take(objection, "decide", "bezwaar", outcome="ongegrond", motivation=words)
    case.letters("bezwaar")


def objected(case: PlayedCase, question: Question, *, weeks: float, what: str, found: str, why: str, text: str,
             taken: bool = False) -> Moments:  # fmt: skip
    """An application that was turned down, and somebody who doesn't agree. `taken`: a lawyer is at it."""
    yield from opened(case, question, case.weeks_ago(weeks, 10))
    application = yield from applied_for(
        case, what, found, report=(3, 14), applied=(4, 9.5), decided=(6, 11), signed=False
    )
    case.rejected(application, why)
    yield case.workdays_ago(6 if taken else 1, 11)
    objection = case.objects(text)
    if not taken:
        return
    yield case.workdays_ago(4, 10)
    case.take(objection, "take_on", "bezwaar")
    yield case.workdays_ago(2, 14)
    words = "Zij vertelde over de trap en de natte badkamer. Zij wil komen praten, met haar zus erbij."
    case.take(objection, "call", "bezwaar", called_on=case.on, words=words)
    case.take(
        objection, "invite", "bezwaar", hearing_on=case.on + dt.timedelta(weeks=3), hearing_at=dt.time(10),
        hearing_by="plek", hearing_place="Gemeentehuis, kamer 2.14",
        file_where="op het gemeentehuis, elke werkdag van 9 tot 12 uur",
    )  # fmt: skip
    case.letters("bezwaar")


def joined(case: PlayedCase, question: Question, agreement: Agreement, *, weeks: float,
           network: Network) -> Moments:  # fmt: skip
    """A partner in the kern takes over what lay with the person alone."""
    yield from opened(case, question, case.weeks_ago(weeks, 11), taken_up=(2, 9.5), network=network)
    yield case.after(weeks=2, hour=14)
    goal = planned(case, agreement)
    yield case.after(days=1, hour=10)
    yield from taken_over(case, agreement, goal, answered=(2, 16))
    yield case.after(days=2, hour=11)
    case.start(case.later(weeks=10))
    yield from told(case, goal, agreement, weeks=3, hour=12.5)
    yield case.after(weeks=2, hour=10)
    case.step("evaluate", told={})
    case.take(goal, "achieve")
    case.close("middenveld", agreement.closing, "middenveld")


def family(case: PlayedCase, question: Question, agreement: Agreement, *, weeks: float,
           network: Network) -> Moments:  # fmt: skip
    """Somebody of the own network takes it on: the first one."""
    near, *_ = yield from opened(case, question, case.weeks_ago(weeks, 9.5), network=network)
    yield case.after(weeks=1, hour=13)
    goal = case.goal(agreement.goal, near)
    own = case.goal("Ik zeg het zelf als het te veel wordt", INWONER, every=56)
    case.plan(agreement.found, "naaste", near.name)
    offer = case.offer(near, agreement.need)
    yield case.after(days=3, hour=19)
    case.accepted(offer, who=near.name, how="in het gesprek met de familie")
    yield case.after(days=1, hour=11)
    case.start(case.later(weeks=10), how="zei ja, met de familie erbij")
    yield from told(case, goal, agreement, weeks=4, hour=15, score=0)
    yield case.after(weeks=1, hour=10)
    case.step("evaluate", told={own.public_id: (0, "Dat gebeurde één keer, en het hielp.")})
    case.take(goal, "achieve")
    yield case.after(days=2, hour=14)
    case.close("netwerk", agreement.closing, "burger")


def initiative(case: PlayedCase, question: Question, money: Money, *, weeks: float, partner: str,
               closing: str) -> Moments:  # fmt: skip
    """Neighbours with a plan: a little money at once, and then it is theirs."""
    neighbours = case.organisation(partner)
    yield case.weeks_ago(weeks, 20)
    case.report(question)
    case.knows("De trekkers van het plan", "vijf buren", "familie", 3)
    yield case.after(days=2, hour=10)
    request = case.asked(money, question.by)
    yield from paid_out(case, request, "annelies.roodnat", approved=(1, 9), paid=(1, 13))
    offer = case.offer(neighbours, "De buurtkamer draaien: rooster, sleutel en koffie.", question.by)
    yield case.after(days=4, hour=20)
    case.accepted(offer, question.by, who=neighbours.contact, how="op de eerste avond")
    yield case.after(weeks=4, hour=10)
    case.accounted(request, "Drie middagen per week open, gemiddeld veertien mensen.", question.by)
    case.step("advise", outcome="middenveld", advice=closing)


def at_once(case: PlayedCase, question: Question, money: Money, *, weeks: float, result: str) -> Moments:
    """A small thing that no scheme pays in time, paid at once; which schemes were looked at is told afterwards."""
    yield case.weeks_ago(weeks, 9.75)
    case.report(question)
    yield case.after(days=1, hour=11)
    request = case.asked(replace(money, schemes=""), question.by)
    yield from paid_out(case, request, "teamleider", approved=(0, 15), paid=(1, 10))
    yield case.after(weeks=1, hour=13)
    case.accounted(request, result, question.by, schemes=money.schemes)
    case.step("advise", outcome="vangnet", advice=result)
