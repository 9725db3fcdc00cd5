"""Advices that somebody asked for and waits for, until the day by which they would be there."""

from collections.abc import Iterator
from typing import Any

from casework.advice.models import Advice
from casework.advice.states import AdviceState
from casework.cases.putting_out import WaitingFor
from casework.engine.noun import PutOut
from roles.policy import Sight


def _mine(sight: Sight) -> Any:
    rows = Advice.objects.visible_to(sight).filter(state=AdviceState.GEVRAAGD, expected_by__gt=sight.on)
    return rows.filter(asked_by_id__in=sorted(sight.acts_for))


_ADVICES = WaitingFor(
    "advices",
    _mine,
    "kind",
    "asked_on",
    "sharing__with_name",
    "sharing__with_organisation__name",
    "sharing__with_team__name",
    "sharing__with_contact__name",
)
KEYS = _ADVICES.keys


def put_out(sight: Sight) -> Iterator[PutOut]:
    return _ADVICES.of(sight, _told)


def _told(one: Advice) -> dict[str, Any]:
    return {"what": "Advies", "whom": one.of_whom, "since": one.asked_on}
