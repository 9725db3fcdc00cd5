"""The same thing said twice: somebody went back in the browser, where the form was opened anew, and sent it again."""

import datetime as dt
from typing import Any, Final

from django.apps import apps

from casework.engine.errors import SaidBefore
from casework.engine.writes import Write

A_MOMENT: Final = dt.timedelta(minutes=10)  # whoever says the same again after that means it


def refuse_said_before(write: Write, verb: str, text: str, same: Any) -> None:
    """Raises SaidBefore where this person wrote the same a moment ago. `same`: the rows with the same words.

    Only for what comes out of a form: an import may bring two equal lines.
    """
    if write.token is None or write.by is None:
        return
    events = apps.get_model(write.anchor.event_model)
    there = {events.anchor_field: write.anchor, "by": write.by, "verb": verb, "text": text}
    first = events._default_manager.filter(**there, at__gte=write.at - A_MOMENT).first()
    if first and same.exists():
        raise SaidBefore(first.url, first.label)
