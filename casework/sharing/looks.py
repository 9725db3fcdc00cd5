"""What was read by what is shared: by whom of the receiver, and when. It can't be called back."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q
from django.utils import timezone

from roles.models import Membership, Reading

MOST: Final = 200  # days and parts; who looked every day for years is on the page of who looked


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody of the receiver looked at a part, that day."""

    on: dt.date
    name: str
    part: str


def looks_at(sharing: Any) -> list[Look]:
    """Since it was given and while it held; the newest first, each person, day and part once."""
    if sharing.with_organisation_id is None and sharing.with_team_id is None:
        return []
    there = Membership.objects.filter(
        Q(organisation=sharing.with_organisation_id, team=None) | Q(team=sharing.with_team_id, organisation=None)
    )
    rows = Reading.objects.filter(
        case_id=sharing.case_id, refused=False, by__in=there.values("user"), at__date__gte=sharing.given_on
    )
    if sharing.ended_on is not None:
        rows = rows.filter(at__date__lte=sharing.ended_on)
    found = {
        Look(timezone.localdate(at), name, part): None
        for at, name, part in rows.order_by("-at", "-id").values_list("at", "by_name", "part")[: MOST * 5]
    }
    return list(found)[:MOST]
