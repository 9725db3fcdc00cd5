"""Objections as one person may see them."""

from casework.cases.querysets import CaseChildQuerySet
from roles.actions import Action


class ObjectionQuerySet(CaseChildQuerySet):
    """Of the team, of whoever's own they are, and of who handles objections while they wait, or where they handled one."""

    action = Action.VIEW_OBJECTION
