"""The pages of the vangnet as one person sees them, in a row above each."""

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from casework.engine.finding import sight_of
from roles import reading_log
from roles.actions import Action
from roles.policy import Sight

FRONT: Final = "vangnet"
_TABS: Final = (
    ("vangnet-aanvragen", "Aanvragen", Action.VIEW_VANGNET),
    ("vangnet-budgetten", "Budgetten", Action.VIEW_BUDGET),
    ("vangnet-boekingen", "Boekingen", Action.VIEW_BUDGET),
    ("vangnet-verrekenen", "Te verrekenen", Action.VIEW_BUDGET),
)


@dataclass(frozen=True, slots=True)
class Tab:
    name: str
    label: str
    here: bool


def tabs(sight: Sight, here: str) -> list[Tab]:
    shown = [(FRONT, _front(sight)), *((name, label) for name, label, action in _TABS if sight.has(action))]
    return [Tab(name, label, name == here) for name, label in shown]


def _front(sight: Sight) -> str:
    if sight.has(Action.DECIDE_VANGNET):
        return "Te beslissen"
    return "Te betalen" if sight.has(Action.PAY_VANGNET) else "Lopend"


def sight_for(request: HttpRequest, action: Action, *, part: str) -> Sight:
    """Of who may have this page at all; another's attempt is remembered."""
    sight = sight_of(request)
    if not sight.has(action):
        reading_log.refused(sight, file_id=None, ref="", part=part)
        raise PermissionDenied
    return sight
