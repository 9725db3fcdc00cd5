"""A goal with its reports, and the scores as a small line."""

from typing import Any, Final

from casework.engine.words import day_in_words

_SHOWN_REPORTS: Final = 12
_WIDTH, _HEIGHT, _LEFT, _STEP = 280, 92, 24, 18  # of the small picture; a step on the scale is 18 high


def progress(goal: Any) -> dict[str, Any]:
    """A goal with its last reports, and the scores among them as the points of a small line from −2 to +2."""
    reports = list(goal.reports.all())[-_SHOWN_REPORTS:]
    scored = [one for one in reports if one.score is not None]
    middle = _HEIGHT // 2
    across = (_WIDTH - _LEFT - 16) / max(len(scored) - 1, 1)
    points = [
        {"x": round(_LEFT + 8 + number * across), "y": middle - one.score * _STEP} for number, one in enumerate(scored)
    ]
    return {
        "goal": goal,
        "reports": list(reversed(reports)),
        "points": points,
        "width": _WIDTH,
        "height": _HEIGHT,
        "left": _LEFT,
        "line": " ".join(f"{point['x']},{point['y']}" for point in points),
        "scale": [
            {
                "label": f"{score:+d}".replace("-", "−").replace("+0", "0"),
                "y": middle - score * _STEP,
                "text_y": middle - score * _STEP + 3,
                "zero": score == 0,
            }
            for score in (2, 1, 0, -1, -2)
        ],
        "words": ", ".join(f"{day_in_words(one.on)}: {one.get_score_display()}" for one in scored),
        "last": scored[-1].get_score_display() if scored else "",
    }
