"""The way of the question through the triangle, beside a case: numbered dots in the mark's own shape, in units of 200 × 180."""

from collections.abc import Iterable
from typing import Any, Final

from casework.cases.events import CaseEvent
from casework.cases.states import Layer
from roles.fixed import Slot
from roles.policy import Sight
from roles.shape import Seen

MOST: Final = 6  # the last ones: more don't fit in the point of the triangle; the timeline has them all
BANDS: Final = {
    # layer: corners, height of its dots, how far apart they may stand
    Layer.BURGER: ("0,0 200,0 171,52 29,52", 26, 28),
    Layer.MIDDENVELD: ("35,62 165,62 136,114 64,114", 88, 20),
    Layer.PROFESSIONAL: ("70,124 130,124 100,180", 142, 14),
}
CENTRE: Final = 100


def _moves(sight: Sight, *, case: Any) -> Any:
    rows = CaseEvent.objects.visible_to(sight).filter(case=case).exclude(layer="")
    return rows.order_by("-at", "-pk").values("at", "layer", "holder")[: 4 * MOST]


_MOVES: Final = Seen("where the question was", _moves, case=Slot.ID)


class Path:
    """Asked when it is made, and drawn when it is looked at."""

    def __init__(self, case: Any, sight: Sight) -> None:
        self._case, self._asked = case, _MOVES.rows(sight, case=case.pk)

    def drawn(self) -> dict[str, Any]:
        stops = _stops(self._asked)
        shown = placed(stops[-MOST:])
        return {
            "bands": [(corners, layer == self._case.layer) for layer, (corners, _, _) in BANDS.items()],
            "stops": shown,
            "line": " ".join(f"{one['x']},{one['y']}" for one in shown),
            "before": len(stops) - len(shown),
        }


def _stops(moves: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """From the first on; who had it still is no new one."""
    result: list[dict[str, Any]] = []
    for one in sorted(moves, key=lambda one: one["at"]):
        if not result or (one["layer"], one["holder"]) != (result[-1]["layer"], result[-1]["holder"]):
            result.append(one)
    return result


def placed(stops: list[dict[str, Any]], after: int = 0) -> list[dict[str, Any]]:
    """In the band of their layer, later ones further to the right; numbered from 1, or from what came `after` which."""
    layers = [one["layer"] for one in stops]
    result = []
    for number, one in enumerate(stops):
        _, y, apart = BANDS[Layer(one["layer"])]
        before, among = layers[:number].count(one["layer"]), layers.count(one["layer"])
        x = CENTRE + round((before - (among - 1) / 2) * apart)
        shown = {"x": x, "y": y, "text_y": y + 4, "number": after + number + 1, "where": Layer(one["layer"]).label}
        result.append(one | shown | {"last": number == len(stops) - 1})
    return result
