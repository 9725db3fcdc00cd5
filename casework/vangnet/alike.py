"""The same money asked for twice: whoever asks, decides or pays sees the other one beside it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from casework.vangnet.models import VangnetRequest
from casework.vangnet.states import VangnetState
from roles.policy import Sight

WITHIN: Final = dt.timedelta(days=366)  # what returns each year is asked for again


def alike(requests: Iterable[VangnetRequest], sight: Sight) -> dict[int, list[VangnetRequest]]:
    """For each of these the others of the same sum, to the same payee, for the same case or person; in one query.

    Only what this person may see. What was refused or taken back doesn't count.
    """
    asked = [one for one in requests if one.state not in VangnetState.GONE]
    if not asked:
        return {}
    others = (
        VangnetRequest.objects.visible_to(sight)
        .exclude(state__in=VangnetState.GONE)
        .filter(amount__in={one.amount for one in asked}, state_since__gt=sight.on - WITHIN)
        .select_related("case")
        .order_by("pk")
    )
    result = defaultdict(list)
    for other in others:
        for one in asked:
            if _is_the_same(one, other):
                result[one.pk].append(other)
    return dict(result)


def _is_the_same(one: VangnetRequest, other: VangnetRequest) -> bool:
    if one.pk == other.pk or one.amount != other.amount:
        return False
    same_person = one.case.person_id is not None and one.case.person_id == other.case.person_id
    return (one.case_id == other.case_id or same_person) and _payee(one, other)


def _payee(one: VangnetRequest, other: VangnetRequest) -> bool:
    """By account where both name one: a name is written in many ways."""
    if one.payee_iban and other.payee_iban:
        return one.payee_iban == other.payee_iban
    return one.payee.casefold().split() == other.payee.casefold().split()
