"""The way of a question through the triangle on paper: the mark itself, 10 : 9, with a numbered dot for each who had it."""

from collections.abc import Sequence
from typing import Any

from casework.desk.path import BANDS, MOST, placed


def way(points: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """`points`: a snapshot's `way`. All of them as `all`, numbered; in the picture the last, for more don't fit in its
    point. Who had it still is no new one."""
    stops: list[dict[str, Any]] = []
    for one in points:
        if not stops or (one["layer"], one["holder"]) != (stops[-1]["layer"], stops[-1]["holder"]):
            stops.append(one)
    before = max(0, len(stops) - MOST)
    shown = placed(stops[before:], after=before)
    here = shown[-1]["layer"] if shown else ""
    return {
        "bands": [(corners, layer == here) for layer, (corners, _, _) in BANDS.items()],
        "all": [one | {"number": number} for number, one in enumerate(stops, 1)],
        "stops": shown,
        "line": " ".join(f"{one['x']},{one['y']}" for one in shown),
        "before": before,
        "words": "; ".join(f"{one['number']}. {one['day']}: {one['label']}, {one['holder']}" for one in shown),
    }
