"""A wall in the household of four: the daughter looks for a place of her own, and her father isn't to hear of it."""

import datetime as dt
from typing import Final

from casework.cases.operations import give_grant
from casework.cases.reporting import open_case
from casework.cases.states import CaseKind, Channel
from casework.engine.door import perform
from casework.households.models import Household, Wall
from casework.households.walling import set_wall
from roles.matrix import GrantKind
from wijkteam.town.demo.municipality import Municipality

HALF_A_YEAR: Final = dt.timedelta(days=182)
A_MOMENT: Final = dt.timedelta(seconds=1)  # what a wall stopped is known by its own moment
QUESTION: Final = (
    "Ik ben met mijn zoon bij mijn ouders ingetrokken. Mijn vader slaat van zich af sinds hij ziek is. "
    "Ik zoek een huis voor ons tweeën, en hij mag dat niet weten."
)


def wall(town: Municipality, household: Household, now: dt.datetime) -> Wall:
    """Set by who directs the cases of both, on the day that she told it. A colleague elsewhere reads along in hers, and so
    sees one side."""
    daughter = household.members.get(person__given_name="Linda").person
    father = household.members.get(person__given_name="Henk").person
    by = town.people["consulent"]
    case = open_case(
        by=by,
        kern=household.kern,
        kind=CaseKind.MELDING,
        question=QUESTION,
        received_on=town.today,
        person=daughter,
        channel=Channel.HUISBEZOEK,
        lies_with_team=True,
        at=now,
    )
    perform(case, "take_up", by=by, at=now)
    give_grant(
        case,
        by=by,
        to=town.people["consulent3"],
        kind=GrantKind.READ_ALONG,
        reason="Linda zoekt een huis in haar gebied.",
        until=town.today + HALF_A_YEAR,
        at=now,
    )
    return set_wall(
        household,
        by=by,
        one=daughter,
        other=father,
        why="Zij is bang voor hem sinds zijn ziekte. Tot zij een eigen huis heeft, mag hij niets van haar plannen horen.",
        review_on=town.today + HALF_A_YEAR,
        at=now + A_MOMENT,
    )
