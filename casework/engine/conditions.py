"""Predicates that any step can use: who somebody acts for, their mandates, whether a reason was given and a day can be true."""

from collections.abc import Callable
from typing import Any

from casework.engine import possible_days
from casework.engine.machine import Attempt, Condition, condition
from casework.engine.mandates import held_by
from casework.engine.possible_days import Days
from roles.models import MandateKind


def running_here(attempt: Attempt) -> tuple[Any, ...]:
    """The mandates that run today, of the team, the municipality, organisations and persons."""
    return attempt.surroundings.mandates


def own_mandates(attempt: Attempt, kind: MandateKind) -> list[Any]:
    """Those of that kind that this person may use here, the smallest first."""
    if attempt.sight is None:
        return []
    return held_by(attempt.sight, kind, attempt.anchor, running_here(attempt))


def acts_as(attempt: Attempt, user_id: int | None) -> bool:
    """The person themselves, or whoever covers for them in the anchor's team or in their own organisation."""
    if attempt.sight is None or user_id is None:
        return False
    if attempt.sight.user_id == user_id:
        return True
    return any(
        holding.cover
        and holding.user_id == user_id
        and (holding.team_id is None or holding.everywhere or holding.team_id == attempt.anchor.team_id)
        for holding in attempt.sight.holdings
    )


def says(attempt: Attempt, field: str) -> bool:
    """Whether words stand in that field, and not only spaces."""
    return bool(str(attempt.details.get(field) or "").strip())


@condition("Zeg waarom.", asks=True)
def says_why(attempt: Attempt) -> bool:
    return attempt.sight is None or says(attempt, "why")


def can_be_true(field: str, span: Callable[[Attempt], Days], *, required: bool = True) -> Condition:
    """The day filled in lies where it can be true; the reason names the day that is needed."""

    def refusal(attempt: Attempt) -> str:
        day = attempt.details.get(field)
        if day is None:
            return "Vul een datum in." if required else ""
        return span(attempt).refusal(day)

    return Condition(f"{field}_can_be_true", lambda attempt: not refusal(attempt), refusal, asks=True)


def is_agreed(field: str) -> Condition:
    """From today, and not further than people agree on."""
    return can_be_true(field, lambda attempt: possible_days.agreed(attempt.on))
