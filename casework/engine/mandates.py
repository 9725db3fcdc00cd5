"""Who may decide what alone: which mandates someone holds for an anchor, and who else holds one."""

from collections.abc import Iterable, Set
from decimal import Decimal
from typing import Any

from roles.models import MandateKind
from roles.policy import Post, Sight


def _for_kern(mandate: Any, anchor: Any) -> bool:
    return not mandate.kern_list or anchor.kern_id in mandate.kern_list


def held_by(sight: Sight, kind: MandateKind, anchor: Any, mandates: Iterable[Any]) -> list[Any]:
    """The running mandates of that kind this person may use on this anchor, the smallest first.

    A cover uses the mandate of the role they stand in for, never a personal one.
    """
    result = [
        mandate
        for mandate in mandates
        if mandate.kind == kind and _for_kern(mandate, anchor) and _holds(sight, mandate, anchor)
    ]
    return sorted(result, key=_size)


def _holds(sight: Sight, mandate: Any, anchor: Any) -> bool:
    if mandate.user_id:
        return bool(mandate.user_id == sight.user_id)
    return any(
        holding.role == mandate.role
        and holding.team_id == mandate.team_id
        and holding.organisation_id == mandate.organisation_id
        and (not holding.kern_ids or anchor.kern_id in holding.kern_ids)
        and (holding.organisation_id is not None or holding.everywhere or holding.team_id == anchor.team_id)
        for holding in sight.holdings
    )


def holders(
    kind: MandateKind, anchor: Any, staff: Iterable[Post], mandates: Iterable[Any], *, but: Set[int] = frozenset()
) -> dict[int, list[Any]]:
    """Who can act today under a mandate of that kind on this anchor: user id → their mandates, smallest first.

    Not these people, and nobody in their place or under their mandate.
    """
    staff = [post for post in staff if post.user_id not in but]
    result: dict[int, list[Any]] = {}
    for mandate in sorted((one for one in mandates if one.kind == kind and _for_kern(one, anchor)), key=_size):
        for post in staff:
            personal = mandate.user_id == post.user_id and post.present
            by_role = (
                not mandate.user_id
                and post.role == mandate.role
                and post.team_id == mandate.team_id
                and post.organisation_id == mandate.organisation_id
            )
            serves = post.organisation_id is not None or post.serves(anchor.team_id, anchor.kern_id)
            if not (personal or by_role) or not serves:
                continue
            for user_id in {post.user_id} - but if personal else set(post.acting_ids) - but:
                held = result.setdefault(user_id, [])
                if mandate not in held:
                    held.append(mandate)
    return result


def _size(mandate: Any) -> tuple[Decimal, int]:
    if mandate.is_unbounded:
        return Decimal("Infinity"), 0
    return (mandate.max_amount or Decimal(0), mandate.max_weeks or 0)


def covers(mandate: Any, *, amount: Decimal | None = None, weeks: int | None = None) -> bool:
    """Whether the mandate reaches that amount (euros, in all or per week, as the kind of mandate has it) and those weeks."""
    if amount is not None and not mandate.is_unbounded and (mandate.max_amount is None or amount > mandate.max_amount):
        return False
    return weeks is None or (mandate.max_weeks is not None and weeks <= mandate.max_weeks)
