"""What a page of an object says about who looks at it, and where it leads."""

from typing import Any

from django.utils.text import capfirst

from roles.actions import Action
from roles.policy import Sight, may


def is_own(sight: Sight, anchor: Any) -> bool:
    """Their own, or that of somebody they represent."""
    return anchor is not None and may(sight, Action.VIEW_OWN, anchor)


def sees_anchor(sight: Sight, anchor: Any) -> bool:
    return anchor is not None and may(sight, type(anchor).view, anchor)


def knows_the_name(sight: Sight, obj: Any) -> bool:
    """Whether the name of the citizen may stand on this page for this person."""
    if obj.anchor is None:
        return False
    return sees_anchor(sight, obj.anchor) or is_own(sight, obj.anchor) or obj.is_shared_by_name


def title_of(sight: Sight, obj: Any) -> str:
    """What the page is about, with the name only for whom it is meant."""
    if is_own(sight, obj.anchor) and obj.titles.own:
        return str(obj.titles.own)
    return str(obj.titled(named=knows_the_name(sight, obj)))


def page_of_object(sight: Sight, obj: Any) -> dict[str, Any]:
    """What every page of an object says about who looks at it."""
    anchor = obj.anchor
    own, seen = is_own(sight, anchor), sees_anchor(sight, anchor)
    return {
        "obj": obj,
        "anchor": anchor,
        obj.anchor_field: anchor,
        "sees_anchor": seen,
        "sees_file": anchor is not None and may(sight, Action.VIEW_FILE, anchor),
        "is_own": own,
        "named": knows_the_name(sight, obj),
        "title": title_of(sight, obj),
        # the part of the title of its tab; whose it is comes behind it (see templatetags/titles)
        "tab_title": (own and obj.titles.own) or capfirst(obj.titled(named=False)),
        "tabs": anchor.get_absolute_url() if seen else "",
        "back": where_to(sight, obj),
    }


def where_to(sight: Sight, obj: Any) -> str:
    """Where someone goes from here: a citizen to their own page, anyone else to the object while they see it."""
    if is_own(sight, obj.anchor):
        return str(obj.anchor.citizen_url)
    return str(obj.get_absolute_url())


def landing(sight: Sight, obj: Any) -> str:
    """Where a step leads: to the object, or home where it isn't this person's to see any more.

    They saw it when they took the step, so of all that decides who sees it only the relations can have changed.
    """
    if is_own(sight, obj.anchor) or may(sight, type(obj).view, obj):
        return where_to(sight, obj)
    return "/"
