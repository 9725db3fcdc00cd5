"""Questions that have just come in: nobody has begun, or the help is there and the rest must follow."""

from wijkteam.town.demo.ingredients import Care, Question
from wijkteam.town.demo.played_case import PlayedCase
from wijkteam.town.demo.timeline import Moments


def arrived(case: PlayedCase, question: Question, *, days: int, hour: float = 11) -> Moments:
    """Reported, some working days ago; nobody has begun."""
    yield case.workdays_ago(days, hour)
    case.report(question)
    case.letters(question.by)


def weighed(case: PlayedCase, question: Question, *, days: int, asked: str, road: str, weight: str) -> Moments:
    """Reported and called the day after: it waits for the weekly division, or for whoever takes it up."""
    yield case.workdays_ago(days, 14)
    case.report(question)
    case.letters(question.by)
    yield case.after(days=1, hour=10.5)
    case.step("weigh", urgent=False, really_asked=asked, road=road, weight=weight, spoke=True)


def urgent_today(case: PlayedCase, question: Question, care: Care) -> Moments:
    """At a kitchen table this morning: reported, and the temporary help still a draft."""
    yield case.minutes_ago(55)
    case.report(question)
    case.draft(care, question.by)
    case.letters(question.by, sent=False)
