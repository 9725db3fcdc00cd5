"""Who acts for the regisseur of a case while they are away: beside their name, wherever that stands."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from roles.fixed import Select, Slot
from roles.models import Absence, running


def _running(user: int, team: int, on: dt.date) -> Any:
    """Of more roles in that team the one that lasts longest."""
    rows = Absence.objects.filter(running(on), membership__user=user, membership__team=team)
    names = ("cover__first_name", "cover__last_name", "cover__username")
    return rows.select_related("cover").only("since", "until", *names).order_by("-until", "pk")


_AWAY: Final = Select(_running, user=Slot.ID, team=Slot.ID, on=Slot.DAY)


def asked_of(case: Any, on: dt.date) -> Iterator[Any]:
    """The absence of its regisseur, asked now."""
    if case.regisseur_id is None:
        return iter(())
    return _AWAY.objects(user=case.regisseur_id, team=case.team_id, on=on)
