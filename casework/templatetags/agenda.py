"""Who has an agenda."""

from django import template

from roles.actions import Action
from roles.policy import Sight

register = template.Library()


@register.filter
def has_agenda(sight: object) -> bool:
    """Whether this person can have appointments on cases."""
    return isinstance(sight, Sight) and sight.has(Action.EDIT_FILE)
