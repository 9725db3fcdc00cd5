"""The inverted triangle as a picture, and a way drawn through it: pure geometry, in whole units of an SVG."""

from collections.abc import Sequence
from typing import Any, Final

WIDTH, BAND = 640, 78
_SLOPE: Final = 52  # how much narrower each side gets per band: the triangle stands on its point
_LAYERS: Final = (("burger", "Inwoner"), ("middenveld", "Partner in de kern"), ("professional", "Professional"))
_LABEL: Final = 30  # room for the band's name, above the points
HEIGHT: Final = BAND * len(_LAYERS)
DATED: Final = 8  # more dates than this don't fit beside each other; the list below the picture has them all


def way(points: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Bands, and the points in order from left to right, each in the band of its layer. `points`: a snapshot's `way`."""
    bands = [_band(number, label) for number, (_, label) in enumerate(_LAYERS)]
    rows = {layer: number for number, (layer, _) in enumerate(_LAYERS)}
    placed = [
        {
            "x": _x(rows[point["layer"]], number, len(points)),
            "y": rows[point["layer"]] * BAND + _LABEL + 14,
            "number": number + 1,
            "date": point["on"] if len(points) <= DATED else "",
        }
        for number, point in enumerate(points)
    ]
    for point in placed:
        point["text_y"], point["date_y"] = point["y"] + 4, point["y"] + 27
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "bands": bands,
        "points": placed,
        "line": " ".join(f"{point['x']},{point['y']}" for point in placed),
        "words": "; ".join(
            f"{number}. {point['day']}: {point['label']}, {point['holder']}" for number, point in enumerate(points, 1)
        ),
    }


def _band(number: int, label: str) -> dict[str, Any]:
    top, bottom = number * _SLOPE, (number + 1) * _SLOPE
    y = number * BAND
    corners = ((top, y), (WIDTH - top, y), (WIDTH - bottom, y + BAND), (bottom, y + BAND))
    return {
        "label": label,
        "corners": " ".join(f"{x},{y}" for x, y in corners),
        "label_x": WIDTH // 2,
        "label_y": y + 17,
    }


def _x(band: int, number: int, count: int) -> int:
    """Spread evenly over the width of the band, where the points stand."""
    inset = band * _SLOPE + _SLOPE + 34
    if count == 1:
        return WIDTH // 2
    return inset + (WIDTH - 2 * inset) * number // (count - 1)
