"""What must hold before a step of a vangnet request, and who may decide on one."""

from collections.abc import Set
from decimal import Decimal
from typing import Any

from casework.cases.conditions import instead_of_undoing, is_regisseur
from casework.engine.conditions import acts_as, own_mandates, running_here, says
from casework.engine.machine import Attempt, another, condition
from casework.engine.mandates import covers, holders
from casework.engine.undo import act_of, changed_by
from casework.engine.words import euros
from casework.vangnet import account_number, possible_days
from casework.vangnet.states import VangnetState
from roles.models import MandateKind


@condition("Uw eigen mandaat dekt dit bedrag niet.")
def mandate_covers_amount(attempt: Attempt) -> bool:
    return any(covers(one, amount=attempt.obj.amount) for one in own_mandates(attempt, MandateKind.VANGNET))


def wrote(request: Any) -> Set[int]:
    """Whoever wrote a word or an amount of it, whoever pressed the button."""
    return {*filter(None, (request.requested_by_id,)), *request.authors}


did_not_request = another("U schreef zelf aan deze aanvraag. Een ander beslist.", wrote)


def decided(request: Any) -> Set[int]:
    return {*filter(None, (request.decided_by_id,))}


# who writes on a request doesn't decide on it, and the other way round
did_not_decide = another("U besloot hierover. Een ander vult het rekeningnummer in.", decided)


def had_a_hand(request: Any) -> Set[int]:
    """Who asked for it, wrote on it or decided."""
    return {*decided(request), *wrote(request)}


# who asks, who decides and who pays are three, also where one person holds all those roles or covers for another
is_the_third = another("U vroeg dit zelf aan of besloot erover. Een ander betaalt uit.", had_a_hand)


@condition("Dit is aan wie het vangnet aanvroeg.")
def is_requester(attempt: Attempt) -> bool:
    return acts_as(attempt, attempt.obj.requested_by_id)


@condition("Leg uit welke regelingen zijn bekeken en waarom die niet passen. Bij spoed mag dat achteraf.")
def schemes_are_explained(attempt: Attempt) -> bool:
    return bool(attempt.obj.urgent) or bool(attempt.obj.schemes.strip())


def _not_to_be_asked(attempt: Attempt) -> str:
    if attempt.obj.payee_iban:
        return f"{account_number.refusal(attempt.obj.payee_iban)} Wijzig het voor u het vangnet aanvraagt."
    return "Vul eerst het rekeningnummer (IBAN) in van wie het geld krijgt. Bij spoed mag dat achteraf."


@condition(_not_to_be_asked)
def account_is_known(attempt: Attempt) -> bool:
    """Who decides sees where it goes; help that can't wait doesn't wait for a number, but a wrong one helps nobody."""
    if not attempt.obj.payee_iban:
        return bool(attempt.obj.urgent)
    return account_number.can_be_paid(attempt.obj.payee_iban)


def _not_to_be_paid(attempt: Attempt) -> str:
    if attempt.obj.payee_iban:
        return (
            "Op het goedgekeurde rekeningnummer kan niet worden betaald. Wie het vangnet aanvroeg, trekt de aanvraag "
            "in en vraagt het opnieuw aan."
        )
    return "Er is nog geen rekeningnummer (IBAN). Wie het vangnet aanvroeg, vult dat in."


@condition(_not_to_be_paid)
def has_an_account_to_pay(attempt: Attempt) -> bool:
    """Without one the money is promised and can't be sent."""
    return account_number.can_be_paid(attempt.obj.payee_iban)


@condition("Er is al een rekeningnummer. Klopt dat niet? Trek de aanvraag in en vraag het opnieuw aan.", moot=True)
def has_no_account_yet(attempt: Attempt) -> bool:
    """Another account than the one that was approved is another request: or one person could lead the money away. Also
    where nothing can be paid there: who approved it saw that number."""
    return not attempt.obj.payee_iban


@condition("Dit is aan wie het vangnet aanvroeg, of aan de casusregisseur.")
def is_requester_or_regisseur(attempt: Attempt) -> bool:
    return is_requester.test(attempt) or is_regisseur.test(attempt)


def _deciders(attempt: Attempt) -> dict[int, list[Any]]:
    able = {
        post_user
        for post in attempt.staff
        if post.serves(attempt.anchor.team_id, attempt.anchor.kern_id) and post.user_id not in wrote(attempt.obj)
        for post_user in post.acting_ids
    }
    wrote_it = {*wrote(attempt.obj), *filter(None, (attempt.user_id,))}
    result = holders(MandateKind.VANGNET, attempt.anchor, attempt.staff, running_here(attempt), but=wrote_it)
    return {user: held for user, held in result.items() if user in able}


def _highest_mandate(attempt: Attempt) -> str:
    most = max((one.max_amount for held in _deciders(attempt).values() for one in held), default=None)
    if most is None:
        return "Er is niemand anders met een mandaat voor het vangnet. Vraag uw teamleider om hulp."
    return f"Niemand anders mag dit bedrag goedkeuren. Het hoogste mandaat is {euros(most)}."


@condition(_highest_mandate)
def somebody_may_approve(attempt: Attempt) -> bool:
    return any(covers(one, amount=attempt.obj.amount) for held in _deciders(attempt).values() for one in held)


