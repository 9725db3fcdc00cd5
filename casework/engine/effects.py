"""What a step does to other rows: called by the door after the save, in the same transaction, under the same lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from django.db import models

if TYPE_CHECKING:
    from casework.engine.writes import Visit


Effect = Callable[["Visit", Any, str, dict[str, Any]], None]
_EFFECTS: Final[dict[tuple[type[models.Model], str], Effect]] = {}


def of(model: type[models.Model], *names: str) -> Callable[[Effect], Effect]:
    """This function is what these steps do elsewhere."""

    def keep(effect: Effect) -> Effect:
        for name in names:
            _EFFECTS[model, name] = effect
        return effect

    return keep


def after(here: Visit, obj: models.Model, name: str, before: str, details: dict[str, Any]) -> None:
    effect = _EFFECTS.get((type(obj), name))
    if effect:
        effect(here, obj, before, details)
