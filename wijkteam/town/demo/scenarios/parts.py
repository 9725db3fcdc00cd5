"""What many cases have in common: each part is played by several scenarios, at their own moments.

A part is a generator of the moments at which it goes on. `(2, 10.5)` means: two working days later, at half past ten.
"""

import datetime as dt
from collections.abc import Generator, Sequence
from typing import TypeVar

from casework.applications.models import Application
from casework.goals.models import Goal
from casework.indicaties.models import VoorlopigeIndicatie
from casework.network.models import Contact
from casework.vangnet.models import VangnetRequest
from wijkteam.town.demo.ingredients import Agreement, Care, Network, Question
from wijkteam.town.demo.played_case import PlayedCase
from wijkteam.town.demo.timeline import Moments

T = TypeVar("T")
Part = Generator[dt.datetime, None, T]
Days = tuple[int, float]  # so many working days later, at that hour
Weeks = tuple[int, float]

# --- the beginning ---------------------------------------------------------------------------------------------


def opened(case: PlayedCase, question: Question, start: dt.datetime, *, taken_up: Days = (1, 9.5),
           met: Days = (3, 10.5), how: str = "post", network: Network = ()) -> Part[list[Contact]]:  # fmt: skip
    """Reported, confirmed by letter, taken up and met; then the people around the resident, who are returned."""
    yield start
    case.report(question)
    case.letters(question.by, how=how)
    yield case.after(days=taken_up[0], hour=taken_up[1])
    case.take_up()
    yield case.after(days=met[0], hour=met[1])
    case.meet()
    return case.knows_all(network)


def opened_with_help(case: PlayedCase, question: Question, care: Care, start: dt.datetime, *,
                     until: dt.date | None = None, taken_up: Days = (1, 9), met: Days = (2, 11),
                     network: Network = ()) -> Part[VoorlopigeIndicatie]:  # fmt: skip
    """The same with temporary help from the first day, that began and was reviewed when the case was taken up."""
    yield start
    help_ = helped_at_once(case, question, care, until=until)
    yield case.after(days=taken_up[0], hour=taken_up[1])
    case.take_up()
    case.take(help_, "confirm_start", question.by, started_on=case.on)
    case.take(help_, "review", ok=True)
    yield case.after(days=met[0], hour=met[1])
    case.meet()
    case.knows_all(network)
    return help_


def helped_at_once(
    case: PlayedCase, question: Question, care: Care, *, until: dt.date | None = None
) -> VoorlopigeIndicatie:
    """Reported, and temporary help issued by the same person, who leaves the letter on the table."""
    case.report(question)
    help_ = case.draft(care, question.by, until=until)
    case.take(help_, "issue", question.by)
    case.letters(question.by, how="uitgereikt")
    return help_


def converted(case: PlayedCase, question: Question, start: dt.datetime, *, wait: Days, told: str,
              met: Days) -> Moments:  # fmt: skip
    """A signal that became a report, with the resident knowing; then confirmed, taken up and met."""
    yield start
    case.report(question)
    yield case.after(days=wait[0], hour=wait[1])
    case.step("convert", kind="melding", citizen_knows=told)
    case.letters()
    case.take_up()
    yield case.after(days=met[0], hour=met[1])
    case.meet()


# --- the plan --------------------------------------------------------------------------------------------------


def applied_for(case: PlayedCase, what: str, found: str, *, report: Weeks, applied: Days, decided: Days,
                signed: bool = True, says: str = "") -> Part[Application]:  # fmt: skip
    """The report of the research, the application that follows it, and on to the moment of the decision. `says`: the
    resident signs the report on their own page, with these words."""
    yield case.after(weeks=report[0], hour=report[1])
    case.reported(found)
    yield case.after(days=applied[0], hour=applied[1])
    application = case.signs("inwoner", says) if says else case.applied(what, signed=signed)
    yield case.after(days=decided[0], hour=decided[1])
    return application


def planned(case: PlayedCase, agreement: Agreement, near: Sequence[Contact] = (), *, every: int | None = None) -> Goal:
    """A goal that the partner carries, or else the first one of the network, and the plan."""
    carrier = case.organisation(agreement.partner) if agreement.partner else near[0]
    goal = case.goal(agreement.goal, carrier, every=every)
    case.plan(agreement.found)
    return goal


def taken_over(case: PlayedCase, agreement: Agreement, goal: Goal, *, answered: Days | None) -> Moments:
    """Offered to the partner with its goal, who says yes: in the same talk, or some working days later."""
    partner = case.organisation(agreement.partner)
    offer = case.offer(partner, agreement.need, goals=[goal])
    if answered:
        yield case.after(days=answered[0], hour=answered[1])
    if agreement.by:
        case.accepted(offer, agreement.by)
    else:
        case.accepted(offer, who=partner.contact, how="aan de telefoon")


def told(case: PlayedCase, goal: Goal, agreement: Agreement, *, weeks: int, hour: float,
         score: int | None = None) -> Moments:  # fmt: skip
    """How it goes, every so many weeks."""
    for text in agreement.told:
        yield case.after(weeks=weeks, hour=hour)
        case.tell(goal, text, agreement.by, score=score)


# --- money -----------------------------------------------------------------------------------------------------


def paid_out(case: PlayedCase, request: VangnetRequest, leader: str, *, approved: Days, paid: Days,
             amount: str = "") -> Moments:  # fmt: skip
    """Approved, told by letter where the resident asked for it, and paid: all of it, or a lower amount."""
    yield case.after(days=approved[0], hour=approved[1])
    case.take(request, "approve", leader)
    case.letters(leader)
    yield case.after(days=paid[0], hour=paid[1])
    case.paid(request, amount or str(request.amount))