def no_budget(team: Any, year: int) -> str:
    return f"Voor {year} heeft {team} nog geen vangnetbudget. Vraag functioneel beheer."


def _room(attempt: Attempt) -> str:
    budget = attempt.obj.budget_on(attempt.on)
    if budget is None:
        return no_budget(attempt.anchor.team, attempt.on.year)
    free = budget.entries.balance().free
    return f"Het budget is op: in {budget.year} is nog {euros(free)} vrij, en dit vraagt {euros(attempt.obj.amount)}."


@condition(_room)
def budget_has_room(attempt: Attempt) -> bool:
    """In the budget of today: that of the day of drafting may be another year's, or another team's."""
    budget = attempt.obj.budget_on(attempt.on)
    return budget is not None and bool(budget.entries.balance().free >= attempt.obj.amount)


def _free(attempt: Attempt) -> Decimal:
    budget = attempt.obj.budget_on(attempt.on)
    return budget.entries.balance().free if budget else Decimal(0)


def _less_is_free(attempt: Attempt) -> str:
    free, seen = _free(attempt), attempt.details["free_seen"]
    after = free - attempt.obj.amount
    then = f" Na dit besluit is nog {euros(after)} vrij." if after >= 0 else ""
    return f"Een collega was u voor: er is nu {euros(free)} vrij, en niet meer {euros(seen)}.{then}"


@condition(_less_is_free, asks=True)
def as_much_is_free_as_was_seen(attempt: Attempt) -> bool:
    """Another approval in between changes what the decider weighed; that more became free doesn't."""
    seen = attempt.details.get("free_seen")
    return seen is None or _free(attempt) >= seen


@condition(
    lambda attempt: f"Betaal een bedrag boven nul, en hoogstens {euros(attempt.obj.approved_amount)}.",
    asks=True,
)
def pays_at_most_what_was_approved(attempt: Attempt) -> bool:
    paid = attempt.details.get("paid_amount")
    return paid is not None and Decimal(0) < paid <= attempt.obj.approved_amount


def _not_that_day(attempt: Attempt) -> str:
    day = attempt.details.get("paid_on")
    return possible_days.paid(attempt.obj, attempt.on).refusal(day) if day else ""


@condition(lambda attempt: f"Dit kan niet de betaaldag zijn. {_not_that_day(attempt)}", asks=True)
def paid_on_a_possible_day(attempt: Attempt) -> bool:
    return not _not_that_day(attempt)


@condition("Voeg de bon of factuur toe.", asks=True)
def accounts_with_receipt(attempt: Attempt) -> bool:
    return bool(attempt.details.get("receipt") or attempt.obj.receipt)


@condition("De bon is er nog.", moot=True)
def its_receipt_is_gone(attempt: Attempt) -> bool:
    return bool(attempt.obj.receipt_is_gone)


@condition("Leg nu alsnog uit welke regelingen zijn bekeken en waarom die niet passen.", asks=True)
def schemes_told_by_now(attempt: Attempt) -> bool:
    return bool(str(attempt.details.get("schemes") or attempt.obj.schemes).strip())


@condition(lambda attempt: f"Er kan nog hoogstens {euros(attempt.obj.left_to_recover)} terugkomen.", asks=True)
def recovers_at_most_what_is_left(attempt: Attempt) -> bool:
    amount = attempt.details.get("returned_amount")
    return amount is not None and Decimal(0) <= amount <= attempt.obj.left_to_recover


@condition("Komt niet alles terug? Zeg dan waarom.", asks=True)
def nothing_back_says_why(attempt: Attempt) -> bool:
    left = attempt.obj.left_to_recover - (attempt.details.get("returned_amount") or Decimal(0))
    return left <= 0 or says(attempt, "why")


def the_amount(attempt: Attempt) -> dict[str, Any]:
    """How far a mandate must go."""
    return {"amount": attempt.obj.amount}


def _short(attempt: Attempt) -> Any:
    """A budget in which what was reserved for these requests isn't free any more."""
    model = attempt.anchor.vangnet_requests.model
    changed = changed_by(act_of(attempt.anchor, attempt.on), model)
    reserved = [one.pk for one in changed if one.state_was == VangnetState.GOEDGEKEURD]
    if not reserved:
        return None
    asked: dict[Any, Decimal] = {}
    for one in model.objects.filter(pk__in=reserved).select_related("budget__team"):
        asked[one.budget] = asked.get(one.budget, Decimal(0)) + (one.approved_amount or Decimal(0))
    return next((budget for budget, amount in asked.items() if budget.entries.balance().free < amount), None)


def _is_spent(attempt: Attempt) -> str:
    budget = _short(attempt)
    return (
        f"Het geld dat vrijkwam, is intussen voor iets anders bestemd: in het budget van {budget.team} is nog "
        f"{euros(budget.entries.balance().free)} vrij. {instead_of_undoing(attempt.anchor)}"
    )


@condition(_is_spent)
def money_is_there_still(attempt: Attempt) -> bool:
    """What the end of a case released is reserved again, where nobody else has it by now."""
    return _short(attempt) is None
