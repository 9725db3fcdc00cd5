"""Consent that ran out."""

import datetime as dt

from django.db.models import Q

from casework.engine.due import each
from casework.engine.writes import visit
from casework.handovers.operations import end_what_rests_on
from casework.handovers.states import HandoverState
from casework.network.models import Consent


def end_consents(on: dt.date, at: dt.datetime) -> int:
    """Sight ended by itself on the day; here the question returns, so that somebody's list shows it."""
    over = (
        Consent.objects.filter(
            Q(handovers__state__in=HandoverState.LIVE) | Q(goals__state__in=("voorgesteld", "loopt")),
            until__lte=on,
            withdrawn_at__isnull=True,
        )
        .select_related("case")
        .distinct()
    )

    def end(consent: Consent) -> None:
        with visit(consent.case, by=None, at=at) as here:
            here.tell("consent.ended", "Toestemming verlopen", citizen="Uw toestemming is verlopen.")
            end_what_rests_on(consent, here)

    return each(over, end)
