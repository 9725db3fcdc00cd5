"""What steps on a vangnet request do to the ledger, and whom they tell."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from casework.documents.models import DocumentKind
from casework.engine import outbox
from casework.vangnet import ledger
from casework.vangnet.models import VangnetRequest
from casework.vangnet.states import VangnetState

if TYPE_CHECKING:
    from casework.engine.writes import Visit
from casework.documents.letters import letter
from casework.engine.effects import of


def tell_the_asker(here: Visit, request: VangnetRequest) -> None:
    """A mail that says only where to look, to whoever asked: unless it was their own doing."""
    actor = here.told[0].by_id  # who began it: what follows from their step is told as the system's
    if request.requested_by_id not in (None, actor):
        assert request.requested_by is not None
        outbox.notify(
            request.requested_by,
            subject="Er is nieuws over uw vangnetaanvraag",
            url=request.get_absolute_url(),
            key=f"vangnet:{request.public_id}:{request.state}:{here.on:%Y%m%d}",
            at=here.at,
        )


@of(VangnetRequest, "approve")
def _approved(here: Visit, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    ledger.reserve(request, amount=request.amount, by=here.by, at=here.at)
    if request.own_request:
        letter(here, DocumentKind.VANGNET_GOEDGEKEURD, request)


@of(VangnetRequest, "reject")
def _rejected(here: Visit, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    if request.own_request:
        letter(here, DocumentKind.VANGNET_AFGEWEZEN, request)
    tell_the_asker(here, request)


@of(VangnetRequest, "withdraw")
def _request_withdrawn(here: Visit, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    if before == VangnetState.GOEDGEKEURD and request.approved_amount:
        ledger.release(request, amount=request.approved_amount, by=here.by, at=here.at)
    tell_the_asker(here, request)


@of(VangnetRequest, "pay")
def _paid(here: Visit, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    approved, paid = request.approved_amount or Decimal(0), request.paid_amount or Decimal(0)
    ledger.pay(request, amount=paid, by=here.by, at=here.at)
    if approved > paid:
        ledger.release(request, amount=approved - paid, by=here.by, at=here.at)


@of(VangnetRequest, "recover", "settle")
def _recovered(here: Visit, request: VangnetRequest, before: str, details: dict[str, Any]) -> None:
    amount = details.get("returned_amount") or Decimal(0)
    if amount > 0:
        ledger.take_back(request, amount=amount, by=here.by, at=here.at)
