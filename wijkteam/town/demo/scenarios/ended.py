"""Questions that ended without an answer here, each for another reason."""

from wijkteam.town.demo.ingredients import Agreement, Care, Money, Network, Question
from wijkteam.town.demo.played_case import PlayedCase
from wijkteam.town.demo.scenarios.parts import applied_for, converted, opened, opened_with_help
from wijkteam.town.demo.timeline import Moments


def ended(case: PlayedCase, question: Question, *, weeks: float, reason: str, words: str, network: Network,
          after_weeks: int = 3) -> Moments:  # fmt: skip
    """It stopped during the research."""
    yield from opened(case, question, case.weeks_ago(weeks, 10.25), network=network)
    yield case.after(weeks=after_weeks, hour=11.5)
    case.step("end", ended_reason=reason, closing_words=words)


def left_out(case: PlayedCase, question: Question, *, weeks: float, what: str, found: str, missing: str, why: str,
             reason: str, words: str, network: Network) -> Moments:  # fmt: skip
    """What was asked to complete the application didn't come in time, and it was left out of consideration; then it ended."""
    yield from opened(case, question, case.weeks_ago(weeks, 10.25), network=network)
    application = yield from applied_for(case, what, found, report=(2, 14), applied=(2, 10), decided=(2, 11))
    case.take(application, "ask_more", missing=missing, asked_until=case.later(weeks=2))
    case.letters()
    yield case.after(weeks=3, hour=10.5)
    case.take(application, "leave_out", motivation=why)
    case.letters()
    yield case.after(weeks=1, hour=11.5)
    case.step("end", ended_reason=reason, closing_words=words)


def moved_away(case: PlayedCase, question: Question, care: Care, *, weeks: float, words: str) -> Moments:
    """With temporary help running: it ends on a date, with a letter."""
    yield from opened_with_help(case, question, care, case.weeks_ago(weeks, 14), taken_up=(1, 10), met=(2, 14))
    yield case.after(weeks=3, hour=10)
    case.step("end", ended_reason="verhuisd", closing_words=words, help_until=case.later(days=5))
    case.letters()


def died(case: PlayedCase, question: Question, agreement: Agreement, money: Money, *, weeks: float,
         words: str) -> Moments:  # fmt: skip
    """With a goal running and a letter not yet sent: the goal stops, nothing is sent."""
    yield from opened(case, question, case.weeks_ago(weeks, 9))
    partner = case.organisation(agreement.partner)
    case.knows(partner.contact, "van het orkest", "kunst", 3, agreement.partner)
    goal = case.goal(agreement.goal, partner)
    yield case.after(weeks=2, hour=11)
    case.plan(agreement.found)
    yield case.after(days=1, hour=10)
    case.start(case.later(weeks=10))
    yield case.after(weeks=3, hour=14)
    case.tell(goal, agreement.told[0])
    request = case.asked(money)
    yield case.after(days=1, hour=9)
    case.take(request, "approve", "teamleider")
    case.letters(sent=False)
    yield case.after(days=2, hour=9.5)
    case.step("end", ended_reason="overleden", closing_words=words, deceased_on=case.later(days=-1))


def merged(case: PlayedCase, question: Question, *, days: int) -> Moments:
    """The same question came in twice."""
    yield case.workdays_ago(days, 11)
    case.report(question)
    case.letters(question.by)
    yield case.after(days=1, hour=9)
    case.step("merge")


def not_agreed(case: PlayedCase, question: Question, *, weeks: float, words: str) -> Moments:
    """A signal became a report with the resident knowing; who then wanted no help."""
    start, told = case.weeks_ago(weeks, 13), "verteld aan de deur, met de wijkagent erbij"
    yield from converted(case, question, start, wait=(2, 11), told=told, met=(3, 14))
    case.note("Hij wil er niet over praten. Wel een kaartje aangenomen.")
    yield case.after(weeks=1, hour=10)
    case.step("end", ended_reason="stemt_niet_in", closing_words=words)


def unheard(case: PlayedCase, question: Question) -> Moments:
    """Nobody answers; after six weeks of trying it ends."""
    yield case.weeks_ago(19, 10)
    case.report(question)
    case.letters(question.by)
    yield case.after(days=1, hour=9)
    case.take_up()
    for text in (
        "Gebeld, geen gehoor.",
        "Langs geweest. De gordijnen dicht, de post binnen.",
        "Brief gestuurd met mijn nummer.",
    ):
        yield case.after(weeks=1, hour=11)
        case.note(text)
    yield case.after(weeks=3, hour=10)
    case.step(
        "end",
        ended_reason="onbereikbaar",
        closing_words="Vijf keer gebeld, twee keer langs geweest, een brief gestuurd.",
    )
