"""What somebody's cases wait for: until the day that one looks, then it is a turn."""

from collections.abc import Iterator
from typing import Any

from casework.cases.putting_out import WaitingFor
from casework.engine.noun import PutOut
from casework.waits.models import Wait
from casework.waits.states import WaitState
from roles.policy import Sight


def _mine(sight: Sight) -> Any:
    rows = Wait.objects.visible_to(sight).filter(state=WaitState.LOOPT, until__gt=sight.on)
    return rows.filter(case__regisseur_id__in=sorted(sight.acts_for))


_WAITS = WaitingFor("waits", _mine, "waits_for", "what", "since")
KEYS = _WAITS.keys


def put_out(sight: Sight) -> Iterator[PutOut]:
    return _WAITS.of(sight, _told)


def _told(one: Wait) -> dict[str, Any]:
    return {"what": "Kijk of het er is", "whom": one.on_what, "since": one.since}
