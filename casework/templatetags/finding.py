"""Who gets the search field."""

from django import template

from roles.actions import Action
from roles.policy import Sight

register = template.Library()


@register.filter
def may_find(sight: object) -> bool:
    """Whether there are cases that this person may look for."""
    return isinstance(sight, Sight) and sight.has(Action.VIEW_CASE)


@register.filter
def may_report(sight: object) -> bool:
    return isinstance(sight, Sight) and sight.has(Action.REPORT_CASE)
