"""Plans that are agreed on paper and wait for a partner or for money."""

from wijkteam.town.demo.ingredients import Agreement, Money, Network, Question
from wijkteam.town.demo.played_case import PlayedCase
from wijkteam.town.demo.scenarios.parts import opened, planned
from wijkteam.town.demo.timeline import Moments


def offered(case: PlayedCase, question: Question, agreement: Agreement, network: Network, *,
            days: int) -> Moments:  # fmt: skip
    """Offered to a partner some working days ago, who still has to say yes."""
    yield from opened(case, question, case.weeks_ago(6, 13), network=network)
    yield case.workdays_ago(days + 1, 11)
    goal = planned(case, agreement)
    yield case.workdays_ago(days, 10)
    case.offer(case.organisation(agreement.partner), agreement.need, goals=[goal])


def turned_down(case: PlayedCase, question: Question, agreement: Agreement, money: Money,
                network: Network) -> Moments:  # fmt: skip
    """Refused by a partner yesterday, and a request for money taken back."""
    yield from opened(case, question, case.weeks_ago(6, 15.5), network=network)
    yield case.workdays_ago(8, 11)
    planned(case, agreement)
    request = case.asked(money)
    yield case.workdays_ago(6, 10)
    case.take(request, "withdraw")
    case.note("Het geld is niet nodig: haar zus heeft nog een fiets staan.")
    offer = case.offer(case.organisation(agreement.partner), agreement.need)
    yield case.workdays_ago(1, 12)
    why = "Onze groep zit vol tot het voorjaar. Vraag gerust nog eens in maart."
    case.take(offer, "refuse", agreement.by, why=why)


def asks_for_money(case: PlayedCase, question: Question, agreement: Agreement, money: Money, network: Network, *,
                   weeks: float, days: int) -> Moments:  # fmt: skip
    """A plan that waits for money from the vangnet, asked some working days ago."""
    near = yield from opened(case, question, case.weeks_ago(weeks, 10.5), network=network)
    yield case.workdays_ago(days + 6, 11)
    planned(case, agreement, near)
    yield case.workdays_ago(days, 9.75)
    case.asked(money)


def refused_money(case: PlayedCase, question: Question, agreement: Agreement, money: Money, network: Network, *,
                  leader: str, why: str) -> Moments:  # fmt: skip
    """The resident asked for it and hears no, with a letter; meanwhile the plan should have begun."""
    near = yield from opened(case, question, case.weeks_ago(9, 11), network=network)
    yield case.workdays_ago(14, 10)
    planned(case, agreement, near)
    request = case.asked(money)
    yield case.workdays_ago(13, 9.5)
    case.take(request, "reject", leader, why=why)
    case.letters()
