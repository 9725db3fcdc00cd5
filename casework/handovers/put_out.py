"""Offers that somebody made and that nobody answered yet."""

from collections.abc import Iterator
from typing import Any

from casework.cases.putting_out import WaitingFor
from casework.cases.states import PartyKind
from casework.engine.noun import PutOut
from casework.handovers.models import Handover
from casework.handovers.states import HandoverState
from roles.policy import Sight


def _mine(sight: Sight) -> Any:
    """A promise to help is an answer: then it is the asker's turn."""
    offered = Handover.objects.visible_to(sight).filter(state=HandoverState.AANGEBODEN)
    return offered.filter(offered_by__in=sorted(sight.acts_for)).exclude(anonymous=True, willing_on__isnull=False)


_OFFERED = WaitingFor(
    "offers",
    _mine,
    *("to_kind", "anonymous", "goal", "offered_on"),
    *("to_contact__name", "to_organisation__name", "to_team__name"),
)
KEYS = _OFFERED.keys


def put_out(sight: Sight) -> Iterator[PutOut]:
    return _OFFERED.of(sight, _told)


def _told(offer: Handover) -> dict[str, Any]:
    what = "Vraag zonder naam" if offer.anonymous else "Overdracht van een doel" if offer.goal_id else "Overdracht"
    whom = "De inwoner zelf" if offer.to_kind == PartyKind.INWONER else offer.receiver_name
    return {"what": what, "whom": whom, "since": offer.offered_on}
