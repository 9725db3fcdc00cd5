"""Who the second person can be: somebody who waits wants to know whom to ring."""

from collections.abc import Callable, Iterable

from django.utils import timezone

from roles.actions import Action
from roles.models import Proposal, User
from roles.policy import posts, who_may
from roles.proposals import Standing


def able_to_confirm(proposals: Iterable[Proposal]) -> Callable[[Proposal], list[str]]:
    """The names of those who are there today, per proposal; read once for all of them."""
    waiting = [one for one in proposals if one.waits]
    staff = posts(timezone.localdate(), teams=[one.team_id for one in waiting if one.team_id]) if waiting else ()
    people = User.objects.in_bulk({user for post in staff for user in post.acting_ids})
    standings: dict[int, Standing] = {}

    def able(one: Proposal) -> list[str]:
        if not one.waits:
            return []
        makers = {one.made_by_id, *one.made_for}
        there = who_may(Action.CONFIRM_RIGHTS, one, [post for post in staff if post.user_id not in makers])
        found = []
        for user in sorted(there - makers):
            standing = standings.get(user) or standings.setdefault(user, Standing.of(people[user]))
            if not any(standing.gains(change) for change in one.changes):
                found.append(people[user].name)
        return found

    return able
