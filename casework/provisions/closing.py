"""What closing a case does to help that was granted: nothing, it outlives the case. Only death ends it by itself."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from casework.cases.states import EndReason
from casework.engine.noun import Closing, Ending
from casework.engine.writes import Write
from casework.provisions.models import Provision
from casework.provisions.states import ProvisionState
from casework.provisions.versions import on_day


def at_end(write: Write, rows: list[Any], details: dict[str, Any]) -> Iterable[Ending]:
    """The line of an application that goes no further is refused with it."""
    yield Ending([one for one in rows if one.state == ProvisionState.GEVRAAGD], "refuse")
    runs = [one for one in rows if one.state in ProvisionState.RUNS]
    if write.anchor.ended_reason == EndReason.OVERLEDEN:
        yield Ending(runs, "lapse", {"last": _last_day(write), "decided": True})
    else:
        yield Ending(runs, columns={"case_ended_on": write.on})


def warns(case: Any, rows: list[Any]) -> str:
    if not any(one.state in ProvisionState.RUNS for one in rows):
        return ""
    return "De hulp die is toegekend, loopt door: die stopt alleen door een besluit. Wie mag besluiten, krijgt dat te doen."


def _last_day(write: Write) -> dt.date:
    person = write.anchor.person
    return (person.deceased_on if person else None) or write.on


CLOSING = Closing(
    blocks=(ProvisionState.GEVRAAGD,),
    reason="Er is hulp gevraagd waarover nog niet is besloten.",
    where="besluiten",
    ends=(ProvisionState.GEVRAAGD, *ProvisionState.RUNS),
    outlives=(*ProvisionState.RUNS, ProvisionState.BEEINDIGD),
    at_end=at_end,
    warns=warns,
)


def help_runs(on: dt.date) -> QuerySet[Any]:
    """What was granted, until its last day; what is on loan has none."""
    lasts = Q(ends_on__gte=on) | Q(ends_on__isnull=True, once=False) | Q(ends_on__isnull=True, lent=True)
    return Provision.objects.filter(lasts, state__in=ProvisionState.RUNS)


def help_in_words(case: Any, on: dt.date) -> list[str]:
    """As it holds that day, and only what the citizen was told."""
    rows = help_runs(on).filter(case=case, told_on__isnull=False).prefetch_related("versions")
    return [_line(on_day(one, one.versions.all(), on)) for one in rows]


def _line(one: Provision) -> str:
    since = "van" if one.ends_on else "vanaf"
    return ", ".join(filter(None, (one.what, one.how_much, f"{since} {one.lasts}")))
