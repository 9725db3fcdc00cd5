"""The citizen takes a consent back."""

import datetime as dt
import uuid

from casework.engine.errors import NotNow, Reason
from casework.engine.writes import write_on
from casework.network.models import Consent
from roles.actions import Action
from roles.matrix import GrantKind
from roles.models import User
from roles.policy import Sight


def withdraw_consent(
    consent: Consent, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None
) -> None:
    """The citizen takes it back: that sight ends at once, and what rests on it (hand-overs, goals) ends with it.

    By the citizen (or representative) themselves, or written down by the team. Raises NotAllowed, Repeated.
    """
    case = consent.case
    kind = by.grants.get(case.pk) if isinstance(by, Sight) else None
    citizen = kind in (GrantKind.OWN, GrantKind.REPRESENT)
    action = Action.STEER_OWN if citizen else Action.EDIT_FILE
    with write_on(case, by=by, action=action, token=token, at=at) as write:
        consent = Consent.objects.select_for_update().get(pk=consent.pk)
        if consent.withdrawn_at is not None:
            raise NotNow([Reason("Deze toestemming is al ingetrokken.")])
        consent.withdrawn_at = write.at
        consent.save(update_fields=["withdrawn_at"])
        write.tell(
            "consent.withdrawn",
            "Toestemming ingetrokken",
            obj=consent,
            action=action,
            citizen="U hebt uw toestemming ingetrokken.",
            url="/mijn/" if citizen else case.get_absolute_url(),
        )
