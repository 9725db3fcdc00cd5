"""The leader hands turns to a colleague."""

import datetime as dt
from typing import Any

from casework.engine.work import OpenWork
from casework.engine.writes import write_on
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, sight
from roles.policy import may as allowed


def stays_where_it_is(item: OpenWork) -> str:
    """Why this turn can be handed to nobody; empty where it can."""
    if item.for_user_id is not None:
        return "dit werk staat op naam."
    if item.for_team_id != item.team_id:
        return "dit werk is niet van uw team."
    return ""


def _not_for(item: OpenWork, to: User, theirs: Sight, anchor: Any) -> str:
    """Why this turn isn't for this colleague; empty where it is."""
    if stays := stays_where_it_is(item):
        return stays
    if to.pk == item.not_user_id:
        return "deze collega deed zelf de vorige stap; een ander moet ernaar kijken."
    if not allowed(theirs, Action.VIEW_FILE, anchor):
        return "deze collega mag deze zaak niet zien."
    return ""


def hand_out(
    items: list[OpenWork], *, to: User, by: Sight, at: dt.datetime | None = None
) -> list[tuple[OpenWork, str]]:
    """The leader hands several turns to one colleague. Only turns of one's own teams, and only to who can take them.

    Returns what stayed where it is, each with why.
    """
    left = []
    theirs = sight(to, by.on)
    for item in items:
        with write_on(item.anchor, by=by, action=Action.ASSIGN_CASE, at=at) as write:
            why = _not_for(item, to, theirs, write.anchor)
            if why:
                left.append((item, why))
                continue
            item.handed_to = to
            item.save(update_fields=["handed_to"])
            write.tell("work.handed_out", "Werk uitgedeeld", text=f"{item.what}: {to.name}", action=Action.ASSIGN_CASE)
    return left
