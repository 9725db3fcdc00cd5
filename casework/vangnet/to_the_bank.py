"""What of the vangnet goes to the bank: requests that were approved, and of which one knows where to."""

from typing import Any, Final

from django.db.models import Q

from casework.engine.door import allows
from casework.engine.machine import may, unmet
from casework.engine.noun import PaidTo, Pays
from casework.engine.surroundings import looking_at
from casework.vangnet.batches import Payment
from casework.vangnet.conditions import had_a_hand, has_an_account_to_pay, is_the_third
from casework.vangnet.models import VangnetRequest
from casework.vangnet.paying import NOT_YOURS
from casework.vangnet.states import VangnetState
from roles.actions import Action
from roles.policy import Sight

_PAID: Final = (VangnetState.UITBETAALD, VangnetState.VERANTWOORD, VangnetState.VERREKEND)
_BY: Final = may(Action.PAY_VANGNET, is_the_third)


def _why_not(request: VangnetRequest, by: Sight) -> str:
    if request.state != VangnetState.GOEDGEKEURD:
        return f"Dit kan niet meer: de stand is nu ‘{request.state_label}’."
    attempt = looking_at(request, by)
    if not allows(_BY, attempt):
        return NOT_YOURS
    return " ".join(reason.text for reason in unmet([has_an_account_to_pay], attempt))


def _told(request: VangnetRequest) -> PaidTo:
    return PaidTo(request.payee, request.payee_iban, request.amount_now, request.payment_reference)


def _charged_to(request: Any) -> str:
    return f"{request.budget.team} {request.budget.year}"


PAYS: Final = Pays(
    label="Vangnet",
    payments=lambda: Payment,
    of="request",
    waits=Q(state=VangnetState.GOEDGEKEURD),
    under_way=Q(state__in=VangnetState.UNDER_WAY),
    paid=Q(state__in=_PAID),
    ready="Goedgekeurd",
    why_not=_why_not,
    hands=had_a_hand,
    told=_told,
    charged_to=_charged_to,
)
