"""Which part of a change gives somebody more (and waits), and which gives less (and works at once). Pure."""

from decimal import Decimal
from typing import Any, Final

from roles.proposals import ABSENCE, ACCOUNT
from wijkteam.second_person.changes import KERNEN, Values

NEVER: Final = "9999-12-31"  # an end that is left open


def split(kind: str, before: Values, after: Values) -> tuple[Values, Values]:
    """What of it holds at once, and what waits.

    What neither widens nor narrows (the number of a decision) goes with what it was written for: where something
    waits, it waits too. The name and address of an account aren't written for its being open.
    """
    changed = {name for name in after if after[name] != before[name]}
    # being away longer gives nobody anything, unless somebody acts in that place meanwhile
    covered = kind != ABSENCE or None not in (before["cover"], after["cover"])
    now: Values = {}
    later: Values = {}
    beside: Values = {}
    for name in changed:
        how = _widens(name, before[name], after[name]) if covered or name == "cover" else False
        if how is None:
            beside[name] = after[name]
        elif how:
            later[name] = after[name]
        else:
            now[name] = after[name]
    both = sorted(set(before.get(KERNEN) or ()) & set(after.get(KERNEN) or ()))
    if KERNEN in later and both and both != before[KERNEN]:
        now[KERNEN] = both  # some go, others come
    (later if later and kind != ACCOUNT else now).update(beside)
    return now, later


def _widens(name: str, before: Any, after: Any) -> bool | None:
    """None where that column doesn't say how far somebody goes."""
    match name:
        case "since":
            return bool(after < before)
        case "until":
            return bool((after or NEVER) > (before or NEVER))
        case "kernen":  # none is all of them
            return not after or (bool(before) and not set(after) <= set(before))
        case "max_amount" | "max_weeks":
            return Decimal(after or 0) > Decimal(before or 0)
        case "cover" | "is_active":
            return bool(after)
    return None
