"""Questions that are looked back on: how did it go?"""

import datetime as dt

from casework.network.models import Tie
from wijkteam.town.demo.ingredients import Agreement, Money, Network, Question
from wijkteam.town.demo.played_case import PlayedCase
from wijkteam.town.demo.scenarios.parts import opened, planned, taken_over
from wijkteam.town.demo.timeline import Moments


def looking_back(case: PlayedCase, question: Question, agreement: Agreement, network: Network, *, weeks: float,
                 days: int, adjusted: str = "", money: Money | None = None,
                 approved_by: str = "", joined: Network = (), died: str = "") -> Moments:  # fmt: skip
    """The evaluation began `days` working days ago; perhaps a goal got new words, or money was asked for. Since the plan
    some joined the resident's network, and one died."""
    near = yield from opened(case, question, case.weeks_ago(weeks, 13), network=network)
    yield case.after(weeks=2, hour=10)
    goal = planned(case, agreement, near, every=56)
    if agreement.need:
        yield from taken_over(case, agreement, goal, answered=None)
    yield case.after(days=2, hour=15)
    case.start(case.workday(-days))
    yield case.after(weeks=4, hour=11)
    case.tell(goal, agreement.told[0], score=-1)
    case.knows_all(joined)
    if died:
        case.knows_otherwise(died, tie=Tie.OVERLEDEN, ended_on=case.on - dt.timedelta(days=5))
    yield case.workdays_ago(days, 10)
    case.step("evaluate", told={goal.public_id: (0, agreement.told[1])})
    if adjusted:
        case.take(goal, "adjust", wording=adjusted, why="Het eerste doel was te groot.")
    if money:
        yield case.workdays_ago(4, 11)
        request = case.asked(money)
        if approved_by:
            case.take(request, "approve", approved_by)
