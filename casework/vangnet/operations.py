"""Drafting a vangnet request, changing the draft, and providing a team's budget."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from casework.cases.conditions import case_is_open, is_regisseur_or_reported_it
from casework.cases.models import Case
from casework.engine.errors import NotAllowed, NotNow, Reason, refuse, refuse_invalid
from casework.engine.holding import locked_on, locked_row
from casework.engine.machine import unmet
from casework.engine.said_before import refuse_said_before
from casework.engine.surroundings import looking_at
from casework.engine.writes import write_on
from casework.vangnet import ledger
from casework.vangnet import possible_days as vangnet_days
from casework.vangnet.account_number import masked
from casework.vangnet.conditions import is_requester_or_regisseur, no_budget
from casework.vangnet.models import LedgerEntry, VangnetBudget, VangnetRequest
from casework.vangnet.states import VangnetState
from roles.actions import Action
from roles.models import Team, User
from roles.policy import Sight
from roles.policy import may as allowed

TO_DRAFT: Final = (case_is_open,)


def draft_request(
    case: Case, *, by: User | Sight, token: uuid.UUID | None = None, at: dt.datetime | None = None, **fields: Any
) -> VangnetRequest:
    """A draft on the team's budget of the year; asking for it is a step. Raises NotAllowed, NotNow, Repeated."""
    with write_on(case, by=by, action=Action.REQUEST_VANGNET, token=token, at=at) as write:
        if write.sight is not None and not is_regisseur_or_reported_it.test(write.attempt()):
            raise NotAllowed
        if reasons := unmet(TO_DRAFT, write.attempt()):
            raise NotNow(reasons)
        budget = VangnetBudget.objects.filter(team=write.anchor.team, year=write.on.year).first()
        if budget is None:
            raise NotNow([Reason(no_budget(write.anchor.team, write.on.year))])
        request = VangnetRequest(
            case=write.anchor, budget=budget, requested_by=write.by, state_since=write.on, **fields
        )
        request.written_by(write.by)
        refuse_invalid(request, fields)
        _refuse_impossible_day(request, write.on)
        said = {name: fields[name] for name in ("purpose", "amount", "payee")}
        same = VangnetRequest.objects.filter(case=write.anchor, **said)
        refuse_said_before(write, "vangnet.drafted", request.purpose, same)
        request.save()
        write.tell(
            "vangnet.drafted",
            "Vangnetaanvraag in concept",
            text=request.purpose,
            obj=request,
            action=Action.REQUEST_VANGNET,
        )
    return request


def change_request(
    request: VangnetRequest, *, by: User | Sight, token: uuid.UUID | None = None, **fields: Any
) -> VangnetRequest:
    """Change a draft, by whoever asks or the regisseur. What was submitted goes back to concept first.

    Who changes it can't decide on it any more; the event keeps what it said before.
    """
    with write_on(request.case, by=by, action=Action.REQUEST_VANGNET, obj=request, token=token) as write:
        request = locked_on(write.anchor, VangnetRequest, request.pk)
        if not may_change(request, write.sight):
            raise NotAllowed
        if request.state != VangnetState.CONCEPT:
            raise NotNow([Reason("Deze aanvraag is geen concept meer.")])
        before = {name: getattr(request, name) for name in fields if getattr(request, name) != fields[name]}
        after = {name: fields[name] for name in before}
        for name, value in fields.items():
            setattr(request, name, value)
        request.written_by(write.by)
        refuse_invalid(request, fields)
        _refuse_impossible_day(request, write.on)
        request.save()
        write.tell(
            "vangnet.changed",
            "Concept gewijzigd",
            text=request.purpose,
            obj=request,
            action=Action.REQUEST_VANGNET,
            details={"before": _to_remember(before), "after": _to_remember(after)},
        )
    return request


def _to_remember(said: dict[str, Any]) -> dict[str, Any]:
    """An account number stands encrypted in its own row, and in no other."""
    return {name: masked(value) if name == "payee_iban" else value for name, value in said.items()}


def _refuse_impossible_day(request: VangnetRequest, on: dt.date) -> None:
    if request.recover_on is not None:
        refuse(vangnet_days.recovered(on).refusal(request.recover_on))


def may_change(request: VangnetRequest, who: Sight | None) -> bool:
    """Whoever asks for it, and the regisseur: a decider who could rewrite it would decide alone."""
    if who is None:
        return True
    return allowed(who, Action.REQUEST_VANGNET, request) and is_requester_or_regisseur.test(looking_at(request, who))


def provide_budget(
    team: Team, *, year: int, amount: Decimal, by: User | None, words: str, at: dt.datetime | None = None
) -> LedgerEntry:
    """Give a team's budget of a year this many euros (negative takes back what is free). Raises NotNow below zero."""
    with transaction.atomic():
        budget, _ = VangnetBudget.objects.get_or_create(team=team, year=year)
        budget = locked_row(VangnetBudget, budget.pk)
        if amount < 0 and budget.entries.balance().free + amount < 0:
            raise NotNow([Reason("Er is niet zoveel vrij om terug te nemen.")])
        return ledger.provide(budget, amount=amount, by=by, at=at or timezone.now(), words=words)
