"""What was prepared or decided, line by line, as a page tells it."""

from typing import Any

from casework.applications.lines import Outcome, called, day_of, how_much, is_granted, is_once
from casework.engine.words import Json


def told(application: Any) -> list[Json]:
    """Of each kind of help what was decided, how much, of whom, from when until when, and why."""
    return [_line(one) for one in application.content.get("lines", ())]


def _line(one: Json) -> Json:
    granted = is_granted(one)
    return {
        "what": called(one),
        "outcome": Outcome(one["outcome"]).label,
        "granted": granted,
        "once": is_once(one),
        "much": ": ".join(filter(None, (how_much(one), one["frequency"]))) if granted else "",
        "provider": one["provider_name"] if granted else "",
        "pgb": granted and one["form"] == "pgb",
        "starts_on": day_of(one["starts_on"]) if granted else None,
        "ends_on": day_of(one["ends_on"]) if granted else None,
        "review_on": day_of(one["review_on"]) if granted else None,
        "law": one["article"] or one["ground_name"],
        "local": one["verordening"],
        "why": one["motivation"],
    }
