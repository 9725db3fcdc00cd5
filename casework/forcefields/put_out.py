"""Krachtenveldanalyses that somebody asked for and waits for."""

from collections.abc import Iterator
from typing import Any

from casework.cases.putting_out import WaitingFor
from casework.engine.noun import PutOut
from casework.forcefields.models import ForceField
from casework.forcefields.states import ForceFieldState
from roles.policy import Sight


def _mine(sight: Sight) -> Any:
    rows = ForceField.objects.visible_to(sight).filter(state__in=ForceFieldState.AT_THE_MAKER, made_on=None)
    return rows.filter(asked_by_id__in=sorted(sight.acts_for))


_FIELDS = WaitingFor(
    "force fields",
    _mine,
    "asked_on",
    "maker__first_name",
    "maker__last_name",
    "maker__username",
    "maker_organisation__name",
)
KEYS = _FIELDS.keys


def put_out(sight: Sight) -> Iterator[PutOut]:
    return _FIELDS.of(sight, _told)


def _told(one: ForceField) -> dict[str, Any]:
    return {"what": "Krachtenveldanalyse", "whom": one.of_whom, "since": one.asked_on}
