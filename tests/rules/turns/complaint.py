"""Whose turn a complaint makes it: of a leader who took no part, then of who has it in hand; never of whom it is about."""

from typing import Any, Final

from casework.complaints.models import Complaint
from tests.factories import World
from tests.rules.turns.waiting import HEAD, LEADERS, MONDAY, Waits, case, march, moment


def received(world: World, state: str = "ontvangen", *, phase: str = "onderzoek", **fields: Any) -> Complaint:
    days = {"received_on": MONDAY, "state_since": MONDAY, "registered_at": moment(MONDAY)}
    return world.complaint(case(world, phase), state, **days | fields)


def about_the_leader(world: World) -> Complaint:
    return received(world, person=world.teamleider)


def led_by_the_leader(world: World) -> Complaint:
    """Who directs the case took part in it."""
    made = received(world, person=world.consulent2)
    type(made.case).objects.filter(pk=made.case_id).update(regisseur=world.teamleider)
    return made


def in_hand(world: World, **fields: Any) -> Complaint:
    return received(world, "in_behandeling", handler=world.afdelingshoofd, **fields)


def settled(world: World, letter: str) -> Complaint:
    done = {"told_on": MONDAY, "heard_on": MONDAY, "finding": "gegrond", "found": "Dat", "done": "Dit"}
    made = received(world, "afgehandeld", handler=world.afdelingshoofd, **done)
    asked = {"asked_by": world.afdelingshoofd, "asked_at": moment(MONDAY), "state_since": MONDAY}
    world.document(made.case, kind="klacht_afgehandeld", about=made.public_id, state=letter, **asked)
    return made


TURNS: Final = (
    Waits("complaint", received, "complaint.take_up", LEADERS, march(5)),
    Waits("complaint", about_the_leader, "complaint.take_up", (HEAD,), march(5)),
    Waits("complaint", led_by_the_leader, "complaint.take_up", (HEAD, LEADERS[0]), march(5)),
    Waits("complaint", lambda world: received(world, phase="afgesloten"), "complaint.take_up", LEADERS, march(5)),
    Waits("complaint", in_hand, "complaint.settle", ("afdelingshoofd", LEADERS[0]), march(13).replace(month=4)),
    Waits(
        "complaint",
        lambda world: in_hand(world, committee=True),
        "complaint.settle",
        ("afdelingshoofd", LEADERS[0]),
        march(11).replace(month=5),
    ),
    Waits(
        "complaint",
        lambda world: in_hand(world, adjourned_on=march(3), adjourned_why="Ziek"),
        "complaint.settle",
        ("afdelingshoofd", LEADERS[0]),
        march(11).replace(month=5),
    ),
    Waits(
        "complaint:letter",
        lambda world: settled(world, "klaar"),
        "document.send",
        ("afdelingshoofd", LEADERS[0]),
        march(3),
    ),
    Waits(
        "complaint:letter",
        lambda world: settled(world, "mislukt"),
        "document.retry",
        ("afdelingshoofd", LEADERS[0]),
        march(3),
    ),
)
