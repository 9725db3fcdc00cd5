"""Who leads a case, for whoever's turn it is: offered to the turns of every noun that hangs on one."""

from dataclasses import replace

from casework.cases.states import Phase
from casework.engine.turns import Roster, Seat
from roles.actions import Action
from roles.matrix import MATRIX, Relation


def regisseur(roster: Roster) -> Seat:
    return replace(roster.person(roster.row.regisseur_id, Action.LEAD_CASE), rests=True)


def leading(roster: Roster) -> list[Seat]:
    """The regisseur; where nobody is there, who steps in."""
    return [regisseur(roster), *roster.leaders()]


def offering(roster: Roster) -> list[Seat]:
    """The regisseur, or until somebody took it up whoever reported."""
    row = roster.row
    waits = row.phase == Phase.AANMELDING and row.regisseur_id is None
    reporter = [roster.person(row.reported_by_id, Action.OFFER_HANDOVER)] if waits else []
    return [*reporter, *leading(roster)]


def citizen(roster: Roster) -> list[Seat]:
    """Whoever holds a running grant as, or for, the citizen."""
    return [Seat(frozenset({user} - roster.situation.closed_to), user=user) for user in roster.row.citizens[:1]]


def seeing_both(roster: Roster) -> frozenset[int]:
    """Who may see this case and the one it looks like: where that is another team's, only the afdelingshoofd."""
    row = roster.row
    here = _seeing(roster, row.team_id, row.kern_id)
    there = _seeing(roster, row.looks_like__team_id, row.looks_like__kern_id)
    return here & there - roster.situation.closed_to - {*row.double_closed_to}


def _seeing(roster: Roster, team: int, kern: int) -> frozenset[int]:
    """Who reads the files there by their place, today."""
    by_place = {Relation.TEAM, Relation.EVERYWHERE}
    posts = [post for post in roster.staff if by_place & {*MATRIX[post.role].get(Action.VIEW_FILE, ())}]
    return frozenset(user for post in posts if post.serves(team, kern) for user in post.acting_ids)


def only(those: frozenset[int], seats: list[Seat]) -> list[Seat]:
    return [replace(seat, able=seat.able & those) for seat in seats]
