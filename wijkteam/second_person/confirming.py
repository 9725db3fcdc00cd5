"""What the second person does with a proposal: confirm it, refuse it; and whoever asked takes it back."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Final

import pghistory
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from casework.engine import rerouting
from casework.engine.errors import NotAllowed, NotNow, Reason
from casework.engine.turns import NobodyThere
from casework.vangnet.operations import provide_budget
from casework.wording.models import Wording
from roles import roster
from roles.actions import Action
from roles.models import Outcome, Proposal, Team, User
from roles.policy import sight as sight_of
from roles.proposals import ACCOUNT, BUDGET, MEMBERSHIP, WORDING, Standing, leaders_of, why_not_confirmed_by
from wijkteam.second_person.changes import KERNEN, Values, people_of, put, row_of, still_stands
from wijkteam.second_person.proposing import judge, tell

CHANGED: Final = "Dit is intussen gewijzigd. Wijs het af; beheer kan het dan opnieuw vragen."


class Decided(Exception):
    """Somebody decided on it before."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        super().__init__("Een collega was u voor.")


def confirm(proposal: Proposal, *, by: User) -> list[User]:
    """Write what was proposed, all of it or nothing. Gives the people who got an account by it.

    Raises Decided, NotAllowed, and NotNow where it can't be any more (said in words; it goes on waiting).
    """
    try:
        made = _settle(proposal, by, Outcome.CONFIRMED, act=_write)
    except (NobodyThere, IntegrityError) as error:
        words = str(error) if isinstance(error, NobodyThere) else CHANGED
        raise NotNow([Reason(words)]) from error
    rerouting.soon()
    return made


def refuse(proposal: Proposal, *, by: User, why: str) -> None:
    _settle(proposal, by, Outcome.REFUSED, why=why)


def withdraw(proposal: Proposal, *, by: User) -> None:
    """By whoever asked for it, or a colleague of theirs."""
    _settle(proposal, by, Outcome.WITHDRAWN)


def _settle(
    proposal: Proposal,
    by: User,
    outcome: Outcome,
    *,
    why: str = "",
    act: Callable[[Proposal], list[User]] | None = None,
) -> list[User]:
    """Under the roster alone: what the second person may, and what stands, is judged as it is then."""
    with transaction.atomic(), pghistory.context(asked_by=proposal.made_by_id):
        roster.change()
        proposal = Proposal.objects.select_for_update(of=("self",), no_key=True).get(pk=proposal.pk)
        if not proposal.waits:
            raise Decided(proposal)
        who = sight_of(by)
        if outcome == Outcome.WITHDRAWN:
            allowed = who.has(Action.CONFIGURE)
        else:
            allowed = not why_not_confirmed_by(proposal, who, Standing.of(by))
        if not allowed:
            raise NotAllowed
        made = act(proposal) if act else []
        proposal.outcome, proposal.why = outcome, why
        proposal.decided_by, proposal.decided_at = by, timezone.now()
        proposal.save(update_fields=["outcome", "why", "decided_by", "decided_at"])
        if act:
            rerouting.refuse_if_nobody_is_left()
            _tell_who_is_over_it(proposal)
    return made


def _tell_who_is_over_it(proposal: Proposal) -> None:
    """Whoever leads there hears of it, also where others decided."""
    for one in leaders_of(proposal.team):
        if one.pk != proposal.decided_by_id:
            tell(one, proposal, "done", "Er is iets veranderd in wie bij uw team hoort of wat mag")


# --- writing it ------------------------------------------------------------------------------------------------


def _write(proposal: Proposal) -> list[User]:
    """Raises NotNow with what stands in the way."""
    # whoever reads somebody's mail can choose their password: with another address it may be another person
    if User.objects.filter(pk__in=people_of(proposal.changes), email_changed_at__gt=proposal.made_at).exists():
        raise NotNow([Reason(CHANGED)])
    new: dict[str, User] = {}
    for one in proposal.changes:
        try:
            if one["kind"] == BUDGET:
                _provide(one["after"], proposal.made_by)
            elif one["kind"] == WORDING:
                _word(one)
            else:
                _write_row(one, new)
        except ValidationError as error:
            raise NotNow([Reason(words) for words in error.messages]) from error
    return list(new.values())


def _provide(after: Values, by: User) -> None:
    provide_budget(
        Team.objects.get(pk=after["team"]),
        year=after["year"],
        amount=Decimal(after["amount"]),
        by=by,
        words=after["words"],
    )


def _word(one: Values) -> None:
    """Where others worded it since, who confirms was shown another difference than this one makes."""
    after = one["after"]
    latest = Wording.objects.filter(letter=after["letter"], paragraph=after["paragraph"]).order_by("-pk").first()
    if (latest.pk if latest else None) != one["row"]["on_top_of"]:
        raise NotNow([Reason(CHANGED)])
    Wording.objects.create(
        letter=after["letter"],
        paragraph=after["paragraph"],
        text=after["text"],
        since=dt.date.fromisoformat(after["since"]),
    )


def _write_row(one: Values, new: dict[str, User]) -> None:
    try:
        row = row_of(one)
    except ObjectDoesNotExist as error:
        raise NotNow([Reason(CHANGED)]) from error
    if one["pk"] and not still_stands(row, one):
        raise NotNow([Reason(CHANGED)])
    put(row, one["after"])
    if one["kind"] == MEMBERSHIP and one["row"].get("username"):
        row.user = new[one["row"]["username"]]
    if one["kind"] == ACCOUNT and not one["pk"]:
        if User.objects.filter(email__iexact=row.email).exists():
            raise NotNow([Reason(f"Het e-mailadres van {row.name} heeft intussen al een account.")])
        row.set_unusable_password()
        new[row.username] = row
    judge(row)
    row.save()
    if KERNEN in one["after"]:
        row.kernen.set(one["after"][KERNEN])
