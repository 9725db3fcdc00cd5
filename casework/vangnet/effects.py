"""What steps on a vangnet request do to the ledger, and which letters follow."""

from decimal import Decimal
from typing import Any

from casework.documents.asking import letter
from casework.engine.errors import NotNow, Reason
from casework.engine.holding import locked_row
from casework.engine.undo import act_of, changed_by
from casework.engine.writes import Write
from casework.vangnet import ledger, paper
from casework.vangnet.models import VangnetBudget, VangnetRequest
from casework.vangnet.states import VangnetState


def approved(write: Write, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    ledger.reserve(request, amount=request.amount, by=write.by, at=write.at)
    if request.own_request:
        letter(write, paper.APPROVED, request)


def rejected(write: Write, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    if request.own_request:
        letter(write, paper.REJECTED, request)


def withdrawn(write: Write, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    if before == VangnetState.GOEDGEKEURD and request.approved_amount:
        ledger.release(request, amount=request.approved_amount, by=write.by, at=write.at)


def reserved_again(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """What the end of the case had released."""
    changed = {one.pk: one for one in changed_by(act_of(case, write.on), VangnetRequest)}
    for request in VangnetRequest.objects.filter(pk__in=changed).order_by("budget_id", "pk"):
        request.case = write.anchor
        if request.state == VangnetState.GOEDGEKEURD and request.approved_amount:
            budget = locked_row(VangnetBudget, request.budget_id)
            if budget.entries.balance().free < request.approved_amount:
                raise NotNow([Reason("Het geld dat vrijkwam, is intussen voor iets anders bestemd.")])
            ledger.reserve(request, amount=request.approved_amount, by=write.by, at=write.at)


def paid(write: Write, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    approved, paid = request.approved_amount or Decimal(0), request.paid_amount or Decimal(0)
    ledger.pay(request, amount=paid, by=write.by, at=write.at)
    if approved > paid:
        ledger.release(request, amount=approved - paid, by=write.by, at=write.at)


def recovered(write: Write, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    amount = details.get("returned_amount") or Decimal(0)
    if amount > 0:
        ledger.take_back(request, amount=amount, by=write.by, at=write.at)


def file_is_closed_to_them(write: Write, case: Any, before: str, details: dict[str, Any]) -> None:
    """Who is kept from this case sees nothing of a file that it is in: it is another's turn for all of that file."""
    batches = case.vangnet_requests.filter(state__in=VangnetState.UNDER_WAY).values("batch")
    write.elsewhere.update(VangnetRequest.objects.filter(batch__in=batches).values_list("case_id", flat=True))
