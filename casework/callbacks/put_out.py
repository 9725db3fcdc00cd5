"""Call-backs that somebody took down and that another must still settle."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from casework.callbacks.models import CallBack
from casework.callbacks.states import CallBackState
from casework.cases.putting_out import WaitingFor
from casework.engine.noun import PutOut
from roles.policy import Sight


def _mine(sight: Sight) -> Any:
    """Not those that they ring back themselves, as who leads the case."""
    rows = CallBack.objects.visible_to(sight).filter(state=CallBackState.OPEN, taken_by_id=sight.user_id)
    return rows.exclude(Q(case__regisseur__isnull=False) & Q(case__regisseur=F("taken_by")))


_TAKEN = WaitingFor("call-backs", _mine, "about", "taken_at")
KEYS = _TAKEN.keys


def put_out(sight: Sight) -> Iterator[PutOut]:
    return _TAKEN.of(sight, _told)


def _told(one: CallBack) -> dict[str, Any]:
    return {"what": f"Bel terug: {one.about}", "since": timezone.localdate(one.taken_at)}
