"""What is shared, as one person may see it."""

from casework.cases.querysets import CaseChildQuerySet
from roles.actions import Action


class SharingQuerySet(CaseChildQuerySet):
    """For whoever may see the file, and for whom it is about. Who gets something sees what they get, not this."""

    action = Action.VIEW_SHARING
