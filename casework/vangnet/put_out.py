"""Requests for the vangnet that somebody made and that wait for a decision."""

from collections.abc import Iterator
from typing import Any

from casework.cases.putting_out import WaitingFor
from casework.engine.noun import PutOut
from casework.engine.words import euros
from casework.vangnet.models import VangnetRequest
from casework.vangnet.states import VangnetState
from roles.policy import Sight


def _mine(sight: Sight) -> Any:
    asked = VangnetRequest.objects.visible_to(sight).filter(state=VangnetState.AANGEVRAAGD)
    return asked.filter(requested_by__in=sorted(sight.acts_for))


_ASKED = WaitingFor("vangnet", _mine, "amount", "requested_on", "state_since")
KEYS = _ASKED.keys


def put_out(sight: Sight) -> Iterator[PutOut]:
    return _ASKED.of(sight, _told)


def _told(one: VangnetRequest) -> dict[str, Any]:
    return {"what": f"Vangnet, {euros(one.amount)}", "since": one.requested_on or one.state_since}
