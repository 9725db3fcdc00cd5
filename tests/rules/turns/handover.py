"""Whose turn an offer makes it: whoever may answer, or where it came to nothing who offers."""

from typing import Any, Final

from casework.handovers.models import Handover
from roles.matrix import Role
from roles.models import User
from tests.factories import World, member, user
from tests.rules.turns.waiting import LEADERS, LEADING, MONDAY, Waits, case, march


def offered(world: World, **fields: Any) -> Handover:
    return world.handover(case(world), offered_on=MONDAY, state_since=MONDAY, **fields)


def to_a_team(world: World) -> Handover:
    member(user("zuid"), Role.TEAMLID, team=world.other_team)
    there = {"to_kind": "team", "to_organisation": None, "to_team": world.other_team, "to_layer": "professional"}
    return offered(world, **there)


def to_a_team_without_people(world: World) -> Handover:
    handover = to_a_team(world)
    User.objects.filter(memberships__team=world.other_team).update(is_active=False)
    return handover


def to_who_knows_them(world: World) -> Handover:
    """The only one there said 'Ik ken deze persoon': the account is there, and nobody may answer for it."""
    handover = offered(world)
    handover.case.recusals.create(user=world.middenveld)
    return handover


def to_the_citizen(world: World) -> Handover:
    handover = offered(world, to_kind="inwoner", to_organisation=None, to_layer="burger")
    world.grant(handover.case, since=MONDAY)
    return handover


def to_a_neighbour(world: World) -> Handover:
    found = case(world)
    there = {"to_kind": "naaste", "to_organisation": None, "to_layer": "burger", "to_contact": world.contact(found)}
    return world.handover(found, offered_on=MONDAY, state_since=MONDAY, **there)


SOUTH = ("wmo_consulent@Wijkteam Zuid", "teamlid@Wijkteam Zuid", "teamleider@Wijkteam Zuid")

TURNS: Final = (
    Waits("case:seek", lambda world: case(world, seeking_since=MONDAY), "case.hold", LEADING, march(4)),
    Waits(
        "case:seek",
        lambda world: case(world, "aanmelding", seeking_since=MONDAY),
        "case.hold",
        ("eerstecontact", *LEADERS),  # who reported, until somebody takes it up
        march(4),
    ),
    Waits(
        "handover:name",
        lambda world: offered(world, anonymous=True, willing_on=MONDAY),
        "handover.name",
        LEADING,
        march(4),
    ),
    Waits("handover:answer", offered, "handover.accept", ("middenveld@Bij de Oma's", *LEADING), march(9)),
    Waits(
        "handover:answer",
        lambda world: offered(world, anonymous=True),
        "handover.promise",
        ("middenveld@Bij de Oma's", *LEADING),
        march(9),
    ),
    Waits("handover:answer", to_a_team, "handover.accept", SOUTH, march(9)),
    Waits("handover:nobody", to_a_team_without_people, "handover.withdraw", LEADING, march(9)),
    Waits("handover:nobody", to_who_knows_them, "handover.withdraw", LEADING, march(9)),
    Waits("handover:answer", to_the_citizen, "handover.accept", ("inwoner", *LEADING), march(9)),
    Waits("handover:answer", to_a_neighbour, "handover.accept", LEADING, march(9)),
    Waits("handover:leader", offered, "handover.withdraw", LEADERS, march(16), on=march(17), not_on=march(16)),
)
