"""Hand-overs as one person may see them."""

from casework.cases.querysets import SharedQuerySet
from roles.actions import Action


class HandoverQuerySet(SharedQuerySet):
    """Of a case one may see the hand-overs of, or offered to (held by) one's own team or organisation."""

    action = Action.VIEW_HANDOVER
    few_words = "need"
