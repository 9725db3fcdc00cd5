"""What stands at the bottom of a phone, where a thumb is."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse

from roles.actions import Action
from roles.policy import Sight, may

register = template.Library()


@dataclass(frozen=True)
class AtThumb:
    label: str
    more: str
    icon: str
    url: str


@register.simple_tag
def at_thumb(case: Any, sight: Sight, below: bool = False) -> list[AtThumb]:
    """Of a case: what this person may do of ringing, writing and adding a photo; nothing is asked of the database.

    `below`: on a page below it, without its head; what is to be read before one rings stands on the case's own page.
    """
    result = []
    if may(sight, Action.VIEW_FILE, case) and case.person is not None and case.person.phone:
        careful = case.person.safe_moment
        reach = f"{case.get_absolute_url()}#bereik" if below else "#bereik"
        url = reach if careful else f"tel:{case.person.phone}"
        result.append(AtThumb("Bel", "lees eerst wanneer" if careful else str(case.subject), "phone", url))
    if may(sight, Action.EDIT_FILE, case):
        if case.is_open:
            result.append(AtThumb("Bezoek", "schrijf tijdens een bezoek", "house", reverse("bezoek", args=[case.ref])))
        result.append(AtThumb("Notitie", "schrijf op", "square-pen", reverse("notitie", args=[case.ref])))
    if may(sight, Action.KEEP_PIECE, case):
        result.append(AtThumb("Foto", "voeg een stuk toe", "camera", reverse("nieuw-stuk", args=[case.ref])))
    return result
