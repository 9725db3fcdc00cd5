"""What somebody may decide alone, told before they fill anything in."""

from typing import Any

from casework.engine.mandates import held_by
from roles import kept
from roles.models import MandateKind
from roles.policy import Sight


def own_mandate(sight: Sight, kind: MandateKind, anchor: Any) -> list[Any]:
    """The mandates of that kind this person may use on this anchor today, the smallest first."""
    return held_by(sight, kind, anchor, kept.mandates(sight.on, None, teams=[anchor.team_id]))
