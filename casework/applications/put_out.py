"""Applications on which the regisseur waits for who may decide."""

from collections.abc import Iterator
from typing import Any

from casework.applications.models import Application
from casework.applications.states import ApplicationState
from casework.cases.putting_out import WaitingFor
from casework.engine.noun import PutOut
from roles.policy import Sight


def _mine(sight: Sight) -> Any:
    open_ = Application.objects.visible_to(sight).filter(state__in=ApplicationState.OPEN)
    return open_.filter(case__regisseur__in=sorted(sight.acts_for))


_RECEIVED = WaitingFor("applications", _mine, "what", "received_on")
KEYS = _RECEIVED.keys


def put_out(sight: Sight) -> Iterator[PutOut]:
    return _RECEIVED.of(sight, lambda one: {"what": f"Besluit over {one.what}", "since": one.received_on})
