"""The inverted triangle as a picture, and a way drawn through it: pure geometry, in whole units of an SVG."""

from collections.abc import Sequence
from typing import Any, Final

LABELS, WIDTH, BAND = 130, 660, 76  # the bands' names stand left of the triangle, where no line runs through them
SLOPE: Final = 34  # how much narrower each side gets per band: the triangle stands on its point
LAYERS: Final = (("burger", "Inwoner"), ("middenveld", "Partner in de kern"), ("professional", "Professional"))
DATED: Final = 5  # more dates than this don't fit beside each other; the list below the picture has them all


def way(points: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Bands, and the points in order from left to right, each in the band of its layer. `points`: a snapshot's `way`."""
    rows = {layer: number for number, (layer, _) in enumerate(LAYERS)}
    placed = [_point(point, rows[point["layer"]], number, len(points)) for number, point in enumerate(points)]
    return {
        "width": WIDTH,
        "height": BAND * len(LAYERS),
        "bands": [_band(number, label) for number, (_, label) in enumerate(LAYERS)],
        "points": placed,
        "line": " ".join(f"{point['x']},{point['y']}" for point in placed),
        "words": "; ".join(
            f"{number}. {point['day']}: {point['label']}, {point['holder']}" for number, point in enumerate(points, 1)
        ),
    }


def _band(number: int, label: str) -> dict[str, Any]:
    top, bottom, y = number * SLOPE, (number + 1) * SLOPE, number * BAND
    corners = ((LABELS + top, y), (WIDTH - top, y), (WIDTH - bottom, y + BAND), (LABELS + bottom, y + BAND))
    return {
        "label": label,
        "corners": " ".join(f"{x},{y}" for x, y in corners),
        "label_x": 0,
        "label_y": y + BAND // 2 + 5,
    }


def _point(point: dict[str, Any], row: int, number: int, count: int) -> dict[str, Any]:
    """Spread evenly over the width of the narrowest band, so that later is always further to the right."""
    first, last = LABELS + len(LAYERS) * SLOPE + 30, WIDTH - len(LAYERS) * SLOPE - 30
    x = (first + last) // 2 if count == 1 else first + (last - first) * number // (count - 1)
    y = row * BAND + BAND // 2 - 8
    return {
        "x": x,
        "y": y,
        "text_y": y + 4,
        "number": number + 1,
        "date": point["on"] if count <= DATED else "",
        "date_x": x - 29,
        "date_y": y + 27,
        "date_top": y + 17,
    }
