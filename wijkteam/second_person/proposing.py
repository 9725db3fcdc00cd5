"""Laying down what waits for a second person, and telling who that can be."""

from collections.abc import Iterable
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from casework.engine import outbox
from roles.models import Membership, Proposal, Team, User
from roles.periods import not_ended
from roles.policy import Sight
from roles.proposals import ABSENCE, ACCOUNT, BUDGET, WORDING, Standing, leaders_of, makers_of, others_of_beheer
from wijkteam.second_person.changes import Values, change, kind_of, put, values_of
from wijkteam.second_person.widening import split

PAGE: Final = "/bevestigen/"


def hold_back(row: Any, before: Values, kernen: Iterable[Any] | None = None) -> tuple[Values | None, Values]:
    """Takes out of `row`, as somebody filled it in, what widens. Gives that as a change, None where nothing waits; and
    what the row says now.

    Where what is left can't stand by itself (the last one of a role would be gone) the whole change waits.
    """
    kind, after = kind_of(type(row)), values_of(row, kernen)
    now, later = split(kind, before, after)
    if not later:
        return None, after
    put(row, before | now)
    if now and not can_stand(row):
        now, later = {}, {name: value for name, value in after.items() if value != before[name]}
        put(row, before)
    stands = before | now
    return change(kind, row.pk, {name: stands[name] for name in later}, later, after), stands


def whole(row: Any, kernen: Iterable[Any] | None = None) -> Values:
    """A new row that waits as it is."""
    after = values_of(row, kernen)
    return change(kind_of(type(row)), None, {}, after, after)


def judge(row: models.Model) -> None:
    """As any form would. Raises ValidationError. The password of an account is no matter of ours."""
    row.full_clean(exclude={"password"} if kind_of(type(row)) == ACCOUNT else None)


def can_stand(row: models.Model) -> bool:
    try:
        judge(row)
    except ValidationError:
        return False
    return True


def propose(changes: list[Values], sight: Sight) -> Proposal:
    """Have these wait for a second person, and tell who that can be: the leaders of the team, else beheer's others.

    The same asked for again while it waits is that same one.
    """
    for there in Proposal.objects.waiting():
        if there.changes == changes:
            return there
    proposal = Proposal.objects.create(
        changes=changes, team=team_of(changes), made_by=sight.user, made_for=makers_of(sight)
    )
    makers = {proposal.made_by_id, *proposal.made_for}
    able = [one for one in leaders_of(proposal.team) if one.pk not in makers and not _gains(one, changes)]
    for one in able or others_of_beheer(makers):
        tell(one, proposal, "asked", "Er wacht iets op uw bevestiging")
    return proposal


def _gains(person: User, changes: list[Values]) -> bool:
    standing = Standing.of(person)
    return any(standing.gains(one) for one in changes)


def tell(person: User, proposal: Proposal, what: str, subject: str) -> None:
    """A mail that says where to look, and nothing of what it is about."""
    key = f"proposal:{proposal.pk}:{what}:{person.pk}"
    outbox.notify(person, subject=subject, url=PAGE, key=key, at=timezone.now())


def team_of(changes: list[Values]) -> Team | None:
    """Whose leader can say something of it: where all of it is about one and the same team."""
    teams = {team for one in changes for team in _teams(one["kind"], one["row"])}
    only = next(iter(teams)) if len(teams) == 1 else None
    return Team.objects.filter(pk=only).first() if only is not None else None


def _teams(kind: str, row: Values) -> set[int | None]:
    """None where it is about no team. Of a person: where they work. A new account by itself is nowhere."""
    if kind == WORDING:
        return {None}
    if kind == ABSENCE:
        return {Membership.objects.values_list("team_id", flat=True).get(pk=row["membership"])}
    if kind == BUDGET or row.get("role"):
        return {row["team"]}
    person = row.get("id") if kind == ACCOUNT else row["user"]
    if person is None:
        return set()
    later = Membership.objects.filter(not_ended(timezone.localdate()), user=person)
    return set(later.values_list("team_id", flat=True)) or {None}
