"""Who leads a case, for whoever's turn it is: offered to the turns of every noun that hangs on one."""

from dataclasses import replace

from casework.cases.states import Phase
from casework.engine.turns import Roster, Seat
from roles.actions import Action
from roles.matrix import Role


def regisseur(roster: Roster) -> Seat:
    return roster.person(roster.row.regisseur_id, Action.LEAD_CASE)


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


def seeing_both(roster: Roster) -> list[Seat]:
    """Who may see this case and the one it looks like: for another team's, that is the afdelingshoofd."""
    row = roster.row
    sighted = {
        user
        for post in roster.staff
        if post.role in (Role.WMO_CONSULENT, Role.TEAMLEIDER, Role.AFDELINGSHOOFD)
        and post.serves(row.looks_like__team_id, row.looks_like__kern_id)
        for user in post.acting_ids
    } - {*row.double_closed_to}
    seats = [roster.role(Role.WMO_CONSULENT), *roster.leaders()]
    return [replace(seat, able=seat.able & sighted) for seat in seats]
