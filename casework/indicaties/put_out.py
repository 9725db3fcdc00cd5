"""Indicaties that somebody put to a colleague who may issue them."""

from collections.abc import Iterator
from typing import Any

from casework.cases.putting_out import WaitingFor
from casework.engine.noun import PutOut
from casework.indicaties.models import VoorlopigeIndicatie
from casework.indicaties.states import IndicatieState
from roles.policy import Sight


def _mine(sight: Sight) -> Any:
    put = VoorlopigeIndicatie.objects.visible_to(sight).filter(state=IndicatieState.VOORGELEGD)
    return put.filter(made_by__in=sorted(sight.acts_for))


_PUT = WaitingFor("indicaties", _mine, "what", "state_since")
KEYS = _PUT.keys


def put_out(sight: Sight) -> Iterator[PutOut]:
    return _PUT.of(sight, lambda one: {"what": f"Beslissing over {one.what}", "since": one.state_since})
