"""Whom to ring where it can't wait."""

from django import template

from casework.people.crisis import CrisisNumber
from casework.people.crisis import crisis_numbers as numbers

register = template.Library()


@register.simple_tag
def crisis_numbers() -> list[CrisisNumber]:
    return numbers()
