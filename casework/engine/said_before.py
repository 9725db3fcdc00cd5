"""The same thing said twice: somebody went back in the browser, where the form was opened anew, and sent it again."""

import datetime as dt
from typing import Any, Final

from casework.cases.events import CaseEvent
from casework.engine.errors import SaidBefore
from casework.engine.writes import Visit

A_MOMENT: Final = dt.timedelta(minutes=10)  # whoever says the same again after that means it


def refuse_said_before(here: Visit, verb: str, text: str, same: Any) -> None:
    """Raises SaidBefore where this person wrote the same a moment ago. `same`: the rows with the same words.

    Only for what comes out of a form: an import may bring two equal lines.
    """
    if here.token is None or here.by is None:
        return
    since = here.at - A_MOMENT
    first = CaseEvent.objects.filter(case=here.case, by=here.by, verb=verb, text=text, at__gte=since).first()
    if first and same.exists():
        raise SaidBefore(first.url, first.label)
