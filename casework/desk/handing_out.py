"""The leader hands turns to a colleague."""

import datetime as dt
import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework.engine import lists
from casework.engine.holding import hold
from casework.engine.notices import of_turn
from casework.engine.registry import anchors
from casework.engine.work import OpenWork
from casework.engine.writes import Write, write_on
from roles.actions import Action
from roles.models import User
from roles.policy import Sight, sight
from roles.policy import may as allowed


def stays_where_it_is(item: OpenWork) -> str:
    """Why this turn can be handed to nobody; empty where it can."""
    if item.for_user is not None:
        return f"dit werk staat op naam van {item.for_user.name}. Wijs een andere regisseur toe, of regel waarneming."
    if item.for_team_id != item.team_id:
        return "dit werk is niet van uw team."
    return ""


def can_be_handed_out(item: OpenWork) -> bool:
    """The same, for a list: without asking who has it."""
    return item.for_user_id is None and item.for_team_id == item.team_id


def _not_for(item: OpenWork, to: User, theirs: Sight, anchor: Any, able: frozenset[int]) -> str:
    """Why this turn isn't for this colleague; empty where it is. `able`: who can take it, as routing knows: with anybody
    else it would be taken away again at once."""
    if stays := stays_where_it_is(item):
        return stays
    if to.pk == item.not_user_id:
        return "deze collega deed zelf de vorige stap; een ander moet ernaar kijken."
    if not allowed(theirs, Action.VIEW_FILE, anchor) or (item.known_to is not None and to.pk not in item.known_to):
        return "deze collega mag deze zaak niet zien."
    if to.pk not in able:
        role = str(item.get_for_role_display())
        return f"dit is werk voor een {role if '-' in role else role.lower()}: {to.name} kan deze stap niet zetten."
    return ""


def hand_out(
    items: list[OpenWork], *, to: User, by: Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> list[tuple[OpenWork, str]]:
    """The leader hands several turns to one colleague: all of them, or none where one isn't theirs to give. Only turns
    of one's own teams, and only to who can take them.

    Returns what stayed where it is, each with why. Raises NotAllowed, Repeated.
    """
    left = []
    with transaction.atomic():
        able = _hold_them_all(items, at or timezone.now())
        theirs = sight(to, by.on)
        for item in sorted(items, key=lambda one: one.anchor.pk):
            with write_on(item.anchor, by=by, action=Action.ASSIGN_CASE, token=token, at=at) as write:
                token = None  # the first of them carries it
                can = able.get((type(item.anchor), item.anchor.pk, item.key), frozenset())
                if why := _handed(item, to, theirs, write, can):
                    left.append((item, why))
    return left


def _hold_them_all(items: list[OpenWork], at: dt.datetime) -> dict[tuple[type[Any], int, str], frozenset[int]]:
    """Those of one kind at once: two leaders who hand out the same turns don't wait for each other. Who can take each of
    their turns, now that nobody changes them."""
    found: dict[tuple[type[Any], int, str], frozenset[int]] = {}
    for model in anchors():
        held = hold(model, [item.anchor.pk for item in items if isinstance(item.anchor, model)])
        found |= {(model, pk, key): who for (pk, key), who in lists.able(held, at).items()}
    return found


def _handed(item: OpenWork, to: User, theirs: Sight, write: Write, able: frozenset[int]) -> str:
    """Why it stays where it is, as it stands now; empty where it was handed over."""
    row = type(item)._default_manager.filter(pk=item.pk, closed_at__isnull=True).first()
    if row is None:
        return "dit is al gedaan."
    if why := _not_for(row, to, theirs, write.anchor, able):
        return why
    row.handed_to, row.handed_by, row.handed_on = to, write.by, write.on
    row.save(update_fields=["handed_to", "handed_by", "handed_on"])
    _tell(write, row, to)
    if write.began != to.pk:
        write.notices.append(of_turn(write, row, to.pk))
    return ""


def _tell(write: Write, row: OpenWork, to: User) -> None:
    """The whole team reads the timeline. What not everybody may know is read by who may see the other case too: a line
    that only lacks what was handed out would tell all others that there is something."""
    other = getattr(write.anchor, "looks_like_id", None)
    if row.known_to is None:
        beside: dict[str, Any] = {}
    elif other is not None:
        beside = {"beside_id": other}
    else:
        return
    text = f"{row.what}: {to.name}"
    write.tell("work.handed_out", "Werk uitgedeeld", text=text, action=Action.ASSIGN_CASE, url="/", **beside)
