"""Who may decide what alone: which mandates someone holds for a case, and who else holds one. Pure."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from roles.models import MandateKind
from roles.policy import Post, Sight


def _for_kern(mandate: Any, case: Any) -> bool:
    return not mandate.kern_list or case.kern_id in mandate.kern_list


def held_by(sight: Sight, kind: MandateKind, case: Any, mandates: Iterable[Any]) -> list[Any]:
    """The running mandates of that kind this person may use on this case, the smallest first.

    A cover uses the mandate of the role they stand in for, never a personal one.
    """
    found = [
        mandate
        for mandate in mandates
        if mandate.kind == kind and _for_kern(mandate, case) and _holds(sight, mandate, case)
    ]
    return sorted(found, key=_size)


def _holds(sight: Sight, mandate: Any, case: Any) -> bool:
    if mandate.user_id:
        return bool(mandate.user_id == sight.user_id)
    return any(
        holding.role == mandate.role
        and holding.team_id == mandate.team_id
        and holding.organisation_id == mandate.organisation_id
        and (not holding.kern_ids or case.kern_id in holding.kern_ids)
        and (holding.organisation_id is not None or holding.everywhere or holding.team_id == case.team_id)
        for holding in sight.holdings
    )


def holders(kind: MandateKind, case: Any, staff: Iterable[Post], mandates: Iterable[Any]) -> dict[int, list[Any]]:
    """Who can act today under a mandate of that kind on this case: user id → their mandates, smallest first."""
    found: dict[int, list[Any]] = {}
    for mandate in sorted((one for one in mandates if one.kind == kind and _for_kern(one, case)), key=_size):
        for post in staff:
            personal = mandate.user_id == post.user_id and post.present
            by_role = (
                not mandate.user_id
                and post.role == mandate.role
                and post.team_id == mandate.team_id
                and post.organisation_id == mandate.organisation_id
            )
            serves = post.organisation_id is not None or post.serves(case.team_id, case.kern_id)
            if not (personal or by_role) or not serves:
                continue
            for user_id in (post.user_id,) if personal else post.acting_ids:
                held = found.setdefault(user_id, [])
                if mandate not in held:
                    held.append(mandate)
    return found


def _size(mandate: Any) -> tuple[Decimal, int]:
    return (mandate.max_amount or Decimal(0), mandate.max_weeks or 0)


def covers(mandate: Any, *, amount: Decimal | None = None, weeks: int | None = None) -> bool:
    """Whether the mandate reaches that amount (euros, per week for an indicatie) and those weeks."""
    if amount is not None and (mandate.max_amount is None or amount > mandate.max_amount):
        return False
    return weeks is None or (mandate.max_weeks is not None and weeks <= mandate.max_weeks)
